"""Saving scenarios."""

import json
from typing import Any

from sqlalchemy import insert

from data.refusals import state as refusals
from data.refusals.demand import scenarios as scenario_refusals
from data.state.engine import open_state, word_failures, write_transaction
from data.state.reading import fetch
from data.state.scenario import VERSION, SavedScenario, Scenario, parsed, versions
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
    values = {
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
        newest = next(iter(fetch(connection, within_name, VERSION).tail(1).to_dicts()), None)
        _check_seen(newest, seen)
        if newest is None or any(newest[column] != values[column] for column in values if column != "author"):
            connection.execute(insert(Scenario).values(values))
        return parsed(fetch(connection, within_name, VERSION).row(-1, named=True))


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
