"""The plan: which version of which scenario is published, and every decision on it."""

from typing import Any

import polars as pl
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Mapped

from data.state.base import Recorded, State
from data.state.reading import MOMENT, read, written_columns
from data.state.scenario import VERSION, SavedScenario, parsed, versions


class Publication(Recorded, State):
    """One row per decision on the plan; the newest is in force."""

    __tablename__ = "publication"

    scenario: Mapped[int | None]
    """The `id` of the scenario's version that is the plan from now on; null where none is."""
    author: Mapped[str]
    reason: Mapped[str | None]


PUBLICATION = {"id": pl.Int64, **written_columns(Publication), "recorded_at": MOMENT, "replaced_by": pl.Int64}


def plan(url: str) -> SavedScenario | None:
    """The scenario that is published as the plan, in the version that was published."""
    in_force = select(Publication.scenario).order_by(Publication.id.desc()).limit(1)
    rows = read(url, versions(id=in_force.scalar_subquery()), VERSION)
    return parsed(rows.row(0, named=True)) if rows.height else None


def plan_history(url: str) -> pl.DataFrame:
    """Every decision on the plan, oldest first: columns `PUBLICATION`, `name` and `version` of the scenario.

    `replaced_by` is the `id` of the next decision, null for the one in force.
    """
    return read(url, decisions(), PUBLICATION | {"name": pl.String, "version": pl.Int64})


def decisions() -> Select[Any]:
    """Selects every decision on the plan with the scenario's name and version, oldest first."""
    next_id = func.lead(Publication.id).over(order_by=Publication.id).label("replaced_by")
    published = versions().subquery()
    return (
        select(Publication.__table__, next_id, published.c.name, published.c.version)
        .outerjoin(published, published.c.id == Publication.scenario)
        .order_by(Publication.id)
    )
