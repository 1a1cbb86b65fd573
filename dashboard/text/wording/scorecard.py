"""Texts of the scorecard."""

from data.text import Text

CAPTION = Text("Indicators by perspective, {period}", "Indicateurs par perspective, {period}")
INDICATOR = Text("Indicator", "Indicateur")
VALUE = Text("Value", "Valeur")
SURE = Text("± · n", "± · n")
SURE_WHY = Text(
    "Half-width of the 95% interval of a sample, and the number of records counted",
    "Demi-largeur de l'intervalle à 95 % d'un échantillon, et nombre d'enregistrements comptés",
)
TARGET = Text("Target", "Cible")
GAP = Text("Gap", "Écart")
GAP_WHY = Text("Value minus target, in the indicator's unit", "Valeur moins cible, dans l'unité de l'indicateur")
STATUS = Text("Status", "État")
AGAINST = Text("Against target", "Face à la cible")
AGAINST_WHY = Text(
    "The line is the target: right of it is better, left is worse; the dark ground still counts as near",
    "Le trait est la cible : à droite, c’est mieux; à gauche, moins bien; le fond foncé est encore près de la cible",
)
TREND = Text("24 months", "24 mois")
SIGNAL = Text("Verdict", "Verdict")
SIGNAL_WORD = Text("Signal", "Signal")
REACH_WORD = Text("Reach", "Cible à venir")
OWNER = Text("Owner", "Responsable")
RANGE = Text("{n} points in 24 months: {low} to {high}.", "{n} points en 24 mois : de {low} à {high}.")
WAVE = Text("wave of {period}", "vague de {period}")

WORST = Text("worst: {status} · {need}", "au pire : {status} · {need}")
NEED = Text("{n} of {all} need attention", "{n} sur {all} à surveiller")
ONE_NEEDS = Text("{n} of {all} needs attention", "{n} sur {all} à surveiller")

DATA_TO_OPEN = Text("Data to {day}, a day that is open", "Données au {day}, journée en cours")
DATA_TO = Text("Data to {day}", "Données au {day}")
RECORDS_IN = Text("{n} of {all} kinds of records in", "{n} types d'enregistrements reçus sur {all}")
SOURCE = Text("{name}: {reach}", "{name} : {reach}")
"""How far the data of one of several sources reach."""
LATE = Text("late: {names}", "en retard : {names}")
RUN = Text("run of {moment}", "traitement du {moment}")

ATTENTION = Text(
    "{n} of {all} indicators need attention: {names}.", "{n} indicateurs sur {all} à surveiller : {names}."
)
ONE_ATTENTION = Text(
    "1 of {all} indicators needs attention: {names}.", "1 indicateur sur {all} à surveiller : {names}."
)
AND_OTHERS = Text("and {n} others", "et {n} autres")
AND_ONE_OTHER = Text("and 1 other", "et 1 autre")
NO_ATTENTION = Text("No indicator needs attention.", "Aucun indicateur n'est à surveiller.")
WORSENED = Text(
    "{name} worsened (signal since {since})",
    "{name} : dégradation (signal depuis {since})",
)
IMPROVED = Text(
    "{name} improved (signal since {since})",
    "{name} : progrès (signal depuis {since})",
)
NOTHING_ELSE = Text(
    "nothing else moved beyond normal variation", "rien d'autre n'a bougé au-delà de la variation normale"
)
OTHERS = Text(
    "{n} others moved beyond normal variation: {names}",
    "{n} autres ont bougé au-delà de la variation normale : {names}",
)
ONE_OTHER = Text(
    "1 other moved beyond normal variation: {names}", "un autre a bougé au-delà de la variation normale : {names}"
)
OPEN_MOVEMENT = Text(
    "Whether anything moved is not judged while the period is open.",
    "Tant que la période est en cours, aucun mouvement n'est jugé.",
)
NOTHING_MOVED = Text("Nothing moved beyond normal variation.", "Rien n'a bougé au-delà de la variation normale.")
AUTOMATIC = Text("Written automatically from the rules", "Rédigé automatiquement d'après les règles")

SHOW = Text("Show", "Afficher")
JUDGED = Text(
    "Values are of the period that was chosen. Variation is judged by whole months, quarters and waves: where that is "
    "another period, on {periods}.",
    "Les valeurs sont celles de la période choisie. La variation est jugée par mois, trimestres ou vagues entiers : là "
    "où il s'agit d'une autre période, sur {periods}.",
)
SHOW_THEM = Text("Show all {n}", "Afficher les {n}")
ATTENTION_FIRST = Text("Needs attention", "À surveiller")
SAME = Text("the same", "identique")
SIDE_BY_SIDE = Text("Side by side with", "Comparer avec")
NOTHING_BESIDE = Text("nothing", "rien")
SAME_DAYS = Text("Same days of {year}", "Mêmes jours de {year}")
KNOWN_NOW = Text("As known now", "Selon les données actuelles")
CAUSE = Text("{share} of the gap: {name}, {value}", "{share} de l'écart : {name}, {value}")
SHARES = (
    (1.05, Text("more than all", "plus que la totalité")),
    (0.95, Text("nearly all", "presque tout")),
    (0.85, Text("nine tenths", "les neuf dixièmes")),
    (0.775, Text("four fifths", "les quatre cinquièmes")),
    (0.7, Text("three quarters", "les trois quarts")),
    (0.63, Text("two thirds", "les deux tiers")),
    (0.55, Text("three fifths", "les trois cinquièmes")),
    (0.0, Text("half", "la moitié")),
)
"""The least share (0–1) that a word is for, the largest first."""
TOO_FEW = Text("Too few", "Trop peu")
TO_JUDGE = Text(" to judge", " pour juger")
NONE_SHOWN = Text("There are no indicators in this group.", "Il n'y a aucun indicateur dans ce groupe.")
SHOW_ALL = Text("All {n} indicators", "Les {n} indicateurs")
SHOW_HEADLINE = Text("Headline indicators only", "Indicateurs principaux seulement")

CHANGED = Text("What changed", "Ce qui a changé")
CHANGED_WHY = Text("Strongest signals first", "Signaux les plus forts d'abord")
NOTHING_CHANGED = Text("No signal in this period.", "Aucun signal pour cette période.")
ROWS_BEHIND = Text("Records behind {name}", "Enregistrements derrière {name}")
