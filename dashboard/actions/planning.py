"""Everything that a page can change in planning; no page writes by any other road.

Each action asks the role and leaves a line in the audit trail. It takes who writes (`viewer`, whose name becomes the
author) and what they saw (`seen`, carried by the form that was on their screen): where something newer touches the
same thing, nothing is written. Each returns what to say, in the reader's language, and raises UserError for what the
rules refuse.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from dashboard.queries.demand import forecasts, scenarios
from dashboard.queries.trail import writing
from dashboard.request.context import PageContext
from dashboard.text.wording import plan as words
from dashboard.text.wording import scenario as scenario_words
from data.access.roles import Action
from data.access.texts import all_concern
from data.access.viewer import Viewer
from data.refusals import access as access_refusals
from data.refusals.demand import planning as refusals
from data.state import Override, SavedScenario, SpecialDay, scenario_version
from data.state import writing as state
from metrics.planning import demand
from metrics.planning import overrides as planned
from metrics.planning.demand import SERIES


def add_override(
    ctx: PageContext,
    viewer: Viewer,
    seen: int,
    *,
    series: Mapping[str, str | None],
    grain: str,
    first_day: date | None,
    last_day: date | None,
    kind: str | None,
    amount: float | None,
    name: str | None,
    reason: str | None,
) -> str:
    """Puts an override of a series in force. `seen`: the newest override on the screen."""
    with writing(viewer, Action.OVERRIDE, f"add override {name}"):
        forecast_run = forecasts.forecast_run(ctx.snapshot)
        if forecast_run is None:
            raise refusals.OVERRIDE_NO_FORECAST()
        override = Override(
            name=name,
            reason=reason,
            **series,
            first_day=first_day,
            last_day=last_day,
            kind=kind,
            amount=amount,
            forecast_run=forecast_run.run,
            origin=forecast_run.origins[grain],
        )
        viewer.check_change(series)
        planned.check(override, _ahead(ctx, viewer))
        state.add_override(ctx.decisions.url, override, author=viewer.name, seen=seen)
    return ctx.say(words.SAVED, name=name)


def withdraw_override(ctx: PageContext, viewer: Viewer, seen: int, *, id: int, name: str, reason: str | None) -> str:
    """Takes an override back, so that the forecast holds again."""
    with writing(viewer, Action.OVERRIDE, f"withdraw override {name}"):
        _check_row(ctx.decisions.everything.overrides, id, viewer)
        state.withdraw_override(ctx.decisions.url, id, author=viewer.name, reason=reason, seen=seen)
    return ctx.say(words.WITHDRAWN, name=name)


def add_special_day(ctx: PageContext, viewer: Viewer, seen: int, **values: Any) -> str:
    """Puts a special day in force; `values` as `_special_day`. `seen`: the newest special day on the screen."""
    name = values.get("name")
    with writing(viewer, Action.OVERRIDE, f"add special day {name}"):
        special_day = _special_day(ctx, viewer, **values)
        state.add_special_day(ctx.decisions.url, special_day, author=viewer.name, seen=seen)
    return ctx.say(words.SAVED, name=name)


def change_special_day(
    ctx: PageContext, viewer: Viewer, seen: int, *, id: int, reason: str | None, **values: Any
) -> str:
    """Puts a special day in the place of the one on the screen, by its `id`; `values` as `_special_day`."""
    name = values.get("name")
    with writing(viewer, Action.OVERRIDE, f"change special day {id} {name}"):
        _check_row(ctx.decisions.everything.special_days, id, viewer)
        special_day = _special_day(ctx, viewer, **values)
        state.change_special_day(ctx.decisions.url, id, special_day, author=viewer.name, reason=reason, seen=seen)
    return ctx.say(words.SAVED, name=name)


def withdraw_special_day(ctx: PageContext, viewer: Viewer, seen: int, *, id: int, name: str, reason: str | None) -> str:
    """Takes a special day back."""
    with writing(viewer, Action.OVERRIDE, f"withdraw special day {name}"):
        _check_row(ctx.decisions.everything.special_days, id, viewer)
        state.withdraw_special_day(ctx.decisions.url, id, author=viewer.name, reason=reason, seen=seen)
    return ctx.say(words.WITHDRAWN, name=name)


def save_scenario(
    ctx: PageContext,
    viewer: Viewer,
    seen: int,
    *,
    name: str,
    steps: Sequence[Any],
    description: str | None,
    grain: str,
) -> str:
    """Saves the next version of a scenario with what comes out today.

    `seen`: the `id` of its version on the screen, 0: none.
    """
    with writing(viewer, Action.OVERRIDE, f"save scenario {name}"):
        _check_steps(steps, viewer)
        outcome = scenarios.outcome(ctx.snapshot, ctx.viewer, ctx.decisions, steps, grain)
        forecast_run = forecasts.forecast_run(ctx.snapshot)
        state.save_scenario(
            ctx.decisions.url,
            name=name,
            author=viewer.name,
            steps=list(steps),
            base_run=forecast_run.run if forecast_run else "",
            seen=seen,
            description=description,
            result=outcome.measures.filter(pl.col("channel").is_null()).drop("channel").to_dicts(),
        )
    return ctx.say(words.SAVED, name=name)


def change_scenario(
    ctx: PageContext, viewer: Viewer, seen: int, *, change: Callable[[list[Any]], list[Any]], grain: str
) -> str:
    """Saves the version on the screen (`seen`) with other steps: `change` makes them of those that were shown."""
    shown = _shown(ctx, viewer, seen)
    steps = change(shown.steps)
    return save_scenario(ctx, viewer, seen, name=shown.name, steps=steps, description=shown.description, grain=grain)


def copy_scenario(ctx: PageContext, viewer: Viewer, seen: int, *, name: str, grain: str) -> str:
    """Saves the version on the screen (`seen`) as a scenario of its own."""
    shown = _shown(ctx, viewer, seen)
    return save_scenario(ctx, viewer, 0, name=name, steps=shown.steps, description=shown.description, grain=grain)


def rename_scenario(ctx: PageContext, viewer: Viewer, seen: int, *, name: str) -> str:
    """Gives the scenario on the screen (`seen`: its version) another name."""
    with writing(viewer, Action.OVERRIDE, f"rename scenario {seen}"):
        _shown(ctx, viewer, seen)
        state.rename_scenario(ctx.decisions.url, seen, name, author=viewer.name)
    return ctx.say(words.SAVED, name=name)


def delete_scenario(ctx: PageContext, viewer: Viewer, seen: int, *, name: str, reason: str | None) -> str:
    """Deletes the scenario on the screen (`seen`: its version)."""
    with writing(viewer, Action.OVERRIDE, f"delete scenario {seen}"):
        _shown(ctx, viewer, seen)
        state.delete_scenario(ctx.decisions.url, seen, author=viewer.name, reason=reason)
    return ctx.say(scenario_words.DELETED, name=name)


def publish_plan(ctx: PageContext, viewer: Viewer, seen: int, *, version: int, reason: str | None) -> str:
    """Makes a version of a scenario the plan, by its `id`: the one on the screen. `seen`: the plan there, 0: none."""
    with writing(viewer, Action.PUBLISH, f"publish plan {version}"):
        shown = scenario_version(ctx.decisions.url, version)
        state.publish_plan(
            ctx.decisions.url, shown.name, author=viewer.name, seen=seen, reason=reason, version=shown.version
        )
    return ctx.say(scenario_words.DONE, name=shown.name)


def withdraw_plan(ctx: PageContext, viewer: Viewer, seen: int, *, name: str, reason: str | None) -> str:
    """From now on no scenario is the plan. `seen`: the plan on the screen."""
    with writing(viewer, Action.PUBLISH, f"withdraw plan {name}"):
        state.unpublish_plan(ctx.decisions.url, author=viewer.name, seen=seen, reason=reason)
    return ctx.say(scenario_words.DONE, name=name)


def _shown(ctx: PageContext, viewer: Viewer, version: int) -> SavedScenario:
    """The version of a scenario on the screen; raises UserError where it does not concern what the viewer sees."""
    shown = scenario_version(ctx.decisions.url, version)
    _check_steps(shown.steps, viewer)
    return shown


def _check_steps(steps: Sequence[Any], viewer: Viewer) -> None:
    """Refuses steps of a scenario that do not concern what the viewer sees."""
    if not all_concern(steps, viewer.scope):
        raise access_refusals.CHANGE_BEYOND_SCOPE()


def _special_day(
    ctx: PageContext,
    viewer: Viewer,
    *,
    channel: str | None,
    line: str | None,
    first_day: date | None,
    last_day: date | None,
    effect: str | None,
    percent: float | None,
    every_year: bool,
    name: str | None,
    name_fr: str | None,
) -> SpecialDay:
    """A special day as it was filled in; raises UserError where it lies outside the viewer's scope or the forecast."""
    special_day = SpecialDay(
        name=name,
        name_fr=name_fr,
        first_day=first_day,
        last_day=last_day,
        channel=channel,
        line=line,
        effect=effect,
        percent=percent,
        every_year=every_year,
    )
    viewer.check_change({"channel": channel, "line": line})
    planned.check_special(special_day, _ahead(ctx, viewer))
    return special_day


def _check_row(rows: pl.DataFrame, id: int, viewer: Viewer) -> None:
    """Refuses where what is taken back touches what lies outside the scope of who takes it back."""
    for row in rows.filter(pl.col("id") == id).to_dicts():
        viewer.check_change({name: row.get(name) for name in SERIES})


def _ahead(ctx: PageContext, viewer: Viewer) -> pl.DataFrame:
    """The forecast that may be changed: as far as the viewer may see it."""
    return demand.rows("ahead", ctx.snapshot)
