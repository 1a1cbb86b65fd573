"""Hours in which people are recorded beside those in which contacts come: what does not agree has a word."""

from dataclasses import replace

import polars as pl
import pytest

from metrics.planning.assumptions import CAPACITY, PLACES, PROFILE, Assumptions
from metrics.planning.opening_hours import HoursMisfit, compare_hours
from tests.support.drawn_tables import rows

CAME = rows(
    """
    channel   | location | weekday | half_hour | share | handling_s
    ----------+----------+---------+-----------+-------+-----------
    in_person |          | 1       | 18        | 0.5   | 400
    in_person |          | 1       | 19        | 0.47  | 400
    in_person |          | 1       | 20        | 0.03  | 400
    """
).select(PROFILE.names()).cast(dict(PROFILE))  # fmt: skip


def hours(people: str, places: tuple[str, ...] = ("L001",)) -> HoursMisfit | None:
    """What does not agree with people at these half-hours of a Monday: rows of location, half-hour and people."""
    drawn = rows("location | half_hour | people\n" + people).with_columns(channel=pl.lit("in_person"), weekday=1)
    served = pl.DataFrame({"channel": "in_person", "location": places, "share": 1 / len(places)})
    return compare_hours(
        "in_person",
        Assumptions(
            profile=CAME,
            capacity=drawn.select(CAPACITY.names()).cast(dict(CAPACITY)),
            places=served.select(PLACES.names()).cast(dict(PLACES)),
        ),
    )


@pytest.mark.parametrize(
    ("people", "misfit"),
    [
        ("L001 | 18 | 2\nL001 | 19 | 2\nL001 | 20 | 1", None),
        ("L001 | 18 | 2\nL001 | 19 | 2\nL001 | 20 | 0", HoursMisfit(idle=0, unserved=0.03)),
        ("L001 | 18 | 2\nL001 | 19 | 2\nL001 | 20 | 1\nL001 | 40 | 3", HoursMisfit(idle=1, unserved=0)),
        ("L001 | 40 | 2\nL001 | 41 | 2", HoursMisfit(idle=2, unserved=1)),
    ],
)
def test_people_when_nobody_comes_and_contacts_when_nobody_is_there_are_told(people, misfit):
    found = hours(people)

    assert (found and (found.idle, pytest.approx(found.unserved))) == (misfit and (misfit.idle, misfit.unserved))


def test_a_few_who_come_before_the_door_opens_are_not_worth_a_word():
    early = CAME.with_columns(share=pl.Series([0.5, 0.485, 0.015]))
    titles = "channel | location | weekday | half_hour | people"
    capacity = rows(f"{titles}\nin_person | L001 | 1 | 18 | 2\nin_person | L001 | 1 | 19 | 2")
    capacity = capacity.select(CAPACITY.names()).cast(dict(CAPACITY))

    assert compare_hours("in_person", Assumptions(profile=early, capacity=capacity)) is None


def test_a_centre_without_desks_is_named():
    found = hours("L001 | 18 | 2\nL001 | 19 | 2\nL001 | 20 | 1\nL002 | 18 | 0", ("L001", "L002", "L003"))

    assert found == HoursMisfit(idle=0, unserved=0, deskless=("L002", "L003"))


@pytest.mark.parametrize("assumed", [Assumptions(), replace(Assumptions(), profile=CAME)])
def test_where_either_is_not_recorded_there_is_nothing_to_compare(assumed):
    assert compare_hours("in_person", assumed) is None
