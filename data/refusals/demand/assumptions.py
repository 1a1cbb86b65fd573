"""What the assumptions of planning refuse: numbers that cannot be, and names that are none."""

from data.errors import Refusal
from data.text import Text

ASSUMPTION_OUT_OF_BOUNDS = Refusal(
    "assumption_out_of_bounds",
    Text(
        "'{assumption}' of {channel} is {value:g}{unit}: give a number from {low:g} to {high:g}{unit}.",
        "«\u00a0{assumption}\u00a0» ({channel}) est {value:g}{unit}\u00a0: donnez un nombre de {low:g} à "
        "{high:g}{unit}.",
    ),
)
ASSUMPTION_NONE = Refusal(
    "assumption_none",
    Text(
        "There is no '{assumption}' of {channel}: choose an assumption of the list.",
        "Il n'y a pas d'hypothèse «\u00a0{assumption}\u00a0» ({channel})\u00a0: choisissez-en une de la liste.",
    ),
)
ASSUMPTION_UNKNOWN = Refusal(
    "assumption_unknown",
    Text(
        "There is no assumption '{name}': use {names:and}.",
        "Il n'y a pas d'hypothèse «\u00a0{name}\u00a0»\u00a0: utilisez {names:and}.",
    ),
)
ASSUMPTION_NO_SOURCE = Refusal(
    "assumption_no_source",
    Text(
        "Say in a few words where the new value of '{assumption}' comes from.",
        "Dites en quelques mots d'où vient la nouvelle valeur de «\u00a0{assumption}\u00a0».",
    ),
)
UNITS = {
    "cents": Text(" $", "\u00a0$"),
    "share": Text(" %", "\u00a0%"),
    "s": Text(" seconds", " secondes"),
}
"""What stands behind a number."""
SHARED_COST = Text("shared cost", "coûts communs")
