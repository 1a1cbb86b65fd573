"""Words for verdicts: signal, reach and the groups that a board sorts by."""

from data.text import Text

VARIATION = {
    "common_cause": Text("Normal variation", "Variation normale"),
    "special_cause_improvement": Text("Improvement", "Amélioration"),
    "special_cause_concern": Text("Concern", "Préoccupation"),
    "special_cause_neutral_high": Text("Change", "Changement"),
    "special_cause_neutral_low": Text("Change", "Changement"),
}
NO_HISTORY = Text("No history", "Aucun historique")
SINCE = Text("{what}: unusually {side} since {since}", "{what} : {side} depuis {since}")
HIGH = Text("high", "valeur inhabituellement élevée")
LOW = Text("low", "valeur inhabituellement basse")
TRIAL = Text("Trial limits: fewer than 13 points", "Limites provisoires : moins de 13 points")

ASSURANCE = {
    "consistent_pass": Text("Target will be met as things are", "La cible sera atteinte si rien ne change"),
    "inconsistent": Text("Target met or missed by chance", "Cible atteinte ou manquée au hasard"),
    "consistent_fail": Text("Target will not be met without change", "La cible ne sera pas atteinte sans changement"),
    "met_for_now": Text("Met now, though its history would miss it", "Atteinte maintenant, malgré son historique"),
    "missed_for_now": Text("Missed now, though its history would meet it", "Manquée maintenant, malgré son historique"),
    "none": Text("No target to reach", "Aucune cible à atteindre"),
}

GROUPS = {
    "attention": Text("{n} need attention", "{n} à surveiller"),
    "hit_or_miss": Text("{n} hit or miss", "{n} incertains"),
    "steady": Text("{n} steady", "{n} stables"),
    "improving": Text("{n} improving", "{n} en progrès"),
    "no_data": Text("{n} without data", "{n} sans données"),
}
ONE_OF_GROUP = GROUPS | {
    "attention": Text("{n} needs attention", "{n} à surveiller"),
    "steady": Text("{n} steady", "{n} stable"),
}
