"""What the database of what people write refuses: overrides, special days, scenarios and the plan."""

from data.errors import Refusal
from data.text import Text

# The fields of what is written, and what they are for.

NAME = Text("name", "le nom")
NAME_FR = Text("name in French", "le nom en français")
REASON = Text("reason", "la raison")
AUTHOR = Text("author", "le nom de l'auteur")
FORECAST_RUN = Text("forecast run", "le traitement de la prévision")
BASE_RUN = Text("base run", "le traitement de départ")
DESCRIPTION = Text("description", "la description")
SOURCE = Text("source", "la source")
APPROVED_BY = Text("approver", "le nom de l'approbateur")
STEPS = Text("steps", "Les étapes")
RESULT = Text("result", "Les résultats")
SCOPES = {
    "channel": Text("channel", "le canal"),
    "line": Text("line", "le secteur d'activité"),
    "location": Text("location", "le lieu"),
}
TO_FIND = {
    "override": Text("others can find this override", "d'autres puissent trouver cette correction"),
    "special_day": Text("others can find this special day", "d'autres puissent trouver ce jour particulier"),
    "scenario": Text("others can find this scenario", "d'autres puissent trouver ce scénario"),
}
TO_UNDERSTAND = {
    "override": Text(
        "others understand why the override was withdrawn",
        "d'autres comprennent pourquoi la correction a été retirée",
    ),
    "special_day": Text(
        "others understand why the special day was withdrawn",
        "d'autres comprennent pourquoi le jour particulier a été retiré",
    ),
    "alert_rule": Text(
        "others understand why the rule was withdrawn", "d'autres comprennent pourquoi la règle a été retirée"
    ),
}
TO_ASK = Text("others know whom to ask", "d'autres sachent à qui s'adresser")
TO_JUDGE = Text("its worth can be judged later", "sa valeur puisse être jugée plus tard")
TO_READ = Text("it can be read", "le texte puisse être lu")
TO_START = Text("others know which forecast it starts from", "d'autres sachent de quelle prévision il part")

EMPTY = Refusal(
    "state_empty_field",
    Text(
        "There is no {field}; write one, so that {purpose}.",
        "Il manque {field}; remplissez ce champ pour que {purpose}.",
    ),
)
TOO_LONG = Refusal(
    "state_too_long",
    Text(
        "The {field} has {letters:,} characters; shorten it to {most:,}.",
        "Ce champ compte {letters:,} caractères\u00a0: {field}; réduisez-le à {most:,}.",
    ),
)
CHARACTER = Refusal(
    "state_character",
    Text(
        "The {field} holds a character that cannot be kept; type it again.",
        "Un caractère qui ne peut être conservé se trouve dans ce champ\u00a0: {field}; saisissez-le de nouveau.",
    ),
)
NAME_LINES = Refusal(
    "state_name_lines",
    Text(
        "The name is longer than one line or holds characters that do not print; write it on one line.",
        "Le nom dépasse une ligne ou contient des caractères non imprimables; écrivez-le sur une seule ligne.",
    ),
)
NO_FIRST_DAY = Refusal(
    "state_no_first_day",
    Text("'{name}' has no first day; choose one.", "«\u00a0{name}\u00a0» n'a pas de premier jour; choisissez-en un."),
)
NO_LAST_DAY = Refusal(
    "state_no_last_day",
    Text("'{name}' has no last day; choose one.", "«\u00a0{name}\u00a0» n'a pas de dernier jour; choisissez-en un."),
)
DAYS_REVERSED = Refusal(
    "state_days_reversed",
    Text(
        "'{name}' ends on {last}, before it begins on {first}; swap the two or correct one.",
        "«\u00a0{name}\u00a0» finit le {last}, avant de commencer le {first}; inversez les deux ou corrigez-en un.",
    ),
)
DAYS_TOO_FAR = Refusal(
    "state_days_too_far",
    Text(
        "The days of '{name}' are too far away; write days from {first} to {last}.",
        "Les jours de «\u00a0{name}\u00a0» sont trop éloignés; écrivez des jours du {first} au {last}.",
    ),
)
NO_CHANNEL = Refusal(
    "state_no_channel",
    Text(
        "There is no channel '{channel}'; {nearest}",
        "Le canal «\u00a0{channel}\u00a0» n'existe pas; {nearest}",
    ),
)

# Rows in force under a name, by table.

OVERRIDE_NAME_IN_FORCE = Refusal(
    "state_override_name_in_force",
    Text(
        "An override named '{name}' is in force already; withdraw it first, or choose another name.",
        "Une correction nommée «\u00a0{name}\u00a0» est déjà en vigueur; retirez-la d'abord, ou choisissez un autre "
        "nom.",
    ),
)
SPECIAL_DAY_NAME_IN_FORCE = Refusal(
    "state_special_day_name_in_force",
    Text(
        "A special day named '{name}' is in force already; withdraw it first, or choose another name.",
        "Un jour particulier nommé «\u00a0{name}\u00a0» est déjà en vigueur; retirez-le d'abord, ou choisissez un "
        "autre nom.",
    ),
)
ALERT_RULE_NAME_IN_FORCE = Refusal(
    "state_alert_rule_name_in_force",
    Text(
        "A rule named '{name}' is in force already; withdraw it first, or choose another name.",
        "Une règle nommée «\u00a0{name}\u00a0» est déjà en vigueur; retirez-la d'abord, ou choisissez un autre nom.",
    ),
)
NAME_IN_FORCE = {
    "override": OVERRIDE_NAME_IN_FORCE,
    "special_day": SPECIAL_DAY_NAME_IN_FORCE,
    "alert_rule": ALERT_RULE_NAME_IN_FORCE,
}
NO_OVERRIDE = Refusal(
    "state_no_override",
    Text(
        "There is no override number {id}; choose one from the list.",
        "La correction numéro {id} n'existe pas; choisissez-en une dans la liste.",
    ),
)
NO_SPECIAL_DAY = Refusal(
    "state_no_special_day",
    Text(
        "There is no special day number {id}; choose one from the list.",
        "Le jour particulier numéro {id} n'existe pas; choisissez-en un dans la liste.",
    ),
)
NO_ALERT_RULE = Refusal(
    "state_no_alert_rule",
    Text(
        "There is no rule number {id} that somebody added; `scorecard alerts rules` lists them.",
        "Aucune règle ajoutée ne porte le numéro {id}; `scorecard alerts rules` les énumère.",
    ),
)
NO_ROW = {"override": NO_OVERRIDE, "special_day": NO_SPECIAL_DAY, "alert_rule": NO_ALERT_RULE}
WITHDRAWN_BEFORE = Refusal(
    "state_withdrawn_before",
    Text(
        "'{name}' was withdrawn by {who} on {when} already; nothing is left to do.",
        "«\u00a0{name}\u00a0» a déjà fait l'objet d'un retrait par {who} le {when}; il ne reste rien à faire.",
    ),
)

# What somebody else has written since the page was drawn.

CHANGED_MEANWHILE = Refusal(
    "state_changed_meanwhile",
    Text(
        "Not saved, because {who} has changed this since it was shown to you ({when}): {change}. Look at it, then save "
        "again if it is still right.",
        "Non enregistré, car {who} a modifié ceci depuis que vous l'avez sous les yeux ({when})\u00a0: {change}. "
        "Examinez ce changement, puis enregistrez de nouveau si votre saisie convient toujours.",
    ),
)
NEW_ROW = {
    "override": Text("the override '{name}' is new", "la correction «\u00a0{name}\u00a0» est nouvelle"),
    "special_day": Text("the special day '{name}' is new", "le jour particulier «\u00a0{name}\u00a0» est nouveau"),
    "alert_rule": Text("the rule '{name}' is new", "la règle «\u00a0{name}\u00a0» est nouvelle"),
}
NEW_VERSION = Text(
    "version {version} of the scenario '{name}' is new",
    "la version {version} du scénario «\u00a0{name}\u00a0» est nouvelle",
)
OTHER_PLAN = Text(
    "version {version} of '{name}' is the plan now",
    "la version {version} de «\u00a0{name}\u00a0» est maintenant le plan",
)
PLAN_WITHDRAWN = Text("no scenario is the plan any more", "aucun scénario n'est plus le plan")
NEW_TARGET = Text(
    "there is another target of {indicator} for {fiscal_year}",
    "il y a une autre cible de {indicator} pour {fiscal_year}",
)

# Overrides.

OVERRIDE_LINE_AND_LOCATION = Refusal(
    "state_override_line_and_location",
    Text(
        "'{name}' names a line and a location; forecasts of a location have no lines: drop one.",
        "«\u00a0{name}\u00a0» nomme un secteur d'activité et un lieu; les prévisions d'un lieu n'ont pas de "
        "secteurs\u00a0: retirez l'un des deux.",
    ),
)
OVERRIDE_KIND = Refusal(
    "state_override_kind",
    Text(
        "'{kind}' is no kind of override; choose {kinds}.",
        "«\u00a0{kind}\u00a0» n'est pas un type de correction; choisissez {kinds}.",
    ),
)
OVERRIDE_NO_AMOUNT = Refusal(
    "state_override_no_amount",
    Text(
        "The override has no amount; write a number, as 10 for ten percent more.",
        "La correction n'a pas de quantité; écrivez un nombre, comme 10 pour dix pour cent de plus.",
    ),
)
OVERRIDE_PERCENT_TOO_SMALL = Refusal(
    "state_override_percent_too_small",
    Text(
        "{percent:g} percent would leave less than nothing; write -100 percent or more.",
        "{percent:g}\u00a0% laisserait moins que rien; écrivez -100\u00a0% ou plus.",
    ),
)
OVERRIDE_PERCENT_TOO_LARGE = Refusal(
    "state_override_percent_too_large",
    Text(
        "{percent:g} is too much; write at most {most:,} percent.",
        "{percent:g} est trop; écrivez au plus {most:,}\u00a0%.",
    ),
)
OVERRIDE_NEGATIVE = Refusal(
    "state_override_negative",
    Text(
        "{amount:g} a day is less than nothing; write 0 or more.",
        "{amount:g} par jour est moins que rien; écrivez 0 ou plus.",
    ),
)
OVERRIDE_TOO_LARGE = Refusal(
    "state_override_too_large",
    Text(
        "{amount:g} is too much; write at most {most:,} a day.",
        "{amount:g} est trop; écrivez au plus {most:,} par jour.",
    ),
)

# Special days.

SPECIAL_DAY_TOO_LONG = Refusal(
    "state_special_day_too_long",
    Text(
        "'{name}' lasts longer than the year after which it comes again; shorten it.",
        "«\u00a0{name}\u00a0» dure plus que l'année au bout de laquelle ce jour revient; raccourcissez-le.",
    ),
)
SPECIAL_DAY_EFFECT = Refusal(
    "state_special_day_effect",
    Text(
        "'{effect}' is no effect of a special day; choose {effects}.",
        "«\u00a0{effect}\u00a0» n'est pas un effet de jour particulier; choisissez {effects}.",
    ),
)
SPECIAL_DAY_PERCENT_EXCLUDED = Refusal(
    "state_special_day_percent_excluded",
    Text(
        "Days that are excluded have no percentage; leave it empty, or choose adjust.",
        "Les jours exclus n'ont pas de pourcentage; laissez ce champ vide, ou choisissez l'effet qui modifie.",
    ),
)
SPECIAL_DAY_NO_PERCENT = Refusal(
    "state_special_day_no_percent",
    Text(
        "The special day has no percentage; write one, as -40 for forty percent less.",
        "Le jour particulier n'a pas de pourcentage; écrivez-en un, comme -40 pour quarante pour cent de moins.",
    ),
)
SPECIAL_DAY_PERCENT_OUT_OF_RANGE = Refusal(
    "state_special_day_percent_out_of_range",
    Text(
        "{percent:g} percent cannot be meant; write -100 to {most:,} percent.",
        "{percent:g}\u00a0% ne peut être voulu; écrivez de -100 à {most:,}\u00a0%.",
    ),
)
