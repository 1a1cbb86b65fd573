"""What the pages read of staff: what is to be served ahead, whether people suffice, what more of them would cost."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from dashboard.queries import forecasts, indicators
from dashboard.queries.indicators import current, edition, tables
from dashboard.request.viewer import Viewer
from data.errors import UserError
from data.state import SavedScenario, plan
from metrics.planning import scenario_demand, workload
from metrics.planning.assumptions import A, Assumptions
from metrics.planning.measured_assumptions import assumptions as measured
from metrics.planning.outlook import Enough
from metrics.planning.outlook import outlook as weeks_ahead
from metrics.planning.scenario_steps import from_json
from metrics.planning.workload import KEYS, half_hours, typical_days
from metrics.staffing import requirements


def assumptions() -> Assumptions:
    """What staffing and scenarios take for granted."""
    decided = indicators.targets()
    version = f"{forecasts.version()} {decided.select(pl.len(), pl.col('recorded_at').max()).row(0)}"
    return _assumptions(version, decided)


@st.cache_resource(max_entries=4, show_spinner=False)
def _assumptions(version: str, _decided: pl.DataFrame) -> Assumptions:
    return measured(tables(), _decided)


def published() -> SavedScenario | None:
    """The scenario that is published as the plan."""
    return plan(current().state_url)


def base(viewer: Viewer, grain: str = "day") -> pl.DataFrame:
    """The finest series ahead, as planned: `channel`, `line`, `ds`, `demand`; what scenarios start from."""
    found = forecasts.ahead(viewer).filter(
        pl.col("grain") == grain,
        pl.all_horizontal(pl.col("channel", "line").is_not_null()),
        pl.col("location").is_null(),
    )
    return found.select("channel", "line", "ds", pl.col("plan").alias("demand"))


def expected(viewer: Viewer) -> tuple[pl.DataFrame, SavedScenario | None]:
    """Demand per `channel` and `ds`, with the published plan's steps if there is one and it fits; and which plan."""
    chosen, rows = published(), base(viewer)
    if chosen is not None:
        try:
            steps = from_json(chosen.steps)
            rows = scenario_demand.demand(rows, steps, grain="day", places=workload.known_places(assumptions()))
        except UserError:
            # It was made for another forecast: the forecast stands, and the page says that it has no plan.
            chosen = None
    return rows.group_by("channel", "ds").agg(pl.col("demand").sum()).sort("channel", "ds"), chosen


def key(viewer: Viewer) -> tuple[str, str, str, int | None, Viewer]:
    chosen = published()
    return edition(), forecasts.version(), forecasts.written(), chosen.id if chosen else None, viewer


def outlook(viewer: Viewer) -> pl.DataFrame:
    """Demand against capacity in the next weeks; see `metrics.planning.outlook.outlook`."""
    return _outlook(key(viewer), viewer)


@st.cache_resource(max_entries=16, show_spinner=False)
def _outlook(version: tuple[object, ...], viewer: Viewer) -> pl.DataFrame:
    return weeks_ahead(expected(viewer)[0], assumptions())


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


def channels(viewer: Viewer) -> list[str]:
    """The channels that people queue in and that have a forecast by day."""
    there = set(base(viewer)["channel"])
    return [channel for channel in assumptions().staffed() if channel in there]


def week(viewer: Viewer, channel: str, first: date, last: date) -> pl.DataFrame:
    """Every half-hour of a week at every place of a channel: see `metrics.staffing.requirements.achieved`.

    Where no staff is recorded the columns are those of `required`, and `people` is null.
    """
    return _week(key(viewer), viewer, channel, first, last)


@st.cache_resource(max_entries=32, show_spinner=False)
def _week(version: tuple[object, ...], viewer: Viewer, channel: str, first: date, last: date) -> pl.DataFrame:
    taken = assumptions()
    load = _load(viewer, channel, first, last)
    if load.is_empty():
        return load
    if load["people"].null_count():
        return requirements.required(load.drop("people"), taken.rules(channel), by=KEYS).with_columns(
            people=pl.lit(None, pl.Int64), gap=pl.lit(None, pl.Int64), warning=pl.lit(None, pl.String)
        )
    return requirements.achieved(load, taken.rules(channel), by=KEYS)


def _load(viewer: Viewer, channel: str, first: date, last: date) -> pl.DataFrame:
    wanted, _ = expected(viewer)
    wanted = wanted.filter(pl.col("channel") == channel, pl.col("ds").is_between(first, last))
    taken = assumptions()
    if wanted.is_empty():
        return pl.DataFrame()
    return half_hours(typical_days(wanted, [first], taken, "day"), taken)


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


def summary(found: pl.DataFrame, channel: str) -> dict[str, Any]:
    """A week in one row: `requirements.summary`, and `paid_hours` of the people needed, away or at work."""
    required = found["required"].sum() / 2
    paid = {"paid_hours": required / (1 - assumptions().rules(channel).shrinkage)}
    if found["people"].null_count():
        return {"contacts": found["contacts"].sum(), "required_hours": required, "people_hours": None, **paid}
    return requirements.summary(found).row(0, named=True) | paid


def busy(found: pl.DataFrame) -> pl.DataFrame:
    """The half-hours with a warning, the worst first: `location`, `weekday`, `half_hour`, `people`, `required`, …"""
    return found.drop_nulls("warning").sort("occupancy", "gap", descending=[True, False], nulls_last=True)


def curve(viewer: Viewer, channel: str, first: date, last: date) -> pl.DataFrame:
    """What each service level would cost in a week; see `metrics.staffing.requirements.curve`."""
    return _curve(key(viewer), viewer, channel, first, last)


@st.cache_resource(max_entries=32, show_spinner=False)
def _curve(version: tuple[object, ...], viewer: Viewer, channel: str, first: date, last: date) -> pl.DataFrame:
    taken = assumptions()
    load = _load(viewer, channel, first, last).drop("people")
    return requirements.curve(load, taken.rules(channel), round(taken.value(channel, A.WAGE)), by=KEYS)


def places(found: pl.DataFrame) -> Sequence[str]:
    """The places of a channel that have a queue of their own."""
    return found["location"].drop_nulls().unique().sort().to_list()
