"""Published tables: what is kept, that a month alone is summed like all of them, and when they are out of date."""

import polars as pl
import pytest

from data.records import RECORDS
from metrics.catalogue.registry import declared
from metrics.definition.rowsets import ROWSETS, record_behind
from metrics.engine.cubes import (
    CUBES,
    build_cubes,
    columns_in,
    columns_of,
    columns_over,
    cube_dimensions,
    cube_keys,
    cubes_over,
    published_rows,
    table,
)

EVERY = [(rows, cube) for rows in published_rows(declared()) for cube in cubes_over(rows, declared())]


def test_every_part_is_summed_in_one_published_table_or_the_list_of_staff_groups():
    summed = [column.sum for rows in [*RECORDS, *ROWSETS] for column in columns_over(rows, declared())]
    assert len(summed) == len(set(summed))
    assert set(summed) == {column.sum for indicator in declared().values() for column in columns_of(indicator)}


def test_cubes_go_from_small_to_large_so_that_the_first_that_fits_is_the_cheapest():
    assert CUBES[0].grain == "month"
    assert len({cube.name for cube in CUBES}) == len(CUBES)


@pytest.mark.parametrize(("rows", "cube"), EVERY, ids=[table(*each) for each in EVERY])
def test_a_published_table_holds_whole_numbers_by_breakdowns_that_its_record_has(rows, cube, home):
    schema = home.published.scan(table(rows, cube)).collect_schema()
    by = cube_dimensions(cube, rows)
    assert set(by) <= set(cube.by)
    numbers = [name for name in schema if name not in ("period", "start_month", *cube_keys(cube, rows))]
    assert {schema[name] for name in numbers} == {pl.Int64}
    assert set(numbers) == {
        name for column in columns_in(cube, columns_over(rows, declared())) for name in column.names
    }
    assert not RECORDS[record_behind(rows)].restricted


@pytest.mark.parametrize(("rows", "cube"), EVERY, ids=[table(*each) for each in EVERY])
def test_months_computed_anew_are_those_of_the_whole_table(rows, cube, home):
    whole = home.published.scan(table(rows, cube)).collect()
    months = sorted(whole["start_month"].unique())[-3:]
    (again,) = build_cubes(rows, [cube], home.lake, months)
    of_months = whole.filter(pl.col("start_month").is_in(months))
    assert again.select(whole.columns).sort(whole.columns).equals(of_months.sort(whole.columns))
    assert set(again["start_month"]) <= set(months)


def test_a_month_without_rows_is_computed_to_nothing(home):
    assert all(made.is_empty() for made in build_cubes("transaction", CUBES, home.lake, ["2023-08"]))


def test_hours_are_published_of_rows_that_tell_them_by_the_day_that_they_are_of():
    with_hours = {rows for rows, cube in EVERY if cube.name == "hour"}
    assert with_hours == {"transaction", "contact"}, "a complaint has no hour; what is done is dated by its end"
    (hours,) = (cube for cube in CUBES if cube.name == "hour")
    held = columns_in(hours, columns_over("transaction", declared()))
    assert {column.part.dated for column in held} == {"started_on"}
    assert not any(column.part.distribution for column in held)
