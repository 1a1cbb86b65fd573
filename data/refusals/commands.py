"""What the command line refuses before anything is read or written."""

from data.errors import Refusal
from data.text import Text

NO_AS_OF = Refusal(
    "command_as_of_empty",
    Text(
        "--as-of names no run or day: write it as 2026-10-31, or leave it out for now.",
        "--as-of ne nomme ni traitement ni jour\u00a0: écrivez-le comme 2026-10-31, ou omettez-le pour "
        "voir l'état actuel.",
    ),
)

PROBE_OF_THE_PAST = Refusal(
    "command_probe_as_of",
    Text(
        "--probe tells of now: leave --as-of out.",
        "--probe porte sur l'état actuel\u00a0: omettez --as-of.",
    ),
)

NOT_A_DAY = Refusal(
    "command_day_malformed",
    Text(
        "'{day}' is not a day: write it as 2026-10-31.",
        "«\u00a0{day}\u00a0» n'est pas un jour\u00a0: écrivez-le comme 2026-10-31.",
    ),
)

NOT_A_FILTER = Refusal(
    "command_filter_malformed",
    Text(
        "'{filter}' is not a filter: write it as channel=online.",
        "«\u00a0{filter}\u00a0» n'est pas un filtre\u00a0: écrivez-le comme channel=online.",
    ),
)

NOT_A_SCHEDULER = Refusal(
    "command_scheduler_malformed",
    Text(
        "'{address}' is not the address of a Dask scheduler: write it as tcp://scheduler:8786.",
        "«\u00a0{address}\u00a0» n'est pas l'adresse d'un ordonnanceur Dask\u00a0: écrivez-la comme tcp://scheduler:8786.",
    ),
)

PORT_IN_USE = Refusal(
    "command_port_in_use",
    Text(
        "Port {port} is in use: stop what listens there, or choose another with --port (make: PORT=).",
        "Le port {port} est déjà utilisé\u00a0: arrêtez le programme qui y écoute, ou choisissez-en un autre avec "
        "--port (make\u00a0: PORT=).",
    ),
)

ADDRESS_UNKNOWN = Refusal(
    "command_address_unknown",
    Text(
        "This machine cannot listen on '{address}': choose one of its addresses with --address, 0.0.0.0 for all.",
        "Cet ordinateur ne peut écouter à l'adresse «\u00a0{address}\u00a0»\u00a0: choisissez-en une des siennes avec "
        "--address, 0.0.0.0 pour toutes.",
    ),
)

NOT_A_HOST = Refusal(
    "command_host_malformed",
    Text(
        "'{host}' is not the name of a host: write it as scorecard.example.ca, or *.example.ca for all below it.",
        "«\u00a0{host}\u00a0» n'est pas le nom d'un hôte\u00a0: écrivez-le comme scorecard.example.ca, ou *.example.ca "
        "pour tous ceux qu'il contient.",
    ),
)

NOT_A_PREFIX = Refusal(
    "command_prefix_malformed",
    Text(
        "'{prefix}' is not a path: write it as scorecard, or services/scorecard.",
        "«\u00a0{prefix}\u00a0» n'est pas un chemin\u00a0: écrivez-le comme scorecard, ou services/scorecard.",
    ),
)

OUT_UNWRITABLE = Refusal(
    "command_out_unwritable",
    Text(
        "{file} cannot be written: {reason}. Choose another --out.",
        "Impossible d'écrire {file}\u00a0: {reason}. Choisissez un autre --out.",
    ),
)
NO_STAFFING = Refusal(
    "no_staffing",
    Text(
        "No one queues in the channel {channel}, or nothing is forecast of it; {nearest}",
        "Personne n'attend dans le canal {channel}, ou rien n'en est prévu; {nearest}",
    ),
)
