"""What the pages read of staff: what is to be served ahead, whether people suffice, what more of them would cost."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl

from dashboard.queries import forecasts
from dashboard.queries.cache import cached, with_forecasts
from dashboard.request.decisions import Decisions
from dashboard.request.viewer import Viewer
from data.errors import UserError
from data.state import SavedScenario
from data.storage.snapshot import Snapshot
from metrics.planning import scenario_demand, workload
from metrics.planning.assumptions import A, Assumptions
from metrics.planning.measured_assumptions import assumptions as measured
from metrics.planning.outlook import Enough
from metrics.planning.outlook import outlook as weeks_ahead
from metrics.planning.scenario_steps import from_json
from metrics.planning.workload import KEYS, half_hours, typical_days
from metrics.staffing import requirements
from metrics.staffing.requirements import Rules


@cached(4, by=with_forecasts)
def assumptions(snapshot: Snapshot, targets: pl.DataFrame) -> Assumptions:
    """What staffing and scenarios take for granted."""
    return measured(snapshot, targets)


def base(snapshot: Snapshot, viewer: Viewer, decisions: Decisions, grain: str = "day") -> pl.DataFrame:
    """The finest series ahead, as planned: `channel`, `line`, `ds`, `demand`; what scenarios start from."""
    rows = forecasts.ahead(snapshot, viewer, decisions).filter(
        pl.col("grain") == grain,
        pl.all_horizontal(pl.col("channel", "line").is_not_null()),
        pl.col("location").is_null(),
    )
    return rows.select("channel", "line", "ds", pl.col("plan").alias("demand"))


def expected(snapshot: Snapshot, viewer: Viewer, decisions: Decisions) -> tuple[pl.DataFrame, SavedScenario | None]:
    """Demand per `channel` and `ds`, with the published plan's steps if there is one and it fits; and which plan."""
    plan, rows = decisions.plan, base(snapshot, viewer, decisions)
    if plan is not None:
        try:
            places = workload.known_places(assumptions(snapshot, decisions.targets))
            rows = scenario_demand.demand(rows, from_json(plan.steps), grain="day", places=places)
        except UserError:
            # It was made for another forecast: the forecast stands, and the page says that it has no plan.
            plan = None
    return rows.group_by("channel", "ds").agg(pl.col("demand").sum()).sort("channel", "ds"), plan


@cached(16, by=with_forecasts)
def outlook(snapshot: Snapshot, viewer: Viewer, decisions: Decisions) -> pl.DataFrame:
    """Demand against capacity in the next weeks; see `metrics.planning.outlook.outlook`."""
    return weeks_ahead(expected(snapshot, viewer, decisions)[0], assumptions(snapshot, decisions.targets))


def worst(found: pl.DataFrame) -> list[dict[str, Any]]:
    """Per channel of an outlook the worst week's word, how many weeks have it, and of how many."""
    order = {Enough.SHORT.value: 0, Enough.NEAR.value: 1, Enough.UNKNOWN.value: 2, Enough.MET.value: 3}
    rows = []
    for of in found.partition_by("channel", maintain_order=True):
        word = min(of["word"], key=lambda code: order[code])
        lacking = of.filter(pl.col("word") == word)
        rows.append({
            "channel": of["channel"][0], "word": Enough(word), "weeks": lacking.height, "of": of.height,
            "contacts": of["contacts"].sum(), "required_hours": of["required_hours"].sum(),
            "people_hours": of["people_hours"].sum(), "missing_hours": of["missing_hours"].sum(),
        })  # fmt: skip
    return rows


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
    demand, _ = expected(snapshot, viewer, decisions)
    demand = demand.filter(pl.col("channel") == channel, pl.col("ds").is_between(first, last))
    if demand.is_empty():
        return pl.DataFrame()
    assumed = assumptions(snapshot, decisions.targets)
    return half_hours(typical_days(demand, [first], assumed, "day"), assumed)


def together(found: pl.DataFrame) -> pl.DataFrame:
    """Places put together by `weekday` and `half_hour`: `contacts`, `required`, `people`, `short`, `occupancy` …"""
    known = pl.col("people").is_not_null().all()
    busy = (pl.col("occupancy") * pl.col("people")).sum() / pl.col("people").sum()
    short = pl.when(pl.col("gap") < 0).then(-pl.col("gap")).otherwise(0).sum()
    return (
        found.group_by("weekday", "half_hour")
        .agg(
            pl.col("contacts", "required", "rostered").sum(),
            people=pl.when(known).then(pl.col("people").sum()),
            short=pl.when(known).then(short),
            occupancy=pl.when(known & (pl.col("people").sum() > 0)).then(busy),
        )
        .sort("weekday", "half_hour")
    )


def summary(found: pl.DataFrame, rules: Rules) -> dict[str, Any]:
    """A week in one row: `requirements.summary`, and `paid_hours` of the people needed, away or at work."""
    required = found["required"].sum() / 2
    paid = {"paid_hours": required / (1 - rules.shrinkage)}
    if found["people"].null_count():
        return {"contacts": found["contacts"].sum(), "required_hours": required, "people_hours": None, **paid}
    return requirements.summary(found).row(0, named=True) | paid


def busy(found: pl.DataFrame) -> pl.DataFrame:
    """The half-hours with a warning, the worst first: `location`, `weekday`, `half_hour`, `people`, `required`, …"""
    return found.drop_nulls("warning").sort("occupancy", "gap", descending=[True, False], nulls_last=True)


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
