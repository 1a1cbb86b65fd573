"""What staffing says where nobody could have served: a word for each half-hour and numbers that are numbers."""

from datetime import date

import polars as pl
import pytest

from metrics.planning.assumptions import CAPACITY, PLACES, PROFILE, Assumptions
from metrics.planning.workload import KEYS, half_hours
from metrics.staffing.requirements import StaffWarning, achieved, summary
from tests.support.drawn_tables import rows

MONDAY = date(2026, 3, 2)
PROFILES = rows(
    """
    channel   | location | weekday | half_hour | share | handling_s
    ----------+----------+---------+-----------+-------+-----------
    in_person |          | 1       | 18        | 0.5   | 400
    in_person |          | 1       | 19        | 0.5   | 400
    telephone |          | 1       | 18        | 0.5   | 300
    telephone |          | 1       | 19        | 0.5   | 300
    """
).select(PROFILE.names()).cast(dict(PROFILE))  # fmt: skip


def fares(channel: str, contacts: float, people: str) -> pl.DataFrame:
    """How a Monday's contacts fare with these people: rows of location, half-hour and people."""
    drawn = rows("location | half_hour | people\n" + people)
    capacity = drawn.with_columns(channel=pl.lit(channel), weekday=pl.lit(1)).select(CAPACITY.names())
    share = 1 / drawn["location"].n_unique()
    places = drawn.select("location").unique().with_columns(channel=pl.lit(channel), share=pl.lit(share))
    assumed = Assumptions(
        capacity=capacity.cast(dict(CAPACITY)), profile=PROFILES,
        places=places.select(PLACES.names()).cast(dict(PLACES)),
    )  # fmt: skip
    day = pl.DataFrame([(channel, MONDAY, 1, contacts, 1)], schema=["channel", "span", "weekday", "contacts", "days"],
                       orient="row").with_columns(pl.col("weekday").cast(pl.Int64))  # fmt: skip
    return achieved(half_hours(day, assumed), assumed.rules(channel), by=KEYS)


@pytest.mark.parametrize("channel", ["in_person", "telephone"])
def test_contacts_of_a_day_on_which_nobody_is_there_meet_a_word(channel):
    found = fares(channel, 60, "L001 | 18 | 0\nL001 | 19 | 0")

    assert found["contacts"].sum() == pytest.approx(60)
    assert set(found.filter(pl.col("contacts") > 0)["warning"]) == {StaffWarning.UNSTAFFED.value}
    assert summary(found)["service_level"].item() == 0


def test_visitors_of_a_centre_without_desks_go_where_there_are_some_and_are_not_lost():
    found = fares("in_person", 60, "L001 | 18 | 0\nL001 | 19 | 0\nL002 | 18 | 4\nL002 | 19 | 4")

    assert found.filter(location="L002")["contacts"].sum() == pytest.approx(60)


@pytest.mark.parametrize("channel", ["in_person", "telephone"])
@pytest.mark.parametrize("contacts", [1e3, 1e6, 1e9])
def test_more_than_any_people_can_do_is_a_word_and_no_endless_number(channel, contacts):
    found = fares(channel, contacts, "L001 | 18 | 2\nL001 | 19 | 2")
    whole = summary(found).row(0, named=True)

    assert set(found["warning"]) == {StaffWarning.OVERLOADED.value}
    assert whole["service_level"] < 0.1
    assert found.select(pl.col("service_level", "wait_s", "occupancy", "left", "required").is_finite().all()).row(
        0
    ) == ((True,) * 5)
