"""Saving scenarios."""

import json
from typing import Any

from sqlalchemy import Connection, insert, select

from data.refusals import state as refusals
from data.refusals.demand import scenarios as scenario_refusals
from data.state.engine import open_state, word_failures, write_transaction
from data.state.plan import Publication
from data.state.reading import fetch
from data.state.scenario import VERSION, SavedScenario, Scenario, in_use, parsed, versions
from data.state.withdrawal import Withdrawal
from data.state.writing import checks
from data.text import Text
from data.words import LONGEST_TEXT

MOST_STEPS = 100_000
"""Characters of all steps together: some three hundred of them."""


def save_scenario(
    url: str,
    *,
    name: str,
    author: str,
    steps: Any,
    base_run: str,
    seen: int | None,
    description: str | None = None,
    result: Any = None,
) -> SavedScenario:
    """Saves a scenario as the next version of its name; what equals the newest version is not saved again.

    `steps` and `result` are anything that JSON can hold. `seen`: the `id` of the version that the author saw, 0 for a
    scenario that the author takes for new. Raises: UserError, for an empty name, author or base run, no steps or too
    many, what JSON cannot hold, or a version that the author has not seen.
    """
    values: dict[str, Any] = {
        "name": checks.name(name, refusals.TO_FIND["scenario"]),
        "author": checks.author(author),
        "description": checks.optional(description, refusals.DESCRIPTION, LONGEST_TEXT),
        "steps": _json(steps, refusals.STEPS),
        "base_run": checks.filled(base_run, refusals.BASE_RUN, refusals.TO_START),
        "result": None if result is None else _json(result, refusals.RESULT),
    }
    if not steps:
        raise scenario_refusals.SCENARIO_NO_STEPS(name=values["name"])
    if len(values["steps"]) > MOST_STEPS:
        raise scenario_refusals.SCENARIO_TOO_LARGE(name=values["name"])
    within_name = versions(name=values["name"])
    with word_failures(url), write_transaction(open_state(url)) as connection:
        newest = _newest(connection, values["name"])
        _check_seen(newest, seen)
        if newest is None or any(newest[column] != values[column] for column in values if column != "author"):
            connection.execute(insert(Scenario).values(values))
        return parsed(fetch(connection, within_name, VERSION).row(-1, named=True))


def rename_scenario(url: str, id: int, name: str, *, author: str) -> SavedScenario:
    """Gives a scenario, by its newest version, another name; what it was called stays in its history.

    Raises: UserError, for a version that is not the newest, a name that another scenario has, or the plan's scenario.
    """
    new_name = checks.name(name, refusals.TO_FIND["scenario"])
    writer = checks.author(author)
    with word_failures(url), write_transaction(open_state(url)) as connection:
        row = _unpublished(connection, id)
        if _newest(connection, new_name) is not None:
            raise scenario_refusals.SCENARIO_NAME_IN_USE(name=new_name)
        _withdraw(connection, row, writer, f"→ {new_name}")
        columns = {column: row[column] for column in ("description", "steps", "base_run", "result")}
        connection.execute(insert(Scenario).values(name=new_name, author=writer, **columns))
        return parsed(fetch(connection, versions(name=new_name), VERSION).row(-1, named=True))


def delete_scenario(url: str, id: int, *, author: str, reason: str | None) -> None:
    """Takes a scenario, by its newest version, from the list; its versions, and who deleted it and why, are kept.

    Raises: UserError, for a version that is not the newest, no reason, or the plan's scenario.
    """
    why = checks.reason(reason, scenario_refusals.TO_UNDERSTAND)
    with word_failures(url), write_transaction(open_state(url)) as connection:
        _withdraw(connection, _unpublished(connection, id), checks.author(author), why)


def _newest(connection: Connection, name: str) -> dict[str, Any] | None:
    """The newest version of a name; None where there is none or it was withdrawn."""
    rows = fetch(connection, in_use(versions(name=name)), VERSION).filter("newest").to_dicts()
    return rows[0] if rows else None


def _unpublished(connection: Connection, id: int) -> dict[str, Any]:
    """The newest version with this `id`; raises UserError where it is not the newest any more, or is the plan."""
    rows = fetch(connection, versions(id=id), VERSION).to_dicts()
    if not rows:
        raise scenario_refusals.NO_VERSION()
    newest = _newest(connection, rows[0]["name"])
    if newest is None:
        raise scenario_refusals.SCENARIO_GONE(name=rows[0]["name"])
    _check_seen(newest, id)
    published = connection.execute(select(Publication.scenario).order_by(Publication.id.desc()).limit(1)).scalar()
    names = [row["name"] for row in fetch(connection, versions(id=published), VERSION).to_dicts()] if published else []
    if newest["name"] in names:
        raise scenario_refusals.SCENARIO_IS_PLAN(name=newest["name"])
    return newest


def _withdraw(connection: Connection, row: dict[str, Any], author: str, reason: str) -> None:
    values = {"of": Scenario.__tablename__, "row": row["id"], "author": author, "reason": reason}
    connection.execute(insert(Withdrawal).values(values))


def _check_seen(newest: dict[str, Any] | None, seen: int | None) -> None:
    if seen is None or newest is None or newest["id"] == seen:
        return
    change = Text(*(text.format(**newest) for text in refusals.NEW_VERSION))
    raise refusals.CHANGED_MEANWHILE(who=newest["author"], when=newest["recorded_at"], change=change)


def _json(value: Any, field: Text) -> str:
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise scenario_refusals.SCENARIO_NOT_JSON(field=field, error=str(error)) from None
