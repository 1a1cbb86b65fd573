"""From daily demand to what each place has to serve in each half-hour."""

from datetime import date, timedelta

import polars as pl
import pytest

from metrics.planning.assumptions import CAPACITY, PLACES, PROFILE, Assumptions
from metrics.planning.scenario_steps import Centre
from metrics.planning.workload import at_work, half_hours, known_places, months, typical_days
from tests.support.drawn_tables import rows

MONDAY = date(2026, 3, 2)


def table(schema: pl.Schema, drawn: str) -> pl.DataFrame:
    return rows(drawn).cast(dict(schema)).select(schema.names())


CAPACITIES = table(
    CAPACITY,
    """
    channel   | location | weekday | half_hour | people
    ----------+----------+---------+-----------+-------
    in_person | L001     | 1       | 18        | 2
    in_person | L001     | 1       | 19        | 2
    in_person | L002     | 1       | 18        | 4
    in_person | L002     | 2       | 18        | 4
    telephone | C001     | 1       | 18        | 5
    telephone | C002     | 1       | 18        | 3
    """,
)
PLACE_SHARES = table(
    PLACES,
    """
    channel   | location | share
    ----------+----------+------
    in_person | L001     | 0.4
    in_person | L002     | 0.6
    """,
)
PROFILES = table(
    PROFILE,
    """
    channel   | location | weekday | half_hour | share | handling_s
    ----------+----------+---------+-----------+-------+-----------
    in_person |          | 1       | 18        | 0.3   | 400
    in_person |          | 1       | 19        | 0.2   | 300
    in_person |          | 1       | 20        | 0.5   | 300
    in_person |          | 2       | 18        | 1     | 400
    telephone |          | 1       | 18        | 0.75  | 350
    telephone |          | 1       | 40        | 0.25  | 350
    """,
)
HERE = Assumptions(capacity=CAPACITIES, places=PLACE_SHARES, profile=PROFILES)


def days(**contacts: float) -> pl.DataFrame:
    """One Monday (or as many as given) of contacts by channel."""
    found = [(channel, MONDAY, 1, number, 1) for channel, number in contacts.items()]
    return pl.DataFrame(found, schema=["channel", "span", "weekday", "contacts", "days"], orient="row")


def at(found: pl.DataFrame, location: str | None) -> dict[int, float]:
    """Half-hour → contacts of a place."""
    here = found.filter(pl.col("location").eq_missing(pl.lit(location)))
    return {half_hour: round(number, 6) for half_hour, number in here.select("half_hour", "contacts").iter_rows()}


def test_visitors_spread_over_places_and_their_open_half_hours():
    found = half_hours(days(in_person=100), HERE)
    # 40 go to L001, open for two of the three half-hours: 0.3 and 0.2 of the day become 3/5 and 2/5.
    assert at(found, "L001") == {18: 40 * 0.3 / 0.5, 19: 40 * 0.2 / 0.5}
    assert at(found, "L002") == {18: 60}
    assert found.filter(location="L001")["handling_s"].to_list() == [400, 300]


def test_calls_are_one_queue_that_everybody_answers():
    found = half_hours(days(telephone=80), HERE)
    assert at(found, None) == {18: 80}
    assert found["people"].to_list() == [5 + 3]


def test_a_place_with_a_profile_of_its_own_follows_it():
    own = table(
        PROFILE,
        """
        channel   | location | weekday | half_hour | share | handling_s
        ----------+----------+---------+-----------+-------+-----------
        in_person | L001     | 1       | 18        | 0.1   | 600
        in_person | L001     | 1       | 19        | 0.9   | 600
        """,
    )
    found = half_hours(days(in_person=100), Assumptions(
        capacity=CAPACITIES, places=PLACE_SHARES, profile=pl.concat([PROFILES, own])
    ))  # fmt: skip
    assert at(found, "L001") == {18: 4, 19: 36}
    assert found.filter(location="L001")["handling_s"].to_list() == [600, 600]


def test_on_a_day_on_which_no_place_is_open_contacts_meet_nobody():
    sunday = days(in_person=10).with_columns(weekday=pl.lit(7, pl.Int64))
    found = half_hours(sunday, HERE)
    assert found["contacts"].sum() == 10
    assert found["people"].sum() == 0


def test_without_recorded_staff_nobody_knows_who_is_there():
    found = half_hours(days(telephone=160), Assumptions())
    assert found["people"].null_count() == found.height
    # From nine to five without a profile: sixteen half-hours.
    assert at(found, None) == dict.fromkeys(range(18, 34), 10.0)
    assert half_hours(days(online=100), Assumptions()).is_empty()


@pytest.mark.parametrize("contacts", [0.5, 73, 12_345])
def test_no_contact_is_lost_on_the_way_to_the_half_hours(contacts):
    found = half_hours(days(in_person=contacts, telephone=contacts), HERE)
    assert found.filter(channel="in_person")["contacts"].sum() == pytest.approx(contacts)
    assert found.filter(channel="telephone")["contacts"].sum() == pytest.approx(contacts)


def test_a_typical_day_is_the_mean_of_the_open_ones():
    daily = pl.DataFrame(
        {
            "channel": ["telephone"] * 21,
            "ds": [MONDAY + timedelta(days=n) for n in range(21)],
            "demand": [100, 50, 50, 50, 50, 0, 0, 0, 50, 50, 50, 50, 0, 0, 160, 50, 50, 50, 50, 0, 0],
        }
    )
    found = typical_days(daily, [MONDAY], HERE, "day")
    assert found["weekday"].to_list() == [1, 2, 3, 4, 5]
    # The second Monday is a holiday.
    assert found.row(0) == ("telephone", MONDAY, 1, (100 + 160) / 2, 2)


def test_a_month_is_spread_evenly_over_the_weekdays_of_the_profile():
    monthly = pl.DataFrame({"channel": ["in_person"], "ds": [date(2026, 3, 1)], "demand": [1_000]})
    found = typical_days(monthly, [date(2026, 3, 1)], HERE, "month")
    # March 2026 has five Mondays and five Tuesdays.
    assert found.select("weekday", "contacts", "days").rows() == [(1, 100.0, 5), (2, 100.0, 5)]


def test_spans_are_months_and_what_changes_within_them():
    first_days = [date(2026, 3, 10) + timedelta(days=n) for n in range(40)]
    changes = [date(2026, 3, 20), date(2026, 9, 1)]
    assert months(first_days, changes) == [date(2026, 3, 10), date(2026, 3, 20), date(2026, 4, 1)]


def people_at(step: Centre, span: date = MONDAY) -> dict[tuple[int, int], int]:
    found = at_work("in_person", [span], HERE, [step]).filter(location="L001")
    return {(weekday, half_hour): people for _, _, _, weekday, half_hour, people in found.iter_rows()}


def test_a_centre_closes_opens_longer_or_loses_desks_from_its_day_on():
    assert people_at(Centre(starts=MONDAY, location="L001", desks=0)) == {(1, 18): 0, (1, 19): 0}
    assert people_at(Centre(starts=MONDAY, location="L001", desks=0.6)) == {(1, 18): 2, (1, 19): 2}
    assert people_at(Centre(starts=MONDAY, location="L001", desks=0.5)) == {(1, 18): 1, (1, 19): 1}
    assert people_at(Centre(starts=MONDAY, location="L001", opens=17, closes=19)) == {
        (1, 17): 2,
        (1, 18): 2,
        (1, 19): 0,
    }
    later = Centre(starts=MONDAY + timedelta(days=1), location="L001", desks=0)
    assert people_at(later) == {(1, 18): 2, (1, 19): 2}


def test_places_have_their_share_of_visitors_or_of_people():
    assert known_places(HERE) == {
        "L001": ("in_person", 0.4), "L002": ("in_person", 0.6),
        "C001": ("telephone", 5 / 8), "C002": ("telephone", 3 / 8),
    }  # fmt: skip
