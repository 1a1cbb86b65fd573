"""Periods: 1 April begins the year, Monday the week, and a code names one span of days and back."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import UserError
from metrics.calendar.periods import GRAINS, Period, containing, first_day, fiscal_year, parse, spans, with_codes
from tests.support.plain_loops import end_of, label

FOUR_YEARS = [date(2022, 12, 20) + timedelta(days=n) for n in range(366 + 3 * 365 + 40)]
DAYS = st.dates(date(1905, 1, 1), date(2095, 12, 31))
every_grain = pytest.mark.parametrize("grain", GRAINS)


@every_grain
@settings(deadline=None)
@given(day=DAYS)
def test_a_code_reads_back_as_the_period_it_names(grain, day):
    period = containing(day, grain)
    assert parse(period.code) == period
    assert period.start <= day <= period.end
    assert period.code == label(day, grain) == label(period.start, grain) == label(period.end, grain)


@pytest.mark.parametrize(
    ("code", "start", "end"),
    [
        ("FY2023-24", date(2023, 4, 1), date(2024, 3, 31)),
        ("FY1999-00", date(1999, 4, 1), date(2000, 3, 31)),
        ("FY2024-25-Q1", date(2024, 4, 1), date(2024, 6, 30)),
        ("FY2024-25-Q3", date(2024, 10, 1), date(2024, 12, 31)),
        ("FY2024-25-Q4", date(2025, 1, 1), date(2025, 3, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-W48", date(2024, 11, 25), date(2024, 12, 1)),
        ("2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
        ("2025-W01", date(2024, 12, 30), date(2025, 1, 5)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        (" fy2024-25-q2 ", date(2024, 7, 1), date(2024, 9, 30)),
        ("2024-w01", date(2024, 1, 1), date(2024, 1, 7)),
    ],
)
def test_what_people_write_is_read(code, start, end):
    period = parse(code)
    assert (period.start, period.end) == (start, end)
    assert period.code == code.strip().upper()


@pytest.mark.parametrize(
    ("code", "guess"),
    [
        ("FY2024-24", "FY2024-25 or 2024-04"),
        ("FY2024-26-Q1", "FY2024-25 or 2024-04"),
        ("FY2024-25-Q5", "FY2024-25 or 2024-04"),
        ("2024", "FY2024-25 or 2024-04"),
        ("2024-13", "FY2024-25 or 2024-04"),
        ("2024-1", "FY2024-25 or 2024-04"),
        ("2024-02-30", "FY2024-25 or 2024-04"),
        ("2023-02-29", "FY2023-24 or 2023-04"),
        ("", None),
        ("last month", None),
        ("0000-01", None),
        ("9999-12", None),
        ("9999-W52", None),
        ("FY9999-00", None),
        ("FY0000-01", None),
        ("9999-12-31", None),
    ],
)
def test_what_is_no_period_is_answered_with_the_forms_and_the_nearest(code, guess):
    with pytest.raises(UserError, match="is not a period: write a fiscal year as FY2024-25") as raised:
        parse(code)
    assert ("did you mean" in str(raised.value)) == (guess is not None)
    assert guess is None or f"did you mean {guess}?" in str(raised.value)


@pytest.mark.parametrize(
    ("code", "last"),
    [("2021-W53", "2021-W52"), ("2024-W00", "2024-W52"), ("2020-w54", "2020-W53"), ("2026-W99", "2026-W53")],
)
def test_a_week_that_its_year_does_not_have_is_answered_with_those_it_has(code, last):
    with pytest.raises(UserError, match=f"'{code}' is not a week: .*-W01 to {last}\\.$"):
        parse(code)


@pytest.mark.parametrize(
    ("code", "start", "end", "made_of"),
    [
        ("FY2024-25-to-2024-11", date(2024, 4, 1), date(2024, 11, 30), "month"),
        ("FY2024-25-to-2024-04", date(2024, 4, 1), date(2024, 4, 30), "month"),
        ("FY2024-25-to-2025-03", date(2024, 4, 1), date(2025, 3, 31), "year"),
        ("fy2024-25-TO-2024-12", date(2024, 4, 1), date(2024, 12, 31), "quarter"),
        ("2024-11-01..2024-11-20", date(2024, 11, 1), date(2024, 11, 20), "day"),
        ("2024-10-01..2024-11-30", date(2024, 10, 1), date(2024, 11, 30), "month"),
    ],
)
def test_a_year_so_far_and_any_days_have_a_code(code, start, end, made_of):
    period = parse(code)
    assert (period.start, period.end, period.made_of) == (start, end, made_of)
    assert parse(period.code) == period


@pytest.mark.parametrize(
    "code", ["FY2024-25-to-2024-03", "FY2024-25-to-2025-04", "FY2024-26-to-2024-11", "2024-11-20..2024-11-19"]
)
def test_a_month_of_another_year_and_days_that_run_backwards_are_no_period(code):
    with pytest.raises(UserError, match="is not a period"):
        parse(code)


@pytest.mark.parametrize(
    ("code", "next_one", "year_before"),
    [
        ("FY2024-25-to-2024-11", "FY2024-25-to-2024-12", "FY2023-24-to-2023-11"),
        ("FY2024-25-to-2025-03", "FY2025-26-to-2025-04", "FY2023-24-to-2024-03"),
        ("2024-02-01..2024-02-29", "2024-03-01..2024-03-29", "2023-02-01..2023-02-28"),
        ("2024-11-01..2024-11-20", "2024-11-21..2024-12-10", "2023-11-01..2023-11-20"),
    ],
)
def test_a_year_so_far_and_any_days_have_a_next_and_a_year_before(code, next_one, year_before):
    assert parse(code).shift(1).code == next_one
    assert parse(code).a_year_before().code == year_before


@pytest.mark.parametrize("code", ["FY2024-25", "FY2024-25-Q2", "2024-05", "2024-W20", "2024-05-17"])
def test_a_period_is_made_of_its_own_grain(code):
    assert parse(code).made_of == parse(code).grain


def test_an_unknown_grain_is_answered_with_the_known_ones():
    with pytest.raises(UserError, match="no grain 'decade': use day, week, month, quarter or year"):
        containing(date(2024, 1, 1), "decade")


@every_grain
def test_polars_truncates_every_day_to_the_period_that_holds_it(grain):
    frame = pl.DataFrame({"day": FOUR_YEARS}).with_columns(period=first_day("day", grain))
    assert frame["period"].to_list() == [containing(day, grain).start for day in FOUR_YEARS]
    assert with_codes(frame, grain)["period"].to_list() == [label(day, grain) for day in FOUR_YEARS]


@every_grain
def test_periods_follow_each_other_without_gap(grain):
    for day in FOUR_YEARS if grain in ("day", "week") else FOUR_YEARS[::13]:
        period = containing(day, grain)
        assert period.end == (day if grain == "day" else end_of(period.start, grain))
        assert period.shift(1).start == period.end + timedelta(days=1)
        assert period.shift(-1).end == period.start - timedelta(days=1)


@every_grain
@settings(deadline=None)
@given(day=DAYS, by=st.integers(-60, 60))
def test_a_shift_is_as_many_single_steps_and_back(grain, day, by):
    period = containing(day, grain)
    step = period
    for _ in range(abs(by)):
        step = step.shift(1 if by > 0 else -1)
    assert period.shift(by) == step
    assert period.shift(by).shift(-by) == period


@pytest.mark.parametrize(
    ("code", "before"),
    [
        ("FY2024-25", "FY2023-24"),
        ("FY2024-25-Q4", "FY2023-24-Q4"),
        ("2024-02", "2023-02"),
        ("2025-02", "2024-02"),
        ("2024-02-29", "2023-02-28"),
        ("2025-03-31", "2024-03-31"),
        ("2024-W48", "2023-W48"),
        ("2021-W01", "2020-W02"),
        ("2020-W53", "2020-W01"),
    ],
)
def test_a_year_before(code, before):
    assert parse(code).a_year_before().code == before


def test_a_week_is_compared_with_the_same_weekdays():
    for day in FOUR_YEARS:
        week = containing(day, "week")
        assert week.start - week.a_year_before().start == timedelta(weeks=52)


@pytest.mark.parametrize(
    ("code", "start", "end"),
    [
        ("2024-03", date(2023, 4, 1), date(2024, 3, 31)),
        ("2024-04", date(2024, 4, 1), date(2024, 4, 30)),
        ("FY2024-25-Q2", date(2024, 4, 1), date(2024, 9, 30)),
        ("FY2024-25", date(2024, 4, 1), date(2025, 3, 31)),
        ("2024-W14", date(2024, 4, 1), date(2024, 4, 7)),
        ("2025-W14", date(2025, 4, 1), date(2025, 4, 6)),
    ],
)
def test_the_fiscal_year_to_date_begins_on_1_april(code, start, end):
    to_date = parse(code).fiscal_year_to_date()
    assert (to_date.start, to_date.end) == (start, end)


@pytest.mark.parametrize(
    ("code", "start", "end"),
    [
        ("2024-02", date(2023, 3, 1), date(2024, 2, 29)),
        ("2025-02", date(2024, 3, 1), date(2025, 2, 28)),
        ("2024-12", date(2024, 1, 1), date(2024, 12, 31)),
        ("FY2024-25-Q2", date(2023, 10, 1), date(2024, 9, 30)),
        ("FY2024-25", date(2024, 4, 1), date(2025, 3, 31)),
    ],
)
def test_the_last_twelve_months_end_with_the_period(code, start, end):
    last = parse(code).last_twelve_months()
    assert (last.start, last.end) == (start, end)


def test_31_march_and_1_april_are_in_two_years():
    assert fiscal_year(date(2024, 3, 31)) == 2023
    assert fiscal_year(date(2024, 4, 1)) == 2024
    assert containing(date(2024, 3, 31), "quarter").code == "FY2023-24-Q4"
    assert containing(date(2024, 4, 1), "quarter").code == "FY2024-25-Q1"


def test_periods_sort_by_their_first_day():
    later, earlier = parse("2024-11"), parse("2024-02")
    assert sorted([later, earlier]) == [earlier, later]


def test_no_days_have_no_codes():
    empty = pl.DataFrame(schema={"period": pl.Date})
    assert with_codes(empty, "week").schema == {"period": pl.String}


def test_a_date_of_the_far_future_has_a_code():
    """Some sources write "never" as the last day there is."""
    frame = pl.DataFrame({"period": [date(9999, 12, 1)]})
    assert with_codes(frame, "month")["period"].to_list() == ["9999-12"]


def test_a_span_is_no_grain():
    assert Period(date(2024, 4, 1), date(2024, 11, 30), "span").end == date(2024, 11, 30)


def test_months_that_follow_each_other_are_one_span_of_days():
    assert spans(["2024-03", "2024-01", "2024-02", "2024-12"]) == [
        (date(2024, 1, 1), date(2024, 3, 31)),
        (date(2024, 12, 1), date(2024, 12, 31)),
    ]
    assert spans([]) == []
