"""What is open is told of the end of the last day that is over: what today has brought so far comes after it."""

from datetime import date, timedelta

import polars as pl
import pytest

from data.storage.snapshot import Snapshot
from metrics.standards.open_items import Known, known_days, read_items, read_outlook
from tests.support.drawn_tables import rows
from tests.support.homes import home_with, read_during
from tests.support.standards import SERVICES

TODAY = date(2024, 6, 7)
DRAWN = """
    transaction_id | started_at       | completed_at     | status
    ---------------+------------------+------------------+------------
    still          | 2024-06-05T14:00 |                  | in_progress
    done_today     | 2024-06-05T14:00 | 2024-06-07T14:00 | completed
    done_before    | 2024-06-05T14:00 | 2024-06-06T14:00 | completed
    new_today      | 2024-06-07T14:00 |                  | in_progress
"""


@pytest.fixture(scope="module")
def at_noon(tmp_path_factory) -> Snapshot:
    told = {
        "kind": "transaction",
        "channel": "online",
        "service_id": "birth",
        "guaranteed": True,
        "due_at": "2024-06-14T20:00:00",
    }
    items = rows(DRAWN).with_columns(pl.lit(value).alias(name) for name, value in told.items())
    return read_during(TODAY, home_with(tmp_path_factory.mktemp("open"), service=SERVICES, transaction=items))


def test_items_that_began_or_ended_today_are_as_they_were_when_the_last_day_was_over(at_noon):
    assert known_days(at_noon) == Known(TODAY, TODAY - timedelta(days=1))

    found = read_outlook(at_noon, {})
    assert (found.whole_to, found.open) == (TODAY - timedelta(days=1), 2)
    assert sorted(read_items(at_noon, {})["transaction_id"]) == ["done_today", "still"]
