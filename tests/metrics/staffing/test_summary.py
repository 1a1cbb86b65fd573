"""A week of half-hours summed over places, over the week, and the half-hours with a warning."""

import polars as pl
import pytest

from metrics.staffing.requirements import Rules
from metrics.staffing.summary import HEATS, combine_places, gaps_by_place, summarize, warnings

ROWS = pl.DataFrame(
    {
        "location": ["a", "b", "a", "b"],
        "weekday": [1, 1, 1, 1],
        "half_hour": [18, 18, 17, 17],
        "contacts": [10.0, 6.0, 4.0, 2.0],
        "required": [3, 2, 2, 1],
        "rostered": [4, 3, 3, 2],
        "people": [1, 3, 2, 2],
        "gap": [-2, 1, 0, 1],
        "occupancy": [0.9, 0.5, 0.6, 0.2],
        "warning": ["overloaded", None, "busy", None],
    }
)
UNKNOWN = ROWS.with_columns(people=pl.when(pl.col("location") == "a").then("people"))


def test_places_are_added_up_and_people_too_many_at_one_do_not_serve_at_another():
    assert combine_places(ROWS).to_dicts() == [
        {"weekday": 1, "half_hour": 17, "contacts": 6.0, "required": 3, "rostered": 5, "people": 4, "short": 0,
         "occupancy": pytest.approx((2 * 0.6 + 2 * 0.2) / 4)},
        {"weekday": 1, "half_hour": 18, "contacts": 16.0, "required": 5, "rostered": 7, "people": 4, "short": 2,
         "occupancy": pytest.approx((1 * 0.9 + 3 * 0.5) / 4)},
    ]  # fmt: skip


def test_where_one_place_has_no_staff_recorded_people_are_unknown():
    rows = combine_places(UNKNOWN)

    assert rows["required"].to_list() == [3, 5]
    assert rows.select("people", "short", "occupancy").null_count().row(0) == (2, 2, 2)


def test_paid_hours_are_those_at_work_and_away():
    week = summarize(UNKNOWN, Rules(share=0.8, within_s=60, shrinkage=0.2))

    assert week == {"contacts": 22.0, "required_hours": 4.0, "people_hours": None, "paid_hours": pytest.approx(5.0)}


def test_warnings_come_with_the_busiest_first():
    assert warnings(ROWS)["half_hour"].to_list() == [18, 17]


def test_the_heat_map_has_the_place_that_lacks_most_first_and_its_worst_day_the_hottest():
    """People-hours missing: half an hour for each person and half-hour; people too many elsewhere do not help."""
    gaps = {("a", 1): [-2, 3], ("a", 2): [-1, 0], ("b", 1): [-4, -4], ("b", 2): [1, 1], ("c", 1): [0, 2]}
    rows = pl.DataFrame(
        [(place, day, gap) for (place, day), of_day in gaps.items() for gap in of_day],
        schema=["location", "weekday", "gap"],
        orient="row",
    )

    assert gaps_by_place(rows).rows() == [
        ("b", 1, (4 + 4) / 2, 4.0, HEATS),
        ("b", 2, 0.0, 4.0, 0),
        ("a", 1, 2 / 2, 1.5, 1),
        ("a", 2, 1 / 2, 1.5, 1),
        ("c", 1, 0.0, 0.0, 0),
    ]


def test_where_nobody_is_missing_nothing_is_hot():
    rows = pl.DataFrame({"location": ["a"], "weekday": [1], "gap": [2]})

    assert gaps_by_place(rows).rows() == [("a", 1, 0.0, 0.0, 0)]
