"""A record's columns have names, units and values as a reader writes them, in both languages."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from dashboard.text import cells
from data.words import Channel
from tests.support.pages import context

EN, FR = context("transactions"), context("transactions", "fr")
TORONTO = ZoneInfo("America/Toronto")
NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("column", "en", "fr"),
    [
        ("wait_s", "Wait", "Attente"),
        ("started_on", "Started (day)", "Début (jour)"),
        ("started_half_hour", "Started (half-hour)", "Début (demi-heure)"),
        ("line", "Line of business", "Secteur d’activité"),
        ("numerator", "Adds to numerator", "Ajoute au numérateur"),
        ("a_new_column", "a_new_column", "a_new_column"),
    ],
)
def test_a_column_has_its_name(column: str, en: str, fr: str):
    assert cells.title(["transaction"], column, EN) == en
    assert cells.title(["transaction"], column, FR) == fr


def test_of_several_records_the_first_that_declares_a_column_names_it():
    assert cells.title(["complaint", "transaction"], "wait_s", EN) == "Wait"


@pytest.mark.parametrize(
    ("column", "value", "en", "fr"),
    [
        ("wait_s", None, "–", "–"),
        ("guaranteed", True, "Yes", "Oui"),
        ("guaranteed", False, "No", "Non"),
        ("started_on", date(2026, 9, 1), "1 Sep 2026", "1er sept. 2026"),
        ("started_half_hour", "09:30", "9:30", f"9{NBSP}h{NBSP}30"),
        ("channel", "kiosk", "Kiosk", "Borne"),
        ("record", "transaction", "Transaction", "Opération"),
        ("transaction_id", "T7", "T7", "T7"),
        ("wait_s", 245, "4:05", "4:05"),
        ("fee_cents", 123450, "$1,234.50", "1_234,50_$"),
    ],
)
def test_a_value_is_written_as_its_column_means_it(column: str, value: object, en: str, fr: str):
    assert cells.cell("transaction", column, value, EN, TORONTO) == en.replace("_", NBSP)
    assert cells.cell("transaction", column, value, FR, TORONTO) == fr.replace("_", NBSP)


def test_names_that_are_handed_in_are_used():
    assert cells.cell("transaction", "channel", "kiosk", EN, TORONTO, {}) == "kiosk"


def test_a_moment_is_in_the_time_of_its_place():
    when = datetime(2026, 9, 1, 18, 14, 5, tzinfo=UTC)

    assert cells.moment(when, EN, TORONTO).replace(NBSP, " ") == "1 Sep 2026, 2:14 p.m."
    assert cells.moment(when, EN, TORONTO, seconds=True).replace(NBSP, " ") == "1 Sep 2026, 2:14:05 p.m."
    assert cells.moment(when, FR, TORONTO).replace(NBSP, " ") == "1er sept. 2026, 14 h 14"


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(0, "0 s"), (40, "40 s"), (180, "3 min"), (1589, "26 min 29 s"), (7500, "2 h 5 min"), (7205, "2 h")],
)
def test_a_span_names_its_units(seconds: int, expected: str):
    assert cells.span(seconds).replace(NBSP, " ") == expected


def test_units_numbers_and_references_are_those_of_the_declaration():
    assert cells.unit_of("transaction", "fee_cents") == "cents"
    assert cells.unit_of("transaction", "numerator") == ""
    assert cells.unit_of("cost", "borne") == "cents × millionths"
    assert cells.is_number("transaction", "wait_s")
    assert not cells.is_number("transaction", "channel")
    assert cells.is_reference("transaction", "location_id")
    assert not cells.is_reference("transaction", "channel")


def test_codes_have_the_names_of_their_closed_list():
    assert cells.names_of("transaction", "channel", EN) == Channel.texts()
    assert cells.names_of("transaction", "wait_s", EN) == {}
    assert cells.singular("transaction").fr == "Opération"
