"""Texts of alerts: a sentence for each kind of rule, the inbox, its forms, and the digest that is sent."""

from data.text import Text

TITLE = Text("Alerts", "Alertes")

SENTENCES = {
    "signal": Text(
        "{what}: unusually {rising} since {since}, {value} in {period}.",
        "{what} : {rising} depuis {since}, {value} en {period}.",
    ),
    "missed": Text(
        "{what}: {value} in {period} against {target}; target not met in the last {periods} {unit}.",
        "{what} : {value} en {period}, contre {target}; cible non atteinte au cours des {periods} {unit}.",
    ),
    "threshold": Text(
        "{what}: {value} in {period}, beyond the limit of {limit}.",
        "{what} : {value} en {period}, au-delà de la limite de {limit}.",
    ),
    "place": Text(
        "{what}: {value} of {n} in {period} against {target}, {missed} missed: worse than chance explains.",
        "{what} : {value} sur {n} en {period}, contre {target}, {missed} hors norme : le hasard ne l'explique pas.",
    ),
    "guarantee": Text(
        "{what}: {breaches} breaches expected until {until}; of the open items {late} past their time and {likely} "
        "more likely late than not.",
        "{what} : {breaches} manquements attendus d'ici le {until}; parmi les demandes ouvertes, {late} en retard et "
        "{likely} qui le seront plus probablement que non.",
    ),
    "late": Text(
        "Data of {subject} late: {records} could not be read; older data are shown.",
        "Données de {subject} en retard : {records} n'ont pu être lus; des données plus anciennes sont affichées.",
    ),
    "late_since": Text(
        "Data of {subject} late: {records} could not be read; data to {day} are shown.",
        "Données de {subject} en retard : {records} n'ont pu être lus; les données vont jusqu'au {day}.",
    ),
    "forecast": Text(
        "{what}: {actual} came in the week from {week}, outside the {low} to {high} that were forecast (95%).",
        "{what} : {actual} dans la semaine du {week}, hors des {low} à {high} prévus (95 %).",
    ),
}
"""Kind → what its alert says."""

KINDS = {
    "signal": Text("Worse beyond normal variation", "Pire que la variation normale"),
    "missed": Text("Target missed several times in a row", "Cible manquée plusieurs fois de suite"),
    "threshold": Text("Beyond a limit", "Limite franchie"),
    "place": Text("Place or half-hour over standard", "Lieu ou demi-heure hors norme"),
    "guarantee": Text("Guarantee at risk", "Garantie à risque"),
    "late": Text("Data late", "Données en retard"),
    "forecast": Text("Forecast outside its interval", "Prévision hors de son intervalle"),
}
"""Kind → what it is called."""

ALL_TOGETHER = Text("Demand in all", "Demande totale")
DEMAND_OF = Text("Demand, {slice}", "Demande, {slice}")

COUNT = Text("{n} alerts", "{n} alertes")
ONE = Text("1 alert", "1 alerte")
NO_OPEN = Text("No alerts", "Aucune alerte")
COUNT_WHY = Text("Open alerts, new or taken", "Alertes ouvertes, nouvelles ou prises en charge")

OPEN = Text("Open", "Ouvertes")
SNOOZED = Text("Snoozed", "Reportées")
CLOSED = Text("Closed", "Closes")
ENDED = Text("Ended", "Terminées")
FILTER = Text("Which alerts", "Quelles alertes")
NONE = {
    "open": Text(
        "Nothing needs you now: every rule was judged and none that you may see holds.",
        "Rien ne vous attend : chaque règle a été évaluée et aucune de celles que vous pouvez voir n'est enfreinte.",
    ),
    "snoozed": Text("No alert is snoozed.", "Aucune alerte n'est reportée."),
    "closed": Text("No alert is closed.", "Aucune alerte n'est close."),
    "ended": Text("No alert has ended yet.", "Aucune alerte n'a encore pris fin."),
}
NOT_JUDGED = Text(
    "No run has judged the rules yet: the next one does.",
    "Aucun traitement n'a encore évalué les règles : le prochain le fera.",
)
WORST_FIRST = Text("{n} alerts, the worst first", "{n} alertes, les plus graves d'abord")
MOST = Text("The {n} most pressing of {all}.", "Les {n} plus pressantes sur {all}.")

WHAT = Text("What", "Objet")
SINCE = Text("Since", "Depuis")
STATE = Text("State", "État")
RULE = Text("Rule", "Règle")

WORSE = Text("got worse on {day}", "aggravée le {day}")
TAKEN_BY = Text("taken by {who}", "prise en charge par {who}")
SNOOZED_BY = Text("until {day}, by {who}", "jusqu'au {day}, par {who}")
CLOSED_BY = Text("by {who}: {note}", "par {who} : {note}")
NOTED = Text("{who}: {note}", "{who} : {note}")
ENDED_ON = Text("the condition ended on {day}", "la situation a pris fin le {day}")
SEE_INDICATOR = Text("Indicator", "Indicateur")
SEE_ROWS = Text("Records", "Enregistrements")
SEE_MISSED = Text("The {n} that missed", "Les {n} hors norme")
SEE_OPERATIONS = Text("Operations", "Exploitation")
SEE_AT_RISK = Text("See the items at risk", "Voir les demandes à risque")
SEE_HEALTH = Text("Data health", "Santé des données")
SEE_DEMAND = Text("Demand", "Demande")

DECIDE = Text("Take, snooze or close: {what}", "Prendre en charge, reporter ou clore : {what}")
DECIDE_SHORT = Text("See to it", "Traiter")
DO = Text("What to do", "Que faire")
UNTIL = Text("Until (to snooze)", "Jusqu'au (pour reporter)")
NOTE = Text("Note (to close)", "Note (pour clore)")
DONE = Text("Done: {state}.", "Fait : {state}.")

RULES = Text("The rules", "Les règles")
RULES_INTRO = Text(
    "Judged at the end of every run, over the latest whole month. An alert is raised once, and told again only when it "
    "gets worse or comes back.",
    "Évaluées à la fin de chaque traitement, sur le dernier mois complet. Une alerte est signalée une seule fois, puis "
    "de nouveau si elle s'aggrave ou revient.",
)
RULE_NAME = Text("Name", "Nom")
RULE_KIND = Text("Kind", "Type")
RULE_ABOUT = Text("About", "Objet")
RULE_NUMBER = Text("Limit or periods", "Limite ou périodes")
RULE_BY = Text("By", "Par")
DECLARED = Text("with the indicator", "avec l'indicateur")
EVERY_RUN = Text("in every run", "à chaque traitement")
ADD_RULE = Text("Add a rule", "Ajouter une règle")
LIMIT = Text("Limit (of a share: in %)", "Limite (d'une proportion : en %)")
PERIODS = Text("Periods in a row", "Périodes de suite")
SLICE_OF = Text("Only (as channel=telephone)", "Seulement (comme channel=telephone)")
REMOVE_RULE = Text("Withdraw a rule", "Retirer une règle")
REASON = Text("Why", "Pourquoi")
RULE_ADDED = Text(
    "Rule “{name}” is judged from the next run on.", "La règle « {name} » vaut dès le prochain traitement."
)
RULE_REMOVED = Text(
    "The rule is withdrawn; its alerts end with the next run.",
    "La règle est retirée; ses alertes prennent fin au prochain traitement.",
)

SUBJECT = Text("{organisation}: {n} alerts", "{organisation} : {n} alertes")
SUBJECT_ONE = Text("{organisation}: 1 alert", "{organisation} : 1 alerte")
GREETING = Text(
    "New or worse since the last message ({role}, {scope}):",
    "Nouveau ou aggravé depuis le dernier message ({role}, {scope}) :",
)
GOT_WORSE = Text("worse", "aggravé")
AND_MORE = Text(
    "And {n} more in the inbox of the scorecard.", "Et {n} de plus dans la boîte des alertes du tableau de bord."
)
OPEN_IN_ALL = Text("Open in all: {n}. Look at them here: {address}", "Ouvertes en tout : {n}. Les voir ici : {address}")
OPEN_WITHOUT = Text(
    "Open in all: {n}. They are on the page Alerts.", "Ouvertes en tout : {n}. Elles sont sur la page Alertes."
)
FICTIONAL = Text("Fictional data", "Données fictives")
SCORECARD = Text("Service scorecard", "Tableau de bord des services")
