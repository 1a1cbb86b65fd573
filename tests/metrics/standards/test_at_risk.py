"""Guarantees at risk: open items with their chance, what is still to come, and whether the interval holds what came."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from metrics.standards.at_risk import AHEAD, Refunds, _expected, arrivals, outlook, with_chance
from metrics.standards.guaranteed_items import PAST, alike, as_known
from tests.support.guaranteed import items, items_of_organisation
from tests.support.proofs import count, proof

FRIDAY = date(2024, 6, 7)
PAST_ITEMS = """
    service_id | channel | started_on | due_on     | completed_on | in time | items
    -----------+---------+------------+------------+--------------+---------+------
    birth      | online  | 2024-05-27 | 2024-05-29 | 2024-05-28   | true    | 60
    birth      | online  | 2024-05-27 | 2024-05-29 | 2024-05-29   | true    | 20
    birth      | online  | 2024-05-27 | 2024-05-29 | 2024-05-31   | false   | 20
"""
HEADER = PAST_ITEMS[: PAST_ITEMS.index("    birth")]
OPEN_ITEMS = """
    birth      | online  | 2024-06-06 | 2024-06-10 |              |         | 7
    birth      | online  | 2024-06-03 | 2024-06-05 |              |         | 2
    plate      | kiosk   | 2024-06-07 | 2024-06-14 |              |         | 1
"""


def known(drawn: str, day: date = FRIDAY) -> pl.DataFrame:
    return alike(as_known(items(drawn), day))


def of(frame: pl.DataFrame, due: str) -> dict:
    return frame.filter(pl.col("due_on") == date.fromisoformat(due)).to_dicts()[0]


def test_an_open_item_has_the_chance_of_those_with_as_many_days_left():
    found = with_chance(known(PAST_ITEMS + OPEN_ITEMS), FRIDAY)

    # Due on Monday and open on Friday evening: one day left. Of 40 that came to their last day 20 were not ended, of
    # the two that were due on Wednesday neither; one is lent in the same proportion.
    lent = (22 + 0.5) / (42 + 1)
    one = of(found, "2024-06-10")
    assert (one["items"], one["left"]) == (7, 1)
    assert one["chance"] == pytest.approx((22 + lent) / (42 + 1))


def test_what_is_past_its_time_is_breached_whatever_the_curve_says():
    late = of(with_chance(known(PAST_ITEMS + OPEN_ITEMS), FRIDAY), "2024-06-05")
    assert (late["items"], late["left"], late["chance"]) == (2, 0, 1.0)


def test_without_any_that_was_ended_a_chance_is_made_of_what_is_lent_alone():
    new = of(with_chance(known(HEADER + OPEN_ITEMS), FRIDAY), "2024-06-14")
    # Due in a week: on each of the five days left nobody was seen, so half an item stays and half goes.
    assert (new["left"], new["chance"]) == (5, pytest.approx(0.5**5))


def test_items_to_come_follow_the_pace_of_eight_weeks_as_far_as_they_fall_due_in_four():
    mondays = [FRIDAY - timedelta(days=4 + 7 * ago) for ago in range(8)]
    quick = [f"    birth | online | {day} | {day + timedelta(days=2)} | {day} | true | 8" for day in mondays]
    slow = [f"    birth | mail | {day} | {day + timedelta(days=17)} | {day} | true | 3" for day in mondays]
    found = arrivals(known("\n".join([HEADER, *quick, *slow])), FRIDAY)

    # Four Mondays are ahead, the last of them 1 July; until 5 July what begins on the second has just its time.
    by_channel = dict(found.group_by("channel").agg(pl.col("expected").sum()).iter_rows())
    assert by_channel == pytest.approx({"online": 8 * 4, "mail": 3 * 2})


def test_last_years_movement_moves_what_is_to_come_and_few_items_move_little():
    def weeks(n: int, before: date, times: int) -> str:
        days = [before - timedelta(days=4 + 7 * ago) for ago in range(n)]
        return "\n".join(
            f"    birth | online | {day} | {day + timedelta(days=2)} | {day + timedelta(days=1)} | true | {times}"
            for day in days
        )

    last_year = FRIDAY - timedelta(weeks=52)
    drawn = "\n".join([HEADER, weeks(8, FRIDAY, 10), weeks(8, last_year, 50), weeks(4, last_year + AHEAD, 100)])
    found = arrivals(known(drawn), FRIDAY)["expected"].sum()

    # 4 weeks of 100 after against 8 weeks of 50, halved, before; a hundred items of no movement on both sides.
    assert found == pytest.approx(4 * 10 * (4 * 100 + 100) / (8 * 50 / 2 + 100))


def test_the_outlook_tells_what_is_open_late_and_soon_due_by_service_and_channel():
    found = outlook(known(PAST_ITEMS + OPEN_ITEMS), FRIDAY, Refunds(breaches=10, paid=4))

    assert (found.open, found.late) == (7 + 2 + 1, 2)
    birth, plate = (next(one for one in found.groups if one.service == name) for name in ("birth", "plate"))
    assert (birth.open, birth.late, birth.soon) == (9, 2, 7)
    assert (plate.open, plate.late, plate.soon) == (1, 0, 1)
    assert found.groups[0] is birth
    assert found.breaches.low <= found.breaches.mean <= found.breaches.high
    # Nearly four in ten are paid back (4.5 of 11), of $25 each.
    assert found.refunds is not None
    assert found.refunds.mean == pytest.approx(found.breaches.mean * 4.5 / 11 * 2_500, rel=0.05)


def test_the_same_items_always_give_the_same_interval():
    drawn = known(PAST_ITEMS + OPEN_ITEMS)
    assert outlook(drawn, FRIDAY) == outlook(drawn, FRIDAY)
    assert outlook(drawn, FRIDAY).refunds is None


def test_an_interval_is_the_whole_numbers_around_the_middle_nearest_to_eighty_percent():
    drawn = np.repeat([0, 1, 2, 3], [10, 40, 35, 15])
    # From the middle, 1: 40 %; with 2: 75 %; with 3: 90 %, farther from 80 % than 75 % is.
    found = _expected(drawn)
    assert (found.low, found.high, found.inside) == (1, 2, pytest.approx(0.75))
    assert found.mean == pytest.approx((40 + 70 + 45) / 100)


UNTIL = date(2026, 11, 29)
MONDAYS = [date(2025, 11, 3) + timedelta(weeks=week) for week in range(52)]
SEEDS = 10


@proof(
    "breaches of four weeks lie within the interval on 76 to 84 of 100 Mondays", SEEDS, seed=1, unit="years", share=10
)
def test_the_breaches_that_came_lie_inside_the_interval_as_often_as_it_says():
    inside, weeks, said = 0, 0, 0.0
    for seed in range(1, 1 + count(SEEDS, share=10)):
        made = items_of_organisation(seed, MONDAYS[0] - PAST, UNTIL)
        late = made.filter((pl.col("status") == "completed") & (pl.col("completed_at") > pl.col("due_at")))
        for monday in MONDAYS:
            sunday = monday - timedelta(days=1)
            begun = made.lazy().filter(pl.col("started_on") > sunday - PAST)
            found = outlook(alike(as_known(begun, sunday)), sunday).breaches
            came = late.filter(pl.col("due_on").is_between(monday, sunday + AHEAD)).height
            inside += found.low <= came <= found.high
            said += found.inside
            weeks += 1
    assert said / weeks == pytest.approx(0.8, abs=0.05)
    # A year alone has thirteen spans of four weeks that do not overlap: of these chance moves a share by a tenth.
    allowed = (0.76, 0.84) if weeks > len(MONDAYS) else (0.65, 0.95)
    assert allowed[0] <= inside / weeks <= allowed[1]
