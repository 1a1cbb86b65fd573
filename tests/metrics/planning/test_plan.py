"""The one plan: which parts a number has, by series and grain, and what a scenario does to centres."""

from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest

from data.state import OVERRIDE, SavedScenario
from metrics.planning.assumptions import PLACES, Assumptions
from metrics.planning.overrides import apply
from metrics.planning.plan import PARTS, plan_ahead

MONDAY = date(2026, 12, 7)
LINES = {("telephone", "dv"): 40, ("telephone", "land"): 20, ("in_person", "dv"): 100}
CENTRES = {"north": 30, "south": 10}
"""Visits a day of the two largest centres; a third of 60 is not among the series."""


def forecast(days: int = 14) -> pl.DataFrame:
    """Every series by day, and the weeks that they make up."""
    sizes: dict[tuple, int] = {("in_person", None, place): size for place, size in CENTRES.items()}
    for (channel, line), size in LINES.items():
        for series in ((channel, line), (channel, None), (None, line), (None, None)):
            sizes[*series, None] = sizes.get((*series, None), 0) + size
    rows = [
        ("day", *series, MONDAY + timedelta(days=day), size) for series, size in sizes.items() for day in range(days)
    ]
    rows += [
        ("week", *series, MONDAY + timedelta(days=7 * week), 7 * size)
        for series, size in sizes.items()
        for week in range(days // 7)
    ]
    names = ["grain", "channel", "line", "location", "ds", "yhat"]
    frame = pl.DataFrame(rows, schema=names, orient="row", infer_schema_length=None)
    return frame.with_columns(open=pl.lit(True), lo80=pl.col("yhat") * 0.9)


def published(*steps: dict) -> SavedScenario:
    return SavedScenario(
        id=1, name="Plan", version=1, newest=True, author="Planning", description=None, steps=list(steps),
        base_run="r", result=None, recorded_at=datetime(2026, 11, 30, tzinfo=UTC),
    )  # fmt: skip


def planned(*steps: dict, rows: pl.DataFrame | None = None) -> pl.DataFrame:
    shares = [("in_person", "north", 0.3), ("in_person", "south", 0.1), ("in_person", "small", 0.6)]
    assumed = Assumptions(places=pl.DataFrame(shares, schema=PLACES, orient="row"))
    changed = apply(forecast() if rows is None else rows, pl.DataFrame(schema={"id": pl.Int64, **OVERRIDE}))
    plan = plan_ahead(changed, published(*steps) if steps else None, assumed)
    assert plan.misfit is None
    assert plan.rows.filter(pl.col("plan") != pl.sum_horizontal(PARTS)).is_empty(), "the parts add up to the plan"
    return plan.rows


def week(rows: pl.DataFrame, number: int = 0, **series: str) -> int:
    keys = {"channel": None, "line": None, "location": None} | series
    same = [pl.col(name).eq_missing(pl.lit(code, pl.String)) for name, code in keys.items()]
    days = rows.filter(pl.col("grain") == "week", pl.col("ds") == MONDAY + timedelta(days=7 * number), *same)
    return days["plan"].item()


def test_without_decisions_the_plan_is_the_forecast_and_has_its_rows():
    rows = planned()

    assert rows["plan"].to_list() == forecast()["yhat"].to_list()
    assert rows["lo80"].to_list() == forecast()["lo80"].to_list()


def test_a_shift_is_in_every_series_that_it_touches_from_its_first_day():
    shift = {"kind": "shift", "from_channel": "in_person", "to_channel": "online", "share": 0.1}
    rows = planned(shift | {"starts": (MONDAY + timedelta(days=7)).isoformat()})

    assert week(rows, 0, channel="in_person") == 7 * 100
    assert week(rows, 1, channel="in_person") == 7 * 90
    assert week(rows, 1, channel="in_person", line="dv") == 7 * 90
    assert week(rows, 1, channel="in_person", location="north") == 7 * 27, "its centres follow"
    assert week(rows, 1) == 7 * 160, "nothing is lost"
    assert week(rows, 1, line="dv") == 7 * 140
    assert week(rows, 1, channel="online") == 7 * 10, "a channel that had no forecast has a row now"
    brought = rows.filter(pl.col("channel") == "online", pl.col("grain") == "week")
    assert brought.select("yhat", "overrides", "lo80").unique().rows() == [(0, 0, None)]


def test_a_centre_that_closes_has_no_visitors_and_the_others_have_those_who_stay():
    closing = {"kind": "centre", "location": "north", "desks": 0.0, "leave": {"telephone": 1 / 3}}
    rows = planned(closing | {"starts": MONDAY.isoformat()})

    # Of its 30 visitors a day 10 call instead; 20 go to the other centres, which had 70.
    assert week(rows, channel="in_person", location="north") == 0
    assert week(rows, channel="in_person") == 7 * 90
    assert week(rows, channel="telephone") == 7 * 70
    assert week(rows, channel="in_person", location="south") == round(7 * 10 * 90 / 70)


def test_steps_outside_the_days_change_nothing_there():
    rows = planned({"kind": "campaign", "percent": 50.0, "starts": "2027-09-01"})

    assert rows["scenario"].sum() == 0


@pytest.mark.parametrize(
    "step",
    [
        {"kind": "centre", "location": "gone", "desks": 0.0},
        {"kind": "campaign", "percent": 10.0, "lines": ["boats"]},
        {"kind": "nonsense"},
    ],
)
def test_a_scenario_that_does_not_fit_is_left_out_whole_and_says_why(step):
    campaign = {"kind": "campaign", "percent": 50.0, "starts": MONDAY.isoformat()}
    changed = apply(forecast(), pl.DataFrame(schema={"id": pl.Int64, **OVERRIDE}))

    plan = plan_ahead(changed, published(campaign, step | {"starts": MONDAY.isoformat()}), Assumptions())

    assert plan.rows["plan"].to_list() == forecast()["yhat"].to_list()
    assert plan.scenario is None
    assert plan.misfit.text("fr")


def test_overrides_are_a_part_of_their_own_in_days_and_weeks():
    one = {"id": 1, "name": "Ten", "reason": "r", "author": "a", "channel": "telephone", "line": None}
    one |= {"location": None, "first_day": MONDAY, "last_day": MONDAY, "kind": "percent", "amount": 10.0}
    one |= {"forecast_run": "r", "origin": MONDAY}
    changed = apply(forecast(), pl.DataFrame([one], schema={"id": pl.Int64, **OVERRIDE}))

    rows = plan_ahead(changed, None, Assumptions()).rows

    assert week(rows, channel="telephone") == 7 * 60 + 6
    assert week(rows) == 7 * 160 + 6
    assert rows.filter(pl.col("grain") == "week", pl.col("ds") == MONDAY)["overrides"].max() == 6
