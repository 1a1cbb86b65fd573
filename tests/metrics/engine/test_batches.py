"""Portions: however few rows are held at once, every sum is that of all rows, and no more is read than can count."""

from datetime import date, timedelta

import polars as pl
import pytest

from data.storage.lake import PARTITION
from metrics.catalogue.registry import declared
from metrics.definition.rowsets import has_rows, scan_rows
from metrics.engine import batches as of_rows
from metrics.engine.batches import batches_of
from metrics.engine.cubes import CUBES, build_cubes, cubes_over, published_rows, table
from tests.support.homes import home_with


@pytest.mark.parametrize("rows", published_rows(declared()))
def test_sums_of_portions_are_those_of_all_rows(rows, home, monkeypatch):
    monkeypatch.setattr(of_rows, "ROWS", 20)
    cubes = cubes_over(rows, declared())
    for cube, made in zip(cubes, build_cubes(rows, cubes, home.lake), strict=True):
        whole = home.published.scan(table(rows, cube)).collect()
        assert made.select(whole.columns).sort(whole.columns).equals(whole.sort(whole.columns))


@pytest.mark.parametrize("rows", [rows for rows in published_rows(declared()) if rows != "service_month"])
def test_months_computed_anew_from_portions_are_those_of_the_whole_table(rows, home, monkeypatch):
    monkeypatch.setattr(of_rows, "ROWS", 20)
    whole = home.published.scan(table(rows, CUBES[0])).collect()
    months = sorted(whole[PARTITION].unique())[-3:]
    (made,) = build_cubes(rows, CUBES[:1], home.lake, months)
    of_months = whole.filter(pl.col(PARTITION).is_in(months))
    assert made.select(whole.columns).sort(whole.columns).equals(of_months.sort(whole.columns))


def test_what_comes_after_may_lie_in_the_month_before_where_zones_differ(two_zones, monkeypatch):
    monkeypatch.setattr(of_rows, "ROWS", 1)

    resolved, contacts = (f"first_contact_resolution.{part}.0" for part in ("numerator", "denominator"))
    for months, expected in ((None, [(1, 1), (0, 1)]), (["2024-12"], [(0, 1)])):
        (found,) = build_cubes("contact", CUBES[:1], two_zones, months)
        assert found.sort("period").select(resolved, contacts).rows() == expected


@pytest.fixture(scope="module")
def three_months(tmp_path_factory):
    """Ten transactions in each of January, February and March; one of January is completed in March."""
    days = [date(2024, month, 1) + timedelta(days=day) for month in (1, 2, 3) for day in range(10)]
    frame = pl.DataFrame({"transaction_id": [f"t{i}" for i in range(30)], "started_on": days})
    late = pl.when(pl.col("transaction_id") == "t0").then(date(2024, 3, 5)).otherwise("started_on")
    return home_with(tmp_path_factory.mktemp("home"), transaction=frame.with_columns(completed_on=late))


def test_few_rows_are_one_portion(three_months):
    assert batches_of("transaction", ["started_on"], three_months) == [None]


@pytest.mark.parametrize(
    ("most", "expected"),
    [
        (10, [["2024-01"], ["2024-02"], ["2024-03"]]),
        (20, [["2024-01", "2024-02"], ["2024-03"]]),
        (3, [["2024-01"], ["2024-02"], ["2024-03"]]),
    ],
)
def test_a_portion_is_whole_months_that_have_about_so_many_rows(most, expected, three_months, monkeypatch):
    monkeypatch.setattr(of_rows, "ROWS", most)
    assert batches_of("transaction", ["started_on"], three_months) == expected


@pytest.mark.parametrize(
    ("dated", "months", "expected"),
    [
        (["started_on"], ["2024-03"], [["2024-03"]]),
        (["completed_on"], ["2024-03"], [["2024-01"], ["2024-03"]]),
        (["completed_on", "started_on"], ["2024-02"], [["2024-01"], ["2024-02"]]),
        (["started_on"], ["2024-07"], [[]]),
        (["due_on"], ["2024-01"], [[]]),
    ],
)
def test_months_that_can_hold_no_date_that_counts_are_not_read(dated, months, expected, three_months, monkeypatch):
    monkeypatch.setattr(of_rows, "ROWS", 10)
    assert batches_of("transaction", dated, three_months, months) == expected


def test_a_contact_is_known_to_be_repeated_whatever_portion_it_lies_in(home):
    whole = scan_rows("contact", home.lake).collect()
    assert whole["repeated_within_7_days"].any()
    months = whole[PARTITION].unique().to_list()
    apart = pl.concat([scan_rows("contact", home.lake, [month]).collect() for month in months])
    assert apart.sort(whole.columns).equals(whole.sort(whole.columns))


def test_rows_that_start_on_no_known_day_are_read_too(home):
    for rows in published_rows(declared()):
        whole = scan_rows(rows, home.lake)
        if has_rows(rows, home.lake) and PARTITION in whole.collect_schema():
            months = whole.select(pl.col(PARTITION).unique()).collect()[PARTITION].to_list()
            assert scan_rows(rows, home.lake, months).collect().height == whole.collect().height, rows
