"""The curve of guaranteed items: how many were open with so many business days left, and what chance that makes."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from metrics.standards.completion_curve import WINDOW, chances, curve, draw
from metrics.standards.guaranteed_items import alike, as_known
from tests.support.guaranteed import items

MONDAY, TUESDAY, FRIDAY = date(2024, 6, 3), date(2024, 6, 4), date(2024, 6, 7)
DRAWN = """
    service_id | channel | started_on | due_on     | completed_on | in time | items
    -----------+---------+------------+------------+--------------+---------+------
    birth      | online  | 2024-06-03 | 2024-06-05 | 2024-06-03   | true    | 4
    birth      | online  | 2024-06-03 | 2024-06-05 | 2024-06-04   | true    | 3
    birth      | online  | 2024-06-03 | 2024-06-05 | 2024-06-05   | true    | 2
    birth      | online  | 2024-06-03 | 2024-06-05 | 2024-06-07   | false   | 1
"""


def known(day: date, drawn: str = DRAWN) -> pl.DataFrame:
    return alike(as_known(items(drawn), day))


def table(frame: pl.DataFrame) -> list[tuple[int, int, int]]:
    return list(frame.select("left", "open", "ended").sort("left", descending=True).iter_rows())


def test_each_business_day_counts_the_items_open_on_it_and_those_ended_in_it():
    assert table(curve(known(FRIDAY), FRIDAY)) == [(3, 10, 4), (2, 10 - 4, 3), (1, 10 - 4 - 3, 2)]


def test_days_that_have_not_come_yet_count_for_nothing():
    assert table(curve(known(TUESDAY), TUESDAY)) == [(3, 10, 4), (2, 6, 3), (1, 0, 0)]


def test_weekends_and_holidays_are_no_days_that_an_item_has():
    over_canada_day = """
        service_id | channel | started_on | due_on     | completed_on | in time | items
        -----------+---------+------------+------------+--------------+---------+------
        birth      | online  | 2024-06-28 | 2024-07-02 | 2024-07-02   | true    | 5
    """
    found = curve(known(date(2024, 7, 5), over_canada_day), date(2024, 7, 5))
    # Friday and Tuesday: the weekend and Monday 1 July are none.
    assert table(found) == [(2, 5, 0), (1, 5, 5)]


def test_what_was_longer_ago_than_the_window_is_forgotten():
    later = date(2025, 6, 6)
    assert WINDOW < 250
    assert curve(known(later), later).is_empty()


def test_a_chance_is_the_product_over_the_days_left_with_one_item_lent_on_each():
    found = chances(curve(known(FRIDAY), FRIDAY)).sort("left")

    def stays(opened: int, ended: int) -> float:
        lent = (opened - ended + 0.5) / (opened + 1)
        return (opened - ended + lent) / (opened + 1)

    one, two, three = stays(3, 2), stays(6, 3), stays(10, 4)
    assert found["chance"].to_list() == pytest.approx([one, one * two, one * two * three])


def test_items_of_the_same_length_lend_to_each_other():
    two = DRAWN + "    death      | online  | 2024-06-03 | 2024-06-05 | 2024-06-03   | true    | 2\n"
    found = chances(curve(known(FRIDAY, two), FRIDAY)).filter(left=1)
    lent = (3 - 2 + 0.5) / (3 + 1)
    # No death certificate was ever open on its last day: of it only the lent item tells.
    told = dict(found.select("service_id", "chance").iter_rows())
    assert told == pytest.approx({"birth": (3 - 2 + lent) / (3 + 1), "death": lent})


def test_drawn_chances_vary_around_the_chance_and_less_the_more_items_tell_it():
    small = curve(known(FRIDAY), FRIDAY)
    large = small.with_columns(pl.col("open", "ended") * 1_000)
    random = np.random.default_rng(1)
    few, many = (draw(one, 4_000, random) for one in (small, large))

    assert few.mean(axis=0) == pytest.approx(chances(small)["chance"].to_numpy(), abs=0.01)
    assert many.std(axis=0).max() < few.std(axis=0).min()


def test_what_is_done_on_its_last_day_but_past_the_hour_was_not_ended_in_time():
    past_the_hour = DRAWN.replace("2024-06-07   | false   | 1", "2024-06-05   | false   | 1")
    assert table(curve(known(FRIDAY, past_the_hour), FRIDAY))[-1] == (1, 3, 2)
