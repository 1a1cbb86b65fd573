"""Texts of the search that every page has."""

from data.text import Text

TITLE = Text("Search", "Recherche")
FIND = Text("Search everything", "Rechercher partout")
GO = Text("Search", "Rechercher")
HOW = Text(
    "An indicator, a service, a place, a word of these pages, or the number of a transaction.",
    "Un indicateur, un service, un lieu, un mot de ces pages ou le numéro d'une opération.",
)
SHORT = Text("Two letters or more, please.", "Au moins deux lettres, s'il vous plaît.")
NOTHING = Text(
    "No match for “{what}”. Try a part of the word.", "Aucun résultat pour « {what} ». Essayez une partie du mot."
)
COUNT = Text("{n} matches for “{what}”", "{n} résultats pour « {what} »")
ONE = Text("1 match for “{what}”", "1 résultat pour « {what} »")
RECORD = Text("Transaction", "Opération")
INDICATORS = Text("Indicators", "Indicateurs")
WORDS = Text("Glossary", "Glossaire")
PAGES = Text("Pages of this scorecard", "Pages du tableau de bord")
SCORECARD_OF = Text("Scorecard of {name}", "Tableau de bord : {name}")
MORE = Text("And {n} more: add a letter.", "Et {n} autres : ajoutez une lettre.")
