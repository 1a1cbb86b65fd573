"""What the pages read of staff: what is to be served ahead, whether people suffice, what more of them would cost."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from dashboard.queries.cache import cached, with_forecasts
from dashboard.queries.planning import assumptions, plan
from dashboard.request.decisions import Decisions
from dashboard.request.viewer import Viewer
from data.storage.snapshot import Snapshot
from metrics.planning import staffing_check
from metrics.planning.assumptions import A
from metrics.planning.measured_assumptions import capacity_ends
from metrics.planning.outlook import outlook as weeks_ahead
from metrics.planning.plan import finest
from metrics.planning.workload import KEYS, half_hours, typical_days
from metrics.staffing import requirements


def base(snapshot: Snapshot, viewer: Viewer, decisions: Decisions, grain: str = "day") -> pl.DataFrame:
    """The finest series ahead, as planned: `channel`, `line`, `ds`, `demand`; what scenarios start from."""
    return finest(plan(snapshot, viewer, decisions).rows, grain)


@cached(16, by=with_forecasts)
def outlook(snapshot: Snapshot, viewer: Viewer, decisions: Decisions) -> pl.DataFrame:
    """Demand against capacity in the next weeks; see `metrics.planning.outlook.outlook`."""
    demand = plan(snapshot, viewer, decisions).by_channel()
    unsure = staffing_check.unsure(snapshot)
    return weeks_ahead(demand, assumptions(snapshot, decisions.targets), unsure=unsure)


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


@cached(4)
def recorded_to(snapshot: Snapshot) -> date | None:
    """The last day of which it is recorded who is there."""
    return capacity_ends(snapshot)


def channels(snapshot: Snapshot, viewer: Viewer, decisions: Decisions) -> list[str]:
    """The channels that people queue in and that have a forecast by day."""
    forecast = set(base(snapshot, viewer, decisions)["channel"])
    return [channel for channel in assumptions(snapshot, decisions.targets).staffed() if channel in forecast]


@cached(32, by=with_forecasts)
def week(
    snapshot: Snapshot, viewer: Viewer, decisions: Decisions, channel: str, first: date, last: date
) -> pl.DataFrame:
    """Every half-hour of a week at every place of a channel: see `metrics.staffing.requirements.achieved`.

    Where no staff is recorded the columns are those of `required`, and `people` is null.
    """
    rules = assumptions(snapshot, decisions.targets).rules(channel)
    load = _load(snapshot, viewer, decisions, channel, first, last)
    if load.is_empty():
        return load
    if load["people"].null_count():
        return requirements.required(load.drop("people"), rules, by=KEYS).with_columns(
            people=pl.lit(None, pl.Int64), gap=pl.lit(None, pl.Int64), warning=pl.lit(None, pl.String)
        )
    return requirements.achieved(load, rules, by=KEYS)


def _load(
    snapshot: Snapshot, viewer: Viewer, decisions: Decisions, channel: str, first: date, last: date
) -> pl.DataFrame:
    demand = plan(snapshot, viewer, decisions).by_channel()
    demand = demand.filter(pl.col("channel") == channel, pl.col("ds").is_between(first, last))
    if demand.is_empty():
        return pl.DataFrame()
    assumed = assumptions(snapshot, decisions.targets)
    return half_hours(typical_days(demand, [first], assumed, "day"), assumed)


@cached(32, by=with_forecasts)
def curve(
    snapshot: Snapshot, viewer: Viewer, decisions: Decisions, channel: str, first: date, last: date
) -> pl.DataFrame:
    """What each service level would cost in a week; see `metrics.staffing.requirements.curve`."""
    assumed = assumptions(snapshot, decisions.targets)
    load = _load(snapshot, viewer, decisions, channel, first, last).drop("people")
    return requirements.curve(load, assumed.rules(channel), round(assumed.value(channel, A.WAGE)), by=KEYS)


def places(rows: pl.DataFrame) -> Sequence[str]:
    """The places of a channel that have a queue of their own."""
    return rows["location"].drop_nulls().unique().sort().to_list()
