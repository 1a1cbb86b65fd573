"""Refusals about indicators and their definitions."""

from data.errors import Refusal
from data.text import Text

UNKNOWN_INDICATOR = Refusal(
    "catalogue_unknown_indicator",
    Text("There is no indicator '{name}': {nearest}", "Il n'y a pas d'indicateur « {name} » : {nearest}"),
)
DEFINITIONS_LOST = Refusal(
    "catalogue_definitions_lost",
    Text(
        "The definitions that run {run} was reported with are lost or were changed: bring {file} back from a backup, "
        "or leave --as-of out for now.",
        "Les définitions avec lesquelles le traitement {run} a été publié sont perdues ou ont été modifiées : "
        "restaurez {file} à partir d'une sauvegarde, ou omettez --as-of pour l'instant.",
    ),
)
