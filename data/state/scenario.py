"""Scenarios that planners saved, and which of them is published as the plan."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl
from sqlalchemy import Select, func, insert, select
from sqlalchemy.orm import Mapped

from data.errors import UserError, nearest
from data.state.base import Recorded, State
from data.state.checks import filled, named, optional, written_by
from data.state.engine import open_state, plain_problems, writing
from data.state.reading import MOMENT, asked, read, said_columns


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


class Publication(Recorded, State):
    """One row per decision on the plan; the newest is in force."""

    __tablename__ = "publication"

    scenario: Mapped[int | None]
    """The `id` of the scenario's version that is the plan from now on; null where none is."""
    author: Mapped[str]
    reason: Mapped[str | None]


SCENARIO = said_columns(Scenario)
VERSION = {"id": pl.Int64, **SCENARIO, "recorded_at": MOMENT, "version": pl.Int64, "newest": pl.Boolean}
PUBLICATION = {"id": pl.Int64, **said_columns(Publication), "recorded_at": MOMENT, "replaced_by": pl.Int64}


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


def save_scenario(
    url: str,
    *,
    name: str,
    author: str,
    steps: Any,
    base_run: str,
    description: str | None = None,
    result: Any = None,
) -> SavedScenario:
    """Saves a scenario as the next version of its name; what equals the newest version is not saved again.

    `steps` and `result` are anything that JSON can hold. Raises: UserError, for an empty name, author or base run, no
    steps, or what JSON cannot hold.
    """
    row = {
        "name": named(name, "scenario"),
        "author": written_by(author),
        "description": optional(description, "description"),
        "steps": _json(steps, "steps"),
        "base_run": filled(base_run, "base run", "others know which forecast it starts from"),
        "result": None if result is None else _json(result, "result"),
    }
    if not steps:
        raise UserError(f"Scenario '{row['name']}' has no steps, so it would be the forecast itself; add one.")
    of_name = _versions(name=row["name"])
    with plain_problems(url), writing(open_state(url)) as connection:
        before = read(connection, of_name, VERSION).tail(1).to_dicts()
        if not before or any(before[0][column] != row[column] for column in row if column != "author"):
            connection.execute(insert(Scenario).values(row))
        return _saved(read(connection, of_name, VERSION).row(-1, named=True))


def scenarios(url: str) -> pl.DataFrame:
    """The newest version of every scenario by name: columns `VERSION`, `steps` and `result` as JSON."""
    return asked(url, _versions(), VERSION).filter("newest").sort("name")


def scenario_history(url: str, name: str) -> pl.DataFrame:
    """Every version of a scenario, oldest first: columns `VERSION`."""
    return asked(url, _versions(name=name), VERSION)


def saved_scenario(url: str, name: str, version: int | None = None) -> SavedScenario:
    """A version of a scenario, the newest unless another is asked for; raises UserError where there is none."""
    rows = scenario_history(url, name)
    if rows.is_empty():
        raise UserError(f"There is no scenario '{name}'; {nearest(name, scenarios(url)['name'])}")
    found = rows.filter(pl.col("version") == (version or rows.height))
    if found.is_empty():
        raise UserError(f"Scenario '{name}' has no version {version}; choose one from 1 to {rows.height}.")
    return _saved(found.row(0, named=True))


def publish_plan(url: str, name: str, by: str, why: str | None = None, version: int | None = None) -> SavedScenario:
    """Makes a version of a scenario, the newest unless another is given, the plan in place of the one before.

    Publishing what is the plan already changes nothing. Raises: UserError, for no such scenario or no author.
    """
    said = {"author": written_by(by), "reason": optional(why, "reason")}
    chosen = saved_scenario(url, name, version)
    with plain_problems(url), writing(open_state(url)) as connection:
        if connection.scalar(_plan()) != chosen.id:
            connection.execute(insert(Publication).values(scenario=chosen.id, **said))
    return chosen


def unpublish_plan(url: str, by: str, why: str | None = None) -> None:
    """From now on no scenario is the plan; raises UserError where none is."""
    said = {"author": written_by(by), "reason": optional(why, "reason")}
    with plain_problems(url), writing(open_state(url)) as connection:
        if connection.scalar(_plan()) is None:
            raise UserError("No scenario is published, so nothing is to be taken back; publish one first.")
        connection.execute(insert(Publication).values(scenario=None, **said))


def plan(url: str) -> SavedScenario | None:
    """The scenario that is published as the plan, in the version that was published."""
    rows = asked(url, _versions(id=_plan().scalar_subquery()), VERSION)
    return _saved(rows.row(0, named=True)) if rows.height else None


def plan_history(url: str) -> pl.DataFrame:
    """Every decision on the plan, oldest first: columns `PUBLICATION`, `name` and `version` of the scenario.

    `replaced_by` is the `id` of the next decision, null for the one in force.
    """
    next_id = func.lead(Publication.id).over(order_by=Publication.id).label("replaced_by")
    versions = _versions().subquery()
    decisions = (
        select(Publication.__table__, next_id, versions.c.name, versions.c.version)
        .outerjoin(versions, versions.c.id == Publication.scenario)
        .order_by(Publication.id)
    )
    return asked(url, decisions, PUBLICATION | {"name": pl.String, "version": pl.Int64})


def _versions(**wanted: Any) -> Select[Any]:
    """The rows with these values, numbered within their name: computed, since rows are never changed."""
    of_name = {"partition_by": Scenario.name, "order_by": Scenario.id}
    version = func.row_number().over(**of_name).label("version")
    newest = func.lead(Scenario.id).over(**of_name).is_(None).label("newest")
    numbered = select(Scenario.__table__, version, newest).subquery()
    return select(numbered).where(*(numbered.c[name] == said for name, said in wanted.items())).order_by(numbered.c.id)


def _plan() -> Select[Any]:
    """The scenario of the newest decision."""
    return select(Publication.scenario).order_by(Publication.id.desc()).limit(1)


def _json(said: Any, what: str) -> str:
    try:
        return json.dumps(said, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise UserError(f"The {what} of the scenario cannot be kept ({error}); correct them.") from None


def _saved(row: dict[str, Any]) -> SavedScenario:
    read_json = {name: row[name] and json.loads(row[name]) for name in ("steps", "result")}
    return SavedScenario(**row | read_json)
