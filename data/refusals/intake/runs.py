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

RETENTION_EMPTIES = Refusal(
    "run_retention_empties",
    Text(
        "No row of {record} is from the last {months} months, so all {rows} would go and none was let go: raise "
        "SCORECARD_RETAIN_{record}, or say that this is meant with `scorecard run --yes`.",
        "Aucune ligne de {record} ne date des {months} derniers mois : les {rows} disparaîtraient toutes, et "
        "aucune n'a été supprimée. Augmentez SCORECARD_RETAIN_{record}, ou confirmez avec `scorecard run --yes`.",
    ),
)
RETENTION_NOT_NOTED = Refusal(
    "run_retention_not_noted",
    Text(
        "No row was let go though some are older than they are retained, for the audit trail cannot say so: {reason}",
        "Aucune ligne n'a été supprimée, bien que certaines aient dépassé leur durée de conservation, car la piste de "
        "vérification ne peut le dire : {reason}",
    ),
)
DEFINITIONS_LOST = Refusal(
    "run_definitions_lost",
    Text(
        "What this run restated cannot be told: the definitions of run {run} are lost ({file}). "
        "Bring them back from a backup to see it as it was.",
        "Impossible de dire ce que ce traitement a révisé\u00a0: les définitions du traitement {run} sont perdues "
        "({file}). Restaurez-les à partir d'une sauvegarde pour le revoir tel qu'il était.",
    ),
)
