"""Published tables: what is kept, that a month alone is summed like all of them, and when they are out of date."""

from dataclasses import replace

import polars as pl
import pytest

from data.records import RECORDS
from data.storage.snapshot import Snapshot
from metrics.catalogue.registry import declared
from metrics.definition.dimensions import dimensions_of
from metrics.definition.indicator import Indicator
from metrics.definition.rowsets import known_rows, record_behind
from metrics.engine import cubes
from metrics.engine.cubes import (
    CUBES,
    build,
    columns_of,
    columns_over,
    cube_dimensions,
    fingerprint,
    published_rows,
    table,
)
from tests.metrics.conftest import REFERENCE_ROWS

EVERY = [(rows, cube) for rows in published_rows(declared()) for cube in CUBES]


def test_every_part_is_summed_in_one_published_table_or_the_list_of_staff_groups():
    summed = [column.sum for rows in known_rows() for column in columns_over(rows, declared())]
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
    numbers = [name for name in schema if name not in ("period", "start_month", *by)]
    assert {schema[name] for name in numbers} == {pl.Int64}
    assert set(numbers) == {name for column in columns_over(rows, declared()) for name in column.names}
    assert not RECORDS[record_behind(rows)].restricted


@pytest.mark.parametrize(("rows", "cube"), EVERY, ids=[table(*each) for each in EVERY])
def test_months_computed_anew_are_those_of_the_whole_table(rows, cube, home):
    whole = home.published.scan(table(rows, cube)).collect()
    months = sorted(whole["start_month"].unique())[-3:]
    (again,) = build(rows, [cube], home.lake, months)
    of_months = whole.filter(pl.col("start_month").is_in(months))
    assert again.select(whole.columns).sort(whole.columns).equals(of_months.sort(whole.columns))
    assert set(again["start_month"]) <= set(months)


def test_a_month_without_rows_is_computed_to_nothing(home):
    assert all(made.is_empty() for made in build("transaction", CUBES, home.lake, ["2023-08"]))


def with_indicator(tables: Snapshot, indicator: Indicator) -> Snapshot:
    """The same tables with another declaration of one indicator."""
    return Snapshot(tables.home, tables.manifest, catalogue={**tables.catalogue, indicator.name: indicator})


class TestWhenTheyAreOutOfDate:
    """The fingerprint changes with whatever changes the sums, and with nothing else."""

    def test_other_rows_in_the_same_references_leave_it(self, home, doubled_home, shuffled_home):
        assert fingerprint(home.lake) == fingerprint(home.published) == fingerprint(shuffled_home.lake)
        assert fingerprint(home.lake) != fingerprint(doubled_home.lake), "its sources are called otherwise"

    def test_a_row_that_moves_to_another_line_changes_it(self, home, drawn_home):
        moved = [{**row, "line_id": "land"} if row["service_id"] == "s2" else row for row in REFERENCE_ROWS["service"]]
        one, other = (drawn_home(service=service).lake for service in (REFERENCE_ROWS["service"], moved))
        assert fingerprint(one) != fingerprint(other)

    @pytest.mark.parametrize(
        "change",
        [
            {"dated": "started_on"},
            {"value": pl.lit(2, pl.Int64)},
            {"when": pl.col("channel") == "kiosk"},
            {"rows": "contact"},
            {"deadline": True},
        ],
        ids=lambda change: next(iter(change)),
    )
    def test_another_definition_changes_it(self, change, home):
        before = fingerprint(home.lake)
        volume = declared()["transaction_volume"]
        changed = replace(volume, numerator=(replace(volume.numerator[0], **change),))
        assert fingerprint(with_indicator(home.lake, changed)) != before

    def test_another_title_leaves_it(self, home):
        before = fingerprint(home.lake)
        volume = declared()["transaction_volume"]
        renamed = replace(volume, title=volume.owner, headline=not volume.headline)
        assert fingerprint(with_indicator(home.lake, renamed)) == before

    def test_another_breakdown_of_a_record_changes_it(self, home, monkeypatch):
        before = fingerprint(home.lake)
        monkeypatch.setattr(
            cubes, "dimensions_of", lambda record: [n for n in dimensions_of(record) if n != "language"]
        )
        assert fingerprint(home.lake) != before

    def test_another_choice_of_cubes_changes_it(self, home, monkeypatch):
        before = fingerprint(home.lake)
        monkeypatch.setattr(cubes, "CUBES", CUBES[:2])
        assert fingerprint(home.lake) != before
