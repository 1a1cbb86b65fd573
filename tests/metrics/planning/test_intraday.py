"""A day under way: what is to come is what the day says so far, as far as such days were right before."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from metrics.planning.intraday import LEAST_DAYS, SLOTS, WEEKS, Beginning, _rest, _weight, follow, known_half_hours
from tests.support.proofs import count, proof

DAY = date(2025, 3, 31)
"""A Monday; the clocks of Ontario went forward on 9 March."""
OPEN = range(18, 34)
DRAWN = 400
KEPT = {"channel": pl.String, "ds": pl.Date, "half_hour": pl.Int64, "arrivals": pl.Int64}


def came(days: dict[date, dict[int, int]]) -> pl.DataFrame:
    rows = [("telephone", day, slot, number) for day, slots in days.items() for slot, number in slots.items()]
    return pl.DataFrame(rows, schema=KEPT, orient="row")


def even(each: int, slots=OPEN) -> dict[int, int]:
    return dict.fromkeys(slots, each)


def weeks(each=10, *, busy=lambda day: 1.0, back=2 * WEEKS * 7) -> dict[date, dict[int, int]]:
    """Open Mondays to Fridays of so many days back, `each` a half-hour; on some days more."""
    days = [DAY - timedelta(days=ago) for ago in range(1, back + 1)]
    return {day: even(round(each * busy(day))) for day in days if day.weekday() < 5}


def test_a_day_as_forecast_stays_as_forecast():
    course = follow(came(weeks() | {DAY: even(10, range(18, 22))}), DAY, 22, 160.0)
    assert (course.arrived, course.rest, course.total) == (40, pytest.approx(120), pytest.approx(160))
    assert course.expected_by_now == pytest.approx(40)
    assert course.rows.filter(pl.col("half_hour") == 25).row(0) == (25, None, pytest.approx(10), pytest.approx(10))
    assert course.rows.filter(pl.col("half_hour") == 20).row(0) == (20, 10, pytest.approx(10), None)


def test_what_is_expected_of_half_hours_adds_up_to_the_rest():
    course = follow(came(weeks() | {DAY: even(13, range(18, 25))}), DAY, 25, 160.0)
    assert course.rows["expected"].sum() == pytest.approx(course.rest)
    assert course.rows["forecast"].sum() == pytest.approx(160)
    assert course.rows["arrived"].sum() == course.arrived == 7 * 13


@pytest.mark.parametrize("surprise", [0.5, 1.5])
def test_where_busy_mornings_had_busy_afternoons_the_rest_follows_the_morning(surprise: float):
    """Every second week was half as busy again, so that mornings told of afternoons; four days of prior shrink it."""
    days = weeks(busy=lambda day: 1.5 if day.isocalendar().week % 2 else 1.0)
    course = follow(came(days | {DAY: even(round(10 * surprise), range(18, 26))}), DAY, 26, 160.0)
    follows = 80 * surprise
    assert abs(course.rest - follows) < abs(course.rest - 80)
    assert (course.rest - 80) * (surprise - 1) > 0


def test_where_mornings_told_nothing_the_forecast_stands():
    chance = np.random.default_rng(3)
    days = {day: {slot: int(chance.poisson(10)) for slot in OPEN} for day in weeks()}
    course = follow(came(days | {DAY: even(15, range(18, 26))}), DAY, 26, 160.0)
    assert course.rest == pytest.approx(80, rel=0.15)


def test_the_weight_is_a_regression_shrunk_by_four_days():
    """Ten days of 100, half by now: all surprises are +20 % and were +20 % after too: 10 ÷ (10 + 4)."""
    assert _weight([Beginning(arrived=60, came=60, level=100, share=0.5)] * 10) == pytest.approx(10 / 14)
    assert _weight([Beginning(arrived=60, came=40, level=100, share=0.5)] * 10) == 0
    assert _weight([]) == 0
    assert _rest(60, 100, 0.5, 0.5) == pytest.approx(50 * 1.1)
    assert _rest(0, 100, 0.0, 1.0) == 100


def test_a_day_that_is_over_has_nothing_to_come_and_no_interval():
    course = follow(came(weeks() | {DAY: even(12)}), DAY, SLOTS, None)
    assert (course.arrived, course.rest, course.low, course.usual, course.forecast) == (192, 0, None, True, 160)


@pytest.mark.parametrize("days", [{}, weeks(each=0)], ids=["nothing known", "nothing came"])
def test_a_channel_of_which_nothing_is_known_has_no_day(days: dict):
    assert follow(came(days), DAY, 20, 160.0) is None


def test_a_closed_day_has_none():
    """Nothing is forecast of a holiday; and without a forecast a Sunday is a weekday that never was open."""
    assert follow(came(weeks()), DAY, 20, 0.0) is None
    assert follow(came(weeks()), DAY - timedelta(days=1), 20, None) is None


def test_closed_days_teach_nothing():
    holiday = DAY - timedelta(days=7)
    without = follow(came(weeks() | {holiday: {20: 1}}), DAY, SLOTS, None)
    assert without.forecast == 160


def test_too_few_days_tell_no_interval():
    few = follow(came(weeks(back=14) | {DAY: even(10, range(18, 22))}), DAY, 22, 160.0)
    assert few.days < LEAST_DAYS
    assert few.low is None


def test_a_night_shift_is_followed_through_all_half_hours():
    around = {day: even(2, range(SLOTS)) for day in weeks()}
    course = follow(came(around | {DAY: even(2, range(30))}), DAY, 30, 96.0)
    assert course.rest == pytest.approx(2 * 18)


@pytest.mark.parametrize(("slots", "total"), [(range(4, SLOTS), 44), (range(SLOTS), 50)], ids=["23 hours", "25 hours"])
def test_days_of_23_and_25_hours_lose_no_contact(slots: range, total: int):
    """An hour that is skipped holds nothing; one that is repeated holds both."""
    counts = even(1, slots) | ({2: 2, 3: 2} if len(slots) == SLOTS else {})
    course = follow(came({day: even(1, range(SLOTS)) for day in weeks()} | {DAY: counts}), DAY, SLOTS, 48.0)
    assert (course.arrived, course.rows["arrived"].sum(), course.rows.height) == (total, total, SLOTS)


def test_the_half_hours_that_are_over_are_those_before_the_last_in_which_anything_came():
    assert known_half_hours(came({DAY: {18: 3, 21: 1}}), DAY) == 21
    assert known_half_hours(came({DAY - timedelta(days=1): {18: 3}}), DAY) == 0


@proof("four of five days end within the interval of the day under way", DRAWN, seed=1)
def test_the_interval_holds_four_of_five_days():
    """Days with a level of their own (σ = 12 %), whose half-hours are Poisson."""
    held = judged = 0
    for seed in range(count(DRAWN)):
        chance = np.random.default_rng(seed)
        shape = chance.dirichlet(np.full(len(OPEN), 8.0))
        days = {}
        for day in [*weeks(), DAY]:
            level = 300 * (1 + 0.2 * (day.weekday() == 0)) * chance.lognormal(0, 0.12)
            days[day] = dict(zip(OPEN, (int(n) for n in chance.poisson(level * shape)), strict=True))
        for known in (20, 24, 28):
            course = follow(came(days), DAY, known, None)
            rest = sum(number for slot, number in days[DAY].items() if slot >= known)
            held += course.low <= rest <= course.high
            judged += 1
    share = held / judged
    # Of a twentieth of the days chance alone is ten points wide.
    wide = 0.04 if count(DRAWN) == DRAWN else 0.15
    assert 0.8 - wide <= share <= 0.8 + wide, f"{share:.3f} of {judged}"
