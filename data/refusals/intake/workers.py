"""What a Dask cluster of workers could not do for a run."""

from data.errors import Refusal
from data.text import Text

NO_SCHEDULER = Refusal(
    "workers_no_scheduler",
    Text(
        "No Dask scheduler answers at {address} ({reason}): start one, or run without --workers.",
        "Aucun ordonnanceur Dask ne répond à {address} ({reason})\u00a0: démarrez-en un, ou lancez sans --workers.",
    ),
)
DIE_AGAIN = Refusal(
    "workers_die_again",
    Text(
        "Workers of the Dask cluster at {address} die again and again over the same sums ({task}): "
        "give them more memory, or run without --workers. What was published before stays.",
        "Des processus de la grappe Dask à {address} tombent sans cesse sur les mêmes sommes ({task})\u00a0: "
        "donnez-leur plus de mémoire, ou lancez sans --workers. Ce qui était déjà publié reste.",
    ),
)
CLUSTER_LOST = Refusal(
    "workers_cluster_lost",
    Text(
        "The Dask cluster at {address} was lost in the middle of the run ({reason}): start it again, or "
        "run without --workers. What was published before stays.",
        "La grappe Dask à {address} a été perdue au milieu du traitement ({reason})\u00a0: redémarrez-la, ou lancez "
        "sans --workers. Ce qui était déjà publié reste.",
    ),
)
WORKER_FAILS = Refusal(
    "workers_worker_fails",
    Text(
        "A worker of the Dask cluster at {address} cannot do its part ({kind}: {reason}): "
        "every worker needs this version of the scorecard and must see {place}.",
        "Un processus de la grappe Dask à {address} ne peut pas faire sa part ({kind}\u00a0: {reason})\u00a0: "
        "chaque processus doit avoir cette version du tableau de bord et voir {place}.",
    ),
)
NO_WORKER = Refusal(
    "workers_none",
    Text(
        "The Dask cluster at {address} has had no worker for {seconds} seconds: start one, or run "
        "without --workers. What was published before stays.",
        "La grappe Dask à {address} n'a aucun processus depuis {seconds} secondes\u00a0: démarrez-en un, ou lancez "
        "sans --workers. Ce qui était déjà publié reste.",
    ),
)
OTHER_VERSION = Refusal(
    "workers_other_version",
    Text(
        "The Dask workers have other indicators or tools than this machine: install the same version.",
        "Les processus Dask n'ont pas les mêmes indicateurs ou outils que cette machine\u00a0: installez la même "
        "version.",
    ),
)
