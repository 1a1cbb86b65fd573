"""Words for verdicts: signal, reach and the groups that a board sorts by."""

from data.text import Text
from data.words import Frequency

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
    "inconsistent": Text("Target can be met or missed", "Cible parfois atteinte, parfois manquée"),
    "always": Text(
        "Met every time, though normal variation could miss it",
        "Toujours atteinte, même si la variation normale pourrait la manquer",
    ),
    "never": Text("Target not met in the last {n} {periods}", "Cible non atteinte au cours des {n} {periods}"),
    "consistent_fail": Text("Target will not be met without change", "La cible ne sera pas atteinte sans changement"),
    "met_for_now": Text(
        "Met now, though its usual range misses it", "Atteinte maintenant, mais hors de sa plage habituelle"
    ),
    "missed_for_now": Text(
        "Missed now, though its usual range meets it", "Manquée maintenant, malgré sa plage habituelle"
    ),
    "none": Text("No target to reach", "Aucune cible à atteindre"),
}

MET_IN = Text("met in {met} of the last {of} {periods}", "atteinte {met} fois sur les {of} {periods}")
MET_SHORT = {
    Frequency.MONTH: Text("met in {met} of {of} months", "atteinte {met} mois sur {of}"),
    Frequency.QUARTER: Text("met in {met} of {of} quarters", "atteinte {met} trimestres sur {of}"),
    Frequency.WAVE: Text("met in {met} of {of} waves", "atteinte {met} vagues sur {of}"),
}
"""Where there is little room."""
PERIODS = {
    Frequency.MONTH: Text("months", "derniers mois"),
    Frequency.QUARTER: Text("quarters", "derniers trimestres"),
    Frequency.WAVE: Text("waves", "dernières vagues"),
}
COLON = Text(":", " :")
NO_WAVE_WORD = Text("No wave", "Aucune vague")
LAST_WAVE = Text("last: {period}", "dernière : {period}")
NO_WAVE = Text("{word} in this period ({note})", "{word} dans cette période ({note})")
NO_MONTH_YET = Text("No whole month yet", "Aucun mois complet encore")
KNOWN_BY = {
    "month": Text("known by whole months", "établi par mois entiers"),
    "quarter": Text("known by whole quarters", "établi par trimestres entiers"),
}
TOO_FINE = Text("{word}: {note}", "{word} : {note}")
NOT_JUDGED = Text("Not judged while the period is open", "Aucun jugement tant que la période est en cours")
JUDGED_ON = Text("judged on {period}", "jugé sur {period}")

GROUPS = {
    "attention": Text("{n} need attention", "{n} à surveiller"),
    "hit_or_miss": Text("{n} hit or miss", "{n} incertains"),
    "too_few": Text("{n} too few to judge", "{n} sans assez de données pour juger"),
    "not_judged": Text("{n} not judged yet", "{n} pas encore jugés"),
    "steady": Text("{n} steady", "{n} stables"),
    "improving": Text("{n} improving", "{n} en progrès"),
    "no_data": Text("{n} without data", "{n} sans données"),
}
ONE_OF_GROUP = GROUPS | {
    "attention": Text("{n} needs attention", "{n} à surveiller"),
    "steady": Text("{n} steady", "{n} stable"),
    "not_judged": Text("{n} not judged yet", "{n} pas encore jugé"),
}
