"""What the dashboard refuses: what its server does not let in, and records that nobody may open unseen."""

from data.errors import Refusal
from data.text import Text

HOST_NOT_NAMED = Refusal(
    "gateway_host_not_named",
    Text(
        "This dashboard is not called '{host}': its operator names it with --host or SCORECARD_HOSTS.",
        "Ce tableau de bord ne s'appelle pas «\u00a0{host}\u00a0»\u00a0: son exploitant le nomme par --host ou "
        "SCORECARD_HOSTS.",
    ),
)

NO_UPLOADS = Refusal(
    "gateway_no_uploads",
    Text("This dashboard takes no files.", "Ce tableau de bord ne reçoit aucun fichier."),
)

FULL = Refusal(
    "gateway_full",
    Text(
        "This dashboard has as many viewers as it can serve: try again in a minute.",
        "Ce tableau de bord sert autant de personnes qu'il le peut\u00a0: réessayez dans une minute.",
    ),
)

NO_TOKEN = Refusal(
    "gateway_no_token",
    Text(
        "This address answers machines that show its token: `Authorization: Bearer …`",
        "Cette adresse répond aux machines qui présentent son jeton\u00a0: `Authorization: Bearer …`",
    ),
)

NOT_NOTED = Refusal(
    "access_not_noted",
    Text(
        "Records are not shown now, because who opens them cannot be noted ({reason}). Ask who runs this scorecard to "
        "let its home be written to; everything else is still shown.",
        "Les enregistrements ne sont pas affichés pour le moment, car il est impossible de noter qui les ouvre "
        "({reason}). Demandez à l'exploitant de ce tableau de bord de permettre l'écriture dans son "
        "dossier; tout le reste demeure affiché.",
    ),
)
NOTHING_DONE = Refusal(
    "access_nothing_done",
    Text(
        "Nothing was done, because who does it cannot be noted ({reason}). Ask who runs this scorecard to let its home "
        "and its database be written to.",
        "Rien n'a été fait, car il est impossible de noter qui le fait ({reason}). Demandez à l'exploitant de ce "
        "tableau de bord de permettre l'écriture dans son dossier et sa base de données.",
    ),
)
DISK_FULL = Text("the disk is full", "le disque est plein")
READ_ONLY = Text("its disk is read-only", "son disque est en lecture seule")
FORBIDDEN = Text("its files may not be written", "ses fichiers ne peuvent être écrits")
OTHER = Text("its disk cannot be written", "son disque ne peut être écrit")
