"""Texts of the rows behind a number, and of one record."""

from data.text import Text
from metrics.drilldown.service_standard import Verdict

TITLE = Text("Transactions", "Opérations")
RECORD = Text("Record", "Enregistrement")

CHOOSE = Text("Indicator", "Indicateur")
CHOOSE_ONE = Text("Choose an indicator", "Choisissez un indicateur")
CHOOSE_WHY = Text(
    "Choose an indicator to see the records behind its number, or search for a record by its number.",
    "Choisissez un indicateur pour voir les enregistrements derrière son chiffre, ou cherchez un "
    "enregistrement par son numéro.",
)
FIND = Text("Transaction number, indicator, service or place", "Numéro d'opération, indicateur, service ou lieu")
GO = Text("Find", "Chercher")
NOT_FOUND = Text(
    "No match for {what}: there is no transaction with that number, and no indicator, service or place with that name.",
    "Aucun résultat pour {what} : aucune opération ne porte ce numéro, et aucun indicateur, service ou lieu ne porte "
    "ce nom.",
)
SEVERAL = Text("Several names match {what}:", "Plusieurs noms correspondent à {what} :")
KIND_AND_NAME = Text("{kind}: {name}", "{kind} : {name}")

GROUP_BY = Text("Group by", "Regrouper par")
NO_GROUPS = Text("Not grouped", "Sans regroupement")
GROUPS = Text(
    "Records behind {name}, {period}, grouped by: {column}",
    "Enregistrements derrière {name}, {period}, regroupés par : {column}",
)
IN_GROUP = Text("Only the records of one group: {group}.", "Seulement les enregistrements d'un groupe : {group}.")
ALL_GROUPS = Text("All groups", "Tous les groupes")
OTHER_GROUPS = Text("{n} other groups together", "{n} autres groupes ensemble")
ONE_OTHER_GROUP = Text("One other group", "Un autre groupe")
ALL_TOGETHER = Text("All together", "Tous ensemble")
GROUP_ROWS = Text("Records", "Enregistrements")
GROUP_MISSED = Text("Missed", "Non atteints")
GROUP_COUNTED = Text("Counted", "Comptés")
GROUP_NUMERATOR = Text("Numerator", "Numérateur")
GROUP_DENOMINATOR = Text("Denominator", "Dénominateur")
MEAN_WAIT = Text("Mean wait", "Attente moyenne")
MEAN_SERVICE = Text("Mean service time", "Durée moyenne du service")
MEAN_WHY = Text("Of the transactions that have one", "Des opérations qui en ont une")

NUMERATOR = Text("numerator {sum}", "numérateur {sum}")
DENOMINATOR = Text("denominator {sum}", "dénominateur {sum}")
SAME = Text(
    "These records add up exactly to the number on the scorecard.",
    "Ces enregistrements donnent exactement le chiffre du tableau de bord.",
)
SAME_OF = Text(
    "These records, from {first} to {last}, add up exactly to the number on the scorecard.",
    "Ces enregistrements, du {first} au {last}, donnent exactement le chiffre du tableau de bord.",
)
OTHER = Text(
    "These records do not add up to the published number: please tell the data steward.",
    "Ces enregistrements ne donnent pas le chiffre publié : veuillez prévenir le responsable des données.",
)
DERIVED = Text(
    "is computed from these records, from {first} to {last}: {how}.",
    "est calculé à partir de ces enregistrements, du {first} au {last} : {how}.",
)
NO_ROWS = Text("No records contribute to this number.", "Aucun enregistrement ne contribue à ce chiffre.")
NO_NUMBER = Text(
    "{word}: there is no number for {name} in {period}, so there are no records to show.",
    "{word} : il n'y a pas de chiffre pour {name} en {period}, donc aucun enregistrement à afficher.",
)

COLUMNS = Text("Columns ({n} of {all})", "Colonnes ({n} sur {all})")
SHOW_COLUMNS = Text("Show these columns", "Afficher ces colonnes")
ALL_COLUMNS = Text("All columns", "Toutes les colonnes")
PARTS = Text("Which records are listed", "Enregistrements affichés")
ALL_ROWS = Text("All", "Tous")
MISSED_ONLY = Text("Missed only", "Non atteints seulement")
COUNTED_ONLY = Text("Only those that count in the numerator", "Seulement ceux qui comptent au numérateur")
USUAL_COLUMNS = Text("The usual columns", "Les colonnes habituelles")
CAPTION = Text(
    "Records behind {name}, {period}: {first} to {last} of {all}",
    "Enregistrements derrière {name}, {period} : {first} à {last} sur {all}",
)
SORT = Text("Sort by {column}", "Trier par {column}")
PAGE_OF = Text("Page {n} of {all}", "Page {n} sur {all}")
PAGES = Text("Pages of the list", "Pages de la liste")
FIRST = Text("First", "Première")
PREVIOUS = Text("Previous", "Précédente")
NEXT = Text("Next", "Suivante")
LAST = Text("Last", "Dernière")
TIMES_ARE = Text("Times are local ({zone}).", "Les heures sont locales ({zone}).")

CSV = Text("Download these {n} rows as CSV", "Télécharger ces {n} lignes en CSV")
XLSX = Text("Download these {n} rows for Excel", "Télécharger ces {n} lignes pour Excel")
TOO_MANY = Text(
    "An Excel sheet holds {most} rows: download the CSV, or filter first.",
    "Une feuille Excel contient {most} lignes : téléchargez le CSV, ou filtrez d'abord.",
)
SHEET_ROWS = Text("Rows", "Lignes")
SHEET_QUESTION = Text("Query", "Requête")
QUERY_INDICATOR = Text("Indicator", "Indicateur")
QUERY_CODE = Text("Code of the indicator", "Code de l'indicateur")
QUERY_PERIOD = Text("Period", "Période")
QUERY_ROWS = Text("Number of records", "Nombre d'enregistrements")
QUERY_LISTED = Text("Of these in this file", "Dont dans ce fichier")
QUERY_NUMERATOR = Text("Sum of the numerator", "Somme du numérateur")
QUERY_DENOMINATOR = Text("Sum of the denominator", "Somme du dénominateur")
QUERY_SCALE = Text("Scale", "Échelle")
QUERY_DISPLAYED = Text("Shown as", "Affichée comme")
QUERY_VALUE = Text("Value", "Valeur")
QUERY_DATA_TO = Text("Data to", "Données au")
QUERY_RUN = Text("Run", "Traitement")
FILTERED = Text("Filter: {name}", "Filtre : {name}")
CODE_OF = Text("{name} (code)", "{name} (code interne)")

ADDS_ABOVE = Text("Adds to numerator", "Ajoute au numérateur")
ADDS_BELOW = Text("Adds to denominator", "Ajoute au dénominateur")
SOURCE = Text("Source", "Source de données")
NUMBER = Text("Number", "Numéro")
LOCAL_DAY = Text("{name} (day)", "{name} (jour)")
LOCAL_HALF_HOUR = Text("{name} (half-hour)", "{name} (demi-heure)")
YES = Text("Yes", "Oui")
NO = Text("No", "Non")
BORNE = Text("Cost borne", "Coût supporté")
REPEATED = Text("Came back within 7 days", "Revenu dans les 7 jours")
MONTH = Text("Month", "Mois")
LIVE_ONLINE = Text("Online at the end of the month", "En ligne à la fin du mois")

NO_SUCH_RECORD = Text(
    "There is no record {key} here. The number may have been mistyped, or its source may have withdrawn it.",
    "Il n'y a pas d'enregistrement {key} ici. Le numéro est peut-être mal saisi, ou la source l'a retiré.",
)
REFUSED = Text(
    "Staff answers are never shown individually (rule: groups of 10 or more respondents only).",
    "Les réponses du personnel ne sont jamais affichées individuellement (règle : groupes de 10 répondants ou plus).",
)
BACK = Text("Back to the list", "Retour à la liste")
TO_TRANSACTION = Text("See the transaction it is about", "Voir l'opération concernée")
IN_SOURCES = Text("Several sources have this number:", "Plusieurs sources de données ont ce numéro :")

FACTS = Text("Details", "Détails")
TIMELINE = Text("What happened", "Ce qui s'est passé")
STANDARD = Text("Standard: {standard}", "Norme : {standard}")
GUARANTEED = Text("It is covered by a service guarantee.", "Elle est couverte par une garantie de service.")
VERDICTS = {
    Verdict.MET: Text("Met its standard, by {margin}", "Norme respectée, avec {margin} d'avance"),
    Verdict.LATE: Text("Late by {margin}", "En retard de {margin}"),
    Verdict.OPEN: Text("Still open, {margin} left", "Encore ouverte, il reste {margin}"),
    Verdict.OVERDUE: Text("Still open, late by {margin}", "Encore ouverte, en retard de {margin}"),
    Verdict.NO_STANDARD: Text("No service standard applies", "Aucune norme de service ne s'applique"),
    Verdict.NOT_COMPLETED: Text(
        "Not completed, so it was not measured against its standard",
        "Non terminée : elle n'a pas été évaluée par rapport à sa norme",
    ),
}
BUSINESS_DAY = Text("{n} business day", "{n} jour ouvrable")
BUSINESS_DAYS = Text("{n} business days", "{n} jours ouvrables")

STARTED = Text("Started", "Début")
SERVED = Text("Service began", "Début du service")
AFTER = Text("after waiting {time}", "après une attente de {time}")
AFTER_SERVICE = Text("{time} of service", "{time} de service")
DUE = Text("Due under its standard", "Échéance selon la norme")
SURVEY = Text("Survey answered", "Sondage rempli")
RATED = Text("overall {rating} out of 5", "globalement {rating} sur 5")
COMPLAINED = Text("Complaint received", "Plainte reçue")
ABOUT = Text("about: {category}", "sujet : {category}")
ACKNOWLEDGED = Text("Complaint acknowledged", "Accusé de réception de la plainte")
ACKNOWLEDGE_DUE = Text("Acknowledgement due", "Accusé de réception dû")
ANSWERED = Text("Complaint answered", "Réponse à la plainte")
ANSWER_DUE = Text("Answer to the complaint due", "Réponse à la plainte due")
IN_TIME = Text("in time", "dans les délais")
TOO_LATE = Text("too late", "trop tard")
CLAIMED = Text("Guarantee claimed", "Garantie réclamée")
UNDECIDED = Text("not decided yet", "pas encore tranchée")
AUDITED = Text("Audited for quality", "Qualité vérifiée")
ERROR_FOUND = Text("error found: {kind}", "erreur constatée : {kind}")
NO_ERROR = Text("no error found", "aucune erreur constatée")
BAR_WAIT = Text("waiting", "attente")
BAR_DUE = Text("due", "échéance")

COUNTS_IN = Text("Indicators it counts toward", "Indicateurs auxquels il contribue")
COUNTS_NONE = Text("It counts toward no indicator.", "Il ne contribue à aucun indicateur.")
COUNTS_CAPTION = Text("What it adds to each indicator, and when", "Ce qu'il ajoute à chaque indicateur, et quand")
CELL_CUT = Text(" … (cut: {n} characters)", " … (coupé : {n} caractères)")
