"""Texts of the accessibility statement and of the foot of every page."""

from data.text import Text

TITLE = Text("Accessibility", "Accessibilité")
READ = Text("How to read these pages", "Comment lire ces pages")
REPORT = Text("Report a problem with this page", "Signaler un problème sur cette page")
FOOT = Text("About these pages", "À propos de ces pages")
SUBJECT = Text("Service scorecard: {title}", "Tableau de bord des services : {title}")
BODY = Text(
    "What is wrong, in a sentence:\n\n\nPage: {address}", "Ce qui ne va pas, en une phrase :\n\n\nPage : {address}"
)

AIM = Text("What we aim for", "Ce que nous visons")
AIM_TEXT = Text(
    "Everyone can read and use every page: we follow the Web Content Accessibility Guidelines 2.1, level AA, which the "
    "Accessibility for Ontarians with Disabilities Act asks for.",
    "Que chacun puisse lire et utiliser chaque page : nous suivons les Règles pour l'accessibilité des contenus Web "
    "2.1, niveau AA, qu'exige la Loi sur l'accessibilité pour les personnes handicapées de l'Ontario.",
)
HOW = Text("How to get around", "Comment s'y retrouver")
HOW_TEXTS = {
    "keyboard": Text(
        "Everything works by keyboard: Tab goes on, Enter follows a link, and what has the focus has a blue frame.",
        "Tout fonctionne au clavier : Tab avance, Entrée suit un lien, et un cadre bleu entoure l'élément actif.",
    ),
    "charts": Text(
        "Each chart has a sentence and a table; the button “Table” shows the tables instead of all charts.",
        "Chaque graphique a une phrase et un tableau; le bouton « Tableau » remplace tous les graphiques par des "
        "tableaux.",
    ),
    "colour": Text(
        "Nothing is said by colour alone: a word or a sign always stands beside it. Light and dark follow your device.",
        "Rien n'est dit par la seule couleur : un mot ou un signe l'accompagne toujours. Le mode clair ou sombre suit "
        "votre appareil.",
    ),
    "size": Text(
        "Pages can be enlarged four times, or opened on a phone, without scrolling sideways; only wide tables scroll "
        "within.",
        "Les pages peuvent être agrandies quatre fois, ou ouvertes sur un téléphone, sans défilement horizontal; seuls "
        "les grands tableaux défilent dans leur cadre.",
    ),
    "language": Text(
        "Every page exists in English and French; the link at the top right changes the language and keeps the place.",
        "Chaque page existe en français et en anglais; le lien en haut à droite change la langue et garde la page.",
    ),
}
TESTED = Text("How it is tested", "Comment c'est vérifié")
TESTED_TEXT = Text(
    "At every change a program (axe) examines every page in both languages, light and dark; others look whether it "
    "fits four widths, and go from the scorecard to a single transaction by keyboard.",
    "À chaque modification, un programme (axe) examine chaque page dans les deux langues, en clair et en sombre; "
    "d'autres vérifient qu'elle tient dans quatre largeurs et vont du tableau de bord à une seule opération au "
    "clavier.",
)
LIMITS = Text("What does not work yet", "Ce qui ne va pas encore")
LIMITS_TEXT = Text(
    "Light or dark is chosen on your device, not here, and no people with disabilities have tested these pages yet.",
    "Le mode clair ou sombre se choisit sur votre appareil, non ici, et aucune personne handicapée n'a encore mis ces "
    "pages à l'essai.",
)
CONTACT = Text("Something is in your way?", "Quelque chose vous bloque?")
CONTACT_TEXT = Text(
    "Write to {contact}: you get the content in another form, and we mend the page.",
    "Écrivez à {contact} : vous recevrez le contenu sous une autre forme, et nous corrigerons la page.",
)
NO_CONTACT = Text(
    "Tell the people who gave you the address of this scorecard: they can send you the content in another form.",
    "Dites-le aux personnes qui vous ont donné l'adresse de ce tableau de bord : elles peuvent vous envoyer le contenu "
    "sous une autre forme.",
)
