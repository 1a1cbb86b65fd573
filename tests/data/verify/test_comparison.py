"""Comparing published sums with the lake's: too small is found like too large, missing like too many, null like wrong.

Small tables in memory; `test_run.py` does the same with whole homes.
"""

from collections.abc import Callable, Iterator
from datetime import date

import duckdb
import polars as pl
import pytest

from data.verify.cubes import compare_table
from data.verify.lake_views import LakeViews
from data.verify.restricted import compare_groups
from data.verify.result import Difference
from data.verify.spec import Breakdown, PublishedSum, PublishedTable

LINES = pl.DataFrame(
    {
        "channel": ["online", "online", "online", "kiosk", "kiosk"],
        "posted_on": [date(2024, 11, 5), date(2024, 11, 9), date(2024, 12, 2), date(2024, 11, 6), date(2024, 11, 6)],
        "cents": [500, 250, -300, 40, -40],
    }
)
"""A credit, and two lines that cancel out: a sum of nought that two rows add to."""

AMOUNT = PublishedSum("cents", "cents.rows", "posted_on", False, pl.col("cents").meta.serialize(format="json"))
EACH = pl.when(pl.col("channel").is_not_null()).then(pl.lit(1, pl.Int64)).otherwise(0)
COUNT = PublishedSum("lines", "lines", "posted_on", False, EACH.meta.serialize(format="json"))
MONTHS = PublishedTable(
    table="published/line.month",
    rows="line",
    select='SELECT * FROM "lake/line"',
    record="line",
    grain="month",
    by=(Breakdown("channel", column="channel"),),
    sums=(AMOUNT, COUNT),
)
PUBLISHED = pl.DataFrame(
    {
        "start_month": ["2024-11", "2024-12", "2024-11"],
        "period": [date(2024, 11, 1), date(2024, 12, 1), date(2024, 11, 1)],
        "channel": ["online", "online", "kiosk"],
        "cents": [750, -300, 0],
        "cents.rows": [2, 1, 2],
        "lines": [2, 1, 2],
    }
)


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


def found(
    connection: duckdb.DuckDBPyConnection, published: pl.DataFrame, table: PublishedTable, lake: pl.DataFrame
) -> list[Difference]:
    """What a comparison of these published rows with these rows of the lake lists."""
    connection.register(f"lake/{table.record}", lake.to_arrow())
    connection.register(table.table, published.to_arrow())
    views = LakeViews(connection, {table.table: published.columns}, date(2024, 12, 31), [table])
    comparison = (compare_groups if table.least else compare_table)(table, views)
    assert comparison.differences == len(comparison.listed)
    return comparison.listed


def test_sums_as_the_lake_gives_them_do_not_differ(connection):
    assert found(connection, PUBLISHED, MONTHS, LINES) == []


@pytest.mark.parametrize("column", ["cents", "cents.rows", "lines"])
@pytest.mark.parametrize("more", [1, -1, 10_000, -10_000])
@pytest.mark.parametrize("row", [0, 1, 2])
def test_a_sum_or_a_number_of_rows_that_is_too_large_or_too_small_is_found(connection, column, more, row):
    here = pl.int_range(pl.len()) == row
    wrong = PUBLISHED.with_columns(pl.when(here).then(pl.col(column) + more).otherwise(column).alias(column))

    (difference,) = found(connection, wrong, MONTHS, LINES)

    assert difference.column == column
    assert (difference.period, difference.group) == (
        f"{PUBLISHED['period'][row]}",
        f"channel={PUBLISHED['channel'][row]}",
    )
    assert (int(difference.published), int(difference.recomputed)) == (wrong[column][row], PUBLISHED[column][row])


def test_errors_that_cancel_out_between_groups_or_columns_are_found(connection):
    wrong = PUBLISHED.with_columns(cents=pl.Series([751, -300, -1]))
    assert [(one.group, one.published) for one in found(connection, wrong, MONTHS, LINES)] == [
        ("channel=kiosk", "-1"),
        ("channel=online", "751"),
    ]
    wrong = PUBLISHED.with_columns(pl.Series("cents.rows", [1, 1, 2]), pl.Series("lines", [3, 1, 2]))
    assert {(one.column, one.published) for one in found(connection, wrong, MONTHS, LINES)} == {
        ("cents.rows", "1"),
        ("lines", "3"),
    }


@pytest.mark.parametrize("row", [0, 1])
def test_null_instead_of_a_number_is_found(connection, row):
    here = pl.int_range(pl.len()) == row
    wrong = PUBLISHED.with_columns(pl.when(~here).then("cents").alias("cents"))

    (difference,) = found(connection, wrong, MONTHS, LINES)

    assert (difference.column, difference.published) == ("cents", "")
    assert int(difference.recomputed) == PUBLISHED["cents"][row]


@pytest.mark.parametrize("row", [0, 1, 2])
def test_a_row_that_is_missing_is_found_even_where_it_adds_nothing(connection, row):
    differences = found(connection, PUBLISHED.filter(pl.int_range(pl.len()) != row), MONTHS, LINES)
    assert {(one.group, one.period) for one in differences} == {
        (f"channel={PUBLISHED['channel'][row]}", f"{PUBLISHED['period'][row]}")
    }


@pytest.mark.parametrize("cents", [1, -1, 0])
def test_a_row_that_the_lake_does_not_have_is_found_whatever_it_says(connection, cents):
    more = PUBLISHED.head(1).with_columns(
        pl.lit("mail").alias("channel"), cents=pl.lit(cents, pl.Int64), lines=pl.lit(0, pl.Int64)
    )
    differences = found(connection, pl.concat([PUBLISHED, more]), MONTHS, LINES)
    assert {one.group for one in differences} == {"channel=mail"}


@pytest.mark.parametrize("row", [0, 1, 2])
def test_a_row_that_is_there_twice_is_found_even_where_it_adds_nothing(connection, row):
    twice = pl.concat([PUBLISHED, PUBLISHED.slice(row, 1)])
    assert [(one.column, one.published, one.recomputed) for one in found(connection, twice, MONTHS, LINES)] == [
        ("rows", "2", "1")
    ]


def test_a_row_that_adds_nothing_and_that_the_lake_does_not_have_is_found(connection):
    none = PUBLISHED.head(1).with_columns(
        pl.lit("mail").alias("channel"), *(pl.lit(0, pl.Int64).alias(name) for name in ("cents", "cents.rows", "lines"))
    )
    (difference,) = found(connection, pl.concat([PUBLISHED, none]), MONTHS, LINES)
    assert (difference.column, difference.published, difference.recomputed) == ("rows", "1", "0")
    assert difference.group == "channel=mail"


@pytest.mark.parametrize("cents", [0, 7])
def test_two_rows_that_cancel_out_in_a_group_that_the_lake_does_not_have_are_found(connection, cents):
    none = PUBLISHED.head(1).with_columns(
        pl.lit("mail").alias("channel"), pl.lit(0, pl.Int64).alias("cents.rows"), pl.lit(0, pl.Int64).alias("lines")
    )
    both = [none.with_columns(cents=pl.lit(sign * cents, pl.Int64)) for sign in (1, -1)]
    differences = found(connection, pl.concat([PUBLISHED, *both]), MONTHS, LINES)
    assert {one.group for one in differences} == {"channel=mail"}


@pytest.mark.parametrize(("more", "row"), [(1, 0), (-1, 0), (1, 1), (-1, 1)])
def test_what_is_left_is_compared_in_both_directions_where_another_column_is_gone(connection, more, row):
    here = pl.int_range(pl.len()) == row
    wrong = PUBLISHED.drop("lines").with_columns(
        pl.when(here).then(pl.col("cents") + more).otherwise("cents").alias("cents")
    )
    told = {(one.column, one.published) for one in found(connection, wrong, MONTHS, LINES)}
    assert told == {("lines", "there is no such column"), ("cents", str(wrong["cents"][row]))}


def test_a_credit_that_the_lake_does_not_have_is_found_where_another_column_is_gone(connection):
    credit = PUBLISHED.head(1).with_columns(
        pl.lit("mail").alias("channel"), pl.lit(-7, pl.Int64).alias("cents"), pl.lit(0, pl.Int64).alias("cents.rows")
    )
    wrong = pl.concat([PUBLISHED, credit]).drop("lines")
    assert ("channel=mail", "-7") in {(one.group, one.published) for one in found(connection, wrong, MONTHS, LINES)}


@pytest.mark.parametrize("partition", ["2024-10", "2025-01", None])
def test_a_row_in_an_earlier_or_later_partition_or_in_none_is_found(connection, partition):
    wrong = PUBLISHED.with_columns(
        pl.when(pl.col("channel") == "kiosk").then(pl.lit(partition)).otherwise("start_month").alias("start_month")
    )
    assert [(one.column, one.published) for one in found(connection, wrong, MONTHS, LINES)] == [
        ("start_month", str(partition))
    ]


# Lists of staff groups: differences are told, their values never.

LEAST = 3
SCORE = PublishedSum(
    "pride", "pride.rows", "closed_on", False, pl.col("pride").meta.serialize(format="json"), answers=True
)
GROUPS = PublishedTable(
    table="published/answer.cells",
    rows="answer",
    select='SELECT * FROM "lake/answer"',
    record="answer",
    grain="day",
    by=(Breakdown("branch", column="branch"),),
    sums=(SCORE,),
    least=LEAST,
    nobody="not_recorded",
)
ANSWERS = pl.DataFrame(
    {
        "branch": ["b"] * 4 + ["c"] * 4 + ["d"],
        "closed_on": [date(2024, 11, 30)] * 9,
        "pride": [5, 4, 4, 3, 2, -2, 1, -1, 5],
    }
)
"""Branch d is too small, and hides the smallest other with it."""
CELLS = pl.DataFrame(
    {
        "start_month": ["2024-11"] * 4,
        "period": [date(2024, 11, 30)] * 4,
        "grouping": ["all", "branch", "branch", "branch"],
        "code": ["all", "b", "c", "d"],
        "suppressed": [False, True, False, True],
        "respondents": [9, None, 4, None],
        "pride": [21, None, 0, None],
        "pride.rows": [9, None, 4, None],
    },
    schema_overrides={"respondents": pl.Int64, "pride": pl.Int64, "pride.rows": pl.Int64},
)


def test_groups_as_the_answers_give_them_do_not_differ(connection):
    assert found(connection, CELLS, GROUPS, ANSWERS) == []


@pytest.mark.parametrize("column", ["respondents", "pride", "pride.rows"])
@pytest.mark.parametrize("change", [lambda c: c + 1, lambda c: c - 1, lambda c: pl.lit(None, pl.Int64)])
@pytest.mark.parametrize("code", ["all", "c"])
def test_a_value_of_a_group_that_is_too_large_too_small_or_null_is_found(
    connection, column: str, change: Callable[[pl.Expr], pl.Expr], code
):
    here = pl.col("code") == code
    wrong = CELLS.with_columns(pl.when(here).then(change(pl.col(column))).otherwise(column).alias(column))
    (difference,) = found(connection, wrong, GROUPS, ANSWERS)
    assert (difference.column, difference.group.partition("=")[2]) == ("sums", code)
    assert (difference.published, difference.recomputed) == ("not told", "differs, not told")


@pytest.mark.parametrize("value", [0, 4, -4])
@pytest.mark.parametrize("column", ["respondents", "pride", "pride.rows"])
def test_any_value_of_a_hidden_group_is_found(connection, column, value):
    told = CELLS.with_columns(pl.when(pl.col("code") == "b").then(value).otherwise(column).alias(column))
    (difference,) = found(connection, told, GROUPS, ANSWERS)
    assert (difference.column, difference.group) == ("suppressed", "branch=b")


@pytest.mark.parametrize("code", ["all", "b", "c", "d"])
def test_a_group_that_is_hidden_or_shown_against_the_rule_is_found(connection, code):
    here = pl.col("code") == code
    wrong = CELLS.with_columns(suppressed=pl.col("suppressed") ^ here)
    assert [(one.column, one.group.partition("=")[2]) for one in found(connection, wrong, GROUPS, ANSWERS)] == [
        ("suppressed", code)
    ]


@pytest.mark.parametrize("code", ["all", "b", "c", "d"])
def test_a_group_that_is_missing_too_many_or_there_twice_is_found(connection, code):
    here = pl.col("code") == code
    missing = found(connection, CELLS.filter(~here), GROUPS, ANSWERS)
    assert [(one.column, one.published, one.recomputed) for one in missing] == [("rows", "0", "1")]
    twice = found(connection, pl.concat([CELLS, CELLS.filter(here)]), GROUPS, ANSWERS)
    assert [(one.column, one.published, one.recomputed) for one in twice] == [("rows", "2", "1")]
    other = CELLS.filter(here).with_columns(code=pl.lit("nobody has it"))
    more = found(connection, pl.concat([CELLS, other]), GROUPS, ANSWERS)
    assert [(one.column, one.published, one.recomputed) for one in more] == [("rows", "1", "0")]


@pytest.mark.parametrize("partition", ["2024-10", "2024-12", None])
def test_a_group_in_another_months_partition_is_found(connection, partition):
    wrong = CELLS.with_columns(
        pl.when(pl.col("code") == "c").then(pl.lit(partition)).otherwise("start_month").alias("start_month")
    )
    assert [one.column for one in found(connection, wrong, GROUPS, ANSWERS)] == ["start_month"]
