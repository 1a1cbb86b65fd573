"""Special days: what history should not be learnt from, and what is known to come. They are entered once for all."""

from collections.abc import Iterator
from datetime import date

import polars as pl
from sqlalchemy.orm import Mapped

from data.state.base import Recorded, Row, State
from data.state.reading import written_columns
from data.state.withdrawal import history, in_force


class SpecialDay(Recorded, State):
    """One row per special day, or days in a row. A null channel or line means all of them."""

    __tablename__ = "special_day"

    name: Mapped[str]
    name_fr: Mapped[str | None]
    """In French, where the author gave it."""
    author: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date]
    channel: Mapped[str | None]
    line: Mapped[str | None]
    effect: Mapped[str]
    """A code of `SpecialDayEffect`."""
    percent: Mapped[float | None]
    """How much more is expected; null for days that are excluded."""
    every_year: Mapped[bool]
    """On the same days of each later year too."""


SPECIAL_DAY = written_columns(SpecialDay)


def special_days(url: str) -> pl.DataFrame:
    """The special days in force, as they were entered: columns `id`, `SPECIAL_DAY`, `recorded_at` (UTC)."""
    return in_force(url, SpecialDay)


def special_day_history(url: str) -> pl.DataFrame:
    """Every special day ever entered: the same with `withdrawn_at`, `withdrawn_by`, `withdrawn_why`."""
    return history(url, SpecialDay)


def occurrences(special_days: pl.DataFrame, first: date, last: date) -> pl.DataFrame:
    """The special days that touch `first` to `last`, one row each time they come: `first_day`, `last_day` are dates
    of that year. 29 February is 28 February where there is none.
    """
    rows = [
        row | {"first_day": first_day, "last_day": last_day}
        for row in special_days.rows(named=True)
        for first_day, last_day in days_of(row, last.year)
        if first_day <= last and last_day >= first
    ]
    return pl.DataFrame(rows, schema=special_days.schema)


def days_of(row: Row, last_year: int) -> Iterator[tuple[date, date]]:
    """The first and last day of each time that a special day comes and begins no later than in `last_year`."""
    begins, ends = row["first_day"], row["last_day"]
    for later in range(last_year - begins.year + 1 if row["every_year"] else 1):
        yield in_year(begins, begins.year + later), in_year(ends, ends.year + later)


def in_year(day: date, year: int) -> date:
    """The same day of another year."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
