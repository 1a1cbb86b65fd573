"""Special days: what history should not be learnt from, and what is known to come. They are entered once for all."""

from datetime import date
from math import isfinite

import polars as pl
from sqlalchemy.orm import Mapped

from data.errors import UserError
from data.state.base import Recorded, State
from data.state.checks import in_order, known_channel, named, optional, written_by
from data.state.reading import said_columns
from data.state.withdrawal import add_named, history, in_force, withdraw
from data.text import Word

MOST_PERCENT = 1_000


class SpecialDayEffect(Word):
    """What a special day does."""

    EXCLUDE = "exclude", "Teaches the forecast nothing", "N'enseigne rien à la prévision"
    ADJUST = "adjust", "Changes what is expected", "Modifie ce qui est attendu"


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


SPECIAL_DAY = said_columns(SpecialDay)


def add_special_day(url: str, said: SpecialDay) -> int:
    """Puts a special day in force; out: its `id`.

    Raises: UserError, for a name that another in force has, an empty name or author, days in the wrong order or more
    than a year of them every year, an unknown channel or effect, or a percentage that cannot be meant.
    """
    row = {column: getattr(said, column) for column in SPECIAL_DAY}
    row |= {"name": named(said.name, "special day"), "author": written_by(said.author)}
    row |= {what: optional(row[what], what) for what in ("name_fr", "channel", "line")}
    row["every_year"] = bool(said.every_year)
    in_order(said.first_day, said.last_day, row["name"])
    known_channel(row["channel"])
    _check_effect(said)
    if row["every_year"] and said.last_day >= _in_year(said.first_day, said.first_day.year + 1):
        raise UserError(f"'{row['name']}' lasts longer than the year after which it comes again; shorten it.")
    return add_named(url, SpecialDay, row)


def withdraw_special_day(url: str, id: int, by: str, why: str) -> None:
    """Takes a special day back; raises UserError as `withdraw`."""
    withdraw(url, SpecialDay, id, by, why)


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
    rows = []
    for row in special_days.rows(named=True):
        begins, ends = row["first_day"], row["last_day"]
        for later in range(last.year - begins.year + 1 if row["every_year"] else 1):
            days = {"first_day": _in_year(begins, begins.year + later), "last_day": _in_year(ends, ends.year + later)}
            if days["first_day"] <= last and days["last_day"] >= first:
                rows.append(row | days)
    return pl.DataFrame(rows, schema=special_days.schema)


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def _check_effect(said: SpecialDay) -> None:
    if said.effect not in list(SpecialDayEffect):
        raise UserError(f"'{said.effect}' is no effect of a special day; choose exclude or adjust.")
    if said.effect == SpecialDayEffect.EXCLUDE:
        if said.percent is not None:
            raise UserError("Days that are excluded have no percentage; leave it empty, or choose adjust.")
        return
    if said.percent is None or not isfinite(said.percent):
        raise UserError("The special day has no percentage; write one, as -40 for forty percent less.")
    if not -100 <= said.percent <= MOST_PERCENT:
        raise UserError(f"{said.percent:g} percent cannot be meant; write -100 to {MOST_PERCENT:,} percent.")
