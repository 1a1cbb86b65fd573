"""What the database of what people write refuses of scenarios and the plan."""

from data.errors import Refusal
from data.text import Text

NO_SCENARIO = Refusal(
    "state_no_scenario",
    Text("There is no scenario '{name}'; {nearest}", "Le scénario «\u00a0{name}\u00a0» n'existe pas; {nearest}"),
)
NO_SCENARIO_VERSION = Refusal(
    "state_no_scenario_version",
    Text(
        "Scenario '{name}' has no version {version}; choose one from 1 to {last}.",
        "Le scénario «\u00a0{name}\u00a0» n'a pas de version {version}; choisissez-en une de 1 à {last}.",
    ),
)
NO_VERSION = Refusal(
    "state_no_version",
    Text(
        "The scenario that was on your screen is not there; open the page again and choose one.",
        "Le scénario affiché à votre écran n'existe pas; rouvrez la page et choisissez-en un.",
    ),
)
SCENARIO_NO_STEPS = Refusal(
    "state_scenario_no_steps",
    Text(
        "Scenario '{name}' has no steps, so it would be the forecast itself; add one.",
        "Le scénario «\u00a0{name}\u00a0» n'a pas d'étapes et serait donc la prévision même; ajoutez-en une.",
    ),
)
SCENARIO_TOO_LARGE = Refusal(
    "state_scenario_too_large",
    Text(
        "Scenario '{name}' has more steps than can be kept together; take some out, or begin another scenario.",
        "Le scénario «\u00a0{name}\u00a0» a plus d'étapes qu'on ne peut en conserver ensemble; retirez-en, ou "
        "commencez un autre scénario.",
    ),
)
SCENARIO_NOT_JSON = Refusal(
    "state_scenario_not_json",
    Text(
        "The {field} of the scenario cannot be kept ({error}); correct them.",
        "{field} du scénario ne peuvent être conservés ({error}); corrigez-les.",
    ),
)
NO_PLAN = Refusal(
    "state_no_plan",
    Text(
        "No scenario is published, so nothing is to be taken back; publish one first.",
        "Aucun scénario n'est publié\u00a0: il n'y a rien à retirer; publiez-en un d'abord.",
    ),
)
SCENARIO_NAME_IN_USE = Refusal(
    "state_scenario_name_in_use",
    Text(
        "There is a scenario '{name}' already; choose another name.",
        "Il existe déjà un scénario «\u00a0{name}\u00a0»; choisissez un autre nom.",
    ),
)
SCENARIO_IS_PLAN = Refusal(
    "state_scenario_is_plan",
    Text(
        "'{name}' is published as the plan; withdraw the plan first.",
        "«\u00a0{name}\u00a0» est publié comme plan; retirez d'abord le plan.",
    ),
)
SCENARIO_GONE = Refusal(
    "state_scenario_gone",
    Text(
        "Scenario '{name}' was deleted or renamed meanwhile; open the page again.",
        "Le scénario «\u00a0{name}\u00a0» a été supprimé ou renommé entre-temps; rouvrez la page.",
    ),
)
TO_UNDERSTAND = Text("to understand why it went", "pour comprendre pourquoi il a été supprimé")
