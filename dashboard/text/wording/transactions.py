"""Texts of the rows behind a number, and of one record."""

from data.text import Text
from metrics.drilldown.service_standard import Verdict

TITLE = Text("Transactions", "Opérations")
RECORD = Text("Record", "Enregistrement")

CHOOSE = Text("Indicator", "Indicateur")
CHOOSE_ONE = Text("Choose an indicator", "Choisissez un indicateur")
CHOOSE_WHY = Text(
    "Choose an indicator to see the records behind its number, or find one by its own number.",
    "Choisissez un indicateur pour voir les enregistrements derrière son chiffre, ou cherchez-en un par son numéro.",
)
FIND = Text("Transaction number or indicator", "Numéro d'opération ou indicateur")
GO = Text("Find", "Chercher")
NOT_FOUND = Text(
    "Nothing is called {what}: there is no transaction of that number and no indicator of that name.",
    "Rien ne s'appelle {what} : aucune opération ne porte ce numéro et aucun indicateur ce nom.",
)
SEVERAL = Text("Several indicators are called like {what}:", "Plusieurs indicateurs s'appellent comme {what} :")

NUMERATOR = Text("numerator {sum}", "numérateur {sum}")
DENOMINATOR = Text("denominator {sum}", "dénominateur {sum}")
SAME = Text(
    "These records add up to the number on the scorecard, exactly.",
    "Ces enregistrements redonnent exactement le chiffre du tableau de bord.",
)
SAME_OF = Text(
    "These records, of {first} to {last}, add up to the number on the scorecard, exactly.",
    "Ces enregistrements, du {first} au {last}, redonnent exactement le chiffre du tableau de bord.",
)
OTHER = Text(
    "These records add up to another number than the one published: please tell the data steward.",
    "Ces enregistrements donnent un autre chiffre que celui publié : prévenez le responsable des données.",
)
DERIVED = Text(
    "is made of these records, from {first} to {last}: {how}.",
    "vient de ces enregistrements, du {first} au {last} : {how}.",
)
ALL_OF = Text("All records of {period}", "Tous les enregistrements de {period}")
ONLY_OF = Text("Only those of the scorecard: {period}", "Seulement ceux du tableau de bord : {period}")
NO_ROWS = Text("No record is behind this number.", "Aucun enregistrement n'est derrière ce chiffre.")
NO_ONE = Text(
    "{word}: there is no number for {name} in {period}, and so no record behind it.",
    "{word} : il n'y a pas de chiffre pour {name} en {period}, donc pas d'enregistrement.",
)

COLUMNS = Text("Columns ({n} of {all})", "Colonnes ({n} sur {all})")
SHOW_COLUMNS = Text("Show these columns", "Afficher ces colonnes")
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

CSV = Text("Download all {n} rows as CSV", "Télécharger les {n} lignes en CSV")
XLSX = Text("Download all {n} rows for Excel", "Télécharger les {n} lignes pour Excel")
TOO_MANY = Text(
    "A sheet of Excel holds {most} rows: take the CSV, or filter first.",
    "Une feuille Excel contient {most} lignes : prenez le CSV, ou filtrez d'abord.",
)
SHEET_ROWS = Text("Rows", "Lignes")
SHEET_QUESTION = Text("Question", "Question demandée")
ASKED = Text("Indicator", "Indicateur")
ASKED_CODE = Text("Code of the indicator", "Code de l'indicateur")
ASKED_PERIOD = Text("Period", "Période")
ASKED_ROWS = Text("Number of records", "Nombre d'enregistrements")
ASKED_NUMERATOR = Text("Sum of the numerator", "Somme du numérateur")
ASKED_DENOMINATOR = Text("Sum of the denominator", "Somme du dénominateur")
ASKED_SCALE = Text("Scale", "Échelle")
SHOWN_AS = Text("Shown as", "Affichée comme")
ASKED_VALUE = Text("Value", "Valeur")
ASKED_DATA_TO = Text("Data to", "Données au")
ASKED_RUN = Text("Run", "Traitement")
FILTERED = Text("Filter: {name}", "Filtre : {name}")
CODE_OF = Text("{name} (code)", "{name} (code interne)")

ADDS_ABOVE = Text("Adds to numerator", "Ajoute au numérateur")
ADDS_BELOW = Text("Adds to denominator", "Ajoute au dénominateur")
SOURCE = Text("Source", "Système source")
NUMBER = Text("Number", "Numéro")
LOCAL_DAY = Text("{name} (day)", "{name} (jour)")
YES = Text("Yes", "Oui")
NO = Text("No", "Non")
BORNE = Text("Cost borne", "Coût supporté")
REPEATED = Text("Came back within 7 days", "Revenu dans les 7 jours")
MONTH = Text("Month", "Mois")
LIVE_ONLINE = Text("Online at the end of the month", "En ligne à la fin du mois")

NO_SUCH_RECORD = Text(
    "There is no record {key} here. It may have been mistyped, or its source may have withdrawn it.",
    "Il n'y a pas d'enregistrement {key} ici. Le numéro est peut-être mal écrit, ou la source l'a retiré.",
)
REFUSED = Text(
    "Staff answers are never shown one by one (rule: groups of 10 or more respondents only).",
    "Les réponses du personnel ne sont jamais montrées une à une (règle : groupes de 10 répondants ou plus).",
)
BACK = Text("Back to the list", "Retour à la liste")
TO_TRANSACTION = Text("See the transaction that it is about", "Voir l'opération dont il s'agit")
IN_SOURCES = Text("Several sources have this number:", "Plusieurs systèmes sources ont ce numéro :")

FACTS = Text("Facts", "Faits")
TIMELINE = Text("What happened", "Ce qui s'est passé")
STANDARD = Text("Standard: {standard}", "Norme : {standard}")
GUARANTEED = Text("A service guarantee covers it.", "Une garantie de service la couvre.")
VERDICTS = {
    Verdict.MET: Text("Met its standard, by {margin}", "Norme respectée, avec {margin} d'avance"),
    Verdict.LATE: Text("Late by {margin}", "En retard de {margin}"),
    Verdict.OPEN: Text("Still open, {margin} left", "Encore ouverte, il reste {margin}"),
    Verdict.OVERDUE: Text("Still open, late by {margin}", "Encore ouverte, en retard de {margin}"),
    Verdict.NO_STANDARD: Text("No service standard applies", "Aucune norme de service ne s'applique"),
    Verdict.NOT_COMPLETED: Text(
        "Not completed, so its standard was not tested", "Non terminée : la norme n'a pas été éprouvée"
    ),
}
BUSINESS_DAY = Text("{n} business day", "{n} jour ouvrable")
BUSINESS_DAYS = Text("{n} business days", "{n} jours ouvrables")

STARTED = Text("Started", "Début")
SERVED = Text("Service began", "Début du service")
AFTER = Text("after waiting {time}", "après une attente de {time}")
AFTER_SERVICE = Text("{time} of service", "{time} de service")
DUE = Text("Due by its standard", "Échéance selon la norme")
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
CLAIMED = Text("Guarantee claimed", "Garantie demandée")
UNDECIDED = Text("not decided yet", "pas encore tranchée")
AUDITED = Text("Audited for quality", "Qualité vérifiée")
ERROR_FOUND = Text("error found: {kind}", "erreur constatée : {kind}")
NO_ERROR = Text("no error found", "aucune erreur constatée")
BAR_WAIT = Text("waiting", "attente")
BAR_SERVE = Text("from service to the end", "du service à la fin")
BAR_WHOLE = Text("from start to end", "du début à la fin")
BAR_DUE = Text("due", "échéance")

COUNTS_IN = Text("Indicators it counts in", "Indicateurs où il compte")
COUNTS_NONE = Text("It counts in no indicator.", "Il ne compte dans aucun indicateur.")
COUNTS_CAPTION = Text("What it adds to each indicator, and when", "Ce qu'il ajoute à chaque indicateur, et quand")
IN_MONTH = Text("In", "En")
"""Of a month: `In Nov 2024`."""
