"""Texts of arrivals per desk, in the heat maps of places and half-hours."""

from data.text import Text

IN_CELLS = Text("What the cells show", "Ce que montrent les cellules")
PER_DESK = Text("Arrivals per desk", "Arrivées par poste")
CALLS_PER_PERSON = Text("Calls per person", "Appels par personne")
NOBODY = Text("nobody", "personne")
KEY_DESKS = Text(
    "Who came in a half-hour for each person who served in it. The darker the shade and the thicker the line, the "
    "farther above the mean of all (beyond 1, 1.25 and 1.5 times). Grey italics: too few. Every number opens its "
    "records.",
    "Qui est venu dans une demi-heure pour chaque personne qui y servait. Plus la teinte est foncée et le trait épais, "
    "plus c'est au-dessus de la moyenne de tous (au-delà de 1, 1,25 et 1,5 fois). Italique gris : trop peu. Chaque "
    "chiffre ouvre ses enregistrements.",
)
DESKS_MEAN = Text("{name}: {mean} in each half-hour on average.", "{name} : {mean} par demi-heure en moyenne.")
DESKS_NO_MEAN = Text("{name}: nobody served.", "{name} : personne ne servait.")
DESKS_GONE = Text(
    "Arrivals per desk are not told here: single records of this period are no longer kept.",
    "Les arrivées par poste ne sont pas données ici : les enregistrements de cette période ne sont plus conservés.",
)
DESKS_ONE_QUEUE = Text(
    "Calls are one queue for all centres, so they are set against the people of all of them together.",
    "Les appels forment une seule file pour tous les centres : ils sont rapportés au personnel de tous ensemble.",
)
DESKS_LEFT_OUT = Text(
    "Left out are {n} of days or places of which it is not recorded who was there.",
    "Sont laissés de côté {n}, de jours ou de lieux dont la présence n'est pas consignée.",
)
