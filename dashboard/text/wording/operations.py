"""Texts of the page of places and half-hours."""

from data.text import Text

TITLE = Text("Operations", "Exploitation")
MEASURES = Text("What is measured", "Ce qui est mesuré")
NO_MEASURE = Text(
    "None of the indicators of this page is part of these figures.",
    "Aucun des indicateurs de cette page ne fait partie de ces chiffres.",
)
MEASURED = Text(
    "{name}, {period}: {value} overall, target {target}.",
    "{name}, {period} : {value} dans l'ensemble, cible {target}.",
)
MEASURED_WITHOUT = Text(
    "{name}, {period}: {value} overall. No target is set, so nothing here is met or missed.",
    "{name}, {period} : {value} dans l'ensemble. Sans cible fixée, rien ici n'est atteint ni manqué.",
)

WORST_PLACE = Text("Worst place: {what}", "Pire lieu : {what}")
WORST_TIME = Text("Worst half-hour of the week: {what}", "Pire demi-heure de la semaine : {what}")
WORST_BOTH = Text("Worst half-hour at one place: {what}", "Pire demi-heure d'un lieu : {what}")
HIGHEST_PLACE = Text("Highest by place: {what}", "Plus élevée par lieu : {what}")
HIGHEST_TIME = Text("Highest half-hour of the week: {what}", "Demi-heure la plus élevée de la semaine : {what}")
HIGHEST_BOTH = Text("Highest half-hour at one place: {what}", "Demi-heure la plus élevée d'un lieu : {what}")
AGAINST = Text("{value} of {n} against {target}.", "{value} sur {n}, contre {target}.")
COUNTED = Text("{value}, {n} counted.", "{value}, {n} comptés.")
SEE_MISSED = Text("See the {n} that missed", "Voir les {n} hors norme")
SEE_ROWS = Text("See the records", "Voir les enregistrements")

NO_PLACE = Text(
    "No place falls short of its target by more than chance.",
    "Aucun lieu n'est sous sa cible au-delà du hasard.",
)
NO_TIME = Text(
    "No half-hour of the week falls short by more than chance.",
    "Aucune demi-heure de la semaine n'est sous la cible au-delà du hasard.",
)
NO_BOTH = Text(
    "No half-hour at one place falls short by more than chance.",
    "Aucune demi-heure d'un lieu n'est sous la cible au-delà du hasard.",
)
TOO_FEW = Text("Nothing here has enough records to be named.", "Rien ici n'a assez d'enregistrements pour être nommé.")
PLACES_NOT_TOLD = Text("These records tell no place.", "Ces enregistrements n'indiquent aucun lieu.")
TIMES_NOT_TOLD = Text(
    "These records tell no time of day.", "Ces enregistrements n'indiquent aucune heure de la journée."
)
NOWHERE = Text(
    "{n} of those counted tell no place or no time of day; they are in the total, not in the tables.",
    "{n} de ceux qui sont comptés n'indiquent pas de lieu ou d'heure; ils sont dans le total, pas dans les tableaux.",
)

PLACE_BY_HOUR = Text("Place by half-hour", "Lieux par demi-heure")
DAY_BY_HOUR = Text("Day of the week by half-hour", "Jours de la semaine par demi-heure")
PLACE_CAPTION = Text(
    "{name}: each row a place, each column the half-hour in which it began.",
    "{name} : une ligne par lieu, une colonne par demi-heure de début.",
)
DAY_CAPTION = Text(
    "{name}: each row a day of the week, each column the half-hour in which it began.",
    "{name} : une ligne par jour de la semaine, une colonne par demi-heure de début.",
)
KEY = Text(
    "The darker the shade and the thicker the line below a number, the farther it is from its target. Grey italics: "
    "too few to tell it from the target. Every number opens its records, the small one below it those that missed.",
    "Plus la teinte est foncée et le trait sous un chiffre épais, plus il est loin de sa cible. Italique gris : trop "
    "peu pour le distinguer de la cible. Chaque chiffre ouvre ses enregistrements, le petit dessous ceux hors norme.",
)
KEY_PLAIN = Text(
    "Grey italics: too few to judge. Every number opens its records.",
    "Italique gris : trop peu pour juger. Chaque chiffre ouvre ses enregistrements.",
)
STARTS = Text(
    "Half-hours are those of the start; days and periods those of the completion.",
    "Les demi-heures sont celles du début; les jours et périodes, celles de la fin.",
)
SORT = Text("Sort by {what}, worst first", "Trier par {what}, le pire d'abord")
SORTS = Text("A heading sorts.", "Un en-tête trie.")
SORT_NAME = Text("Sort by name", "Trier par nom")
SORT_WORST = Text("Worst place first", "Le pire lieu d'abord")
CELL_MISSED = Text("the {n} that missed: {place}", "les {n} hors norme : {place}")
CELL = Text("{place}, {value}, {n} counted", "{place}, {value}, {n} comptés")
WORST_ONLY = Text("The {n} worst of {all} places.", "Les {n} pires lieux sur {all}.")
ALL_PLACES = Text("Show all {n}", "Afficher les {n}")
FEWER_PLACES = Text("Show the {n} worst", "Afficher les {n} pires")

LEAGUE = Text("All places", "Tous les lieux")
LEAGUE_CAPTION = Text(
    "All {n} places, the worst first; those with too few records to rank last.",
    "Les {n} lieux, le pire d'abord; ceux qui ont trop peu d'enregistrements à la fin.",
)
ONE_PLACE = Text("The one place that these records tell.", "Le seul lieu qu'indiquent ces enregistrements.")
VALUE = Text("Value", "Valeur")
INTERVAL = Text("95% interval", "Intervalle à 95 %")
FROM_TO = Text("{low} to {high}", "{low} à {high}")
OF = Text("Counted", "Comptés")
MISSED = Text("Missed", "Hors norme")
TARGET = Text("Target", "Cible")
STATUS = Text("Status", "État")
STANDING = Text("Beside the others", "Parmi les autres")
LIMITS = Text("99.8% limits", "Limites à 99,8 %")
UNSURE = Text("Cannot be told from its target", "Ne se distingue pas de la cible")
RULE = Text(
    "The interval shows how far the draw of visits alone can move a place; what is told is a complete count. Of the "
    "places and half-hours that chance does not explain (one such in fewer than one month of twenty), the one with the "
    "most missed beyond its target is named.",
    "L'intervalle montre ce que le hasard des visites peut déplacer à lui seul; le compte est complet. Parmi les "
    "lieux et demi-heures que le hasard n'explique pas (moins d'un mois sur vingt), est nommé celui qui dépasse le "
    "plus les manquements que sa cible permet.",
)
RULE_PERCENTILE = Text(
    "Percentiles are ranked, not tested against chance; a place with fewer than five waits beyond its own comes last. "
    "The interval is that of the waits in order (binomial), which shows what the draw of visits alone can move.",
    "Les percentiles sont classés, sans test du hasard; un lieu où moins de cinq attentes dépassent le sien vient à la "
    "fin. L'intervalle est celui des attentes en ordre (binomial) : ce que le hasard des visites peut déplacer.",
)

FUNNEL_CAPTION = Text(
    "{name}: each place by how many it is of, with limits of 95% and 99.8%",
    "{name} : chaque lieu selon son nombre, avec des limites à 95 % et à 99,8 %",
)
NO_FUNNEL = Text(
    "Fewer than {n} places have enough records, so places are not compared with each other.",
    "Moins de {n} lieux ont assez d'enregistrements : les lieux ne sont pas comparés entre eux.",
)
ONE_FAR_BELOW = Text("One place is far below the others: {names}.", "Un lieu est loin sous les autres : {names}.")
FAR_BELOW = Text("{n} places are far below the others: {names}.", "{n} lieux sont loin sous les autres : {names}.")
ONE_FAR_ABOVE = Text("One place is far above the others: {names}.", "Un lieu est loin au-dessus des autres : {names}.")
FAR_ABOVE = Text("{n} places are far above the others: {names}.", "{n} lieux sont loin au-dessus des autres : {names}.")
AND_MORE = Text(" and {n} more", " et {n} autres")
NONE_FAR = Text(
    "Places differ so much anyhow that none of the {n} stands apart from the rest; who misses a target is told above.",
    "Les lieux diffèrent tant d'ordinaire qu'aucun des {n} ne se détache; qui manque sa cible est dit plus haut.",
)
NONE_DIFFER = Text(
    "The {n} places differ by no more than chance; who misses a target is told above.",
    "Les {n} lieux ne diffèrent pas plus que par hasard; qui manque sa cible est dit plus haut.",
)
TOGETHER = Text("all places", "tous les lieux")
FUNNEL_HOW = Text(
    "The line is the share of all places together, {centre}. Of places alike, 95% lie between the dashed limits and "
    "99.8% between the outer ones: 2 in 1,000 lie outside by chance. It tells who differs from the others, not who "
    "misses a target.",
    "La ligne est la part de tous les lieux ensemble, {centre}. De lieux semblables, 95 % sont entre les limites "
    "tiretées et 99,8 % entre celles de l'extérieur : 2 sur 1 000 en sortent par hasard. On y voit qui diffère des "
    "autres, et non qui manque sa cible.",
)
DISPERSED = Text(
    "Places vary {factor} times as much as by chance alone (overdispersion, without the lowest and highest tenth); "
    "the limits are widened by what places differ anyhow (additive random effects, Spiegelhalter 2005).",
    "Les lieux varient {factor} fois plus que par le seul hasard (surdispersion, sans le dixième le plus bas et le "
    "plus haut); les limites sont élargies de ce que les lieux diffèrent d'ordinaire (effets aléatoires additifs, "
    "Spiegelhalter 2005).",
)
NOT_DISPERSED = Text(
    "Places vary no more than by chance (factor {factor}), so that the limits are those of chance alone "
    "(Spiegelhalter 2005).",
    "Les lieux ne varient pas plus que par hasard (facteur {factor}) : les limites sont celles du seul hasard "
    "(Spiegelhalter 2005).",
)

OPERATORS = Text("Operators at equal mix", "Exploitants à composition égale")
APART = Text(
    "At the same mix of services and hours {best} is ahead of {worst} by {points} points ({low} to {high}).",
    "À composition égale de services et d'heures, {best} devance {worst} de {points} points ({low} à {high}).",
)
NOT_APART = Text(
    "At the same mix of services and hours chance alone can explain how operators differ.",
    "À composition égale de services et d'heures, le hasard seul peut expliquer l'écart entre exploitants.",
)
NOT_COMPARABLE = Text(
    "Operators serve too little of the same services at the same hours to be compared at equal mix.",
    "Les exploitants servent trop peu des mêmes services aux mêmes heures pour une comparaison à composition égale.",
)
OPERATORS_HOW = Text(
    "Compared over the services and half-hours that all compared serve: {shared} of all that is counted, each weighing "
    "as among all (direct standardisation). What somebody never serves is not invented; who serves too little is told "
    "as it is. Intervals are of chance alone.",
    "Comparés sur les services et demi-heures que tous les comparés servent : {shared} de tout ce qui est compté, avec "
    "le poids de l'ensemble (standardisation directe). Rien n'est inventé pour ce qui n'est pas servi; qui sert trop "
    "peu est donné tel quel. Les intervalles sont du seul hasard.",
)
OPERATORS_CAPTION = Text(
    "Operators: as they are, and at the mix of all", "Exploitants : tels quels, et à la composition de l'ensemble"
)
AS_IS = Text("As it is", "Tel quel")
EQUAL = Text("At equal mix", "À composition égale")
SERVED = Text("Of the mix served", "Part de l'ensemble servie")
NOT_COMPARED = Text("not compared", "non comparé")
ROWS_GONE = Text(
    "Operators are not compared here: single records of this period are no longer kept.",
    "Les exploitants ne sont pas comparés ici : les enregistrements de cette période ne sont plus conservés.",
)

WHY = Text("Why: {what}", "Pourquoi : {what}")
ALL_CENTRES = Text("all centres", "tous les centres")
WHY_PLACE = Text("Place", "Lieu")
WHY_HALF = Text("Half-hour", "Demi-heure")
CHANGES = {
    "slower": Text(
        "The wait is {minutes} longer than usual ({now} against {usual}); most of it comes from {factor} ({effect}).",
        "L'attente dépasse de {minutes} l'habitude ({now} contre {usual}); l'essentiel : {factor} ({effect}).",
    ),
    "quicker": Text(
        "The wait is {minutes} shorter than usual ({now} against {usual}); most of it comes from {factor} ({effect}).",
        "L'attente est sous l'habitude de {minutes} ({now} contre {usual}); l'essentiel : {factor} ({effect}).",
    ),
    "unexplained": Text(
        "The wait is {now}, usually {usual}; arrivals, people and serving time explain little of the difference.",
        "L'attente est de {now}, d'habitude {usual}; arrivées, personnes et durées n'expliquent guère l'écart.",
    ),
    "as_usual": Text(
        "It is as slow as usual: {now}, and {usual} in the eight weeks before.",
        "C'est aussi lent que d'habitude : {now}, et {usual} dans les huit semaines d'avant.",
    ),
}
"""By `metrics.operations.why_hour.Standing`."""
WITH_ONE_MORE = Text(
    "With one person more all day {more} would be served in time by the queue model, which says {level} of things as "
    "they are.",
    "Avec une personne de plus toute la journée, {more} seraient servis à temps selon le modèle de file, qui dit "
    "{level} de l'état présent.",
)
WHY_CAPTION = Text("Wait at {what}: where it comes from", "Attente à {what} : d'où elle vient")
WHAT = Text("What", "Quoi")
USUAL = Text("Usual", "D'habitude")
NOW = Text("Now", "Maintenant")
OF_WAIT = Text("Of the wait", "Part de l'attente")
UP_TO_THEN = Text("Arrivals up to then, a day", "Arrivées jusque-là, par jour")
IN_HALF_HOUR = Text("Calls in the half-hour, a day", "Appels dans la demi-heure, par jour")
REST = Text("Not explained by the model", "Non expliqué par le modèle")
MEAN_WAIT = Text("Mean wait of those served", "Attente moyenne des servis")
WHY_HOW = Text(
    "{days} days of the period beside {usual_days} usual ones: the same weekdays of the eight weeks before. Each "
    "factor is changed alone in the queue model, averaged over all orders; with the rest they add up. "
    "All who came are in it, whatever else is filtered.",
    "{days} jours de la période à côté de {usual_days} jours habituels : les mêmes jours des huit semaines d'avant. "
    "Chaque facteur est changé seul dans le modèle de file, en moyenne de tous les ordres; avec le reste, le compte "
    "est exact. Tous ceux qui sont venus y sont, quels "
    "que soient les autres filtres.",
)
CARRIED = Text(
    "A queue carries over: what counts is the day up to then.",
    "Une file se prolonge : c'est la journée jusque-là qui compte.",
)
LEFT_OUT = Text(
    "Days left out, without people recorded or without a usual day: {n}.",
    "Jours laissés de côté, sans personnel noté ou sans jour habituel : {n}.",
)
NIGHT = Text(
    "People serve past midnight here, where the model begins anew: early half-hours look shorter than they are.",
    "On sert ici passé minuit, où le modèle recommence : les premières demi-heures paraissent plus courtes.",
)
WHY_GONE = Text(
    "Not told here: single records of this period are no longer kept.",
    "Pas dit ici : les enregistrements de cette période ne sont plus conservés.",
)

QUEUES = Text("Calls by half-hour", "Appels par demi-heure")
QUEUES_CAPTION = Text(
    "Calls by half-hour: offered, given up, mean wait, in time, busy people, repeat calls",
    "Appels par demi-heure : présentés, abandons, attente moyenne, à temps, occupation, rappels",
)
WORST_CALLS = Text(
    "Most calls miss the standard at {hour}: {missed} of {offered}.",
    "C'est à {hour} que le plus d'appels manquent la norme : {missed} sur {offered}.",
)
OFFERED = Text("Offered", "Présentés")
ABANDONED = Text("Given up", "Abandons")
ANSWER_WAIT = Text("Mean wait", "Attente moyenne")
IN_TIME = Text("In time", "À temps")
OCCUPANCY = Text("Occupancy", "Occupation")
REPEATED = Text("Call again in 7 days", "Rappel en 7 jours")
QUEUES_HOW = Text(
    "Centres that publish monthly totals tell no half-hour and are not in it. Occupancy is time on calls over time of "
    "the people recorded, of all calls; the last seven days of repeat calls are provisional.",
    "Les centres aux seuls totaux mensuels n'indiquent pas d'heure et n'y sont pas. L'occupation est le temps d'appel "
    "sur le temps du personnel noté, pour tous les appels; les sept derniers jours de rappels sont provisoires.",
)

MAP = Text("Map of places", "Carte des lieux")
MAP_CAPTION = Text("{name}: where the places lie", "{name} : où sont les lieux")
MAP_HOW = Text(
    "North is up. A triangle misses its target; a ring does not, or cannot be told from it. Every place opens its "
    "records; all are in the table below.",
    "Le nord est en haut. Un triangle manque sa cible; un anneau non, ou ne s'en distingue pas. Chaque lieu ouvre ses "
    "enregistrements; tous sont dans le tableau ci-dessous.",
)
NO_COORDINATES = Text(
    "Places have no latitude and longitude in these records, so there is no map.",
    "Les lieux n'ont ni latitude ni longitude dans ces enregistrements : il n'y a pas de carte.",
)
OFF_MAP = Text("Places without coordinates, not on the map: {n}.", "Lieux sans coordonnées, absents de la carte : {n}.")
