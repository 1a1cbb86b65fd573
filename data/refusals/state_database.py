"""What the database of what people write refuses."""

from data.errors import Refusal
from data.text import Text

NOT_A_URL = Refusal(
    "state_not_a_url",
    Text(
        "SCORECARD_STATE_URL is not a database URL; write one like sqlite:////folder/state.db.",
        "SCORECARD_STATE_URL n'est pas une adresse de base de données; écrivez-en une comme "
        "sqlite:////dossier/state.db.",
    ),
)
LOCKED = Refusal(
    "state_locked",
    Text(
        "The database of what people write, {address}, is locked by another program, and still was after {seconds} "
        "seconds: try again when that has ended.",
        "La base de données des saisies, {address}, est verrouillée par un autre programme et l'était encore après "
        "{seconds} secondes\u00a0: réessayez quand il aura terminé.",
    ),
)
UNUSABLE = Refusal(
    "state_unusable",
    Text(
        "The database of what people write, {address}, cannot be used: {message}; check SCORECARD_STATE_URL, or that "
        "it is running.",
        "La base de données des saisies, {address}, est inutilisable\u00a0: {message}; vérifiez SCORECARD_STATE_URL, "
        "ou que la base fonctionne.",
    ),
)
NEWER_DATABASE = Refusal(
    "state_newer_database",
    Text(
        "The database of what people write is of version {version}, which this scorecard does not know; update the "
        "scorecard.",
        "La base de données des saisies est de la version {version}, que ce tableau de bord ne connaît pas; mettez le "
        "tableau de bord à jour.",
    ),
)
