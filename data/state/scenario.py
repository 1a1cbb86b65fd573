"""Scenarios that planners saved, in all their versions."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Mapped

from data.errors import nearest
from data.refusals.demand import scenarios as refusals
from data.state.base import Recorded, State
from data.state.reading import MOMENT, read, written_columns
from data.state.withdrawal import Withdrawal


class Scenario(Recorded, State):
    """One row per version of a scenario; the newest of a name is the one that is worked on."""

    __tablename__ = "scenario"

    name: Mapped[str]
    author: Mapped[str]
    description: Mapped[str | None]
    steps: Mapped[str]
    """JSON, as `metrics` writes the steps."""
    base_run: Mapped[str]
    """The forecast run that the steps start from."""
    result: Mapped[str | None]
    """JSON: what came out on that day, so that a later run cannot change what was decided on."""


SCENARIO = written_columns(Scenario)
VERSION = {"id": pl.Int64, **SCENARIO, "recorded_at": MOMENT, "version": pl.Int64, "newest": pl.Boolean}


@dataclass(frozen=True, kw_only=True)
class SavedScenario:
    """One version of a scenario, its JSON read."""

    id: int
    name: str
    version: int
    newest: bool
    author: str
    description: str | None
    steps: Any
    base_run: str
    result: Any
    recorded_at: datetime


def scenarios(url: str) -> pl.DataFrame:
    """The newest version of every scenario by name: columns `VERSION`, `steps` and `result` as JSON.

    Those that were deleted, or that have another name by now, are left out; nothing of them is lost.
    """
    return read(url, in_use(versions()), VERSION).filter("newest").sort("name")


def in_use(query: Select[Any]) -> Select[Any]:
    """The versions of a query that nobody has withdrawn."""
    withdrawn = select(Withdrawal.row).where(Withdrawal.of == Scenario.__tablename__)
    return query.where(query.selected_columns.id.not_in(withdrawn))


def scenario_history(url: str, name: str) -> pl.DataFrame:
    """Every version of a scenario, oldest first: columns `VERSION`."""
    return read(url, versions(name=name), VERSION)


def saved_scenario(url: str, name: str, version: int | None = None) -> SavedScenario:
    """A version of a scenario, the newest unless another is given; raises UserError where there is none."""
    rows = scenario_history(url, name)
    if rows.is_empty():
        raise refusals.NO_SCENARIO(name=name, nearest=nearest(name, scenarios(url)["name"]))
    chosen = rows.filter(pl.col("version") == (version or rows.height))
    if chosen.is_empty():
        raise refusals.NO_SCENARIO_VERSION(name=name, version=version, last=rows.height)
    return parsed(chosen.row(0, named=True))


def scenario_version(url: str, id: int) -> SavedScenario:
    """A version of a scenario by its `id`, as a page shows it; raises UserError where there is none."""
    rows = read(url, versions(id=id), VERSION)
    if rows.is_empty():
        raise refusals.NO_VERSION()
    return parsed(rows.row(0, named=True))


def versions(**values: Any) -> Select[Any]:
    """The rows with these values, numbered within their name: computed, since rows are never changed."""
    version = func.row_number().over(partition_by=Scenario.name, order_by=Scenario.id).label("version")
    later = func.lead(Scenario.id).over(partition_by=Scenario.name, order_by=Scenario.id)
    newest = later.is_(None).label("newest")
    numbered = select(Scenario.__table__, version, newest).subquery()
    same = [numbered.c[name] == value for name, value in values.items()]
    return select(numbered).where(*same).order_by(numbered.c.id)


def parsed(row: dict[str, Any]) -> SavedScenario:
    """A row of `versions` with its JSON read."""
    values = {name: row[name] and json.loads(row[name]) for name in ("steps", "result")}
    return SavedScenario(**row | values)
