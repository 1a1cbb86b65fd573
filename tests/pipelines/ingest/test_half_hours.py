"""Rows stored by an earlier version of the program get their half-hours from the next run, by their source's clock."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import polars as pl
import pytest

from data.storage.lake import Lake
from pipelines.ingest.half_hours import add_half_hours
from tests.support.homes import stored

HALF_PAST_TWO = datetime(2024, 7, 2, 6, 30, tzinfo=UTC)
TABLE = "lake/transaction"


@pytest.fixture
def earlier(tmp_path) -> Lake:
    """Two sources of two zones, one that is not known any more, and a day without a time."""
    rows = [
        ("toronto", "night", HALF_PAST_TWO, date(2024, 7, 2)),
        ("vancouver", "evening", HALF_PAST_TWO, date(2024, 7, 1)),
        ("lost", "some time", HALF_PAST_TWO, date(2024, 7, 2)),
        ("toronto", "a day", datetime(2024, 8, 2, 4, tzinfo=UTC), date(2024, 8, 2)),
        ("toronto", "the second 1:45", datetime(2024, 11, 3, 6, 45, tzinfo=UTC), date(2024, 11, 3)),
    ]
    names = ["source", "transaction_id", "started_at", "started_on"]
    frame = stored("transaction", pl.DataFrame(rows, schema=names, orient="row")).drop("started_half_hour")
    lake = Lake(tmp_path)
    lake.write(TABLE, frame)
    return lake


SOURCES = [
    SimpleNamespace(name="toronto", time_zone="America/Toronto"),
    SimpleNamespace(name="vancouver", time_zone="America/Vancouver"),
]


def test_half_hours_are_told_by_the_clock_of_each_row_s_source(earlier):
    before = earlier.scan(TABLE).collect()
    add_half_hours(earlier, SOURCES)
    after = earlier.scan(TABLE).collect()
    assert dict(after.select("transaction_id", "started_half_hour").rows()) == {
        "night": "02:30",
        "evening": "23:30",
        "some time": None,
        "a day": None,
        "the second 1:45": "01:30",
    }
    rest = after.select(before.columns)
    assert rest.sort("transaction_id").equals(before.sort("transaction_id")), "nothing else of a row changes"


def test_what_has_its_half_hours_is_left_alone(earlier):
    add_half_hours(earlier, SOURCES)
    version = earlier.version(TABLE)
    add_half_hours(earlier, SOURCES)
    assert earlier.version(TABLE) == version


def test_where_nothing_is_stored_there_is_nothing_to_do(tmp_path):
    lake = Lake(tmp_path)
    add_half_hours(lake, SOURCES)
    assert not lake.exists(TABLE)
