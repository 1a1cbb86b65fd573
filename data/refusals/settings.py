"""What a setting or an environment variable refuses."""

from data.errors import Refusal
from data.text import Text

RETAINED = (
    "transaction", "survey_answer", "complaint", "guarantee_claim", "quality_audit", "brand_answer", "staff_event",
)  # fmt: skip
"""The records each of whose rows is about one person or case; for these it can be set how long rows are kept."""
NOT_VALID = Refusal(
    "setting_not_valid",
    Text(
        "{variable} is not {form}: correct it, or unset it.",
        "{variable} n'est pas {form}\u00a0: corrigez ou effacez sa valeur.",
    ),
)
FORMS = {
    "lake_url": Text("an address like s3://bucket/folder", "une adresse comme s3://compartiment/dossier"),
    "fresh_hours": Text("a number of hours from 0 to 8784", "un nombre d'heures de 0 à 8784"),
    "read_minutes": Text(
        "a number of minutes above 0, at most 10,000", "un nombre de minutes supérieur à 0, d'au plus 10\u00a0000"
    ),
    "keep_runs": Text("a whole number from 1 to 1000000", "un nombre entier de 1 à 1000000"),
    "keep_days": Text("a whole number from 0 to 36525", "un nombre entier de 0 à 36525"),
    "hosts": Text(
        "names like scorecard.example.ca, with commas between them",
        "des noms comme scorecard.example.ca, séparés par des virgules",
    ),
    "contact": Text("an address like scorecard@example.ca", "une adresse comme tableau@exemple.ca"),
    "organisation_en": Text("a name of at most 80 letters", "un nom d'au plus 80 lettres"),
    "organisation_fr": Text("a name of at most 80 letters", "un nom d'au plus 80 lettres"),
    "mark": Text(
        "a picture (PNG, JPEG, WebP or SVG) of at most 256 KB", "une image (PNG, JPEG, WebP ou SVG) d'au plus 256 Ko"
    ),
    "pack_parts": Text("words with commas between them", "des mots séparés par des virgules"),
    "pack_colour": Text(
        "a colour like #0B4A8F, dark enough to be read on white",
        "une couleur comme #0B4A8F, assez foncée pour être lue sur fond blanc",
    ),
    "probe_token": Text(
        "16 to 200 letters, digits or any of . _ ~ + / = -",
        "une suite de 16 à 200 lettres, chiffres ou signes parmi . _ ~ + / = -",
    ),
    "alert_channels": Text(
        'JSON that gives each reader an address, as {"board_member fr": "mailto://…"}',
        'du JSON qui donne une adresse à chaque lecteur, comme {"board_member fr": "mailto://…"}',
    ),
    "alert_language": Text("en, fr or both", "en, fr ou both"),
    "digest": Text("weekly, monthly or never", "weekly, monthly ou never"),
    "sign_in_url": Text(
        "an address like https://login.example.org/.well-known/openid-configuration",
        "une adresse comme https://connexion.exemple.org/.well-known/openid-configuration",
    ),
    "sign_in_address": Text(
        "an address like https://scorecard.example.ca", "une adresse comme https://tableau.exemple.ca"
    ),
    "sign_in_hours": Text(
        "a number of hours above 0, at most 8784", "un nombre d'heures supérieur à 0, d'au plus 8784"
    ),
    "sign_in_claim": Text("the name of a claim, as groups", "le nom d'une revendication, comme groups"),
    "sign_in_groups": Text(
        'JSON that gives each group a role, as {"phones": "operations_manager channel=telephone"}',
        'du JSON qui donne un rôle à chaque groupe, comme {"phones": "operations_manager channel=telephone"}',
    ),
    "sign_in_scope": Text(
        "words with blanks between them, as openid email", "des mots séparés par des espaces, comme openid email"
    ),
    "proxy_header": Text("the name of a header like X-Forwarded-Email", "le nom d'un en-tête comme X-Forwarded-Email"),
} | dict.fromkeys(
    (f"retain_{record}" for record in RETAINED),
    Text("a whole number of months from 1 to 1200", "un nombre entier de mois de 1 à 1200"),
)
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
