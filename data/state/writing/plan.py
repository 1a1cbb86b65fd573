"""Publishing a scenario as the plan, and taking the plan back."""

from typing import Any

from sqlalchemy import Connection, insert

from data.refusals import state as refusals
from data.refusals.demand import scenarios as scenario_refusals
from data.state.engine import open_state, word_failures, write_transaction
from data.state.plan import Publication, decisions
from data.state.scenario import SavedScenario, saved_scenario
from data.state.writing import checks
from data.text import Text
from data.words import LONGEST_TEXT


def publish_plan(
    url: str, name: str, *, author: str, seen: int | None, reason: str | None = None, version: int | None = None
) -> SavedScenario:
    """Makes a version of a scenario, the newest unless another is given, the plan in place of the one before.

    Publishing what is the plan already changes nothing. `seen`: the `id` of the plan that the author saw, 0 for none.
    Raises: UserError, for no such scenario, no author, or a decision on the plan that the author has not seen.
    """
    values = {"author": checks.author(author), "reason": checks.optional(reason, refusals.REASON, LONGEST_TEXT)}
    chosen = saved_scenario(url, name, version)
    with word_failures(url), write_transaction(open_state(url)) as connection:
        newest = _newest(connection)
        _check_seen(newest, seen)
        if newest is None or newest["scenario"] != chosen.id:
            connection.execute(insert(Publication).values(scenario=chosen.id, **values))
    return chosen


def unpublish_plan(url: str, *, author: str, seen: int | None, reason: str | None = None) -> None:
    """From now on no scenario is the plan; raises UserError where none is, or another than the author saw."""
    values = {"author": checks.author(author), "reason": checks.optional(reason, refusals.REASON, LONGEST_TEXT)}
    with word_failures(url), write_transaction(open_state(url)) as connection:
        newest = _newest(connection)
        _check_seen(newest, seen)
        if newest is None or newest["scenario"] is None:
            raise scenario_refusals.NO_PLAN()
        connection.execute(insert(Publication).values(scenario=None, **values))


def _newest(connection: Connection) -> dict[str, Any] | None:
    """The decision on the plan that is in force."""
    rows = connection.execute(decisions()).mappings().all()
    return dict(rows[-1]) if rows else None


def _check_seen(newest: dict[str, Any] | None, seen: int | None) -> None:
    in_force = 0 if newest is None else newest["scenario"] or 0
    if seen is None or newest is None or in_force == seen:
        return
    change = refusals.OTHER_PLAN if newest["scenario"] else refusals.PLAN_WITHDRAWN
    raise refusals.CHANGED_MEANWHILE(
        who=newest["author"],
        when=newest["recorded_at"],
        change=Text(*(text.format(**newest) for text in change)),
    )
