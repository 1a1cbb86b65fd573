"""What a scenario would do, beside today: arithmetic by hand on one line and a few places."""

import re
from dataclasses import replace
from datetime import date, timedelta

import polars as pl
import pytest

from data.errors import UserError
from data.text import Text
from metrics.planning.assumptions import PROFILE, A, Assumptions, Basis, declared
from metrics.planning.scenario import M, Measure, Outcome, compare, if_all_moved, outcome, outcomes
from metrics.planning.scenario_steps import Backlog, Centre, Shift, Supposition, from_json
from metrics.planning.scenario_steps import suppose as suppositions_of
from tests.metrics.planning.test_workload import CAPACITIES

MONDAY = date(2026, 3, 2)
OWN = Text("Ours", "Le nôtre")

WEEK = pl.DataFrame({"weekday": range(1, 6)}).join(pl.DataFrame({"half_hour": range(18, 34)}), how="cross")
OPEN_ALL_WEEK = (
    CAPACITIES.unique("location", keep="first", maintain_order=True)
    .drop("weekday", "half_hour")
    .join(WEEK, how="cross")
    .select(CAPACITIES.columns)
)


def given(**numbers: float) -> Assumptions:
    """The declared numbers, some changed: `online_cost=250`."""
    found = Assumptions(capacity=OPEN_ALL_WEEK)
    for name, number in numbers.items():
        channel, _, what = name.rpartition("_")
        found = found.changed(None if channel == "shared" else channel, A(what), number, OWN)
    return found


def weeks(number: int, **by_channel: int) -> pl.DataFrame:
    days = [MONDAY + timedelta(days=day) for day in range(7 * number)]
    found = [
        (channel, "dv", day, volume if day.weekday() < 5 or channel == "online" else 0)
        for channel, volume in by_channel.items()
        for day in days
    ]
    schema = {"channel": pl.String, "line": pl.String, "ds": pl.Date, "demand": pl.Int64}
    return pl.DataFrame(found, schema=schema, orient="row")


def told(found: Outcome, channel: str | None, measure: Measure) -> tuple[float | None, float | None]:
    """Today's number and the scenario's."""
    here = found.measures.filter(pl.col("channel").eq_missing(pl.lit(channel)), measure=measure.value)
    return here.select("today", "value").row(0)


def shift(share: float) -> Shift:
    return Shift(starts=MONDAY, from_channel="in_person", to_channel="online", share=share)


BASE = weeks(2, in_person=400, online=300)


def test_without_steps_everything_is_as_today():
    found = outcome(BASE, [], given())
    for _, measure, today, value in found.measures.iter_rows():
        assert value == pytest.approx(today), measure


def test_moving_volume_online_closes_no_counter():
    here = given(in_person_cost=1_000, in_person_fixed=0.45, online_cost=250, online_fixed=0.8)
    found = outcome(BASE, [shift(0.1)], here)
    visits, moved, sessions = 10 * 400, 10 * 40, 14 * 300
    counters = 0.45 * visits * 1_000 + 0.55 * (visits - moved) * 1_000
    online = 0.8 * sessions * 250 + 0.2 * (sessions + moved) * 250
    assert told(found, "in_person", Measure.COST) == pytest.approx((visits * 1_000, counters))
    assert told(found, None, Measure.COST)[1] == pytest.approx(counters + online)
    # At the counter a transaction becomes dearer, on the whole cheaper, though less so than if all cost moved.
    before, after = told(found, "in_person", Measure.PER_TRANSACTION)
    assert after > before == 1_000
    whole, then = told(found, None, Measure.PER_TRANSACTION)
    assert told(found, None, Measure.IF_ALL_MOVED)[1] < then < whole
    assert told(found, None, Measure.TAKE_UP) == pytest.approx((4_200 / 8_200, 4_600 / 8_200))
    assert told(found, None, Measure.DEMAND) == (8_200, 8_200)


def test_the_figure_of_the_service_manual_is_its_own_example():
    # £2 overall, 50p digital, take-up from 40 to 80 percent: £1.
    assert if_all_moved(2, 0.5, 0.4, 0.8) == pytest.approx(1)


def test_if_all_cost_moved_it_would_be_the_digital_cost_at_full_take_up():
    assert if_all_moved(8.50, 2.80, 0.55, 1) == pytest.approx(2.80)


def test_a_closed_centre_takes_its_part_of_the_fixed_cost_along():
    here = given(in_person_cost=1_000, in_person_fixed=0.45)
    close = Centre(starts=MONDAY, location="L001", desks=0)
    found = outcome(BASE, [close], here)
    # L001 has two of the six people at counters; its visitors go to the other centre.
    visits = 10 * 400
    assert told(found, "in_person", Measure.COST)[1] == pytest.approx(visits * 1_000 * (0.55 + 0.45 * 4 / 6))
    assert told(found, "in_person", Measure.PEOPLE) == pytest.approx((6 * 16 / 2 * 10, 4 * 16 / 2 * 10))
    before, after = told(found, "in_person", Measure.WAIT)
    assert after > before


def test_cost_that_no_channel_bears_stays_and_counts_in_the_total_only():
    here = given(in_person_cost=1_000, online_cost=250, shared_cost=75)
    found = outcome(BASE, [shift(0.1)], here)
    assert told(found, None, Measure.COST)[0] == pytest.approx(4_000 * 1_000 + 4_200 * 250 + 8_200 * 75)


def test_fewer_visits_wait_less_and_need_fewer_people():
    found = outcome(BASE, [shift(0.3)], given())
    for measure in (Measure.WAIT, Measure.OCCUPANCY, Measure.REQUIRED, Measure.SHORT):
        before, after = told(found, "in_person", measure)
        assert after < before, measure
    before, after = told(found, "in_person", Measure.MET)
    assert 0 < before < after <= 1
    assert told(found, "in_person", Measure.PEOPLE)[0] == 6 * 16 / 2 * 10


def test_a_channel_without_a_queue_keeps_its_standard_and_has_no_staff():
    found = outcome(BASE, [shift(0.3)], given(online_met=0.97))
    assert told(found, "online", Measure.MET) == (0.97, 0.97)
    assert found.measures.filter(channel="online", measure=Measure.WAIT.value).is_empty()


def test_guarantees_at_stake_are_due_times_breaches_times_fee():
    here = given(online_guaranteed=0.05, online_breached=0.002, online_fee=4_500)
    found = outcome(BASE, [shift(0.1)], here)
    at_stake = [number * 0.05 * 0.002 * 4_500 for number in (4_200, 4_600)]
    assert told(found, "online", Measure.EXPOSURE) == pytest.approx(tuple(at_stake))
    assert told(found, None, Measure.EXPOSURE) == pytest.approx(tuple(at_stake))


def test_without_recorded_staff_only_what_is_needed_can_be_said():
    found = outcome(BASE, [], Assumptions())
    assert told(found, "in_person", Measure.REQUIRED)[0] > 0
    for measure in (Measure.PEOPLE, Measure.WAIT, Measure.SHORT, Measure.OCCUPANCY):
        assert told(found, "in_person", measure) == (None, None)
    assert told(found, "in_person", Measure.MET)[0] == declared()["in_person", A.MET].value


def test_a_channel_that_only_the_scenario_knows_has_nothing_today():
    step = Shift(starts=MONDAY, from_channel="in_person", to_channel="kiosk", share=0.1)
    found = outcome(BASE, [step], given(kiosk_cost=450, kiosk_fixed=0.8))
    assert told(found, "kiosk", Measure.DEMAND) == (None, 400)
    assert told(found, "kiosk", Measure.COST)[1] == pytest.approx(400 * 450 * 0.2)


def test_scenarios_stand_beside_today_and_beside_each_other():
    plans = {
        "shift": [shift(0.1)],
        "backlog": [Backlog(starts=MONDAY, ends=MONDAY, line="dv", channel="online", cases=50)],
    }
    table = compare(outcomes(BASE, plans, given()))
    assert table.columns == ["channel", "measure", "today", "shift", "backlog"]
    total = table.filter(pl.col("channel").is_null(), measure=Measure.DEMAND.value)
    assert total.row(0)[2:] == (8_200, 8_200, 8_250)
    assert table["channel"].to_list() == sorted(
        table["channel"].to_list(), key=lambda code: ["online", "in_person", None].index(code)
    )


def test_scenarios_of_different_forecasts_are_not_compared():
    one, other = outcome(BASE, [], given()), outcome(weeks(1, in_person=10), [], given())
    with pytest.raises(UserError, match="'other' starts from another forecast"):
        compare({"one": one, "other": other})
    with pytest.raises(UserError, match="cannot be called 'today'"):
        compare({"today": one})
    with pytest.raises(UserError, match="no scenario"):
        compare({})


def test_the_same_scenario_can_be_told_by_the_month():
    monthly = BASE.group_by("channel", "line", pl.col("ds").dt.truncate("1mo")).agg(pl.col("demand").sum())
    found = outcome(monthly, [shift(0.1)], given(), grain="month")
    assert told(found, None, Measure.DEMAND) == (8_200, 8_200)
    assert told(found, "in_person", Measure.DEMAND)[1] == pytest.approx(4_000 - 400 * 30 / 31, abs=1)


def test_every_number_is_listed_and_the_planners_own_say_so():
    table = given(online_cost=199).listed()
    mine = table.filter(channel="online", name="cost").row(0, named=True)
    assert (mine["value"], mine["unit"], mine["source_fr"], mine["basis"]) == (199, "cents", "Le nôtre", Basis.CHANGED)
    assert table.null_count().sum_horizontal().item() == table["channel"].null_count() == 2
    assert table.height == len(declared())


@pytest.mark.parametrize(
    ("channel", "name", "value"),
    [
        ("online", "fixed", 1.2),
        ("online", "cost", -5),
        ("telephone", "share", 80),
        ("telephone", "shrinkage", 1),
        ("telephone", "handling", 0),
        ("online", "breached", float("nan")),
    ],
)
def test_a_number_that_cannot_be_is_refused_with_its_bounds(channel, name, value):
    with pytest.raises(UserError, match="give a number from"):
        given().changed(channel, A(name), value, OWN)


@pytest.mark.parametrize("name", list(A))
def test_bounds_are_told_in_the_unit_that_people_write(name: A):
    channel = next(channel for channel, of in declared() if of is name)
    low, high = name.bounds

    for value in (low, high):
        assert name.stored(name.figure(value)) == pytest.approx(value)
        assert given().changed(channel, name, value, OWN).value(channel, name) == value
    with pytest.raises(UserError, match=re.escape(f"{name.figure(high):g}")):
        given().changed(channel, name, high + 1, OWN)


def test_a_channel_has_no_numbers_that_it_does_not_need():
    with pytest.raises(UserError, match="There is no 'Cost of a paid hour' of online"):
        given().changed("online", A.WAGE, 4500, OWN)


def suppose(name: str, value: float, channel: str | None = "telephone") -> Supposition:
    return Supposition(channel=channel, name=name, value=value, source="Collective agreement")


def test_a_supposition_changes_what_comes_out_and_moves_nobody():
    base = weeks(1, telephone=800, online=100)
    plain = {(row["channel"], row["measure"]): row for row in outcome(base, [], given()).measures.to_dicts()}
    dearer = outcome(base, [suppose("cost", 1600)], given()).measures
    found = {(row["channel"], row["measure"]): row for row in dearer.to_dicts()}

    assert found["telephone", M.DEMAND]["value"] == plain["telephone", M.DEMAND]["value"] == 5 * 800
    # A call costs $8 today, with nothing moved: twice as dear is twice the cost.
    assert found["telephone", M.COST]["today"] == pytest.approx(5 * 800 * 800)
    assert found["telephone", M.COST]["value"] == pytest.approx(5 * 800 * 1600)
    assert found["online", M.COST] == plain["online", M.COST]


def test_a_longer_time_to_serve_needs_more_people_by_the_profile_too():
    profile = WEEK.with_columns(
        channel=pl.lit("telephone"), location=pl.lit(None, pl.String), share=pl.lit(1 / 16), handling_s=pl.lit(300.0)
    )
    assumed = replace(given(), profile=profile.select(PROFILE.names()).cast(dict(PROFILE)))
    longer = suppositions_of(assumed, [suppose("handling", 2 * 348)])

    assert longer.value("telephone", A.HANDLING) == 2 * 348
    assert set(longer.profile["handling_s"]) == {2 * 300}
    row = longer.listed().filter(channel="telephone", name="handling").row(0, named=True)
    assert (row["basis"], row["source_en"]) == (Basis.CHANGED, "Collective agreement")


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        ({"name": "hope", "value": 1, "source": "x"}, "There is no assumption 'hope'"),
        ({"name": "wage", "value": 1, "source": " "}, "where the new value of 'Cost of a paid hour' comes from"),
        ({"name": "wage", "value": 1, "source": "x", "channel": "pigeon"}, "pigeon"),
    ],
)
def test_a_supposition_that_cannot_be_is_refused(step, sentence):
    with pytest.raises(UserError, match=sentence):
        from_json([{"kind": "assumption", **step}])


def test_no_source_of_a_number_is_a_document_that_nobody_has():
    sources = {source for row in given().listed().to_dicts() for source in (row["source_en"], row["source_fr"])}
    assert not [source for source in sources if re.search("report|rapport|document", source)]
