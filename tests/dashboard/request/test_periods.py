"""The short list of periods, the steps to either side, and what is no period."""

from datetime import date

import pytest

from dashboard.request import periods
from metrics.calendar.periods import parse

FIRST, LAST = date(2021, 4, 1), date(2026, 11, 29)


def codes(offered: list) -> list[str]:
    return [period.code for period in offered]


def test_the_list_begins_with_what_people_ask_for_first():
    offered = periods.choices(FIRST, LAST, LAST)

    assert codes(offered["now"]) == ["2026-10", "FY2026-27-to-2026-10", "2026-11", "FY2026-27-Q3", "FY2026-27"]
    assert codes(offered["month"])[:2] == ["2026-10", "2026-09"]
    assert codes(offered["quarter"])[0] == "FY2026-27-Q2"
    assert codes(offered["year"]) == ["FY2025-26", "FY2024-25", "FY2023-24", "FY2022-23", "FY2021-22"]
    assert codes(offered["week"])[0] == "2026-W48", "which ends on the last day of data"
    assert codes(offered["day"])[0] == "2026-11-29"
    assert {grain: len(offered[grain]) for grain in periods.MOST} == periods.MOST | {"year": 5}


def test_on_the_last_day_of_a_month_nothing_of_it_is_open():
    offered = periods.choices(FIRST, date(2026, 10, 31), date(2026, 10, 31))

    assert codes(offered["now"]) == ["2026-10", "FY2026-27-to-2026-10", "FY2026-27-Q3", "FY2026-27"]


def test_little_data_makes_a_short_list():
    offered = periods.choices(date(2026, 10, 5), LAST, LAST)

    assert codes(offered["month"]) == ["2026-10"]
    assert "year" not in offered


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("2026-10", "2026-09", "2026-11"),
        ("2026-11", "2026-10", None),
        ("2021-04", None, "2021-05"),
        ("FY2025-26", "FY2024-25", "FY2026-27"),
        ("FY2026-27-to-2026-10", "FY2026-27-to-2026-09", "FY2026-27"),
        ("2026-W48", "2026-W47", None),
        ("2026-11-29", "2026-11-28", None),
        ("2027-05", None, None),
    ],
)
def test_the_steps_end_where_the_data_do(code: str, before: str | None, after: str | None):
    sides = periods.neighbours(parse(code), FIRST, LAST)

    assert [side and side.code for side in sides] == [before, after]


def test_what_is_no_period_is_said_in_the_readers_language():
    assert periods.problem(None, "en") is None
    assert periods.problem("2026-10", "en") is None
    assert "2025-W53" in periods.problem("2025-W53", "fr")
    assert "n’est pas une semaine" in periods.problem("2025-W53", "fr")
    assert "is not how a period is written" in periods.problem("2024-25 T3", "en")
    assert periods.read("2025-W53") is None


AS_PEOPLE_WRITE = [
    ("2026-27 T2", "FY2026-27-Q2"),
    ("FY2026-27-T2", "FY2026-27-Q2"),
    ("2026-27", "FY2026-27"),
    ("exercice 2026-27", "FY2026-27"),
    ("2026-S48", "2026-W48"),
    ("oct. 2026", "2026-10"),
    ("Octobre 2026", "2026-10"),
    ("août 2026", "2026-08"),
    ("juil. 2026", "2026-07"),
    ("1er juin 2026", "2026-06-01"),
    ("31 Oct 2026", "2026-10-31"),
]


@pytest.mark.parametrize(("written", "code"), AS_PEOPLE_WRITE)
def test_a_period_in_the_form_of_a_language_is_told_how_a_link_writes_it(written: str, code: str):
    assert periods.problem(written, "en") == f"'{written}' is not how a period is written here: write {code}."
    assert f"s’écrit {code}" in periods.problem(written, "fr")


@pytest.mark.parametrize("written", ["2026-S54", "31 février 2026", "brumaire 2026", "2026-28", "<b>oct</b> 2026"])
def test_a_form_that_means_no_period_gets_the_forms_there_are(written: str):
    assert "FY2024-25-Q3" in periods.problem(written, "fr")


def test_a_day_that_was_not_over_when_it_was_read_is_open_and_so_is_what_ends_with_it():
    """On 30 November, at noon: neither the day nor the month is over, and October is the latest month."""
    offered = periods.choices(FIRST, date(2026, 11, 30), date(2026, 11, 29))

    assert codes(offered["now"])[:4] == ["2026-10", "FY2026-27-to-2026-10", "2026-11-30", "2026-11"]
    assert codes(offered["day"])[0] == "2026-11-29"
    assert periods.latest(date(2026, 11, 29)) == parse("2026-10")
    for code, is_open in (("2026-11-30", True), ("2026-11", True), ("2026-11-29", False), ("2026-12", False)):
        assert periods.is_open(parse(code), date(2026, 11, 30), date(2026, 11, 29)) is is_open
