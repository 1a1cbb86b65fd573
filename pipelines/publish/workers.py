"""Where sums are computed: in this process, or by the workers of a Dask cluster that see the same snapshot."""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from data.errors import UserError
from data.refusals.intake import workers as refusals
from data.storage.manifest import Manifest
from data.storage.snapshot import Snapshot
from metrics.catalogue import registry
from metrics.engine.cubes import build_cubes, cubes_over
from metrics.engine.fingerprint import fingerprint

if TYPE_CHECKING:
    from distributed import Client

MONTHS_A_TASK = 12

WITHOUT_WORKERS_S = 60
"""Seconds without any worker after which a run gives up: a cluster that replaces one needs less."""

LOOK_EVERY_S = 1

ANSWERS_WITHIN_S = 10


@dataclass(frozen=True)
class Task:
    """The published tables of a row set, or some of their months."""

    rows: str
    months: list[str] | None


Compute = Callable[[Snapshot, Sequence[Task]], list[list[pl.DataFrame]]]
"""Of every task, a table per cube."""


def compute_here(snapshot: Snapshot, tasks: Sequence[Task]) -> list[list[pl.DataFrame]]:
    """The tables of the tasks, one after the other; Polars uses all cores for each."""
    return [_sums(snapshot, task) for task in tasks]


@contextmanager
def open_compute(workers: str | None) -> Iterator[Compute]:
    """How to compute: here without `workers` (a Dask scheduler's address, as tcp://scheduler:8786), else there.

    Sums are whole numbers, so both give the same; what a worker that dies had begun or done, another does again.
    Raises: UserError when the scheduler cannot be reached; the function it gives raises UserError when the cluster is
    lost or its workers cannot do the work.
    """
    if not workers:
        yield compute_here
        return
    from distributed import Client

    with _silence_dask():
        try:
            client = Client(workers, timeout=ANSWERS_WITHIN_S, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise refusals.NO_SCHEDULER(address=workers, reason=str(error)) from None
        with client:
            yield lambda snapshot, tasks: _compute_there(client, workers, snapshot, tasks)


def months_of(rows: pl.LazyFrame, dated: Sequence[str]) -> list[str]:
    """The local months that any of the date columns falls in."""
    months = [rows.select(pl.col(name).drop_nulls().dt.strftime("%Y-%m").unique()).collect() for name in dated]
    return sorted({month for frame in months for month in frame.to_series()})


def split(rows: str, months: list[str]) -> list[Task]:
    """Tasks of at most a year each."""
    return [Task(rows, months[i : i + MONTHS_A_TASK]) for i in range(0, len(months), MONTHS_A_TASK)]


def _sums(snapshot: Snapshot, task: Task) -> list[pl.DataFrame]:
    return build_cubes(task.rows, cubes_over(task.rows, snapshot.catalogue), snapshot, task.months)


def _compute_there(
    client: "Client", workers: str, snapshot: Snapshot, tasks: Sequence[Task]
) -> list[list[pl.DataFrame]]:
    from distributed import KilledWorker

    state: dict[str, Any] = {
        "home": snapshot.home,
        "manifest": snapshot.manifest.model_dump_json(),
        "declared": fingerprint(snapshot),
    }
    futures = client.map(_sums_there, list(tasks), pure=False, **state)
    try:
        _wait(client, workers, futures)
        sums: list[list[pl.DataFrame]] = client.gather(futures)
        return sums
    except KilledWorker as error:
        raise refusals.DIE_AGAIN(address=workers, task=str(error.args[0])) from None
    except (CancelledError, OSError) as error:
        raise refusals.CLUSTER_LOST(address=workers, reason=_first_line(error)) from None
    except UserError:
        raise
    except Exception as error:
        raise refusals.WORKER_FAILS(
            address=workers, kind=type(error).__name__, reason=_first_line(error), place=snapshot.at
        ) from error


def _wait(client: "Client", workers: str, futures: list[Any]) -> None:
    """Returns when all is done or one has failed; raises: UserError, when there has been nobody to do it for too long.

    Raises: OSError, when the scheduler is lost.
    """
    from distributed import wait

    last_seen = time.monotonic()
    while True:
        try:
            with client.as_current():
                wait(futures, timeout=LOOK_EVERY_S)
        except TimeoutError:
            if any(future.status == "error" for future in futures):
                return
            now = time.monotonic()
            if (present := client.scheduler_info(n_workers=-1).get("workers")) is None:
                # Dask forgets what it knew of a scheduler that it has lost.
                raise OSError("its scheduler does not answer any more") from None
            if present:
                last_seen = now
            if now - last_seen > WITHOUT_WORKERS_S:
                raise refusals.NO_WORKER(address=workers, seconds=WITHOUT_WORKERS_S) from None
        else:
            return


def _sums_there(task: Task, home: Path, manifest: str, declared: str) -> list[pl.DataFrame]:
    """On a worker: opens the same snapshot; raises: UserError, where it would compute something else."""
    snapshot, mark = _open(home, manifest)
    if mark != declared:
        raise refusals.OTHER_VERSION()
    return _sums(snapshot, task)


@lru_cache(maxsize=1)
def _open(home: Path, manifest: str) -> tuple[Snapshot, str]:
    """Once per run and worker: a snapshot never changes."""
    snapshot = Snapshot(home, Manifest.model_validate_json(manifest), catalogue=registry.declared())
    return snapshot, fingerprint(snapshot)


def _first_line(error: BaseException) -> str:
    return (str(error).strip().split("\n")[0] or type(error).__name__).rstrip(" .:")


@contextmanager
def _silence_dask() -> Iterator[None]:
    """Dask prints what happens to it, with tracebacks; what matters of it becomes a sentence."""
    chatty = [logging.getLogger(name) for name in logging.root.manager.loggerDict if name.startswith("distributed")]
    before = [logger.level for logger in chatty]
    for logger in chatty:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(chatty, before, strict=True):
            logger.setLevel(level)
