"""Texts on why a value changed."""

from data.text import Text

NOT_OF_STAFF = Text(
    "Changes of staff answers are not split: a hidden group could be worked out from the rest.",
    "L’évolution des réponses du personnel n’est pas décomposée : un groupe masqué pourrait être déduit du reste.",
)
NOTHING = Text(
    "There is no earlier value to compare this one with.", "Il n’y a pas de valeur antérieure à laquelle la comparer."
)
OTHERS = Text("Others ({n})", "Autres ({n})")
ALL = Text("All {n} groups", "Les {n} groupes")
OF_GROWTH = Text(
    "Growth over {before} is {change}; most of it comes from {largest}: {part}. Each group’s part is what its own "
    "volume added to the whole.",
    "La croissance par rapport à {before} est de {change}; la plus grande part vient de {largest} : {part}. La part de "
    "chaque groupe est ce que son volume a ajouté à l’ensemble.",
)
GROWTH_CAPTION = Text("Growth of {value} by {dimension}", "Croissance de {value}, par {dimension}")
OF_COUNT = Text(
    "Of the change of {change} since {before}, most comes from {largest}: {part}.",
    "De l’écart de {change} depuis {before}, la plus grande part vient de {largest} : {part}.",
)
BY_PARTS = Text(
    "Seen otherwise, {above} comes from the numerator ({numerator}) and {below} from the denominator ({denominator}).",
    "Vu autrement, {above} vient du numérateur ({numerator}) et {below} du dénominateur ({denominator}).",
)
