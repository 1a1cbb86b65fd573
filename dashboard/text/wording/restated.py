"""Texts on numbers that changed after they had been reported."""

from data.text import Text

TITLE = Text("Restatements", "Révisions")
NONE = Text(
    "No number of a finished month has changed since it was reported.",
    "Aucun chiffre d'un mois terminé n'a changé depuis sa publication.",
)
CAPTION = Text(
    "Numbers of finished months that later rows changed, newest first",
    "Chiffres de mois terminés que des lignes ultérieures ont modifiés, du plus récent au plus ancien",
)
MORE = Text(
    "And {n} more: “scorecard status --format json” lists them all.",
    "Et {n} autres : « scorecard status --format json » les énumère tous.",
)
NUMBER = Text("Number", "Chiffre")
MONTH = Text("Month", "Mois")
CHANNEL = Text("Channel", "Canal")
EVERY_CHANNEL = Text("all channels", "tous les canaux")
BEFORE = Text("Reported", "Publié")
AFTER = Text("Now", "Maintenant")
WHY = Text("Why", "Pourquoi")
REPORTED = Text("As reported", "Tel que publié")
AS_REPORTED = Text("as reported {moment}", "tel que publié le {moment}")
WITHHELD = Text("not shown: answers of people", "non affiché : réponses de personnes")
NO_NUMBER = Text("no number", "aucun chiffre")
NOTE = Text(
    "{month}: {before} was reported; it is now {after}, because {why}.",
    "{month} : {before} avait été publié; c'est maintenant {after}, car {why}.",
)
