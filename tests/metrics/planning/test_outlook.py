"""The weeks ahead: hours of people against hours required, a word for each week, and the worst."""

from datetime import date, timedelta

import polars as pl
import pytest

from metrics.planning.assumptions import CAPACITY, Assumptions
from metrics.planning.outlook import Enough, outlook, weeks_of, worst_weeks

MONDAY = date(2026, 12, 28)


def staff(people: int) -> Assumptions:
    """So many at one counter, Monday to Friday from nine to five."""
    rows = [("in_person", "L001", weekday, half_hour, people) for weekday in range(1, 6) for half_hour in range(18, 34)]
    return Assumptions(capacity=pl.DataFrame(rows, schema=CAPACITY, orient="row"))


def ahead(demand: pl.DataFrame, assumptions: Assumptions, unsure: tuple[str, ...] | list[str] = ()) -> pl.DataFrame:
    """The outlook of some demand."""
    return outlook(weeks_of(demand, assumptions), assumptions.goals(), unsure)


def visits(*a_day: int) -> pl.DataFrame:
    """Visits a day, week by week, on weekdays."""
    rows = [
        ("in_person", MONDAY + timedelta(weeks=week, days=day), number if day < 5 else 0)
        for week, number in enumerate(a_day)
        for day in range(7)
    ]
    return pl.DataFrame(rows, schema={"channel": pl.String, "ds": pl.Date, "demand": pl.Int64}, orient="row")


def test_each_week_has_its_hours_and_its_word():
    found = ahead(visits(160, 480, 160), staff(5))
    # Ten visits of 390 s a half-hour are 2.2 people at work, 85 % of 3; thirty are 6.5, 81 % of 8.
    assert found["week"].to_list() == [MONDAY + timedelta(weeks=week) for week in range(3)]
    assert found["contacts"].to_list() == pytest.approx([5 * 160, 5 * 480, 5 * 160])
    assert found["required_hours"].to_list() == [3 * 8 * 5, 8 * 8 * 5, 3 * 8 * 5]
    assert found["people_hours"].to_list() == [5 * 8 * 5] * 3
    assert found["gap_hours"].to_list() == [80, -120, 80]
    assert found["word"].to_list() == [Enough.MET, Enough.SHORT, Enough.MET]


@pytest.mark.parametrize(
    ("people", "word"), [(20, Enough.MET), (19, Enough.NEAR), (18, Enough.NEAR), (17, Enough.NEAR), (16, Enough.SHORT)]
)
def test_up_to_a_tenth_too_few_is_near_and_so_is_more_while_the_goal_is_reached(people, word):
    # 78 visits of 390 s a half-hour are 16.9 people at work, 85 % of 20; seventeen still serve all in time.
    found = ahead(visits(16 * 78), staff(people))
    assert found["missing_hours"][0] == (20 - people) * 8 * 5
    assert found["word"][0] == word


def test_idle_hours_do_not_serve_another_half_hour():
    uneven = staff(5)
    crowded = uneven.capacity.with_columns(people=pl.when(pl.col("half_hour") < 26).then(9).otherwise(1))
    found = ahead(visits(160), Assumptions(capacity=crowded))
    assert found["gap_hours"][0] > 0
    assert found["missing_hours"][0] == pytest.approx((3 - 1) * 4 * 5)
    assert found["word"][0] == Enough.SHORT


@pytest.mark.parametrize(
    ("people", "goal", "word"),
    [
        (5, 0.85, Enough.MET),
        (5, 1.01, Enough.NEAR),
        (2, 0.85, Enough.SHORT),
        (2, 0.0, Enough.NEAR),
    ],
)
def test_the_word_of_a_week_does_not_contradict_its_level(people, goal, word):
    """Three people are needed; five serve all in time, two do not."""
    week = list(weeks_of(visits(160), staff(people)))
    found = outlook(week, {"in_person": goal})

    assert found["word"][0] == word
    assert outlook(week, {})["word"][0] == (Enough.MET if people == 5 else Enough.SHORT), "without a goal hours decide"


def test_only_whole_weeks_are_told_and_no_more_than_eight():
    assert ahead(visits(*[160] * 13), staff(5)).height == 8
    assert ahead(visits(160, 160).head(12), staff(5)).height == 1
    assert ahead(visits(160).head(3), staff(5)).is_empty()


def test_of_each_channel_the_worst_word_is_told_with_the_weeks_that_have_it():
    (row,) = worst_weeks(ahead(visits(160, 480, 600), staff(5)))

    assert (row["channel"], row["word"], row["weeks"], row["of"]) == ("in_person", Enough.SHORT, 2, 3)
    assert row["people_hours"] == 3 * 5 * 8 * 5
    assert row["missing_hours"] == (8 - 5) * 8 * 5 + (10 - 5) * 8 * 5
    assert row["contacts"] == 5 * (160 + 480 + 600)


@pytest.mark.parametrize(
    ("words", "worst"),
    [
        (["met", "near", "short"], "short"),
        (["met", "near", "unknown"], "near"),
        (["met", "unknown"], "unknown"),
        (["met", "met"], "met"),
    ],
)
def test_too_few_people_are_worse_than_almost_enough_and_unknown_is_worse_than_enough(words, worst):
    weeks = ahead(visits(*[160] * len(words)), staff(5)).with_columns(word=pl.Series(words))

    assert worst_weeks(weeks)[0]["word"] == worst


def test_without_a_forecast_there_is_no_worst_week():
    assert worst_weeks(ahead(visits(), staff(5))) == []


def test_where_the_model_was_wrong_lately_nothing_is_said_of_the_weeks_ahead():
    found = ahead(visits(160, 480), staff(5), unsure=["in_person"])
    assert found["word"].to_list() == [Enough.UNSURE] * 2
    assert ahead(visits(160, 480), staff(5), unsure=["telephone"])["word"].to_list() == [Enough.MET, Enough.SHORT]


def test_staff_that_is_not_recorded_stays_so_whatever_the_model_told():
    assert ahead(visits(160), Assumptions(), unsure=["in_person"])["word"].to_list() == [Enough.UNKNOWN]


def test_each_week_has_the_level_that_the_people_there_give():
    found = ahead(visits(160, 480), staff(5))
    plenty, too_few = found["level_expected"].to_list()
    assert plenty > 0.99
    assert too_few < 0.5, "thirty visits of 390 s a half-hour are 6.5 people at work, and five are there"
    assert ahead(visits(160), Assumptions())["level_expected"].to_list() == [None]
