"""What the rest of the code needs to know of a record is declared on it, not guessed from names."""

import polars as pl
import pytest

from data.records import RECORDS, REFERENCE_OF, REFERENCES, personal, references
from data.records.stored import stored_schema

EACH = pytest.mark.parametrize("record", RECORDS)


@EACH
def test_a_column_that_refers_to_a_table_is_named_like_the_key_of_that_table(record):
    for column, table in references(RECORDS[record]).items():
        assert table in REFERENCES
        assert REFERENCE_OF[column] == table


@EACH
def test_what_stands_for_a_whole_month_or_quarter_is_dated_by_its_first_day(record):
    declared = RECORDS[record]
    if declared.grain != "day":
        assert stored_schema(declared)[declared.dated] == pl.Date
        assert "First day of the" in declared.columns()[declared.dated].description
        assert declared.grain in declared.columns()[declared.dated].description


def test_a_month_and_a_quarter_are_told_from_days():
    assert {name: record.grain for name, record in RECORDS.items() if record.grain != "day"} == {
        "contact_summary": "month",
        "staff_month": "month",
        "sla_result": "quarter",
    }


def test_the_columns_that_tell_one_person_from_another_are_marked():
    assert {name: personal(record) for name, record in RECORDS.items() if personal(record)} == {
        "transaction": ["customer_key", "earlier_key"],
        "staff_answer": ["respondent"],
        "brand_answer": ["respondent"],
    }


@EACH
def test_every_column_has_a_title_in_both_languages_and_a_meaning(record):
    for column in RECORDS[record].columns().values():
        assert all(column.metadata["title"])
        assert column.description
