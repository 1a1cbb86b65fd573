"""The fictional organisation: a seeded source system of any size, that later days only add to.

Everything in it is invented: places, numbers and what happened. No row describes a real person.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

import polars as pl

from data.demo import database
from data.demo.calendar import YEARS_BEFORE, first_day, fiscal_year
from data.demo.generation import references, rows
from data.refusals import demo as refusals
from data.settings import settings

SMALLEST, LARGEST = 0.0001, 2.0
SCALE, SEED = 0.01, 1


@dataclass(frozen=True)
class WriteResult:
    """What `write` did: rows per table, the days covered, and whether anything was written at all."""

    rows: dict[str, int]
    first_day: date
    last_day: date
    what: Literal["created", "appended", "unchanged"]


def write(
    url: str | None = None,
    *,
    scale: float | None = None,
    seed: int | None = None,
    until: date,
    progress: Callable[[str, float], None] | None = None,
) -> WriteResult:
    """Writes the demo organisation's source database, or adds the days that it lacks.

    `url`: SQLAlchemy URL of a SQLite file or a PostgreSQL database (None: that of the settings); `scale`: 1 is 40
    million transactions a year; scale and seed are by default those of the database, else 0.01 and 1; `until`: last
    day, included. The window is the fiscal year of `until` and the five before; an existing database keeps its
    first day.
    `progress(step, share_done)` is called as it goes. Raises `UserError` for a database made with another scale or
    seed.
    """
    target = database.parse_address(url or str(settings().demo_url))
    before = database.last_written(target)
    scale = scale if scale is not None else before["scale"] if before else SCALE
    seed = seed if seed is not None else before["seed"] if before else SEED
    if not SMALLEST <= scale <= LARGEST:
        raise refusals.SCALE_OUT_OF_RANGE(scale=scale, smallest=f"{SMALLEST:g}", largest=f"{LARGEST:g}")
    if not 0 <= seed < 2**31:
        raise refusals.SEED_OUT_OF_RANGE(seed=seed, largest=2**31 - 1)
    if before is None:
        first = fiscal_year(until) - YEARS_BEFORE
        rows_written = database.create(target, _frames(seed, first, scale, None, until, progress))
        return WriteResult(rows_written, first_day(first), until, "created")
    if (before["scale"], before["seed"]) != (scale, seed):
        raise refusals.OTHER_DEMO(
            database=target.render_as_string(),
            old_scale=f"{before['scale']:g}",
            old_seed=before["seed"],
            scale=f"{scale:g}",
            seed=seed,
        )
    first, last = before["first_year"], before["until_day"]
    if late := database.lacking(target):
        known = references(seed, first, scale, None, last)
        database.append(target, ((table, frame) for table, frame in known if table in late))
    if until <= last:
        return WriteResult({}, first_day(first), last, "unchanged")
    rows_written = database.append(target, _frames(seed, first, scale, last, until, progress))
    return WriteResult(rows_written, first_day(first), until, "appended")


def _frames(
    seed: int, first: int, scale: float, after: date | None, until: date, progress: Callable[[str, float], None] | None
) -> Iterator[tuple[str, pl.DataFrame]]:
    last_done = -1.0
    for table, frame, done in rows(seed, first, scale, after, until):
        if progress and done > last_done:
            last_done = done
            progress("Writing the demo organisation", done)
        yield table, frame
    yield database.demo_row(scale, seed, first, until)
