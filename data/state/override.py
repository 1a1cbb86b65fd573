"""Overrides: what a planner changes in a forecast, for which days and why. The forecast itself is never touched."""

from datetime import date
from math import isfinite

import polars as pl
from sqlalchemy.orm import Mapped

from data.errors import UserError
from data.state.base import Recorded, State
from data.state.checks import filled, in_order, known_channel, named, optional, written_by
from data.state.reading import said_columns
from data.state.withdrawal import add_named, history, in_force, withdraw
from data.text import Word

MOST_PERCENT = 1_000
MOST = 1_000_000_000
"""More a day is a mistake of typing, whatever the organisation."""


class OverrideKind(Word):
    """How an override's amount is meant; a planner reads the words beside the number."""

    PERCENT = "percent", "percent more or less", "pour cent de plus ou de moins"
    VALUE = "value", "set per day", "fixé par jour"
    ADD = "add", "added per day", "ajouté par jour"


class Override(Recorded, State):
    """One row per override. A null channel, line or location means all of them together."""

    __tablename__ = "override"

    name: Mapped[str]
    reason: Mapped[str]
    author: Mapped[str]
    channel: Mapped[str | None]
    line: Mapped[str | None]
    location: Mapped[str | None]
    first_day: Mapped[date]
    last_day: Mapped[date]
    kind: Mapped[str]
    """A code of `OverrideKind`."""
    amount: Mapped[float]
    """Percent, or interactions started per day."""
    forecast_run: Mapped[str]
    """The run whose forecast the planner saw."""
    origin: Mapped[date]
    """The last day that this forecast knew."""


OVERRIDE = said_columns(Override)


def add_override(url: str, said: Override) -> int:
    """Puts an override in force; out: its `id`.

    Whether there is a forecast for its days, line and location is `metrics.planning.overrides.check`'s question.
    Raises: UserError, for a name that another in force has, an empty name, reason or author, days in the wrong order,
    an unknown channel or kind, or an amount that cannot be meant.
    """
    row = {column: getattr(said, column) for column in OVERRIDE} | _texts(said)
    in_order(said.first_day, said.last_day, row["name"])
    known_channel(row["channel"])
    if row["location"] and row["line"]:
        raise UserError(
            f"'{row['name']}' names a line and a location; forecasts of a location have no lines: drop one."
        )
    _check_amount(said)
    return add_named(url, Override, row)


def withdraw_override(url: str, id: int, by: str, why: str) -> None:
    """Takes an override back, so that the forecast holds again; raises UserError as `withdraw`."""
    withdraw(url, Override, id, by, why)


def overrides(url: str) -> pl.DataFrame:
    """The overrides in force in the order in which they apply: columns `id`, `OVERRIDE`, `recorded_at` (UTC)."""
    return in_force(url, Override)


def override_history(url: str) -> pl.DataFrame:
    """Every override ever made: the same with `withdrawn_at`, `withdrawn_by`, `withdrawn_why`, null in force."""
    return history(url, Override)


def _texts(said: Override) -> dict[str, str | None]:
    return {
        "name": named(said.name, "override"),
        "reason": filled(said.reason, "reason", "its worth can be judged later"),
        "author": written_by(said.author),
        "forecast_run": filled(said.forecast_run, "forecast run", "its worth can be judged later"),
        **{scope: optional(getattr(said, scope), scope) for scope in ("channel", "line", "location")},
    }


def _check_amount(said: Override) -> None:
    if said.kind not in list(OverrideKind):
        raise UserError(f"'{said.kind}' is no kind of override; choose percent, value or add.")
    if said.amount is None or not isfinite(said.amount):
        raise UserError("The override has no amount; write a number, as 10 for ten percent more.")
    percent = said.kind == OverrideKind.PERCENT
    if percent and said.amount < -100:
        raise UserError(f"{said.amount:g} percent would leave less than nothing; write -100 percent or more.")
    if said.kind == OverrideKind.VALUE and said.amount < 0:
        raise UserError(f"{said.amount:g} a day is less than nothing; write 0 or more.")
    most = MOST_PERCENT if percent else MOST
    if abs(said.amount) > most:
        raise UserError(f"{said.amount:g} is too much; write at most {most:,}{' percent' if percent else ' a day'}.")
