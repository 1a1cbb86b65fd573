"""Opening days are learned from what happened: closed weekdays, holidays by their name, and exceptions."""

from datetime import date, timedelta

import polars as pl
import pytest

from metrics.calendar.business_days import named_holidays
from pipelines.forecast.organisation.opening_days import opening

FIRST, LAST = date(2024, 1, 1), date(2025, 12, 31)
HOLIDAYS = {day: name for year in (2024, 2025, 2026) for day, name in named_holidays(year).items()}


def learned(served, until: date = date(2026, 12, 31)) -> dict[date, bool]:
    """What is learned of a channel that has contacts on the days for which `served` says so."""
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    counts = pl.DataFrame({"ds": [d for d in days if served(d)]}).with_columns(channel=pl.lit("telephone"), started=7)
    return dict(opening(counts, ["channel"], until).select("ds", "open").iter_rows())


OFFICE = learned(lambda day: day.weekday() < 5 and day not in HOLIDAYS)


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (date(2026, 3, 14), False),  # a Saturday
        (date(2026, 3, 16), True),
        (date(2026, 7, 1), False),  # Canada Day, as in the two years before
        (date(2026, 4, 6), False),  # Easter Monday: another date each year, the same name
        (date(2025, 4, 18), False),  # Good Friday, in the past
        (date(2026, 9, 30), True),  # a federal holiday only
    ],
)
def test_an_office_is_closed_on_weekends_and_holidays_ahead(day, is_open):
    assert OFFICE[day] is is_open


def test_what_never_closes_is_open_on_holidays_too():
    always = learned(lambda day: True)

    assert all(always.values())


def test_a_holiday_on_which_there_were_contacts_is_open_ahead():
    counters = learned(lambda day: day.weekday() < 5 and HOLIDAYS.get(day) != "Christmas Day")

    assert counters[date(2026, 4, 6)] is True
    assert counters[date(2026, 12, 25)] is False


def test_a_day_with_contacts_was_open_whatever_the_rule():
    once = date(2025, 3, 15)
    office = learned(lambda day: day == once or (day.weekday() < 5 and day not in HOLIDAYS))

    assert office[once] is True
    assert office[once + timedelta(days=7)] is False


def test_opening_hours_that_changed_count_as_they_are_now():
    office = learned(lambda day: day.weekday() < 5 or (day.weekday() == 5 and day.year == 2024))

    assert office[date(2024, 6, 15)] is True
    assert office[date(2026, 6, 13)] is False
