"""A period before the data: over, open, not begun or too early; an open one is compared with as many business days."""

from datetime import date, timedelta

import pytest

from metrics.calendar.business_days import business_days
from metrics.calendar.periods import parse
from metrics.calendar.standing import Progress, Standing, progress, same_days_a_year_before, so_far, standing

FIRST, LAST = date(2024, 4, 10), date(2026, 11, 27)


@pytest.mark.parametrize(
    ("code", "where"),
    [
        ("2024-03", Standing.BEFORE_DATA),
        ("2024-04-09", Standing.BEFORE_DATA),
        ("2024-04", Standing.COMPLETE),
        ("2026-10", Standing.COMPLETE),
        ("2026-11-27", Standing.COMPLETE),
        ("FY2026-27-to-2026-10", Standing.COMPLETE),
        ("2026-11", Standing.OPEN),
        ("2026-W48", Standing.OPEN),
        ("FY2026-27", Standing.OPEN),
        ("2026-11-28", Standing.NOT_BEGUN),
        ("2026-12", Standing.NOT_BEGUN),
    ],
)
def test_where_a_period_stands(code, where):
    assert standing(parse(code), FIRST, LAST) is where


def test_an_open_month_counts_its_business_days():
    """November 2026 has 21 weekdays; Remembrance Day falls on a Wednesday. The 27th is the last Friday."""
    assert progress(parse("2026-11"), LAST) == Progress(20 - 1, 21 - 1)
    assert progress(parse("2026-12"), LAST) == Progress(0, business_days(date(2026, 12, 1), date(2026, 12, 31)))


def test_what_is_known_of_a_period_ends_with_the_data():
    assert so_far(parse("2026-11"), LAST).code == "2026-11-01..2026-11-27"
    assert so_far(parse("2026-10"), LAST) == parse("2026-10")


@pytest.mark.parametrize("days", range(1, 30))
def test_the_year_before_has_as_many_business_days(days):
    last = date(2026, 11, 1) + timedelta(days=days - 1)
    before = same_days_a_year_before(parse("2026-11"), last)
    done = progress(parse("2026-11"), last).done
    assert before.start == date(2025, 11, 1)
    assert business_days(before.start, before.end) == min(done, business_days(before.start, date(2025, 11, 30)))


def test_free_days_at_its_end_come_along():
    """The 28th and 29th of November 2026 are a weekend, as are the 29th and 30th of November 2025."""
    assert same_days_a_year_before(parse("2026-11"), date(2026, 11, 29)).end == date(2025, 11, 30)
    assert same_days_a_year_before(parse("2026-11"), date(2026, 11, 27)).end == date(2025, 11, 28)


def test_a_period_that_is_over_is_compared_with_the_whole_one_before():
    assert same_days_a_year_before(parse("2026-10"), LAST) == parse("2025-10")
