"""Where a missed target comes from: the group with half of the gap or more, whatever it is a group of."""

from datetime import date

import polars as pl
import pytest

from metrics.assessment.cause import cause
from metrics.calendar.periods import parse
from metrics.catalogue.registry import declared
from metrics.engine.decomposition import gap_shares
from tests.metrics.assessment.test_assessment import availability

UP = declared()["channel_availability"]
MAY = parse("2024-05")


def groups(*sums: tuple[int, int]) -> pl.DataFrame:
    return pl.DataFrame(sums, schema=["numerator", "denominator"], orient="row")


@pytest.mark.parametrize(
    ("sums", "sign", "shares"),
    [
        # 80 % is asked: one lacks 20 of 100, the other 10 of 100.
        ([(60, 100), (70, 100)], 1, [20 / 30, 10 / 30]),
        # What is on the good side lacks nothing, and takes nothing away.
        ([(60, 100), (100, 100)], 1, [1.0, 0.0]),
        ([(90, 100), (85, 100)], 1, [0.0, 0.0]),
        # Where less is better the excess counts.
        ([(90, 100), (85, 100), (10, 100)], -1, [10 / 15, 5 / 15, 0.0]),
        # A cost that no group was given to has no denominator: all of it is too much.
        ([(5, 0), (85, 100)], -1, [5 / 10, 5 / 10]),
    ],
)
def test_shares_of_a_gap_are_by_what_each_group_lacks(sums: list, sign: int, shares: list[float]):
    assert gap_shares(groups(*sums), 0.8, sign=sign) == pytest.approx(shares, abs=1e-12)


def two_channels(drawn_home, online: int, kiosk: int, phone: int = 0):
    """Minutes down in May 2024, of a thousand in each channel."""
    down = {"online": online, "kiosk": kiosk, "telephone": phone}
    rows = [availability([minutes], date(2024, 5, 1), channel) for channel, minutes in down.items()]
    return drawn_home(
        date(2024, 5, 31), **{name: [row for one in rows for row in one[name]] for name in rows[0]}
    ).published


def test_the_group_with_most_of_the_gap_is_named_with_its_own_value(drawn_home):
    """At 95 % a channel may be down 50 minutes: online lacks 150, the kiosks 50."""
    found = cause(UP, MAY, {}, 0.95, two_channels(drawn_home, 200, 100))

    assert (found.breakdowns, found.value) == ({"channel": "online"}, 0.8)
    assert found.share == pytest.approx(150 / (150 + 50))


def test_where_no_group_has_half_of_it_nothing_is_named(drawn_home):
    assert cause(UP, MAY, {}, 0.95, two_channels(drawn_home, 100, 101, 102)) is None


def test_a_filter_leaves_nothing_to_split(drawn_home):
    assert cause(UP, MAY, {"channel": ["online"]}, 0.95, two_channels(drawn_home, 200, 100)) is None


def test_what_does_not_add_up_has_no_cause(drawn_home):
    tables = two_channels(drawn_home, 200, 100)
    assert cause(declared()["volume_growth"], MAY, {}, 0.02, tables) is None
    assert cause(declared()["transaction_volume"], MAY, {}, 10, tables) is None
