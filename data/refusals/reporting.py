"""What the reporting cycle refuses: comments, actions and decisions, locks of periods."""

from data.errors import Refusal
from data.text import Text

# The fields of what is written, and what they are for.

FIELDS = {
    "happened": Text("comment on what happened", "le texte sur ce qui s'est passé"),
    "why": Text("reason why it happened", "le texte sur le pourquoi"),
    "action": Text("action", "la mesure"),
    "effect": Text("expected effect", "l'effet attendu"),
}
ACTION_OWNER = Text("owner of the action", "le nom de la personne chargée de la mesure")
ITEM = Text("action or decision", "la mesure ou la décision")
ITEM_OWNER = Text("owner", "le nom de la personne responsable")
NOTE = Text("note", "la note")
MEETING_NOTE = Text("note", "la note")
TO_FOLLOW = Text("others can follow it up", "d'autres puissent en suivre l'avancement")
TO_KNOW = Text("readers know what the number means", "l'on sache ce que signifie le chiffre")
WHY_LOCK = Text(
    "readers know on what grounds it was closed",
    "l'on sache sur quelle base la période a été close",
)
WHY_REOPEN = Text(
    "readers know why the figures may change after all",
    "l'on sache pourquoi les chiffres peuvent encore changer",
)
NEW_COMMENT = Text("there is a new comment on this", "il y a un nouveau commentaire à ce sujet")
NEW_ITEM = Text("number {number} has another version", "le numéro {number} a une autre version")
NEW_LOCK = Text("{period} was closed", "la période {period} a été close")
REOPENED = Text("{period} was reopened", "la période {period} a été rouverte")

COMMENT_EMPTY = Refusal(
    "reporting_comment_empty",
    Text(
        "The comment says nothing yet; write at least what happened.",
        "Le commentaire ne dit encore rien; écrivez au moins ce qui s'est passé.",
    ),
)
ACTION_NO_DAY = Refusal(
    "reporting_action_no_day",
    Text(
        "The action has no date; choose the day by which it is done.",
        "La mesure n'a pas de date; choisissez le jour où elle sera réalisée.",
    ),
)
ACTION_NO_TEXT = Refusal(
    "reporting_action_no_text",
    Text(
        "There is an owner or a date, but no action; write what is to be done.",
        "Il y a une personne responsable ou une date, mais aucune mesure; écrivez ce qui doit être fait.",
    ),
)
EFFECT_NO_MOVEMENT = Refusal(
    "reporting_effect_no_movement",
    Text(
        "The indicator that is to move is named, but not which way: choose up or down, or leave the indicator out.",
        "L'indicateur qui doit bouger est nommé, mais non le sens\u00a0: choisissez à la hausse ou à la baisse, ou "
        "omettez l'indicateur.",
    ),
)
NO_MOVEMENT = Refusal(
    "reporting_no_movement",
    Text(
        "“{movement}” is no way in which a number moves: choose {movements}.",
        "«\u00a0{movement}\u00a0» n'est pas un sens dans lequel un chiffre bouge\u00a0: choisissez {movements}.",
    ),
)
NO_CHOICE = Refusal(
    "reporting_no_choice",
    Text(
        "“{choice}” cannot be chosen: choose {choices}.",
        "«\u00a0{choice}\u00a0» ne peut être choisi\u00a0: choisissez {choices}.",
    ),
)
NO_OWNER = Refusal(
    "reporting_no_owner",
    Text(
        "No indicator that you see has the owner “{owner}”; choose one of the list.",
        "Aucun indicateur que vous voyez n'a «\u00a0{owner}\u00a0» pour responsable; choisissez-en un dans la liste.",
    ),
)
EFFECT_NO_DAY = Refusal(
    "reporting_effect_no_day",
    Text(
        "The expected effect has no date; choose the day by which it shows.",
        "L'effet attendu n'a pas de date; choisissez le jour où il se verra.",
    ),
)
DAY_TOO_FAR = Refusal(
    "reporting_day_too_far",
    Text(
        "{day} is too far away; write a day from {first} to {last}.",
        "Le {day} est trop éloigné; écrivez un jour du {first} au {last}.",
    ),
)
NO_INDICATOR = Refusal(
    "reporting_no_indicator",
    Text(
        "There is no indicator '{indicator}' that you may see; open one from the scorecard.",
        "Il n'y a pas d'indicateur «\u00a0{indicator}\u00a0» que vous puissiez voir; ouvrez-en un à partir du tableau "
        "de bord.",
    ),
)
NO_ITEM = Refusal(
    "reporting_no_item",
    Text(
        "There is no action or decision number {number}; choose one from the list.",
        "Il n'y a ni mesure ni décision numéro {number}; choisissez-en une dans la liste.",
    ),
)
NO_STATUS = Refusal(
    "reporting_no_status",
    Text(
        "'{status}' is no status; choose {statuses}.",
        "«\u00a0{status}\u00a0» n'est pas un état; choisissez {statuses}.",
    ),
)
NO_KIND = Refusal(
    "reporting_no_kind",
    Text(
        "'{kind}' is neither an action nor a decision; choose {kinds}.",
        "«\u00a0{kind}\u00a0» n'est ni une mesure ni une décision; choisissez {kinds}.",
    ),
)

# Figures that are kept: of a lock, of a public statement.

NEW_RUN = Refusal(
    "reporting_new_run",
    Text(
        "Not saved: another run has published its figures since this page was shown to you. Look at them, then send "
        "the form again.",
        "Non enregistré\u00a0: un autre traitement a publié ses chiffres depuis l'affichage de cette page. "
        "Regardez-les, puis envoyez de nouveau le formulaire.",
    ),
)

# Locks.

LOCKED = Refusal(
    "reporting_locked",
    Text(
        "Not saved: {period} was closed by {who} on {when}, and what was reported of it stays as it is. Whoever closes "
        "periods can reopen it, with a reason.",
        "Non enregistré\u00a0: la période {period} a été close par {who} le {when}, et ce qui en a été rapporté reste "
        "tel quel. Qui clôt les périodes peut la rouvrir, avec une raison.",
    ),
)
LOCKED_BEFORE = Refusal(
    "reporting_locked_before",
    Text(
        "{period} was closed by {who} on {when} already; nothing is left to do.",
        "La période {period} a déjà été close par {who} le {when}; il ne reste rien à faire.",
    ),
)
NOT_LOCKED = Refusal(
    "reporting_not_locked",
    Text("{period} is open; nothing is left to do.", "La période {period} est ouverte; il ne reste rien à faire."),
)
NOT_OVER = Refusal(
    "reporting_not_over",
    Text(
        "{period} is not over in the data, which reach to {day}; close it once its last day is in.",
        "La période {period} n'est pas terminée dans les données, qui vont jusqu'au {day}; vous pourrez la clore une "
        "fois son dernier jour reçu.",
    ),
)
NO_FIGURES = Refusal(
    "reporting_no_figures",
    Text(
        "No headline indicator has a number in {period}, so there is nothing to close; choose a period with data.",
        "Aucun indicateur principal n'a de chiffre pour la période {period}\u00a0: il n'y a rien à clore; choisissez "
        "une période avec des données.",
    ),
)
