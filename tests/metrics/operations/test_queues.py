"""Calls by half-hour are the calls themselves, and what is not recorded is not made up."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from metrics.calendar.periods import parse
from metrics.operations.queues import queue_hours
from tests.support.homes import home_with

MAY = parse("2026-05")
COLUMNS = ("customer_key", "started_on", "started_half_hour", "status", "wait_s", "serve_s")
CALLS = (
    ("a", date(2026, 5, 4), "09:00", "completed", 30, 300),
    ("a", date(2026, 5, 6), "09:00", "completed", 90, 600),  # the same caller two days later
    ("b", date(2026, 5, 4), "09:00", "abandoned", 120, None),
    ("c", date(2026, 5, 4), "09:00", "abandoned", 5, None),  # dialled wrong: not offered
    ("d", date(2026, 5, 4), "14:30", "completed", 60, 900),
    ("e", date(2026, 4, 30), "14:30", "completed", 600, 900),  # not in May
    ("f", date(2026, 5, 4), None, "completed", 10, 60),  # tells no time of day
)


def hours(folder: Path, people: bool = True, **where: list[str]):
    calls = pl.DataFrame(CALLS, schema=COLUMNS, orient="row").with_columns(
        pl.int_range(pl.len()).cast(pl.String).alias("transaction_id"), kind=pl.lit("transaction"),
        channel=pl.lit("telephone"), service_id=pl.lit("plate"), location_id=pl.lit("centre"),
    )  # fmt: skip
    there = pl.DataFrame(
        {"location_id": "centre", "on_date": [date(2026, 5, 4), date(2026, 5, 4), date(2026, 5, 6)],
         "half_hour": [18, 29, 18], "people": [2, 1, 1]}
    )  # fmt: skip
    tables = {"capacity": there} if people else {}
    service = pl.DataFrame({"service_id": ["plate"], "name_en": ["Plates"], "line_id": ["vehicles"]})
    line = pl.DataFrame({"line_id": ["vehicles"], "name_en": ["Vehicles"]})
    snapshot = home_with(folder, transaction=calls, service=service, line=line, data_to=date(2026, 5, 31), **tables)
    return queue_hours(snapshot, MAY, where)


def test_each_half_hour_tells_offered_given_up_wait_in_time_occupancy_and_repeats(tmp_path: Path):
    morning, afternoon = hours(tmp_path)

    assert (morning.hour, morning.offered, morning.missed) == ("09:00", 3, 2)
    assert morning.abandoned == pytest.approx(1 / 3)
    assert morning.wait_s == (30 + 90) / 2
    assert morning.in_time == pytest.approx(1 / 3)
    assert morning.repeated == 1 / 2
    assert morning.occupancy == (300 + 600) / ((2 + 1) * 1800)
    assert (afternoon.hour, afternoon.offered, afternoon.abandoned, afternoon.in_time) == ("14:30", 1, 0, 1)
    assert afternoon.occupancy == 900 / 1800


def test_without_people_or_of_some_calls_alone_there_is_no_occupancy(tmp_path: Path):
    assert {one.occupancy for one in hours(tmp_path / "none", people=False)} == {None}
    assert {one.occupancy for one in hours(tmp_path / "some", line=["vehicles"])} == {None}
    assert hours(tmp_path / "other", service=["plate"]) == []
    assert len(hours(tmp_path / "phone", channel=["telephone"])) == 2
