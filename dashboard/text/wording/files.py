"""Texts of the files that are made of charts and tables."""

from data.text import Text

SAVE_AS = Text("Save as", "Enregistrer en")
GROUP = Text("Group", "Groupe")
RUN = Text("run {run}", "traitement {run}")
