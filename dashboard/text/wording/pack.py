"""Texts of the board pack."""

from data.text import Text

TITLE = Text("Board pack", "Cahier du conseil")
HEADING = Text("Board pack, {period}", "Cahier du conseil, {period}")

# The cover.

PERIOD = Text("Period", "Période")
DAYS = Text("{period} ({first} to {last})", "{period} (du {first} au {last})")
STANDING = Text("Standing", "État de la période")
NOT_CLOSED = Text(
    "Not closed: the figures may still change.",
    "Période non close : les chiffres peuvent encore changer.",
)
STILL_OPEN = Text(
    "Not over: {done} of {of} business days, to {day}. Values are those so far; variation is not judged yet.",
    "Période en cours : {done} jours ouvrables sur {of}, jusqu'au {day}. Les valeurs sont partielles; leur variation "
    "n'est pas encore jugée.",
)
AS_CLOSED = Text(
    "The figures are those of the close; what has changed since stands beside them here and nowhere else.",
    "Les chiffres sont ceux de la clôture; ce qui a changé depuis figure ici et nulle part ailleurs.",
)
RUN_GONE = Text(
    "The run of the close is no longer kept: the figures, targets and verdicts are those that the close kept, and the "
    "parts that it did not keep are left out.",
    "Le traitement de la clôture n'est plus conservé : les chiffres, cibles et verdicts sont ceux que la clôture a "
    "conservés; les parties qu'elle n'a pas conservées sont omises.",
)
OF_PART = Text(
    "You see a part of the organization, so no figure of the close, which is of the whole, is shown; these are of the "
    "run that it was closed with.",
    "Vous voyez une partie de l'organisme : aucun chiffre de la clôture, qui porte sur l'ensemble, n'est affiché; "
    "ceux-ci viennent du traitement de la clôture.",
)
FOR = Text("Made for", "Établi pour")
SCOPE = Text("Part of the organization", "Partie de l'organisme")
PART_ONLY = Text(
    "Every total is of this part only: {scope}.",
    "Chaque total porte sur cette partie seulement : {scope}.",
)
FILTERS = Text("Filters", "Filtres")
NO_FILTER = Text("none: all channels and lines", "aucun : tous les canaux et secteurs")
FILTER = Text("{name}: {members}", "{name} : {members}")
DATA_TO = Text("Data to", "Données au")
RUN = Text("Run", "Traitement")
RUN_OF = Text("{run}, published {moment}", "{run}, publié le {moment}")
AS_OF = Text("As of", "Tel que publié")
AS_REPORTED = Text(
    "as reported by that run, with the targets and definitions of then",
    "tel que publié par ce traitement, avec les cibles et définitions d'alors",
)
KNOWN_NOW = Text("as known now", "selon les données actuelles")
CONTENTS = Text("Contents", "Sommaire")
PAGE = Text("Page {n} of {all}", "Page {n} sur {all}")

# Its parts.

SCORECARD = Text("The scorecard on one page", "Le tableau de bord en une page")
SCORECARD_CAPTION = Text("Headline indicators, {period}", "Indicateurs principaux, {period}")
PERSPECTIVE = Text("Perspective", "Axe")
CHANGES = Text("What changed, and why", "Ce qui a changé, et pourquoi")
CHANGES_CAPTION = Text(
    "Each headline indicator beside earlier periods", "Chaque indicateur principal à côté de périodes antérieures"
)
PREVIOUS = Text("Previous period", "Période précédente")
PREVIOUS_GAP = Text("Difference from previous", "Écart avec la précédente")
PREVIOUS_MEANS = Text("Result since previous", "Résultat depuis la précédente")
YEAR = Text("Same period last year", "Même période l'an dernier")
YEAR_GAP = Text("Difference from last year", "Écart avec l'an dernier")
YEAR_MEANS = Text("Result since last year", "Résultat depuis l'an dernier")
ATTENTION = Text("Indicators that need attention", "Indicateurs à surveiller")
ATTENTION_LEAD = Text(
    "{n} of {all} headline indicators need attention; each has a page.",
    "{n} indicateurs principaux sur {all} à surveiller; chacun a sa page.",
)
ONE_ATTENTION_LEAD = Text(
    "1 of {all} headline indicators needs attention; it has a page.",
    "1 indicateur principal sur {all} à surveiller; il a sa page.",
)
NO_ATTENTION = Text(
    "No headline indicator needs attention, so none has a page of its own.",
    "Aucun indicateur principal n'est à surveiller : aucun n'a de page.",
)
CAUSE = Text("Where it comes from:", "D'où vient l'écart :")
POINTS = Text("Numbers of the charts", "Chiffres des graphiques")
POINTS_CAPTION = Text("{name}: the points of its chart", "{name} : les points de son graphique")
COMPARED = Text("{name}: four comparisons", "{name} : quatre comparaisons")
STRATEGY = Text("Strategy", "Stratégie")
LANES_CAPTION = Text(
    "Success factors and their headline indicators", "Facteurs de succès et leurs indicateurs principaux"
)
FACTOR = Text("Success factor", "Facteur de succès")
QUALITY = Text("Service quality", "Qualité du service")
GUARANTEES = Text("Guarantees and complaints", "Garanties et plaintes")
OUTLOOK = Text("Outlook", "Perspectives")
OUTLOOK_CAPTION = Text(
    "Demand and people, all weeks of the outlook together", "Demande et personnel, toutes les semaines ensemble"
)
NO_OUTLOOK = Text(
    "There is no outlook: no run has made a forecast of these figures, or forecasts do not know your part of the "
    "organization.",
    "Il n'y a pas de perspectives : aucun traitement n'a établi de prévision pour ces chiffres, ou les prévisions ne "
    "connaissent pas votre partie de l'organisme.",
)
CHANNEL = Text("Channel", "Canal")
CONTACTS = Text("Contacts expected", "Contacts attendus")
REQUIRED = Text("Person-hours required", "Heures-personnes requises")
PRESENT = Text("Person-hours present", "Heures-personnes présentes")
MISSING = Text("Person-hours missing", "Heures-personnes manquantes")
VERDICT = Text("Verdict", "Verdict")
DECISIONS = Text("Decisions asked, and actions", "Décisions demandées et mesures")
DECISIONS_ASKED = Text("Decisions open", "Décisions en attente")
NO_DECISIONS = Text("No decision is asked of this meeting.", "Aucune décision n'est demandée à cette réunion.")
ACTIONS_OPEN = Text("Actions open", "Mesures en cours")
NO_ACTIONS = Text("No action is open.", "Aucune mesure n'est en cours.")
DEFINITIONS = Text("Definitions", "Définitions")
DEFINITIONS_CAPTION = Text("What the headline indicators mean", "Ce que signifient les indicateurs principaux")

# Formats.

SHEET_COVER = Text("Cover", "Couverture")
SHEET_CONTENTS = Text("Contents", "Sommaire")
SHEET_NOTES = Text("Notes on the parts", "Notes sur les parties")
MARK = Text("Please note", "À savoir")
SHEET = Text("Sheet", "Feuille")
SHEET_TITLE = Text("Title", "Titre")
NOTE_PART = Text("Part", "Partie")
NOTE_TEXT = Text("Text", "Texte")
ONE_TABLE = Text(
    "This sheet holds one table. A dash stands where there is no number; the notes on the parts say why.",
    "Cette feuille contient un seul tableau. Un tiret remplace un chiffre absent; les notes sur les parties disent "
    "pourquoi.",
)
BACK = Text("Back to the contents", "Retour au sommaire")
CONTINUED = Text("{title} (continued, {n})", "{title} (suite, {n})")
SKIP = Text("Skip to the scorecard", "Aller au tableau de bord")
LOGO = Text("Logo of {name}", "Logo : {name}")
ORGANISATION = Text("Our organization", "Notre organisme")

# Taking one.

TAKE = Text("Board pack of {period}", "Cahier du conseil, {period}")
TAKE_WHY = Text(
    "Everything about the period as you may see it, in one file: the PDF is accessible, the slides and the workbook "
    "can be edited. It is made when you click; that takes some seconds.",
    "Tout sur la période, dans les limites de ce que vous voyez, en un fichier : le PDF est accessible; la "
    "présentation et le classeur sont modifiables. Il est établi au clic, en quelques secondes.",
)
TAKE_PDF = Text("Document (PDF)", "Document PDF")
TAKE_PPTX = Text("Slides (PPTX)", "Présentation (PPTX)")
TAKE_XLSX = Text("Workbook (XLSX)", "Classeur (XLSX)")
TAKE_HTML = Text("Page (HTML)", "Page HTML")
