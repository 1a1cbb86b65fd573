"""Texts of the page of one's own: what is followed, answered for, due and overdue."""

from data.text import Text

TITLE = Text("My page", "Ma page")
ANSWER_FOR = Text("What you answer for: {owner}", "Ce dont vous répondez : {owner}")
NO_OWNER = Text(
    "You have not said yet for whom you answer; choose it below, and what is due from you stands here.",
    "Vous n'avez pas encore dit pour qui vous répondez; choisissez ci-dessous, et ce qui est attendu de vous figurera "
    "ici.",
)
DUE = Text("Due from you in {period}", "Attendu de vous : {period}")
NOTHING_DUE = Text(
    "Nothing is due from you: no comment and no action.", "Rien n'est attendu de vous : ni commentaire ni mesure."
)
COMMENT_ON = Text("Comment on {name}", "Commentaire : {name}")
OPEN_ITEMS = Text("Your open actions and decisions", "Vos mesures et décisions en cours")
NO_ITEMS = Text("You have no open action or decision.", "Vous n'avez ni mesure ni décision en cours.")
FOLLOWING = Text("What you follow", "Ce que vous suivez")
NOT_FOLLOWING = Text(
    "You follow no indicator yet: choose one below, or on its own page.",
    "Vous ne suivez encore aucun indicateur : choisissez-en un ci-dessous, ou sur sa page.",
)
FOLLOW = Text("Follow another indicator", "Suivre un autre indicateur")
FOLLOW_BUTTON = Text("Follow", "Suivre")
UNFOLLOW = Text("Follow one no longer", "Ne plus suivre un indicateur")
UNFOLLOW_BUTTON = Text("Unfollow", "Ne plus suivre")
FOLLOW_THIS = Text("Follow this indicator", "Suivre cet indicateur")
UNFOLLOW_THIS = Text("You follow this indicator", "Vous suivez cet indicateur")
FOLLOW_WHY = Text(
    "It then stands on your page and in the digest that you are sent.",
    "Il figure alors sur votre page et dans le bulletin qui vous est envoyé.",
)
FOLLOWED = Text("You now follow: {name}.", "Vous suivez maintenant : {name}.")
UNFOLLOWED = Text("You follow no longer: {name}.", "Vous ne suivez plus : {name}.")
INDICATOR = Text("Indicator", "Indicateur")
VALUE = Text("Value", "Valeur")
SAYS = Text("What is said of it", "Ce qui en est dit")
CHOICES = Text("Your choices", "Vos choix")
CHOICES_NOTE = Text(
    "A digest holds the bottom line of what you see, what is due from you and what you follow.",
    "Un bulletin contient l'essentiel de ce que vous voyez, ce qui est attendu de vous et ce que vous suivez.",
)
OWNER = Text("I answer for (optional)", "Je réponds pour (facultatif)")
CADENCE = Text("Send me a digest", "M'envoyer un bulletin")
LANGUAGE = Text("Write to me", "M'écrire")
AS_SET = Text("as the settings say", "selon les réglages")
CHOSEN = Text("Your choices are kept.", "Vos choix sont enregistrés.")
ACCESS = Text("What your role sees and does", "Ce que votre rôle voit et fait")
ALERTS = Text("Alerts", "Alertes")
