"""Texts of the meeting on a period: its agenda, its notes and its minutes."""

from data.text import Text

HOLD = Text("Hold the meeting on {period}", "Tenir la réunion : {period}")
HOLD_WHY = Text(
    "Agenda of {n} items: what is overdue, what needs attention, what is missing. Notes, actions and decisions are "
    "minuted as you go.",
    "Ordre du jour de {n} points : ce qui est en retard, ce qui est à surveiller, ce qui manque. Notes, mesures et "
    "décisions sont consignées au fur et à mesure.",
)
MEETING = Text("Meeting on {period}", "Réunion : {period}")
ITEM_OF = Text("Item {n} of {all}", "Point {n} de {all}")
AGENDA = Text("Agenda", "Ordre du jour")
NEXT = Text("Next: {title}", "Suivant : {title}")
PREVIOUS = Text("Previous: {title}", "Précédent : {title}")
KEYS = Text(
    "Keys: → next item, ← previous item, while no field is being filled in.",
    "Touches : → point suivant, ← point précédent, hors de la saisie d'un champ.",
)
FULL = Text("Full screen, without menu", "Plein écran, sans menu")
WITH_MENU = Text("With the menu again", "Afficher de nouveau le menu")
END = Text("Back to Reporting", "Retour à la reddition de comptes")
MORE = Text("All about this indicator", "Tout sur cet indicateur")
AS_TABLE = Text("Its history as a table", "Son historique sous forme de tableau")
NO_COMMENT = Text("Its owner has not commented on {period}.", "Son responsable n'a pas encore commenté : {period}.")
NOTES = Text("Notes", "Notes prises")
NO_NOTES = Text("No notes yet.", "Aucune note pour l'instant.")
NOTE = Text("Note", "Note à consigner")
TAKE_NOTE = Text("Take a note", "Prendre une note")
NOTED = Text("Noted.", "C'est noté.")
DECIDED = Text("Decided here", "Décidé ici")
OF_MEETING = Text("What the meeting on {period} said", "Ce qu'en a dit la réunion : {period}")
MINUTES = Text("Minutes of the meeting on {period}", "Procès-verbal de la réunion : {period}")
NO_MINUTES = Text(
    "Nothing is minuted yet: notes, actions and decisions taken on any item stand here.",
    "Rien n'est encore consigné : les notes, mesures et décisions de chaque point figureront ici.",
)
TAKE_ALONG = Text(
    "The table can be taken along as CSV by the button above it, or printed.",
    "Le tableau peut être emporté en CSV par le bouton au-dessus, ou imprimé.",
)
SUBJECT = Text("Item", "Point")
KIND = Text("Kind", "Type")
SAYS = Text("What was said or decided", "Ce qui a été dit ou décidé")
WHO = Text("By or for whom", "Par ou pour qui")
WHEN = Text("Noted or due", "Consigné le ou échéance")
DUE = Text("due {day}", "échéance le {day}")
LATE_OF = Text("{source}: {records}", "{source} : {records}")
IN_GENERAL = Text("In general", "En général")
