"""What a run refuses or could not do."""

from data.errors import Refusal
from data.text import Text

NO_SOURCE = Refusal(
    "run_no_source",
    Text(
        "There is no source to read: give one with --source DIR.",
        "Il n'y a aucune source à lire\u00a0: indiquez-en une avec --source DIR.",
    ),
)
NOTHING_READ = Refusal("run_nothing_read", Text("{problems}", "{problems}"))
"""Every problem is a line of its own."""

DEFINITIONS_LOST = Refusal(
    "run_definitions_lost",
    Text(
        "What this run restated cannot be told: the definitions of run {run} are lost ({file}). "
        "Bring them back from a backup to see it as it was.",
        "Impossible de dire ce que ce traitement a révisé\u00a0: les définitions du traitement {run} sont perdues "
        "({file}). Restaurez-les à partir d'une sauvegarde pour le revoir tel qu'il était.",
    ),
)
