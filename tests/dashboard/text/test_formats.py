"""Numbers, dates and periods as Canadians write them."""

from datetime import UTC, date, datetime

import pytest

from dashboard.text import formats
from data.words import Unit
from metrics.calendar.periods import parse

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "en", "fr"),
    [
        (12.345, Unit.SHARE, 1, "1,234.5%", "1_234,5_%"),
        (0.99944, Unit.SHARE, 2, "99.94%", "99,94_%"),
        (-0.0000001, Unit.SHARE, 1, "0.0%", "0,0_%"),
        (12345, Unit.DOLLARS, 0, "$12,345", "12_345_$"),
        (-6.899, Unit.DOLLARS, 2, "−$6.90", "−6,90_$"),
        (245, Unit.SECONDS, 0, "4:05", "4:05"),
        (3725.4, Unit.SECONDS, 0, "1:02:05", "1:02:05"),
        (9.55, Unit.RATE, 1, "9.6", "9,6"),
        (-3.09, Unit.POINTS, 1, "−3.1_pts", "−3,1_pts"),
        (1234567, Unit.COUNT, 0, "1,234,567", "1_234_567"),
    ],
)
def test_a_value_is_written_in_its_unit(value: float, unit: Unit, decimals: int, en: str, fr: str):
    assert formats.value(value, unit, "en", decimals) == en.replace("_", NBSP)
    assert formats.value(value, unit, "fr", decimals) == fr.replace("_", NBSP)


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "en", "fr"),
    [
        (-0.036, Unit.SHARE, 1, "−3.6", "−3,6"),
        (0.0004, Unit.SHARE, 2, "+0.04", "+0,04"),
        (0.0004, Unit.SHARE, 1, "0.0", "0,0"),
        (-0.06, Unit.DOLLARS, 2, "−$0.06", "−0,06_$"),
        (-65, Unit.SECONDS, 0, "−1:05", "−1:05"),
        (1.6, Unit.RATE, 1, "+1.6", "+1,6"),
    ],
)
def test_a_gap_has_its_sign_and_is_in_points_for_shares(value: float, unit: Unit, decimals: int, en: str, fr: str):
    assert formats.gap(value, unit, "en", decimals) == en.replace("_", NBSP)
    assert formats.gap(value, unit, "fr", decimals) == fr.replace("_", NBSP)


@pytest.mark.parametrize(
    ("code", "en", "fr"),
    [
        ("FY2024-25", "2024-25", "2024-25"),
        ("FY2024-25-Q3", "2024-25_Q3", "2024-25_T3"),
        ("2024-11", "Nov 2024", "nov. 2024"),
        ("2024-08", "Aug 2024", "août 2024"),
        ("2024-11-30", "30 Nov 2024", "30 nov. 2024"),
    ],
)
def test_a_period_is_written_as_its_readers_do(code: str, en: str, fr: str):
    assert formats.period(parse(code), "en") == en.replace("_", NBSP)
    assert formats.period(parse(code), "fr") == fr.replace("_", NBSP)


def test_a_day_is_written_in_both_languages():
    assert formats.day(date(2026, 2, 1), "en") == "1 Feb 2026"
    assert formats.day(date(2026, 2, 1), "fr") == "1er févr. 2026"


def test_a_gap_that_decides_is_never_shown_as_nothing():
    assert formats.missed_by(0.04, Unit.RATE, "en", 1) == "+0.04"
    assert formats.missed_by(-0.6, Unit.RATE, "fr", 1) == "−0,6"
    assert formats.missed_by(0, Unit.RATE, "en", 1) == "0.0"
    assert formats.missed_by(1e-12, Unit.RATE, "en", 1) == "0.0000"


def test_words_one_after_the_other_end_with_and():
    assert formats.together(["mail", "kiosk", "telephone"], "en") == "mail, kiosk and telephone"
    assert formats.together(["courrier", "borne"], "fr") == "courrier et borne"


def test_a_share_and_a_change_of_it_are_percentages():
    assert formats.percent(0.8644, "en") == "86.4%"
    assert formats.percent(0.8644, "fr", 0) == f"86{NBSP}%"
    assert formats.signed(0.031, "en") == "+3.1%"
    assert formats.signed(-0.031, "fr") == f"−3,1{NBSP}%"
    assert formats.signed(0.0001, "en") == "0.0%"


def test_decimals_of_the_stored_value_are_those_of_the_shown_one():
    assert formats.places(Unit.SECONDS, 1) == 0
    assert formats.places(Unit.SHARE, 1) == 3
    assert formats.places(Unit.DOLLARS, 2) == 2


def test_a_month_has_its_short_name():
    assert formats.month(date(2024, 11, 1), "fr") == "nov. 2024"
    assert (formats.month_name(2, "en"), formats.month_name(2, "fr")) == ("Feb", "févr.")


def test_a_half_hour_is_a_time_of_the_clock():
    assert [formats.clock(half, "en") for half in (0, 19)] == ["0:00", "9:30"]
    assert [formats.clock(half, "fr") for half in (0, 19)] == ["0\u00a0h\u00a000", "9\u00a0h\u00a030"]


def test_a_day_that_comes_as_text_and_a_moment_are_written_alike():
    assert formats.day_of("2026-08-31", "fr") == "31 août 2026"
    when = datetime(2026, 9, 1, 12, 5, tzinfo=UTC)
    assert formats.moment(when, "en") == f"{formats.day(when.astimezone().date(), 'en')} {when.astimezone():%H:%M}"


@pytest.mark.parametrize(
    ("written", "en", "fr"),
    [
        ("Board (fictional) / Conseil (fictif)", "Board (fictional)", "Conseil (fictif)"),
        ("Objective / Objectif d'octobre", "Objective", "Objectif d’octobre"),
        ("Ontario Onwards", "Ontario Onwards", "Ontario Onwards"),
        ("a / b / c", "a / b / c", "a / b / c"),
    ],
)
def test_what_people_wrote_in_both_languages_is_shown_in_the_readers(written: str, en: str, fr: str):
    assert (formats.in_language(written, "en"), formats.in_language(written, "fr")) == (en, fr)
