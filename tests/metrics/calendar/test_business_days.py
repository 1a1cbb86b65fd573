"""Business days, against days copied from calendars."""

from datetime import date, timedelta

import pytest

from metrics.calendar.business_days import business_days, office_holidays
from tests.support.plain_loops import CLOSED, working_days


def test_offices_close_on_the_days_that_calendars_say():
    found = {day for year in (2022, 2023, 2024, 2025) for day in office_holidays(year) if day.isoweekday() <= 5}
    assert found == CLOSED


@pytest.mark.parametrize("year", range(2000, 2041))
def test_offices_are_open_on_truth_and_reconciliation_day_and_on_the_day_it_moves_to(year):
    assert not {day for day in office_holidays(year) if (day.month, day.day) in ((9, 30), (10, 1), (10, 2))}


def test_the_language_of_the_machine_changes_no_day(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "fr_CA")
    assert office_holidays.__wrapped__(2024) == office_holidays(2024)


def test_business_days_count_both_ends():
    assert business_days(date(2024, 12, 24), date(2024, 12, 27)) == 2, "Christmas and Boxing Day fall out"
    assert business_days(date(2025, 1, 1), date(2025, 1, 1)) == 0
    assert business_days(date(2025, 1, 2), date(2025, 1, 2)) == 1
    assert business_days(date(2025, 1, 4), date(2025, 1, 5)) == 0, "a weekend"
    assert business_days(date(2025, 1, 3), date(2025, 1, 2)) == 0, "nothing"


def test_every_month_agrees_with_plain_counting():
    for month in range(1, 49):
        first = date(2022 + (month - 1) // 12, (month - 1) % 12 + 1, 1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        assert business_days(first, last) == working_days(first, last), first
