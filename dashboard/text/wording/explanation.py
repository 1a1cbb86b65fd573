"""Texts of explanations: why a number changed."""

from data.text import Text

AGAINST_PERIOD = Text(
    "{title}: {value} in {period}, {reference} in {before} ({change}).",
    "{title} : {value} en {period}, {reference} en {before} ({change}).",
)
AGAINST_TARGET = Text(
    "{title}: {value} in {period}, target {reference} ({change}).",
    "{title} : {value} en {period}, cible {reference} ({change}).",
)
EXPECTED = Text("The season alone accounts for {expected}.", "La saison explique à elle seule {expected}.")
NOTHING = Text(
    "No slice stands out: of {candidates} looked at, none moved otherwise than the rest beyond chance "
    "(false alarms: {alarms}).",
    "Aucun sous-groupe ne se distingue : sur {candidates} examinés, aucun n'a évolué autrement que le reste au-delà du "
    "hasard (fausses alertes : {alarms}).",
)
NOTHING_OF_GAP = Text(
    "No slice stands out: of {candidates} looked at, none differs from the rest beyond chance "
    "(false alarms: {alarms}).",
    "Aucun sous-groupe ne se distingue : sur {candidates} examinés, aucun ne diffère du reste au-delà du hasard "
    "(fausses alertes : {alarms}).",
)
LIES_THERE = Text(
    "Most of the gap lies in one group ({cause}).",
    "La plus grande part de l’écart se trouve dans un groupe ({cause}).",
)
MOST_LIES_THERE = Text(
    "Most of the gap lies in one group all the same ({cause}), as much as chance alone may make of it.",
    "La plus grande part de l’écart se trouve tout de même dans un groupe ({cause}), autant que le hasard seul peut en "
    "donner.",
)
SLICES = Text("What accounts for it", "Ce qui l’explique")
NO_CANDIDATES = Text(
    "No slice has enough records to be judged.", "Aucun sous-groupe ne compte assez d'enregistrements pour être jugé."
)
ONE = Text(
    "One slice of {candidates} looked at stands out (false alarms: {alarms}):",
    "Un sous-groupe se distingue sur {candidates} examinés (fausses alertes : {alarms}) :",
)
SEVERAL = Text(
    "{count} slices of {candidates} looked at stand out (false alarms: {alarms}):",
    "{count} sous-groupes se distinguent sur {candidates} examinés (fausses alertes : {alarms}) :",
)
LINE = Text(": {effect}, {share} of the change, {n} counted", " : {effect}, {share} du changement, {n} comptés")
LINE_BEYOND_SEASON = Text(
    ": {effect}, {share} of the change beyond the season, {n} counted",
    " : {effect}, {share} du changement hors saison, {n} comptés",
)
LINE_OF_GAP = Text(": {effect}, {share} of the gap, {n} counted", " : {effect}, {share} de l’écart, {n} comptés")
LINE_ALONE = Text(": {effect}, {n} counted", " : {effect}, {n} comptés")
GROUP = Text("{breakdown}: {name}", "{breakdown} : {name}")
REST = Text("All the rest: {rest}", "Tout le reste : {rest}")
