"""Where sums are computed: in this process, or by the workers of a Dask cluster that see the same home."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import polars as pl

from data.manifest import Snapshot
from data.problem import Problem
from metrics.cubes import CUBES, Cube, build

MONTHS_A_TASK = 12


@dataclass(frozen=True)
class Task:
    """One published table, or some of its months."""

    rows: str
    cube: str
    months: list[str] | None


Compute = Callable[[Snapshot, Sequence[Task]], list[pl.DataFrame]]


def compute_here(tables: Snapshot, tasks: Sequence[Task]) -> list[pl.DataFrame]:
    """The tables of the tasks, one after the other; Polars uses all cores for each."""
    return [_sums(tables, task) for task in tasks]


@contextmanager
def computing(workers: str | None) -> Iterator[Compute]:
    """How to compute: here without `workers` (a Dask scheduler's address, as tcp://scheduler:8786), else there.

    Sums are whole numbers, so both give the same. Raises: Problem when the scheduler cannot be reached.
    """
    if not workers:
        yield compute_here
        return
    from distributed import Client

    try:
        client = Client(workers, timeout="10s", set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise Problem(
            f"No Dask scheduler answers at {workers} ({error}): start one, or run without --workers."
        ) from None
    with client:
        yield lambda tables, tasks: client.gather(client.map(_sums_of_state, *_states(tables, tasks), pure=False))


def months_of(rows: pl.LazyFrame, dated: Sequence[str]) -> list[str]:
    """The local months that any of the date columns falls in."""
    found = [rows.select(pl.col(name).drop_nulls().dt.strftime("%Y-%m").unique()).collect() for name in dated]
    return sorted({month for frame in found for month in frame.to_series()})


def split(rows: str, cube: Cube, months: list[str]) -> list[Task]:
    """Tasks of at most a year each."""
    return [Task(rows, cube.name, months[i : i + MONTHS_A_TASK]) for i in range(0, len(months), MONTHS_A_TASK)]


def _sums(tables: Snapshot, task: Task) -> pl.DataFrame:
    cube = next(cube for cube in CUBES if cube.name == task.cube)
    return build(task.rows, cube, tables, task.months).collect(engine="streaming")


def _states(tables: Snapshot, tasks: Sequence[Task]) -> tuple[list, list, list]:
    """What a worker needs to open the same snapshot."""
    return [tables.home] * len(tasks), [tables.manifest] * len(tasks), list(tasks)


def _sums_of_state(home, manifest, task: Task) -> pl.DataFrame:
    return _sums(Snapshot(home, manifest), task)
