"""Texts of the page of one indicator."""

from data.text import Text
from metrics.definition.indicator import Kind

TARGET = Text("Target {target}", "Cible {target}")
ATTAINED = Text("{share} of target", "{share} de la cible")
MARGIN = Text("± {margin}, 19 times out of 20", "± {margin}, 19 fois sur 20")
COUNTED = Text("{n} records counted", "{n} enregistrements comptés")
RESPONDENTS = Text("{n} respondents", "{n} répondants")
RATHER = Text("between {low} and {high}, 19 times out of 20", "entre {low} et {high}, 19 fois sur 20")
CHART_ENDS = Text(
    "{asked} is open and not judged yet. The chart ends with the latest whole period: {value} in {period}.",
    "{asked} est en cours et n'est pas encore jugé. Le graphique s'arrête à la dernière période complète : {value} en "
    "{period}.",
)
CHART_ENDS_SEASONAL = Text(
    "{asked} is open and not judged yet. The chart ends with the latest whole period: {value} in {period}, seasonally "
    "adjusted.",
    "{asked} est en cours et n'est pas encore jugé. Le graphique s'arrête à la dernière période complète : {value} en "
    "{period}, donnée désaisonnalisée.",
)
JUDGED_LAST = Text(
    "What follows is judged on {period}, the latest whole period by then.",
    "Ce qui suit est jugé sur {period}, la dernière période complète à cette date.",
)
NOW = Text("As known now: {value}", "Selon les données actuelles : {value}")
NOW_SAME = Text("As known now: the same", "Selon les données actuelles : identique")
NOT_YET = Text(
    "The run of {moment} did not have the indicator “{name}”.",
    "Le traitement du {moment} n'avait pas l'indicateur « {name} ».",
)
OPEN_SO_FAR = Text("open, {done} of {of} business days", "en cours, {done} jours ouvrables sur {of}")
UNSURE = Text("Not clearly different from the target", "Pas clairement différent de la cible")
NOT_SPLIT = Text(
    "The records for this indicator do not include: {names}. To see the number, remove the filter.",
    "Les enregistrements de cet indicateur ne comprennent pas : {names}. Pour voir le chiffre, retirez le filtre.",
)

OTHER_CHANNELS = Text(
    "This indicator says nothing about the channel that was chosen. To see the number, remove the filter.",
    "Cet indicateur ne dit rien du canal choisi. Pour voir le chiffre, retirez le filtre.",
)

HISTORY = Text("Is it a signal?", "Est-ce un signal?")
TAKEAWAY = Text("{value} in {period}. {verdict}.", "{value} en {period}. {verdict}.")
TAKEAWAY_SEASONAL = Text(
    "{value} in {period}, seasonally adjusted. {verdict}.",
    "{value} en {period}, donnée désaisonnalisée. {verdict}.",
)
LIMITS = Text(
    "Normal variation lies between {lower} and {upper}.",
    "La variation normale va de {lower} à {upper}.",
)
OUT_OF_SIGHT = Text(
    "The target of {target} lies far outside the chart.", "La cible de {target} se trouve loin en dehors du graphique."
)
NO_LIMITS = Text(
    "There are too few distinct points to compute limits.",
    "Il y a trop peu de points distincts pour calculer des limites.",
)
NO_POINTS = Text("There is no history to show.", "Il n'y a pas d'historique à afficher.")
SINGLE = Text(
    "The chart shows single periods, which do not overlap; the value above covers several.",
    "Le graphique montre des périodes individuelles, qui ne se chevauchent pas; la valeur ci-dessus "
    "en couvre plusieurs.",
)
KEY_VALUE = Text("value", "valeur")
KEY_ACTUAL = Text("value of the period", "valeur de la période")
KEY_JUDGED = Text("seasonally adjusted, as judged", "désaisonnalisée, telle qu'évaluée")
KEY_SINGLE = Text("single period, as judged", "période seule, telle qu'évaluée")
KEY_MEAN = Text("mean", "moyenne")
KEY_BAND = Text("limits of normal variation", "limites de la variation normale")
KEY_TARGET = Text("target", "cible")
KEY_SIGNAL = Text("signal: blue better, orange worse", "signal : bleu, mieux; orange, moins bien")
POINTS = Text("{name}, last {n} periods", "{name}, {n} dernières périodes")
PERIOD = Text("Period", "Période")
VALUE = Text("Value", "Valeur")
JUDGED_VALUE = Text("As judged", "Valeur évaluée")
MEAN = Text("Mean", "Moyenne")
LOWER = Text("Lower limit", "Limite inférieure")
UPPER = Text("Upper limit", "Limite supérieure")
VERDICT = Text("Verdict", "Verdict")

COMPARED = Text("Compared with", "Comparaison")
COMPARISONS = Text("Four comparisons", "Quatre comparaisons")
WITH = Text("With", "Avec")
DIFFERENCE = Text("Difference", "Écart")
MEANS = Text("Result", "Résultat")
TO_TARGET = Text("Target", "Cible")
TO_PREVIOUS = Text("Previous period ({period})", "Période précédente ({period})")
TO_LAST_YEAR = Text("Same period last year ({period})", "Même période l'an dernier ({period})")
TO_SAME_DAYS = Text("Same business days last year ({period})", "Mêmes jours ouvrables l'an dernier ({period})")
NOISE = Text("no clear difference", "aucun écart net")
TO_DATE = Text("Fiscal year to date", "Exercice à ce jour")
BETTER = Text("better", "mieux")
WORSE = Text("worse", "moins bien")
SAME = Text("the same", "identique")

SPLIT = Text("Where it comes from", "D'où vient le résultat")
SPLIT_BY = Text("By {dimension}, {period}", "Par {dimension}, {period}")
SPLIT_TABS = Text("Split by", "Répartir par")
N = Text("n", "n")
SHARE = Text("Weight", "Poids")
BAR = Text("Value as a bar", "Valeur en barre")
DRILL = Text("Only {name}", "{name} seulement")
NOT_STATED = Text("Not stated", "Non précisé")
SHARE_WHY = Text(
    "Share of the denominator, which is what the whole is divided by",
    "Part du dénominateur, par lequel l’ensemble est divisé",
)
INTERVAL = Text("95% interval", "Intervalle à 95 %")
FROM_TO = Text("{low} to {high}", "{low} à {high}")
FIND_GROUP = Text("Find in this list", "Chercher dans cette liste")
FIND = Text("Find", "Chercher")
WORST_ONLY = Text("The {n} worst of {all}.", "Les {n} moins bons sur {all}.")
SHOWN_OF = Text("{n} of {all}.", "{n} sur {all}.")
NO_GROUP = Text("None of the {all} is called “{what}”.", "Aucun des {all} ne s’appelle « {what} ».")
SHOW_ALL = Text("Show all {n}", "Afficher les {n}")
SHOW_WORST = Text("Only the {n} worst", "Seulement les {n} moins bons")
NO_SPLIT = Text(
    "Its records cannot be split into groups.", "Ses enregistrements ne peuvent pas être répartis en groupes."
)

WHY = Text("Why it changed", "Pourquoi cela a changé")
WHY_LAST_YEAR = Text("since the same period last year", "depuis la même période l'an dernier")
WHY_PREVIOUS = Text("since the previous period", "depuis la période précédente")
WHY_TARGET = Text("against the target", "par rapport à la cible")
WHY_CAPTION = Text("Change from {before} to {after} by {dimension}", "Passage de {before} à {after}, par {dimension}")
WHY_SENTENCE = Text(
    "Of the change of {change}, {rate} comes from the groups' results and {mix} from their weights.",
    "De l'écart de {change}, {rate} vient des résultats des groupes et {mix} de leur poids.",
)
RATE = Text("Group's result", "Résultat du groupe")
MIX = Text("Group's weight", "Poids du groupe")
BOTH = Text("Together", "Ensemble")
TOTAL = Text("Total", "Total")

DEFINITION = Text("What it means", "Ce que cela signifie")
WHAT = Text("Definition", "Définition")
WHY_IT_MATTERS = Text("Why it matters", "Pourquoi c'est important")
HOW = Text("How it is computed", "Mode de calcul")
CAVEAT = Text("Caveat", "Réserve")
OWNER = Text("Owner", "Responsable")
DIRECTION = Text("Desired direction", "Sens souhaité")
FACTOR = Text("Critical success factor", "Facteur clé de succès")
FREQUENCY = Text("Frequency", "Fréquence")
SOURCES = Text("Records", "Enregistrements")
FRESH = Text("Data to", "Données au")
UNIT = Text("Unit", "Unité")
KINDS = {
    Kind.QUOTIENT: Text("Sum of the numerator ÷ sum of the denominator", "Somme du numérateur ÷ somme du dénominateur"),
    Kind.COUNT: Text("Number of records", "Nombre d'enregistrements"),
    Kind.ROLLING: Text(
        "Sum of the numerator ÷ sum of the denominator, over the last twelve months",
        "Somme du numérateur ÷ somme du dénominateur, sur les douze derniers mois",
    ),
    Kind.CUMULATIVE: Text(
        "Sum of the numerator ÷ sum of the denominator, since 1 April",
        "Somme du numérateur ÷ somme du dénominateur, depuis le 1er avril",
    ),
    Kind.STOCK: Text("Level of the last month of the period", "Niveau du dernier mois de la période"),
    Kind.PERCENTILE: Text(
        "Duration that so many per cent do not exceed, read from counts per second (beyond 150 s by buckets of at most "
        "3.4%)",
        "Durée que tant de pour cent ne dépassent pas, d'après des décomptes à la seconde (au-delà de 150 s, par "
        "tranches d'au plus 3,4 %)",
    ),
    Kind.GAP: Text("Value of one group minus that of another", "Valeur d'un groupe moins celle d'un autre"),
    Kind.GROWTH: Text(
        "Volume per business day compared with a year earlier, for the services of both years",
        "Volume par jour ouvrable par rapport à l'année précédente, pour les services des deux années",
    ),
}

DOWN = Text("See the {n} records behind this number", "Voir les {n} enregistrements derrière ce chiffre")
DOWN_PLAIN = Text("See the records behind this number", "Voir les enregistrements derrière ce chiffre")
ROWS_GONE = Text(
    "The records behind this number are not kept any more.",
    "Les enregistrements derrière ce chiffre ne sont plus conservés.",
)
NO_WAY_DOWN = Text(
    "Staff answers are never shown individually: only groups of 10 or more respondents exist here, "
    "and a group that could be worked out by subtraction is suppressed too.",
    "Les réponses du personnel ne sont jamais affichées individuellement : seuls existent ici les "
    "groupes de 10 répondants ou plus, et un groupe qu'une soustraction permettrait de déduire est "
    "masqué aussi.",
)

WHY_NOT_OF_PERCENTILES = Text(
    "A percentile is no sum of its groups, so its change cannot be split among them: compare the groups themselves.",
    "Un percentile n'est pas la somme de ses groupes; sa variation ne peut donc pas être répartie entre eux : comparez "
    "les groupes eux-mêmes.",
)
WHY_NOT_OF_STAFF = Text(
    "Changes of staff answers are not split any further: a hidden group could be worked out from the rest.",
    "L’évolution des réponses du personnel n’est pas décomposée davantage : un groupe masqué pourrait être déduit du "
    "reste.",
)
WHY_NOTHING = Text(
    "There is no earlier value to compare this one with.", "Il n’y a pas de valeur antérieure à laquelle la comparer."
)
WHY_OTHERS = Text("Others ({n})", "Autres ({n})")
WHY_ALL = Text("All {n} groups", "Les {n} groupes")
WHY_GROWTH = Text(
    "Growth over {before} is {change}; most of it comes from {largest}: {part}. Each group’s part is what its own "
    "volume added to the whole.",
    "La croissance par rapport à {before} est de {change}; la plus grande part vient de {largest} : {part}. La part de "
    "chaque groupe est ce que son volume a ajouté à l’ensemble.",
)
WHY_GROWTH_CAPTION = Text("Growth of {value} by {dimension}", "Croissance de {value}, par {dimension}")
WHY_COUNT = Text(
    "Of the change of {change} since {before}, most comes from {largest}: {part}.",
    "De l’écart de {change} depuis {before}, la plus grande part vient de {largest} : {part}.",
)
WHY_BY_PARTS = Text(
    "Seen otherwise, {above} comes from the numerator ({numerator}) and {below} from the denominator ({denominator}).",
    "Vu autrement, {above} vient du numérateur ({numerator}) et {below} du dénominateur ({denominator}).",
)
