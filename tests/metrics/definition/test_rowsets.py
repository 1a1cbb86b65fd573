"""Row sets: each has all that it needs, says the same rows in SQL, and raises its version when its rule changes."""

import importlib
import pkgutil

import duckdb
import polars as pl
import pytest

import metrics.definition.rowsets as package
from data.records import RECORDS
from data.records.stored import stored_schema
from data.storage.snapshot import Snapshot
from metrics.definition.rowsets import ROWSETS, RowSet, needs, neighbours_of, scan_rows, select_rows
from tests.support.rule_versions import DRAWN, check_version, digest, fixed_home

NAMES = sorted(ROWSETS)

DIGESTS = {
    ("contact", 2): "c1cbf44872330d5c",
    ("cost", 1): "2bd2bea9d055128e",
    ("offered_online", 1): "1761d2f28327604c",
    ("service_month", 1): "4ee1c8de698c8cde",
}
"""(row set, version) → the mark of its rows over the fixed home; those of earlier versions may go."""


@pytest.fixture(scope="module")
def fixed(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return fixed_home(tmp_path_factory.mktemp("fixed"))


def columns_told(name: str, frame: pl.DataFrame) -> list[str]:
    """The columns that the fixed home draws, and those that the row set adds."""
    record = ROWSETS[name].record
    drawn = [cell.strip() for cell in DRAWN[record].strip().splitlines()[0].split("|")]
    return [*drawn, *(column for column in frame.columns if column not in {*stored_schema(RECORDS[record]), *drawn})]


def in_sql(name: str, snapshot: Snapshot) -> pl.DataFrame:
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for table in snapshot.manifest.tables:
            connection.register(table, snapshot.scan(table).collect().to_arrow())
        return pl.from_arrow(connection.sql(select_rows(name, snapshot)).to_arrow_table())


def test_every_row_set_of_the_folder_is_known_by_the_name_of_its_file():
    found = {
        module.name: [value for value in vars(importlib.import_module(f"{package.__name__}.{module.name}")).values()
                      if isinstance(value, RowSet)]
        for module in pkgutil.iter_modules(package.__path__)
    }  # fmt: skip
    declared = {module: values for module, values in found.items() if values}

    assert {module: [rowset.name for rowset in values] for module, values in declared.items()} == {
        name: [name] for name in NAMES
    }, "one row set per file, called like it, and listed in ROWSETS"


def test_nothing_is_missing_from_any_row_set():
    """All that is missing is told at once, so that a new row set is finished in one go."""
    missing = []
    for name, rowset in ROWSETS.items():
        wrong = {
            f"record: '{rowset.record}' is no record": rowset.record not in RECORDS,
            "needs: lacks its own record, or names no record": rowset.record not in rowset.needs
            or not set(rowset.needs) <= RECORDS.keys(),
            "neighbours: not columns of its record": rowset.record in RECORDS
            and not {column for columns in neighbours_of(name) for column in columns}
            <= RECORDS[rowset.record].columns().keys(),
            "build: no docstring says which rows they are": not rowset.build.__doc__,
            "select: no docstring says how SQL finds them": not rowset.select.__doc__,
            "version: not a whole number from 1 on": not (isinstance(rowset.version, int) and rowset.version >= 1),
            "DRAWN of tests/support/rule_versions.py: has no rows for what it needs": not set(rowset.needs)
            <= DRAWN.keys(),
            f"DIGESTS of this test: nothing for version {rowset.version}": (name, rowset.version) not in DIGESTS,
        }
        missing += [f"{name}: {what}" for what, is_wrong in wrong.items() if is_wrong]

    assert missing == []


@pytest.mark.parametrize("name", NAMES)
def test_a_row_set_gives_the_rows_that_its_version_stands_for(name, fixed):
    frame = scan_rows(name, fixed).collect()
    mark = digest(frame, columns_told(name, frame))

    check_version(name, ROWSETS[name].version, mark, DIGESTS, f"metrics/definition/rowsets/{name}.py")


@pytest.mark.parametrize("name", NAMES)
def test_a_row_set_says_the_same_rows_in_sql(name, fixed):
    frame, again = scan_rows(name, fixed).collect(), in_sql(name, fixed)
    columns = columns_told(name, frame)

    assert frame.height > 0
    for other in (frame, again):
        assert set(columns) <= set(other.columns)
    order = sorted(columns)
    schema = dict(frame.select(order).schema)
    ours, theirs = (side.select(order).cast(schema).sort(order, nulls_last=True) for side in (frame, again))
    assert ours.rows() == theirs.rows()


@pytest.mark.parametrize("name", NAMES)
def test_a_row_set_says_the_same_in_sql_where_only_its_own_record_is_supplied(name, fixed):
    own = f"lake/{ROWSETS[name].record}"
    alone = Snapshot(fixed.home, fixed.manifest.model_copy(update={"tables": {own: fixed.manifest.tables[own]}}))
    frame, again = scan_rows(name, alone).collect(), in_sql(name, alone)

    assert frame.height == again.height
    keys = ["source", *RECORDS[ROWSETS[name].record].primary_key()]
    assert sorted(frame.select(keys).rows()) == sorted(again.select(keys).rows())


def test_a_record_is_its_own_row_set(fixed):
    assert needs("complaint") == ("complaint",)
    assert select_rows("complaint", fixed) == 'SELECT * FROM "lake/complaint"'
