"""Targets, as people decided them: one row per decision, the newest of an indicator, scope and fiscal year in force."""

from datetime import date, datetime
from typing import Any

import polars as pl
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Mapped

from data.state.base import Recorded, State
from data.state.reading import MOMENT, read, written_columns
from data.words import TARGET_SCOPES


class Target(Recorded, State):
    """One row per decision. A scope column is null where the target holds for all of its codes."""

    __tablename__ = "target"

    indicator: Mapped[str]
    fiscal_year: Mapped[str]
    """As `FY2024-25`."""
    channel: Mapped[str | None]
    line: Mapped[str | None]
    location: Mapped[str | None]
    partner: Mapped[str | None]
    target: Mapped[float]
    """In the indicator's stored unit: shares 0–1, dollars, seconds, percentage points."""
    near: Mapped[float]
    """The last value that still counts as near, in the same unit."""
    path: Mapped[str]
    """A code of `Course`."""
    source: Mapped[str]
    approved_by: Mapped[str | None]
    approved_on: Mapped[date | None]
    reason: Mapped[str | None]


KEY = ("indicator", "fiscal_year", *TARGET_SCOPES)

TARGET = written_columns(Target)
"""What a person writes of a target; the database adds when, and by what it was replaced."""

DECISION = {**TARGET, "id": pl.Int64, "recorded_at": MOMENT, "replaced_by": pl.Int64}


def targets(url: str, at: datetime | None = None) -> pl.DataFrame:
    """The targets in force, sorted by indicator, fiscal year and scope: columns `TARGET` and `recorded_at` (UTC).

    `at`: those in force at that moment, whatever has been decided since. Without any, an empty frame of these columns;
    nothing is created. Raises: UserError, for a database that cannot be used.
    """
    return read(url, in_force(at), DECISION).sort(*KEY, nulls_last=False).select(*TARGET, "recorded_at")


def target_history(url: str, indicator: str | None = None, at: datetime | None = None) -> pl.DataFrame:
    """Every decision on the targets of an indicator or, without one, of all: columns `DECISION`.

    Sorted by indicator, fiscal year and scope, then as they were decided; `replaced_by` is the `id` of the next
    decision, null for the one in force. `at`: as it stood at that moment. Raises: UserError, as `targets`.
    """
    decisions = _decisions(at)
    decisions = decisions if indicator is None else decisions.where(Target.indicator == indicator)
    return read(url, decisions, DECISION).sort(*KEY, "id", nulls_last=False)


def in_force(at: datetime | None = None) -> Select[Any]:
    """Selects the targets in force, at a moment or now."""
    decisions = _decisions(at).subquery()
    return select(decisions).where(decisions.c.replaced_by.is_(None))


def _decisions(at: datetime | None = None) -> Select[Any]:
    """All rows, each with the `id` of the row that replaced it: computed, since rows are never changed."""
    next_id = func.lead(Target.id).over(partition_by=[getattr(Target, name) for name in KEY], order_by=Target.id)
    decisions = select(Target.__table__, next_id.label("replaced_by"))
    return decisions.where(Target.recorded_at <= at) if at else decisions
