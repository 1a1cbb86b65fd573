"""What is refused of alerts: rules that name nothing, decisions that cannot be, messages that could not be sent."""

from data.errors import Refusal
from data.text import Text

NOTE = Text("note", "note")
TO_FIND = Text("others can tell the rule from others", "la règle se distingue des autres")
NOW = Text("the alert is now '{state}'", "l'alerte est maintenant «\u00a0{state}\u00a0»")

NO_DECISION = Refusal(
    "alert_no_decision",
    Text(
        "Choose what to do with the alert: take it on, snooze it, close it or open it again.",
        "Choisissez quoi faire de l'alerte\u00a0: la prendre en charge, la reporter, la clore ou la rouvrir.",
    ),
)
NO_DAY = Refusal(
    "alert_no_day",
    Text(
        "Say until which day to snooze it, after today ({today}).",
        "Indiquez jusqu'à quel jour la reporter, après aujourd'hui ({today}).",
    ),
)
NO_NOTE = Refusal(
    "alert_no_note",
    Text(
        "Say in a note why the alert is closed, so that others understand.",
        "Dites dans une note pourquoi l'alerte est close, pour que d'autres comprennent.",
    ),
)
NO_ALERT = Refusal(
    "alert_none",
    Text(
        "There is no such alert; choose one from the list.",
        "Cette alerte n'existe pas; choisissez-en une dans la liste.",
    ),
)
HAS_ENDED = Refusal(
    "alert_has_ended",
    Text(
        "The alert has ended by itself since it was shown to you; nothing is left to do.",
        "L'alerte a pris fin d'elle-même depuis que vous l'avez sous les yeux; il ne reste rien à faire.",
    ),
)
OTHER_NUMBERS = Refusal(
    "alert_other_numbers",
    Text(
        "Not saved, because a run has found other numbers since the alert was shown to you. Look at them, then save "
        "again if it is still right.",
        "Non enregistré, car un traitement a trouvé d'autres chiffres depuis que vous avez l'alerte sous les yeux. "
        "Examinez-les, puis enregistrez de nouveau si votre saisie convient toujours.",
    ),
)

NO_KIND = Refusal(
    "alert_rule_no_kind",
    Text(
        "There is no kind of rule '{kind}': {nearest}",
        "Il n'y a pas de type de règle «\u00a0{kind}\u00a0»\u00a0: {nearest}",
    ),
)
NOT_ADDABLE = Refusal(
    "alert_rule_not_addable",
    Text(
        "A rule of the kind '{kind}' is about no indicator and in force in every run: none need be added.",
        "Une règle du type «\u00a0{kind}\u00a0» ne porte sur aucun indicateur et vaut à chaque traitement\u00a0: "
        "il n'y a rien à ajouter.",
    ),
)
NEEDS_NUMBER = Refusal(
    "alert_rule_needs_number",
    Text(
        "A rule of the kind '{kind}' needs {number}.",
        "Une règle du type «\u00a0{kind}\u00a0» a besoin de {number}.",
    ),
)
NUMBERS = {
    "limit": Text("a limit (--limit)", "une limite (--limit)"),
    "periods": Text("a number of periods (--periods)", "un nombre de périodes (--periods)"),
}
NOT_A_STANDARD = Refusal(
    "alert_rule_not_a_standard",
    Text(
        "{indicator} is not a share that is told by place, so no place can stand out in it.",
        "{indicator} n'est pas une proportion connue par lieu\u00a0: aucun lieu ne peut s'y démarquer.",
    ),
)
NO_DIRECTION = Refusal(
    "alert_rule_no_direction",
    Text(
        "{indicator} has no good side, so no limit can be passed.",
        "{indicator} n'a pas de bon côté\u00a0: aucune limite ne peut être franchie.",
    ),
)
NOT_APPLICABLE = Refusal(
    "alert_rule_not_applicable",
    Text(
        "{indicator} has no value in this slice, so nothing would ever be raised.",
        "{indicator} n'a pas de valeur dans ce sous-groupe\u00a0: rien n'y serait jamais signalé.",
    ),
)
NO_RULE = Refusal(
    "alert_no_rule",
    Text(
        "There is no rule number {id}; choose one from the list.",
        "La règle {id} n'existe pas; choisissez-en une dans la liste.",
    ),
)
RULE_LIMIT = Refusal("alert_rule_limit", Text("A limit must be a number.", "Une limite doit être un nombre."))
RULE_PERIODS = Refusal(
    "alert_rule_periods",
    Text("Write a whole number of periods, from 1 to {most}.", "Écrivez un nombre entier de périodes, de 1 à {most}."),
)

NO_CHANNEL = Refusal(
    "alert_no_channel",
    Text(
        "Nothing was sent: neither SCORECARD_ALERT_CHANNELS nor SCORECARD_ALERT_MAIL says to whom.",
        "Rien n'a été envoyé\u00a0: ni SCORECARD_ALERT_CHANNELS ni SCORECARD_ALERT_MAIL n'indique à qui.",
    ),
)
SENDS_TO_ALL = Refusal(
    "alert_sends_to_all",
    Text(
        "--send tells everybody whom the settings name; it takes no --viewer.",
        "--send avertit tous ceux que nomment les paramètres; il n'accepte pas --viewer.",
    ),
)
CHANNEL_MEANS_NOTHING = Refusal(
    "alert_channel_means_nothing",
    Text(
        "SCORECARD_ALERT_CHANNELS: '{name}' is no reader of alerts: {problem:inline}",
        "SCORECARD_ALERT_CHANNELS\u00a0: «\u00a0{name}\u00a0» ne désigne personne à qui écrire\u00a0: {problem:inline}",
    ),
)
NOT_AN_ADDRESS = Refusal(
    "alert_not_an_address",
    Text(
        "The address to send to is none that can be used: write it as mailto://, msteams://, slack:// or json://.",
        "L'adresse d'envoi est inutilisable\u00a0: écrivez-la avec mailto://, msteams://, slack:// ou json://.",
    ),
)
NOT_SENT = Refusal(
    "alert_not_sent",
    Text(
        "The message could not be handed over ({reason}); it is tried again with the next run.",
        "Le message n'a pu être remis ({reason}); un nouvel essai aura lieu au prochain traitement.",
    ),
)
