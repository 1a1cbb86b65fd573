"""A week of half-hours summed over places, over the week, and the half-hours with a warning."""

import polars as pl
import pytest

from metrics.staffing.requirements import Rules
from metrics.staffing.summary import combine_places, summarize, warnings

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
