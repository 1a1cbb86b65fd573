"""What the demo organisation refuses."""

from data.errors import Refusal
from data.text import Text

NOT_AN_ADDRESS = Refusal(
    "demo_not_an_address",
    Text(
        "'{address}' is no database address; write sqlite:////path/demo.db or postgresql://user@host/name.",
        "«\u00a0{address}\u00a0» n'est pas une adresse de base de données; écrivez sqlite:////dossier/demo.db ou "
        "postgresql://utilisateur@serveur/nom.",
    ),
)
OTHER_DATABASE = Refusal(
    "demo_other_database",
    Text(
        "The demo can be written to a SQLite file or a PostgreSQL database only; give such an address.",
        "La démonstration ne peut être écrite que dans un fichier SQLite ou une base de données PostgreSQL; donnez une "
        "telle adresse.",
    ),
)
TABLE_OF_OTHERS = Refusal(
    "demo_table_of_others",
    Text(
        "{database} has a table '{table}' that is not the demo's; give the demo a database of its own.",
        "{database} a une table «\u00a0{table}\u00a0» qui n'est pas celle de la démonstration; donnez à celle-ci sa "
        "propre base de données.",
    ),
)
NOT_READABLE = Refusal(
    "demo_not_readable",
    Text(
        "The database {database} cannot be read ({message}); check the address.",
        "La base de données {database} ne peut être lue ({message}); vérifiez l'adresse.",
    ),
)
NOT_WRITABLE = Refusal(
    "demo_not_writable",
    Text(
        "The demo could not be written to {database} ({message}); nothing was changed there. Check the address, the "
        "rights and the free space.",
        "La démonstration n'a pu être écrite dans {database} ({message}); rien n'y a été modifié. Vérifiez l'adresse, "
        "les droits et l'espace libre.",
    ),
)
SCALE_OUT_OF_RANGE = Refusal(
    "demo_scale_out_of_range",
    Text(
        "A scale of {scale:g} is out of range; give one from {smallest} to {largest}.",
        "Une échelle de {scale:g} est hors limites; donnez-en une de {smallest} à {largest}.",
    ),
)
SEED_OUT_OF_RANGE = Refusal(
    "demo_seed_out_of_range",
    Text(
        "A seed of {seed} is out of range; give one from 0 to {largest}.",
        "Une amorce de {seed} est hors limites; donnez-en une de 0 à {largest}.",
    ),
)
OTHER_DEMO = Refusal(
    "demo_other_demo",
    Text(
        "{database} holds the demo of scale {old_scale} and seed {old_seed}; ask for these, or remove it to make one "
        "of scale {scale} and seed {seed}.",
        "{database} contient la démonstration d'échelle {old_scale} et d'amorce {old_seed}; demandez celles-ci, ou "
        "supprimez-la pour en créer une d'échelle {scale} et d'amorce {seed}.",
    ),
)
