"""What a setting or an environment variable refuses."""

from data.errors import Refusal
from data.text import Text

NOT_VALID = Refusal(
    "setting_not_valid",
    Text(
        "{variable} is not {form}: correct it, or unset it.",
        "{variable} n'est pas {form}\u00a0: corrigez ou effacez sa valeur.",
    ),
)
FORMS = {
    "lake_url": Text("an address like s3://bucket/folder", "une adresse comme s3://compartiment/dossier"),
    "fresh_hours": Text("a number of hours from 0 on", "un nombre d'heures à partir de 0"),
    "keep_runs": Text("a whole number from 1 on", "un nombre entier à partir de 1"),
    "keep_days": Text("a whole number from 0 on", "un nombre entier à partir de 0"),
    "hosts": Text(
        "names like scorecard.example.ca, with commas between them",
        "des noms comme scorecard.example.ca, séparés par des virgules",
    ),
}
"""Setting → what it should be."""
ANY_FORM = Text("what it should be", "ce que ce devrait être")
HOME_LEADS_NOWHERE = Refusal(
    "setting_home_leads_nowhere",
    Text(
        "SCORECARD_HOME leads nowhere ({message}): set it to a folder.",
        "SCORECARD_HOME ne mène nulle part ({message})\u00a0: choisissez un dossier.",
    ),
)
NOT_SET = Refusal(
    "setting_not_set",
    Text(
        "${variable} is not set; set the environment variable {variable}.",
        "${variable} n'est pas défini; définissez la variable d'environnement {variable}.",
    ),
)
