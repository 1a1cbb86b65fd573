"""Texts of the digest that is sent weekly or monthly."""

from data.text import Text

SUBJECT = Text(
    "{organisation}, {period}: {n} of {all} indicators need attention",
    "{organisation}, {period} : {n} indicateurs sur {all} sont à surveiller",
)
SUBJECT_ONE = Text(
    "{organisation}, {period}: 1 of {all} indicators needs attention",
    "{organisation}, {period} : 1 indicateur sur {all} est à surveiller",
)
SUBJECT_NONE = Text(
    "{organisation}, {period}: no indicator needs attention",
    "{organisation}, {period} : aucun indicateur n'est à surveiller",
)
FOR = Text(
    "{period}, as you may see it ({role}, {scope}).", "Période : {period}, telle que vous la voyez ({role}, {scope})."
)
ATTENTION = Text("What needs attention:", "À surveiller :")
LINE = Text("- {name}: {sentence}", "- {name} : {sentence}")
MORE = Text("- and {n} more on the Scorecard", "- et {n} de plus au tableau de bord")
DUE = Text("Due from you:", "Attendu de vous :")
COMMENT = Text("- a comment on {name} ({why})", "- un commentaire : {name} ({why})")
ITEM = Text("- {what} (by {day})", "- {what} (d'ici le {day})")
ITEM_LATE = Text("- {what} (overdue since {day})", "- {what} (en retard depuis le {day})")
FOLLOWED = Text("What you follow:", "Ce que vous suivez :")
COMMENTS_OF_ALL = Text("Comments still due: {n}.", "Commentaires encore attendus : {n}.")
OVERDUE_OF_ALL = Text("Actions and decisions overdue: {n}.", "Mesures et décisions en retard : {n}.")
CLOSED = Text("{period} is closed; its figures are kept.", "{period} : période close, chiffres conservés.")
OPEN = Text("{period} is not closed yet.", "{period} : période non encore close.")
SCORECARD = Text("Scorecard: {address}", "Tableau de bord : {address}")
REPORTING = Text(
    "Comments, actions and the report of {period}: {address}",
    "Commentaires, mesures et rapport, {period} : {address}",
)
MINE = Text(
    "Your page, and how often you are written to: {address}", "Votre page, et la fréquence des envois : {address}"
)
WHERE = Text("It is all on the pages of the scorecard.", "Tout se trouve sur les pages du tableau de bord.")
