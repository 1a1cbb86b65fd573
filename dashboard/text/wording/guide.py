"""Texts of the guide that stands at the head of every page."""

from data.text import Text

TITLE = Text("How to read this", "Comment lire")
WELCOME = Text(
    "Welcome. These pages say how services to the public are doing: what is off, whether it is real, where it comes "
    "from and who looks after it. A name leads to its history and causes, a number to the records behind it.",
    "Bienvenue. Ces pages montrent comment se portent les services au public : ce qui ne va pas, si l’écart est réel, "
    "d’où il vient et qui en est responsable. Un nom mène à son historique et à ses causes, un chiffre aux "
    "enregistrements qui le composent.",
)
AGAINST_TARGET = Text("Against target", "Face à la cible")
MOVEMENT = Text("Movement", "Mouvement")
USUAL_RANGE = Text("Usual range against target", "Plage habituelle face à la cible")
DRAWINGS = Text("Drawings", "Dessins")
BETTER = Text("unusual, and better", "inhabituel, et mieux")
WORSE = Text("unusual, and worse", "inhabituel, et moins bien")
EITHER = Text("unusual, neither better nor worse", "inhabituel, ni mieux ni moins bien")
PASS = Text("wholly on the good side of the target", "tout entière du bon côté de la cible")
CAN = Text("the target lies within it: met or missed", "la cible s’y trouve : atteinte ou manquée")
FAIL = Text("wholly on the bad side of the target", "tout entière du mauvais côté de la cible")
TRIAL = Text("dashed: fewer than 13 points, provisional", "en tirets : moins de 13 points, provisoire")
STRIP = Text(
    "the line is the target: right is better, left is worse, dark is near",
    "le trait est la cible : à droite c’est mieux, à gauche moins bien, en foncé « presque »",
)
TERMS = Text("Words", "Mots")
MORE = Text("All words", "Tous les mots")
