"""The accounting of rows: a count too small is found like one too large, and the very limit is right."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import polars as pl
import pytest

from data.storage.lake import Lake
from data.storage.manifest import Manifest, RecordState, RowCount
from data.storage.names import REGISTERED
from data.verify.accounting import duplicate_keys, manifest_differences, row_differences
from data.verify.result import Difference
from data.verify.spec import PublishedTable, Specification
from data.verify.tables import create_views

STORED = pl.DataFrame({"source": ["city"] * 4, "visit_id": ["a", "b", "c", "d"]})
WAITING = pl.DataFrame(
    {
        "source": ["city", "city", "city", "town"],
        "record": ["visit", "visit", "visit", "visit"],
        "key": ["e", "f", "g", "h"],
        "rule": ["wait_s|min", "wait_s|min", "wait_s|min", "wait_s|min"],
        "resolved": [None, None, "run", None],
    }
)
"""Two rows of the city's wait, one was let in since, one is another source's."""
GONE = pl.DataFrame({"source": ["city"] * 3, "record": ["visit"] * 3, "back": [None, None, "run"]})


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


def manifest(fingerprint: str = "2:aa", references: str = "", tables: tuple[str, ...] = (), **rows: int) -> Manifest:
    now = datetime(2025, 1, 1, tzinfo=UTC)
    return Manifest(
        run="run", started_at=now, finished_at=now, tables=dict.fromkeys(tables, 0), folders={},
        fingerprint=fingerprint, references=references, sources={"city": {"visit": RecordState(rows=RowCount(**rows))}},
    )  # fmt: skip


def found(connection: duckdb.DuckDBPyConnection, **rows: int) -> list[tuple[str, str, str]]:
    tables = {"lake/visit": STORED, "rejected": WAITING, "gone": GONE}
    for name, frame in tables.items():
        connection.register(name, frame.to_arrow())
    columns = {name: frame.columns for name, frame in tables.items()}
    return [(d.column, d.published, d.recomputed) for d in row_differences(manifest(**rows), columns, connection)]


@pytest.mark.parametrize("read", [3, 5])
def test_rows_read_that_are_more_or_fewer_than_where_they_went_are_found(connection, read):
    assert found(connection, read=read, good=2, unchanged=2) == [("read", str(read), "4")]


@pytest.mark.parametrize("good", [0, 3, 4])
def test_a_source_may_have_more_rows_stored_than_its_last_reading_had(connection, good):
    assert found(connection, read=good, good=good) == []


def test_one_row_less_than_were_good_is_found(connection):
    assert found(connection, read=5, good=4, unchanged=1) == [("rows", "5 good", "4 stored")]
    assert found(connection, read=4, good=4, readmitted=1) == [("rows", "5 good", "4 stored")]


@pytest.mark.parametrize("rejected", [0, 1, 2])
def test_rows_that_wait_from_earlier_readings_are_no_difference(connection, rejected):
    assert found(connection, read=rejected, rejected=rejected) == []


def test_one_row_less_waiting_than_were_rejected_is_found(connection):
    assert found(connection, read=3, rejected=3) == [("rejected", "3 rejected", "2 waiting")]


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_rows_that_were_gone_before_are_no_difference(connection, gone):
    assert found(connection, read=4, good=4, gone=gone) == []


def test_one_row_less_than_have_gone_is_found(connection):
    assert found(connection, read=4, good=4, gone=3) == [("gone", "3 gone", "2 kept")]


def test_rows_of_a_source_that_has_none_stored_are_found(connection):
    assert found(connection, read=4, good=4) == []
    connection.register("lake/other", STORED.to_arrow())
    elsewhere = manifest(read=1, good=1)
    elsewhere.sources = {"village": {"other": RecordState(rows=RowCount(read=1, good=1))}}
    said = [(d.group, d.published) for d in row_differences(elsewhere, {"lake/other": STORED.columns}, connection)]
    assert said == [("source=city", "4 rows of no known reading"), ("source=village", "1 good")]


@pytest.mark.parametrize(
    ("registered", "expected"), [(3, [("3 registered", "4 stored")]), (4, []), (5, [("5 registered", "4 stored")])]
)
def test_registered_standards_come_from_no_source_and_are_counted(connection, registered, expected):
    connection.register("lake/service_standard", STORED.with_columns(source=pl.lit(REGISTERED)).to_arrow())
    ours = manifest().model_copy(update={"sources": {}, "registered": registered})
    differences = row_differences(ours, {"lake/service_standard": STORED.columns}, connection)
    assert [(d.published, d.recomputed) for d in differences] == expected


@pytest.mark.parametrize(("times", "expected"), [(1, []), (2, ["2"]), (3, ["3"])])
def test_a_key_that_is_there_more_than_once_is_found(connection, times, expected):
    connection.register("lake/visit", pl.concat([STORED, *[STORED.tail(1)] * (times - 1)]).to_arrow())
    assert [d.published for d in duplicate_keys("lake/visit", ["source", "visit_id"], connection)] == expected


def specification(fingerprint: str, references: str = "", *names: str) -> Specification:
    tables = [PublishedTable(name, "visit", "", "visit", "month", (), ()) for name in names]
    return Specification(tuple(tables), fingerprint, references, {})


@pytest.mark.parametrize(
    ("run", "now", "differs"),
    [
        (("2:aaR", "R"), ("2:aaR", "R"), False),
        (("2:aaR", "R"), ("2:bbR", "R"), True),
        (("2:bbR", "R"), ("2:aaR", "R"), True),
        (("2:aaR", "R"), ("2:aaS", "S"), True),
        (("aaR", "R"), ("2:bbR", "R"), False),
        (("aaR", "R"), ("2:bbS", "S"), True),
        (("aaS", "S"), ("2:bbR", "R"), True),
        (("aa", ""), ("2:bb", ""), True),
    ],
    ids=["same", "definitions", "before", "references", "earlier program", "and references", "or others", "unknown"],
)
def test_other_definitions_or_references_are_found_by_their_mark(run, now, differs):
    differences = list(manifest_differences(manifest(*run), specification(*now)))
    assert [d.column for d in differences] == ["fingerprint"] * differs


def test_published_tables_that_are_missing_or_too_many_are_found():
    run = manifest(tables=("published/a.month", "published/c.month", "lake/visit"))
    expected = specification("2:aa", "", "published/a.month", "published/b.month")
    assert list(manifest_differences(run, expected)) == [
        Difference(table="published/b.month", published="is not published"),
        Difference(table="published/c.month", recomputed="not verified: nothing declares it"),
    ]


@pytest.mark.parametrize("rows", [3, 5])
def test_a_file_that_lost_or_gained_rows_since_is_found(tmp_path: Path, connection, rows):
    lake = Lake(tmp_path)
    lake.write("lake/visit", STORED)
    path = next((tmp_path / "lake/visit").rglob("*.parquet"))
    pl.concat([pl.read_parquet(path)] * 2).head(rows).write_parquet(path)

    [(table, reason)] = create_views(str(tmp_path), lake.versions(), connection)
    assert (table, reason) == ("lake/visit", f"its files hold {rows} rows, its log says 4")
