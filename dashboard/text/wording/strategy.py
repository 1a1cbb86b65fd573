"""Texts of the strategy map."""

from data.text import Text
from data.words import Frequency

TITLE = Text("Strategy map", "Carte stratégique")
INTRO = Text(
    "Six critical success factors, the objectives of each with who answers for it, and their indicators. An arrow is "
    "a hypothesis: when the first improves, so should the second. The style of the line shows what the history says "
    "so far.",
    "Six facteurs clés de succès, les objectifs de chacun avec leur responsable, et leurs indicateurs. Une flèche est "
    "une hypothèse : si le premier s'améliore, le second devrait suivre. Le tracé de la ligne indique ce que dit "
    "l'historique jusqu'ici.",
)
RULE = Text(
    "Supported: over changes from period to period, at the lag declared beforehand, at least {least} "
    "pairs and a 95% interval on the right side of zero. Moving together does not prove cause.",
    "Appuyée : sur les variations d'une période à l'autre, au décalage déclaré d'avance, au moins "
    "{least} paires et un intervalle à 95 % du bon côté de zéro. Évoluer ensemble ne prouve pas un "
    "lien de cause à effet.",
)
MAP = Text("Map of six success factors and {n} hypotheses", "Carte de six facteurs de succès et de {n} hypothèses")
NODE = Text("{name}: {value}, {status}. {trend}", "{name} : {value}, {status}. {trend}")
TREND_KEY = Text(
    "↗ ↘ moved beyond its normal variation, → within it", "↗ ↘ a bougé au-delà de sa variation normale, → en deçà"
)
OBJECTIVE = Text("Objective", "Objectif")
OWNER = Text("Answers for it", "Responsable")
NO_OBJECTIVE = Text("In no objective", "Hors objectif")
WORST = Text("worst: {status}", "au pire : {status}")
NEED = Text("{n} of {all} to watch", "{n} sur {all} à surveiller")
MORE = Text("and {n} more in the list below", "et {n} autres dans la liste")
ONE_MORE = Text("and 1 more in the list below", "et 1 autre dans la liste")

UNDEFINED = Text(
    "Not on the map: {cause} to {effect}, because these figures do not define {missing}.",
    "Absente de la carte\u00a0: {cause} vers {effect}, car ces chiffres ne définissent pas {missing}.",
)
ARROWS = Text("Arrows and their evidence", "Flèches et leur appui")
NUMBER = Text("No.", "Nº")
FROM = Text("When this improves", "Si ceci s'améliore")
TO = Text("so should this", "cela devrait suivre")
EVIDENCE = Text("Evidence", "Appui")
R = Text("Correlation r", "Corrélation r")
INTERVAL = Text("95% interval", "Intervalle à 95 %")
LAG = Text("Lag", "Décalage")
PAIRS = Text("Pairs of changes", "Paires de variations")
BETWEEN = Text("{low} to {high}", "de {low} à {high}")
NO_R = Text("one of the two never changed", "l'un des deux n'a jamais varié")
SAME_PERIOD = {
    Frequency.MONTH: Text("same month", "même mois"),
    Frequency.QUARTER: Text("same quarter", "même trimestre"),
    Frequency.WAVE: Text("same wave", "même vague"),
}
LATER = {
    Frequency.MONTH: Text("{n} month later", "{n} mois plus tard"),
    Frequency.QUARTER: Text("{n} quarter later", "{n} trimestre plus tard"),
    Frequency.WAVE: Text("{n} wave later", "{n} vague plus tard"),
}
LATER_MANY = {
    Frequency.MONTH: Text("{n} months later", "{n} mois plus tard"),
    Frequency.QUARTER: Text("{n} quarters later", "{n} trimestres plus tard"),
    Frequency.WAVE: Text("{n} waves later", "{n} vagues plus tard"),
}

LIST = Text("The same as a list", "La même chose en liste")
LEADS_TO = Text(
    "should move {name} ({support}, r {r}, {n} pairs)", "devrait agir sur {name} ({support}, r {r}, {n} paires)"
)
"""`r` is a dash where there is none."""

INITIATIVES = Text("Initiatives", "Les initiatives")
NO_INITIATIVES = Text(
    "No initiative was planned for the last two years.", "Aucune initiative n'était prévue depuis deux ans."
)
INITIATIVE = Text("What is undertaken", "Ce qui est entrepris")
SHOULD_MOVE = Text("Should move", "Devrait agir sur")
LIVE_ON = Text("Live since", "En service depuis")
PROGRESS = Text("How far", "Avancement")
EXPECTED_EFFECT = Text("Expected effect", "Effet attendu")
IN_POINTS = Text("{change} pts", "{change} pt")
EXPECTED_FROM = Text("{change} from {day}", "{change} dès le {day}")
EFFECT = Text("Effect seen", "Effet observé")
SIZE = Text("{before} before, {after} since: {change}", "{before} avant, {after} depuis : {change}")
STEPS_DONE = Text("{done} of {all} steps done", "étapes faites : {done} sur {all}")
STEP_LATE = Text("late: {name}, due {day}", "en retard : {name}, échéance {day}")
STEP_NEXT = Text("next: {name}, due {day}", "à venir : {name}, échéance {day}")
INITIATIVES_SUM = Text(
    "Initiatives of the last two years: {n}, of which {late} with something late and {live} live. Effect seen: {seen} "
    "of {judged} where one is looked for.",
    "Initiatives en deux ans : {n}, dont {late} avec du retard et {live} en service. Effet observé : {seen} "
    "sur {judged} où il est cherché.",
)
COUNTED = Text("counted by that indicator itself", "compté par cet indicateur même")
EFFECT_RULE = Text(
    "Effect: signals on the control chart before it went live and up to {looked} months after; expected within "
    "{expected} months. Before and since: means of the points that the chart judges, told only where a signal was "
    "seen. A number that moved since was not necessarily moved by it.",
    "Effet : signaux de la carte de contrôle avant la mise en service et jusqu'à {looked} mois après; attendu en "
    "{expected} mois. Avant et depuis : moyennes des points que la carte juge, données seulement si un signal a été "
    "vu. Un chiffre qui a bougé depuis n'a pas forcément bougé grâce à elle.",
)

COMMITMENTS = Text("Key commitments of senior managers", "Engagements clés de la haute direction")
NO_COMMITMENTS = Text("No key commitment is known of this year.", "Aucun engagement clé n'est connu cette année.")
COMMITMENT = Text("What is committed to", "Ce qui est promis")
ROLE = Text("Role", "Fonction")
DUE = Text("Due", "Échéance")
KEPT = Text("Standing", "État")
DONE_ON = Text("{done} on {day}", "{done} le {day}")
COMMITMENTS_RULE = Text(
    "Commitments belong to roles. They tell what was promised and whether it is done; nobody is rated here.",
    "Les engagements appartiennent à des fonctions. On y lit ce qui est promis et si c'est fait; personne n'y est "
    "évalué.",
)
FUNDING = Text("Funding against plan", "Financement et plan")
NO_FUNDING = Text(
    "No plan of funding is known of these quarters.", "Aucun plan de financement n'est connu pour ces trimestres."
)
FUNDING_SUM = Text(
    "From {first} to {last}, recoveries were {received} of funding; the plan had {planned}.",
    "Du {first} au {last}, les recouvrements étaient de {received} du financement; le plan en prévoyait {planned}.",
)
FUNDED_BY = Text("Funded by", "Source")
ALL_FUNDING = Text("All funding", "Tout le financement")
PLANNED_AMOUNT = Text("Planned", "Prévu")
RECEIVED_AMOUNT = Text("Received", "Reçu")
GAP_AMOUNT = Text("Difference", "Écart")
PLANNED_SHARE = Text("Planned share", "Part prévue")
RECEIVED_SHARE = Text("Share received", "Part reçue")
