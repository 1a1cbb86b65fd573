"""A page of the rows behind a number is a piece of the very rows that `scorecard rows` gives."""

import polars as pl
import pytest

from metrics.catalogue.registry import declared
from metrics.definition.indicator import Kind
from metrics.drilldown.rows_behind import PAGE, counts_against, list_rows
from metrics.engine.answer import Question, answer, rows

SHOWN = [indicator for indicator in declared().values() if not indicator.restricted]


@pytest.mark.parametrize("period", ["FY2023-24", "FY2024-25-Q4", "2023-04", "2024-02"])
@pytest.mark.parametrize("indicator", SHOWN, ids=lambda indicator: indicator.name)
def test_reading_less_finds_the_same_rows(home, indicator, period):
    if "quarter" in indicator.frequency and period.startswith("20"):
        period = "FY2022-23-Q4"
    question = Question(indicator=indicator.name, period=period)
    whole, found = rows(question, home.published).collect(), list_rows(question, home.published)

    assert found.frame.collect().sort(pl.all()).equals(whole.sort(pl.all()))
    assert found.rows == whole.height
    assert found.numerator == whole["numerator"].sum()
    assert found.denominator == (whole["denominator"].sum() if indicator.denominator else None) or not whole.height


@pytest.mark.parametrize("indicator", [i for i in SHOWN if not i.derived], ids=lambda indicator: indicator.name)
def test_they_add_up_to_the_number(home, indicator):
    question = Question(indicator=indicator.name, period="FY2023-24")
    (number,), found = answer(question, home.published).rows(named=True), list_rows(question, home.published)

    if found.rows:
        assert (found.numerator, found.denominator) == (number["numerator"], number["denominator"])


def test_a_call_is_repeated_by_one_that_is_dated_before_it_in_another_zone(two_zones):
    found = list_rows(Question(indicator="first_contact_resolution", period="2024-12"), two_zones)

    assert (found.rows, found.numerator, found.denominator) == (1, 0, 1)


def test_pages_hold_every_row_once_in_order(home):
    found = list_rows(Question(indicator="transaction_volume"), home.published)
    pages = [found.page(["wait_s"], number, sort="wait_s") for number in range(1, found.pages + 1)]
    everything = pl.concat(pages)

    assert all(page.height == PAGE for page in pages[:-1])
    assert everything.height == found.rows
    assert everything.unique(["source", "key"]).height == found.rows
    waits = everything["wait_s"].to_list()
    known = [wait for wait in waits if wait is not None]
    assert known == sorted(known)
    assert waits[len(known) :] == [None] * (len(waits) - len(known))


def test_a_page_has_the_columns_asked_for_and_can_be_sorted_by_another(home):
    found = list_rows(Question(indicator="transaction_volume"), home.published)
    page = found.page(["channel"], 1, sort="wait_s", descending=True)

    assert page.columns == ["record", "key", "source", "numerator", "denominator", "channel", "wait_s"]
    assert page["wait_s"][0] == found.frame.select(pl.col("wait_s").max()).collect().item()


def test_codes_are_sorted_by_the_places_they_are_given(home):
    found = list_rows(Question(indicator="transaction_volume"), home.published)
    page = found.page(["service_id"], 1, sort="service_id", order={"s5": 0, "s3": 1})

    assert page["service_id"][0] == "s5"


def test_no_rows_are_one_empty_page(home):
    found = list_rows(Question(indicator="service_standards_met", period="2023-08"), home.published)

    assert (found.rows, found.pages, found.counts) == (0, 1, {})
    assert found.page(["wait_s"], 1).is_empty()


WINDOWS = [i for i in SHOWN if i.kind in (Kind.ROLLING, Kind.CUMULATIVE, Kind.STOCK)]


@pytest.mark.parametrize("indicator", WINDOWS, ids=lambda indicator: indicator.name)
def test_the_rows_of_a_window_or_a_level_give_its_value(home, indicator):
    question = Question(indicator=indicator.name, period="FY2024-25-Q4")
    (number,) = answer(question, home.published).rows(named=True)
    found = list_rows(question, home.published)

    assert found.value(indicator.scale) == (number["value"] and pytest.approx(number["value"], rel=1e-12))


ON_THE_BAD_SIDE = [
    ("service_standards_met", 1, 1, False),
    ("service_standards_met", 0, 1, True),
    ("calls_within_standard", 3, 4, True),
    ("complaints_per_10000", 1, 0, True),
    ("complaints_per_10000", 0, 1, False),
]


@pytest.mark.parametrize(("name", "numerator", "denominator", "missed"), ON_THE_BAD_SIDE)
def test_a_row_counts_against_what_should_be_high_or_for_what_should_be_low(name, numerator, denominator, missed):
    row = pl.DataFrame({"numerator": [numerator], "denominator": [denominator]})

    assert row.select(counts_against(declared()[name])).item() is missed


@pytest.mark.parametrize("name", ["cost_per_transaction", "average_speed_of_answer", "cmt_index", "transaction_volume"])
def test_an_amount_is_on_no_side(name):
    assert counts_against(declared()[name]) is None


@pytest.mark.parametrize("indicator", [i for i in SHOWN if not i.derived], ids=lambda indicator: indicator.name)
def test_those_on_the_bad_side_and_those_of_one_record_are_counted_as_they_are_listed(home, indicator):
    found = list_rows(Question(indicator=indicator.name, period="FY2023-24"), home.published)

    for some in (*map(found.only, found.counts), found.only(missed=True)):
        listed = some.frame.collect()
        assert (some.rows, some.numerator) == (listed.height, listed["numerator"].sum())
    assert sum(found.only(record).rows for record in found.counts) == found.rows
