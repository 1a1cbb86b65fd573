"""Texts of staffing: who is needed in which half-hour, who is there, and what more would cost."""

from data.text import Text

NOTHING = Text(
    "Staffing needs a daily forecast for a channel with a queue (telephone, in person); there is none "
    "yet. Run “scorecard run” on data that say when each contact began.",
    "Le calcul du personnel requis exige une prévision quotidienne pour un canal à file d'attente "
    "(téléphone, en personne); il n'y en a pas encore. Lancez « scorecard run » sur des données qui "
    "indiquent quand chaque contact a commencé.",
)
CHANNEL = Text("Channel", "Canal")
WEEK = Text("Week", "Semaine")
WEEK_OF = Text("{first} to {last}", "{first} au {last}")
OTHER_CHANNEL = Text(
    "Only these channels have a queue; {channel} is shown.",
    "Seuls ces canaux ont une file d'attente; voici {channel}.",
)
NO_LOCATION = Text(
    "This centre is not part of the {channel} queue; the whole queue is shown.",
    "Ce centre ne fait pas partie de la file {channel}; elle est affichée en entier.",
)
NO_WEEK = Text("No demand expected this week.", "Aucune demande attendue cette semaine.")

SUMMARY = Text(
    "{what}, week of {first}: {contacts} contacts need {required} person-hours at work; {people} are available.",
    "{what}, semaine du {first} : {contacts} contacts exigent {required} heures-personnes de "
    "présence; {people} sont disponibles.",
)
SUMMARY_WITHOUT_STAFF = Text(
    "{what}, week of {first}: {contacts} contacts need {required} person-hours at work; available "
    "staff is not recorded here.",
    "{what}, semaine du {first} : {contacts} contacts exigent {required} heures-personnes de "
    "présence; le personnel disponible n'est pas consigné.",
)
PLAN = Text("Demand is that of the plan “{name}”.", "La demande est celle du plan « {name} ».")
RULES = Text(
    "Goal: {share} within {within} (min:s); staff are away {shrinkage} of their paid time and busy "
    "for at most {occupancy} of the rest.",
    "Objectif : {share} en {within} (min:s); le personnel est absent {shrinkage} du temps payé et "
    "occupé au plus {occupancy} du reste.",
)
CHECKED = Text(
    "last weeks: model {model}, measured {measured}", "dernières semaines : modèle {model}, mesuré {measured}"
)
CHECK = Text(
    "Of the {weeks} weeks to {last}, the model says that {model} were served in time; {measured} were.",
    "Pour les {weeks} semaines jusqu'au {last}, le modèle dit {model} servis dans le délai; on en a mesuré {measured}.",
)
WITHHELD = Text(
    "That is too far apart: whether people suffice in the weeks ahead cannot be said.",
    "C'est trop éloigné : impossible de dire si le personnel suffira dans les semaines à venir.",
)
LENGTHENED = Text(
    "Service times are {factor} times those recorded, which made the model give what was measured in the eight weeks "
    "before.",
    "Les durées de service sont {factor} fois celles consignées, ce qui donnait au modèle le niveau mesuré des huit "
    "semaines précédentes.",
)
AS_RECORDED = Text(
    "Service times are as recorded, which made the model give what was measured in the eight weeks before.",
    "Les durées de service sont celles consignées, ce qui donnait au modèle le niveau mesuré des huit semaines "
    "précédentes.",
)
NOT_CHECKED = Text(
    "The model could not be compared with past weeks here.",
    "Le modèle n'a pu être comparé ici à des semaines passées.",
)
STALE = Text(
    "Who is there is recorded up to {day} only; a typical week of then stands for the weeks ahead.",
    "Le personnel présent n'est consigné que jusqu'au {day}; une semaine typique d'alors vaut pour les semaines à "
    "venir.",
)
IDLE_HOURS = Text(
    "People are recorded in {n} half-hours of a week in which no contact ever began.",
    "Du personnel est consigné dans {n} demi-heures de la semaine où aucun contact n'a jamais commencé.",
)
UNSERVED_HOURS = Text(
    "{share} of the contacts began in half-hours in which nobody is recorded.",
    "{share} des contacts ont commencé dans des demi-heures où personne n'est consigné.",
)
HOURS_DISAGREE = Text(
    "The hours of staff and the opening hours contradict each other: check the source of either.",
    "Les heures du personnel et les heures d'ouverture se contredisent : vérifiez la source de l'une ou de l'autre.",
)
DESKLESS = Text(
    "Contacts came to these places, but nobody is recorded there: {names}. They are planned for at the other places.",
    "Des contacts sont venus dans ces lieux, mais personne n'y est consigné : {names}. Ils sont comptés aux autres "
    "lieux.",
)
TELEPHONE = Text("Calls: Erlang C, half-hour by half-hour.", "Appels : Erlang C, demi-heure par demi-heure.")
COUNTER = Text(
    "Counters: people still waiting are carried into the next half-hour, place by place.",
    "Comptoirs : les personnes qui attendent encore passent à la demi-heure suivante, lieu par lieu.",
)

FACTS = {
    "service_level": Text("served in time", "servis dans le délai"),
    "wait_s": Text("mean wait", "attente moyenne"),
    "occupancy": Text("occupancy", "occupation"),
    "paid_hours": Text("paid hours to roster", "heures payées à planifier"),
    "short_hours": Text("person-hours short", "heures-personnes manquantes"),
    "busy_half_hours": Text("half-hours above 90% occupancy", "demi-heures à plus de 90 % d'occupation"),
}

GRID = Text("People needed / people present, by half-hour", "Personnes requises / présentes, par demi-heure")
GRID_NEED = Text("People needed, by half-hour", "Personnes requises, par demi-heure")
GRID_WHY = Text(
    "▼ too few in at least one place · ! above 90% occupied.",
    "▼ personnel insuffisant dans au moins un lieu · ! occupé à plus de 90\u00a0%.",
)
HALF_HOUR = Text("From", "Début")
SHORT = Text("{n} short", "il en manque {n}")
BUSY = Text("above 90% occupied", "occupés à plus de 90 %")
DAYS = {
    "1": Text("Mon", "lun."), "2": Text("Tue", "mar."), "3": Text("Wed", "mer."), "4": Text("Thu", "jeu."),
    "5": Text("Fri", "ven."), "6": Text("Sat", "sam."), "7": Text("Sun", "dim."),
}  # fmt: skip

WARNINGS = Text("Warnings", "Avertissements")
WARNED = Text("{n} half-hours, worst first", "{n} demi-heures, les pires d'abord")
CARRIED = Text(
    "enough for the people arriving now; the queue is from earlier half-hours",
    "assez pour les personnes qui arrivent alors; la file vient des demi-heures précédentes",
)
NO_WARNINGS = Text(
    "No half-hour is short of staff or above 90% occupancy.",
    "Aucune demi-heure ne manque de personnel ni ne dépasse 90 % d'occupation.",
)
WHERE = Text("Where and when", "Où et quand")
WHY = Text("Warning", "Avertissement")
NEEDED = Text("Needed", "Requises")
THERE = Text("Present", "Présentes")
OCCUPANCY = Text("Occupancy", "Occupation")
EVERYWHERE = Text("All places", "Tous les lieux")

CURVE = Text("What each service level costs", "Ce que coûte chaque niveau de service")
CURVE_WHY = Text(
    "Paid hours at {wage} an hour, this week; the cap on occupancy is left out to show where it starts to matter.",
    "Heures payées à {wage} l'heure, cette semaine; le plafond d'occupation est omis pour montrer où "
    "il commence à jouer.",
)
GOAL = Text("Goal: served in time", "Objectif : servis dans le délai")
REACHED = Text("Reached", "Atteint")
HOURS = Text("Paid hours", "Heures payées")
COST = Text("Cost of the week", "Coût de la semaine")
WAIT = Text("Mean wait", "Attente moyenne")
CAP = Text("Within the cap", "Sous le plafond")
YES = Text("yes", "oui")
NO = Text("no", "non")
CURVE_ALT = Text("Cost of the week by share served in time", "Coût de la semaine selon la part servie dans le délai")

PLACE = Text("Place", "Lieu")
WEEKDAY = Text("Weekday (1 Monday)", "Jour (1 lundi)")
CONTACTS = Text("Contacts", "Contacts attendus")
HANDLING = Text("Service time (s)", "Durée de service (s)")
ROSTERED = Text("To roster", "À planifier")
WAIT_S = Text("Mean wait (s)", "Attente moyenne (s)")

GAPS = Text("Where people are short, by centre", "Où le personnel manque, par centre")
GAPS_WHY = Text(
    "Person-hours missing in the half-hours that lack people: {n} of {all} centres lack some, {shown} are shown, the "
    "one that lacks most first.",
    "Heures-personnes manquantes dans les demi-heures où le personnel est insuffisant : il en manque dans {n} centres "
    "sur {all}; {shown} sont affichés, celui qui en manque le plus d'abord.",
)
NO_GAPS = Text("None of the {n} centres lacks people.", "Aucun des {n} centres ne manque de personnel.")
WHOLE_WEEK = Text("Week", "Semaine")
HOURS_SHORT = Text("person-hours short", "heures-personnes manquantes")
WHAT_IF = Text("What if there were more people?", "Et s'il y avait plus de personnel?")
WHAT_IF_WHY = Text(
    "So many more (or fewer) people at work in every queue, all the time that it is open; the cost is that of their "
    "paid hours in the week.",
    "Autant de personnes de plus (ou de moins) au travail dans chaque file, pendant toute son ouverture; le coût est "
    "celui de leurs heures payées dans la semaine.",
)
MORE_PEOPLE = Text("People", "Personnes")
AS_NOW = Text("as now", "comme maintenant")
COST_MORE = Text("Cost of the week", "Coût de la semaine")
CAPACITY_TO = Text("capacity known to {day}", "capacité connue jusqu'au {day}")
