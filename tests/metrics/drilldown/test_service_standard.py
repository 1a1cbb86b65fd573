"""A transaction against its standard: met or late, and by how much."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from metrics.drilldown.service_standard import Verdict, served_at, standing

# Friday, 3 April 2026 is Good Friday and Monday, 6 April Easter Monday: no business days.
WEDNESDAY = datetime(2026, 4, 1, 14, 0, tzinfo=UTC)


def transaction(**changed: Any) -> dict[str, Any]:
    """One that was completed at noon on 1 April 2026 local time, due three minutes later."""
    row = {
        "started_at": WEDNESDAY, "started_on": date(2026, 4, 1),
        "completed_at": datetime(2026, 4, 1, 16, 0, tzinfo=UTC), "completed_on": date(2026, 4, 1),
        "due_at": datetime(2026, 4, 1, 16, 3, tzinfo=UTC), "due_on": date(2026, 4, 1),
        "status": "completed", "wait_s": 90,
    }  # fmt: skip
    return row | changed


def due(day: int, hour: int = 16) -> dict[str, Any]:
    return {"due_at": datetime(2026, 4, day, hour, tzinfo=UTC), "due_on": date(2026, 4, day)}


def done(day: int, hour: int = 16) -> dict[str, Any]:
    return {"completed_at": datetime(2026, 4, day, hour, tzinfo=UTC), "completed_on": date(2026, 4, day)}


@pytest.mark.parametrize(
    ("changed", "verdict", "days", "seconds"),
    [
        ({}, Verdict.MET, None, 180),
        (done(1, 17), Verdict.LATE, None, 57 * 60),
        ({**due(1), **done(1)}, Verdict.MET, None, 0),
        (done(7), Verdict.LATE, 2, None),  # Thursday and Tuesday: Easter lies between
        ({**due(8), **done(1)}, Verdict.MET, 3, None),
        ({**due(2, 20), **done(5, 20)}, Verdict.LATE, None, 3 * 86400),  # only holidays and a weekend lie between
        ({**due(1, 20), **done(2, 13)}, Verdict.LATE, None, 17 * 3600),  # over one night, less than a day
        ({"due_at": None, "due_on": None}, Verdict.NO_STANDARD, None, None),
        ({"status": "abandoned"}, Verdict.NOT_COMPLETED, None, None),
        ({"status": "rejected", "completed_at": None, "completed_on": None}, Verdict.NOT_COMPLETED, None, None),
    ],
)
def test_the_verdict_and_its_margin(changed: dict[str, Any], verdict: Verdict, days: int | None, seconds: int | None):
    found = standing(transaction(**changed), date(2026, 4, 30))

    assert (found.verdict, found.business_days, found.seconds) == (verdict, days, seconds)


@pytest.mark.parametrize(
    ("known_to", "verdict", "days"),
    [(date(2026, 4, 1), Verdict.OPEN, 4), (date(2026, 4, 9), Verdict.OPEN, 0), (date(2026, 4, 10), Verdict.OVERDUE, 1)],
)
def test_an_open_one_is_judged_on_the_last_day_of_data(known_to: date, verdict: Verdict, days: int):
    waiting = transaction(status="in_progress", completed_at=None, completed_on=None, **due(9))
    found = standing(waiting, known_to)

    assert (found.verdict, found.business_days) == (verdict, days)


def test_service_begins_after_the_wait():
    assert served_at(transaction()) == datetime(2026, 4, 1, 14, 1, 30, tzinfo=UTC)
    assert served_at(transaction(wait_s=None)) is None
