"""Overrides: what a planner changes in a forecast, for which days and why. The forecast itself is never touched."""

from datetime import date

import polars as pl
from sqlalchemy.orm import Mapped

from data.state.base import Recorded, State
from data.state.reading import written_columns
from data.state.withdrawal import history, in_force


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


OVERRIDE = written_columns(Override)


def overrides(url: str) -> pl.DataFrame:
    """The overrides in force in the order in which they apply: columns `id`, `OVERRIDE`, `recorded_at` (UTC)."""
    return in_force(url, Override)


def override_history(url: str) -> pl.DataFrame:
    """Every override ever made: the same with `withdrawn_at`, `withdrawn_by`, `withdrawn_why`, null in force."""
    return history(url, Override)
