"""What the pages read of staff: what is to be served ahead, whether people suffice, what more of them would cost."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import polars as pl

from dashboard.queries.cache import cached, with_forecasts
from dashboard.queries.demand.planning import assumptions, assumptions_of_plan, plan, supposed, supposed_by_plan
from dashboard.request.decisions import Decisions
from data.access.viewer import Viewer
from data.storage.snapshot import Snapshot
from metrics.planning import staffing_check
from metrics.planning.measured_assumptions import capacity_ends
from metrics.planning.opening_hours import HoursMisfit, compare_hours
from metrics.planning.outlook import WEEKS
from metrics.planning.outlook import outlook as weeks_ahead
from metrics.planning.plan import finest
from metrics.planning.prepared import prepared, week_key
from metrics.planning.week_ahead import cost_curve, days_of, few_more, first_days, week_ahead


def base(snapshot: Snapshot, viewer: Viewer, decisions: Decisions, grain: str = "day") -> pl.DataFrame:
    """The finest series ahead, as planned: `channel`, `line`, `ds`, `demand`; what scenarios start from."""
    return finest(plan(snapshot, viewer, decisions).rows, grain)


STALE = timedelta(days=14)
"""So long after the last day of which it is recorded who was there, a reader is told."""


@cached(32, by=with_forecasts)
def outlook(snapshot: Snapshot, viewer: Viewer, decisions: Decisions) -> pl.DataFrame:
    """Demand against capacity in the next weeks; see `metrics.planning.outlook.outlook`."""
    demand = plan(snapshot, viewer, decisions).by_channel()
    assumed = assumptions_of_plan(snapshot, viewer, decisions)
    queues = [c for c in assumed.staffed() if c in set(demand["channel"])]
    weeks = (week(snapshot, viewer, decisions, c, first) for c in queues for first in first_days(demand, WEEKS))
    return weeks_ahead(weeks, assumed.goals(), staffing_check.unsure(snapshot))


def checked(snapshot: Snapshot, viewer: Viewer) -> dict[str, pl.DataFrame]:
    """Channel → its past weeks, the queue model beside what was: see `metrics.planning.staffing_check`.

    They are of whole channels: who may see a part of one only sees none.
    """
    scope = dict(viewer.scope)
    if scope.keys() - {"channel"}:
        return {}
    rows = staffing_check.checked(snapshot)
    return {channel: of for channel, of in rows.items() if channel in scope.get("channel", rows)}


def withheld(snapshot: Snapshot, channel: str) -> bool:
    """Whether nothing is said of a channel's weeks ahead, because the model told its past ones wrongly."""
    return channel in staffing_check.unsure(snapshot)


@cached(32)
def recorded_to(snapshot: Snapshot) -> date | None:
    """The last day of which it is recorded who is there."""
    return capacity_ends(snapshot)


def hours_misfit(snapshot: Snapshot, viewer: Viewer, decisions: Decisions, channel: str) -> HoursMisfit | None:
    """Where the hours of people and those of contacts do not agree; see `metrics.planning.opening_hours`."""
    return compare_hours(channel, assumptions_of_plan(snapshot, viewer, decisions))


def stale(ends: date, first: date) -> bool:
    """Whether what is known of people ends so long before a week that a reader must be told."""
    return ends < first - STALE


def channels(snapshot: Snapshot, viewer: Viewer, decisions: Decisions) -> list[str]:
    """The channels that people queue in and that have a forecast by day."""
    forecast = set(base(snapshot, viewer, decisions)["channel"])
    return [channel for channel in assumptions(snapshot, decisions.targets).staffed() if channel in forecast]


def week(snapshot: Snapshot, viewer: Viewer, decisions: Decisions, channel: str, first: date) -> pl.DataFrame:
    """Every half-hour of a week at every place of a channel: see `metrics.planning.week_ahead.week_ahead`."""
    days = days_of(plan(snapshot, viewer, decisions).by_channel(), channel, first)
    steps = supposed_by_plan(snapshot, viewer, decisions)
    return _week(snapshot, decisions.targets, steps, days, channel, first)


def curve(snapshot: Snapshot, viewer: Viewer, decisions: Decisions, channel: str, first: date) -> pl.DataFrame:
    """What each service level would cost in a week: see `metrics.staffing.requirements.curve`; `cost` in dollars."""
    days = days_of(plan(snapshot, viewer, decisions).by_channel(), channel, first)
    steps = supposed_by_plan(snapshot, viewer, decisions)
    rows = _curve(snapshot, decisions.targets, steps, days, channel, first)
    return rows.with_columns(cost=pl.col("cost_cents") / 100)


def what_if(snapshot: Snapshot, viewer: Viewer, decisions: Decisions, channel: str, first: date) -> pl.DataFrame:
    """What a few people more or fewer would change; no rows where it is not recorded who is there."""
    rows = week(snapshot, viewer, decisions, channel, first)
    if rows.is_empty() or rows["people"].null_count():
        return pl.DataFrame()
    days = days_of(plan(snapshot, viewer, decisions).by_channel(), channel, first)
    steps = supposed_by_plan(snapshot, viewer, decisions)
    return _what_if(snapshot, decisions.targets, steps, days, channel, first)


@cached(32, by=with_forecasts)
def _what_if(
    snapshot: Snapshot, targets: pl.DataFrame, steps: Sequence[Any], days: pl.DataFrame, channel: str, first: date
) -> pl.DataFrame:
    assumed = supposed(snapshot, targets, steps)
    kept = prepared(snapshot, "headcount", week_key(days, channel, assumed))
    return kept if kept.height else few_more(_week(snapshot, targets, steps, days, channel, first), channel, assumed)


@cached(64, by=with_forecasts)
def _week(
    snapshot: Snapshot, targets: pl.DataFrame, steps: Sequence[Any], days: pl.DataFrame, channel: str, first: date
) -> pl.DataFrame:
    # Kept under the demand itself: a plan that changes other weeks leaves this one as it was.
    assumed = supposed(snapshot, targets, steps)
    kept = prepared(snapshot, "half_hours", week_key(days, channel, assumed))
    return kept if kept.height else week_ahead(days, channel, first, assumed)


@cached(32, by=with_forecasts)
def _curve(
    snapshot: Snapshot, targets: pl.DataFrame, steps: Sequence[Any], days: pl.DataFrame, channel: str, first: date
) -> pl.DataFrame:
    assumed = supposed(snapshot, targets, steps)
    kept = prepared(snapshot, "curve", week_key(days, channel, assumed))
    return kept if kept.height else cost_curve(days, channel, first, assumed)


def places(rows: pl.DataFrame) -> Sequence[str]:
    """The places of a channel that have a queue of their own."""
    return rows["location"].drop_nulls().unique().sort().to_list()
