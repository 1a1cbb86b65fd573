"""Texts of the reporting cycle: comments, actions and decisions, locks of periods."""

from data.text import Text
from metrics.reporting.claim_words import Direction

TITLE = Text("Reporting", "Reddition de comptes")

# Comments.

OWNER_SAYS = Text("What the owner says", "Ce qu'en dit le responsable")
PARTS = {
    "happened": Text("What happened", "Ce qui s'est passé"),
    "why": Text("Why", "Pourquoi"),
    "action": Text("What is done about it", "Ce qui est fait"),
    "effect": Text("What it will bring", "Ce qui en est attendu"),
}
OTHER_LANGUAGE = {
    "happened": Text("What happened, in French (optional)", "Ce qui s'est passé, en anglais (facultatif)"),
    "why": Text("Why, in French (optional)", "Pourquoi, en anglais (facultatif)"),
    "action": Text("What is done about it, in French (optional)", "Ce qui est fait, en anglais (facultatif)"),
    "effect": Text("What it will bring, in French (optional)", "Ce qui en est attendu, en anglais (facultatif)"),
}
"""The same in the language that the reader does not read the page in."""
WHO_UNTIL = Text("{owner}, by {day}", "{owner}, d'ici le {day}")
UNTIL = Text("by {day}", "d'ici le {day}")
NOT_TRANSLATED = Text("not translated", "non traduit")
NO_COMMENT = Text("No comment on {period} yet.", "Aucun commentaire sur {period} pour l'instant.")
ASKED = Text(
    "A comment is asked for: this indicator needs attention in {period}.",
    "Un commentaire est demandé : cet indicateur est à surveiller, {period}.",
)
EARLIER = Text("Earlier versions ({n})", "Versions antérieures ({n})")
WRITE = Text("Write a comment on {period}", "Rédiger un commentaire : {period}")
CHANGE_COMMENT = Text("Change the comment on {period}", "Modifier le commentaire : {period}")
WRITE_NOTE = Text(
    "At most 280 characters each, in English, French or both. Every version is kept, with its author and date.",
    "Au plus 280 caractères chacun, en anglais, en français ou dans les deux langues. Chaque version est conservée, "
    "avec son auteur et sa date.",
)
ACTION_OWNER = Text("Who does it (optional)", "Qui s'en charge (facultatif)")
ACTION_DUE = Text("Done by (optional)", "Fait d'ici le (facultatif)")
EFFECT_BY = Text("Effect seen by (optional)", "Effet visible d'ici le (facultatif)")
EFFECT_WAY = Text("Which way the number moves then (optional)", "Sens dans lequel le chiffre bougera (facultatif)")
EFFECT_ON = Text("Which number moves then (optional)", "Chiffre qui bougera (facultatif)")
NO_WAY = Text("not told, so not judged later", "non précisé, donc non jugé plus tard")
THIS_ONE = Text("this one", "celui-ci")
SAVE_AS = Text("Save as", "Enregistrer comme")
PUBLISH = Text("Comment that everybody reads", "Commentaire lu par tous")
DRAFT = Text("Draft that only you read", "Brouillon que vous seul lisez")
SAVED = Text("Saved: comment on {name}, {period}.", "Enregistré : commentaire sur {name}, {period}.")
SAVED_DRAFT = Text("Saved as your draft: {name}, {period}.", "Enregistré comme votre brouillon : {name}, {period}.")
YOUR_DRAFT = Text(
    "The form below holds your draft of {moment}; nobody else reads it.",
    "Le formulaire ci-dessous contient votre brouillon du {moment}; personne d'autre ne le lit.",
)
OVERTAKEN = Text(
    "Your draft of {moment}, before {who} published: only you read it",
    "Votre brouillon du {moment}, avant la publication par {who} : vous seul le lisez",
)
COMMENTED = Text("comment", "commentaire")
HAS_COMMENT = Text("Comment:", "Commentaire :")
DOING = Text("Being done:", "En cours :")

# Checked against the data.

DATA = Text("The data", "Les données")
SUPPORTED = {
    Direction.IMPROVEMENT: Text("“{words}”: the data show it.", "« {words} » : les données le montrent."),
    Direction.DECLINE: Text("“{words}”: the data show it too.", "« {words} » : les données le montrent aussi."),
}
UNSUPPORTED = {
    Direction.IMPROVEMENT: Text(
        "“{words}”: no improvement beyond normal variation, not yet supported by the data.",
        "« {words} » : pas de progrès au-delà de la variation normale; pas encore appuyé par les données.",
    ),
    Direction.DECLINE: Text(
        "“{words}”: no decline beyond normal variation, not yet supported by the data.",
        "« {words} » : pas de recul au-delà de la variation normale; pas encore appuyé par les données.",
    ),
}
UNEXPLAINED = {
    Direction.CAUSE: Text(
        "“{words}”: no change beyond normal variation that would have a cause, not yet supported by the data.",
        "« {words} » : aucun changement hors de la variation normale à expliquer; pas encore appuyé par les données.",
    ),
    Direction.EFFECT: Text(
        "“{words}”: no improvement beyond normal variation that it could have brought, not yet supported by the data.",
        "« {words} » : aucun progrès hors de la variation normale qui en viendrait; pas encore appuyé par les données.",
    ),
}
CAUSE_UNTOLD = Text(
    "“{words}”: the data show the change, but cannot tell what brought it about.",
    "« {words} » : les données montrent le changement, mais ne disent pas ce qui l'a causé.",
)
UNTOLD = Text(
    "“{words}”: nothing is judged of this period, so the data cannot tell.",
    "« {words} » : rien n'est jugé pour cette période; les données ne peuvent le dire.",
)
CHECK_WHY = Text(
    "Found by a fixed list of words; it informs and never blocks",
    "Repéré d'après une liste fixe de mots; à titre indicatif, sans jamais bloquer",
)

# What was promised, and what became of it.

PROMISED = Text("What was promised, as of {period}", "Ce qui a été promis, en date de : {period}")
PROMISE = Text("{name} moves {way} by {day}", "{name} : {way} d'ici le {day}")
PROMISED_IN = Text("Comment on", "Commentaire sur")
PROMISED_WHAT = Text("Promised", "Promis")
EFFECT_NOW = Text("What the data say", "Ce qu'en disent les données")
PROMISE_NOTE = Text(
    "Judged by the signals before and after, as every number is. A signal tells that a number moved, not what moved "
    "it.",
    "Jugé d'après les signaux avant et après, comme tout chiffre. Un signal dit qu'un chiffre a bougé, non ce qui l'a "
    "fait bouger.",
)

# Comments that are due.

DUE = Text("Comments due", "Commentaires attendus")
NONE_DUE = Text(
    "No indicator needs attention, so no comment is due.",
    "Aucun indicateur n'est à surveiller : aucun commentaire n'est attendu.",
)
NONE_DUE_FROM_YOU = Text("No comment is due from you.", "Aucun commentaire n'est attendu de vous.")
COMPLETE = Text("{done} of {all} written", "rédigés : {done} sur {all}")
DUE_SUMMARY = Text(
    "Comments asked for: {all}, written: {done}; mandatory: {must}, still missing: {missing}.",
    "Commentaires demandés : {all}, rédigés : {done}; obligatoires : {must}, manquants : {missing}.",
)
INDICATOR = Text("Indicator", "Indicateur")
ASKED_WHY = Text("Asked for because", "Demandé parce que")
MANDATORY = Text("mandatory: missed two periods running", "obligatoire : cible manquée deux périodes de suite")
NEEDS = Text("needs attention", "à surveiller")
STATE = Text("Comment", "Commentaire")
SAYS = Text("First line", "Première ligne")
OTHERS = Text("Other comments on {period}", "Autres commentaires, {period}")

# Actions and decisions.

ITEMS = Text("Actions and decisions", "Mesures et décisions")
NO_ITEMS = Text("There are no actions or decisions yet.", "Il n'y a encore ni mesure ni décision.")
NUMBER = Text("No.", "Nº")
WHAT = Text("What", "Quoi")
ABOUT = Text("About", "À propos de")
WHO = Text("Owner", "Responsable")
DUE_ON = Text("Due", "Échéance")
STATUS = Text("Status", "État")
OVERDUE = Text("overdue {n} days", "en retard de {n} jours")
OVERDUE_ONE = Text("overdue 1 day", "en retard d'un jour")
OVERDUE_LINE = Text("Overdue: {names}", "En retard : {names}")
OPEN_LINE = Text("{n} actions and decisions open", "{n} mesures et décisions en cours")
ONE_OPEN_LINE = Text("1 action or decision open", "1 mesure ou décision en cours")
MORE_ITEMS = Text("and {n} more", "et {n} de plus")
ADD_ITEM = Text("Add an action or decision", "Ajouter une mesure ou une décision")
CHANGE_ITEM = Text("Change an action or decision", "Modifier une mesure ou une décision")
KIND = Text("Kind", "Type")
TEXT = Text("What is to be done or was decided", "Ce qui est à faire ou a été décidé")
TEXT_OTHER = Text("The same in French (optional)", "La même chose en anglais (facultatif)")
CHOOSE = Text("Which", "Laquelle")
NEW_DUE = Text("New date (optional)", "Nouvelle échéance (facultatif)")
NOTE = Text("Note (optional)", "Note (facultatif)")
NOTE_KIND = Text("Note taken", "Note prise")
ITEM_SAVED = Text("Saved: number {number}.", "Enregistré : numéro {number}.")
VERSION = Text("{moment}: {status}, due {due} ({author})", "{moment} : {status}, échéance {due} ({author})")
OF_INDICATOR = Text("Actions and decisions about it", "Mesures et décisions à ce sujet")
HISTORY = Text("History", "Historique")

# Locks of periods.

CLOSE = Text("Closing {period}", "Clôture : {period}")
IS_OPEN = Text(
    "{period} is open: its figures may still change.",
    "{period} : période ouverte, ses chiffres peuvent encore changer.",
)
IS_LOCKED = Text(
    "{period} was closed on {moment} by {author} ({role}): “{reason}”.",
    "{period} : période close le {moment} par {author} ({role}) : « {reason} ».",
)
WAS_REOPENED = Text(
    "{period} was reopened on {moment} by {author} ({role}): “{reason}”.",
    "{period} : période rouverte le {moment} par {author} ({role}) : « {reason} ».",
)
STILL_OPEN = Text("Open when it was closed: {points}", "Encore ouvert à la clôture : {points}")
DONE = Text("done", "fait")
NOT_DONE = Text("open", "ouvert")
NOT_DONE_N = Text("open: {n}", "ouvert : {n}")
LOCK = Text("Close {period}", "Clore la période {period}")
REOPEN = Text("Reopen {period}", "Rouvrir la période {period}")
LOCK_NOTE = Text(
    "The figures, targets and verdicts of the headline indicators are kept as they are now, and comments, overrides "
    "and targets of the period can no longer be changed. What changes later stands beside them.",
    "Les chiffres, cibles et verdicts des indicateurs principaux sont conservés tels quels; les commentaires, "
    "corrections et cibles de la période ne peuvent plus être modifiés. Ce qui change ensuite figure à côté.",
)
REASON = Text("Reason", "Raison")
LOCK_BUTTON = Text("Close", "Clore")
REOPEN_BUTTON = Text("Reopen", "Rouvrir")
LOCK_DONE = Text("{period} is closed, with {n} figures.", "La période {period} est close, avec {n} chiffres.")
REOPEN_DONE = Text("{period} is open again.", "La période {period} est de nouveau ouverte.")
LOCKED_FIGURES = Text("Figures as closed", "Chiffres à la clôture")
AS_LOCKED = Text("As closed", "À la clôture")
NOW = Text("Now", "Maintenant")
SAID_THEN = Text("What was said of it", "Ce qui en était dit")
SAME = Text("the same", "identique")
RESTATED = Text("restated", "redressé")
NO_LONGER = Text("no longer shown", "n'est plus affiché")
RESTATEMENTS = Text(
    "{n} figures have changed since: {names}.",
    "{n} chiffres ont changé depuis : {names}.",
)
ONE_RESTATEMENT = Text("1 figure has changed since: {names}.", "1 chiffre a changé depuis : {names}.")
NO_RESTATEMENT = Text("No figure has changed since.", "Aucun chiffre n'a changé depuis.")
RESTATEMENT = Text("{name}, {then} then, {now} now", "{name}, {then} alors, {now} maintenant")
RESTATED_TARGET = Text("target {value}", "cible {value}")
TEXT_THEN = Text("{value}; target {target}; {status}. {verdict}.", "{value}; cible {target}; {status}. {verdict}.")
TEXT_NO_TARGET = Text("{value}; no target. {verdict}.", "{value}; sans cible. {verdict}.")
