"""Sums brought up to date by the rows that changed are those that all rows give, whatever changed."""

from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from data.records import RECORDS, key
from data.storage.snapshot import Snapshot
from metrics.catalogue.registry import declared
from metrics.definition.rowsets import record_behind
from metrics.engine.cubes import add_sums, build_cubes, columns_over, cubes_over, published_rows
from metrics.engine.increments import ChangedRows, sum_changes
from tests.support.drawn_tables import rows as drawn
from tests.support.homes import home_with

DATED = [rows for rows in published_rows(declared()) if RECORDS[record_behind(rows)].dated]
DAY = timedelta(days=1)


def changed_to(now: pl.DataFrame, before: pl.DataFrame, record: str) -> ChangedRows:
    """The rows that differ, as they were and as they are."""
    return ChangedRows(
        before.join(now, on=now.columns, how="anti", nulls_equal=True),
        now.join(before, on=before.columns, how="anti", nulls_equal=True),
    )


def brought_up_to_date(rows: str, before: Snapshot, now: Snapshot) -> list[pl.DataFrame]:
    """The table per cube that the changes make of those before."""
    name = f"lake/{record_behind(rows)}"
    changed = changed_to(now.scan(name).collect(), before.scan(name).collect(), record_behind(rows))
    cubes, columns = cubes_over(rows, now.catalogue), columns_over(rows, now.catalogue)
    old = build_cubes(rows, cubes, before)
    found = sum_changes(rows, cubes, before, now, changed if changed.rows else None)
    return [add_sums([table, *sums], rows, columns, cube) for cube, table, sums in zip(cubes, old, found, strict=True)]


# Whatever changed.


@pytest.fixture(scope="module", params=[1, 2])
def earlier(request, home, tmp_path_factory) -> tuple[Snapshot, Snapshot]:
    """A home as it was, and as it is: a fifth of its rows were not there, and a fifth were other rows.

    The last day of data was forty days earlier or, the other way round, a day later.
    """
    frames = {
        name.removeprefix("lake/"): home.lake.scan(name).collect()
        for name in home.lake.manifest.tables
        if name.startswith("lake/")
    }
    was = {
        name: frame if RECORDS[name].dated is None else _as_it_was(name, frame, request.param)
        for name, frame in frames.items()
    }
    last = home.lake.manifest.data_to
    before = last - 40 * DAY if request.param == 1 else last + DAY
    folder = tmp_path_factory.mktemp("earlier")
    return tuple(
        home_with(folder / when, data_to=day, **{n: f.drop("start_month", strict=False) for n, f in tables.items()})
        for when, day, tables in (("before", before, was), ("now", last, frames))
    )


def _as_it_was(name: str, frame: pl.DataFrame, seed: int) -> pl.DataFrame:
    keys = ["source", *key(RECORDS[name])]
    there = frame.sample(fraction=0.8, seed=seed)
    alike, others = there.head(there.height // 4), there.slice(there.height // 4)
    rest = alike.drop(keys).sample(fraction=1, shuffle=True, seed=seed)
    return pl.concat([pl.concat([alike.select(keys), rest], how="horizontal"), others], how="diagonal")


@pytest.mark.parametrize("rows", DATED)
def test_differences_make_the_sums_that_all_rows_give(rows, earlier):
    before, now = earlier
    wanted = build_cubes(rows, cubes_over(rows, declared()), now)
    for made, whole in zip(brought_up_to_date(rows, before, now), wanted, strict=True):
        assert made.sort(whole.columns).equals(whole.select(made.columns).sort(whole.columns))


@pytest.mark.parametrize("rows", DATED)
def test_nothing_is_to_be_added_where_nothing_changed(rows, home):
    cubes = cubes_over(rows, declared())
    assert sum_changes(rows, cubes, home.lake, home.lake, None) == [[] for _ in cubes]


# What is looked at beside the rows that changed.

CALLS = """
    transaction_id | started_at          | channel   | customer_key | service_id | status
    ---------------+---------------------+-----------+--------------+------------+----------
    first          | 2024-11-05 15:00:00 | telephone | ann          | plate      | completed
    other          | 2024-11-05 15:00:00 | telephone | bob          | plate      | completed
"""


def calls(folder: Path, text: str) -> Snapshot:
    return home_with(folder, transaction=drawn(text))


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2024-11-12 15:00:00", {"first", "next"}),
        ("2024-11-12 15:00:01", {"first", "next"}),
        ("2024-11-14 15:00:00", {"next"}),
    ],
    ids=["seven days", "a second more", "nine days"],
)
def test_of_neighbouring_rows_only_those_near_by_of_the_same_customer_are_read(moment, expected, tmp_path, monkeypatch):
    from metrics.engine import increments as module

    read = set()
    monkeypatch.setattr(module, "sum_rows", lambda frame, *_: read.update(frame.collect()["transaction_id"]) or [])
    before, now = (
        calls(tmp_path / "before", CALLS),
        calls(tmp_path / "now", f"{CALLS}next | {moment} | telephone | ann | plate | completed"),
    )
    name = "lake/transaction"
    changed = changed_to(now.scan(name).collect(), before.scan(name).collect(), "transaction")
    sum_changes("contact", [], before, now, changed)

    assert read == expected


def test_a_first_call_is_taken_back_as_resolved_once_the_next_is_known(tmp_path):
    before = calls(tmp_path / "before", CALLS)
    now = calls(tmp_path / "now", f"{CALLS}next | 2024-11-12 15:00:00 | telephone | ann | plate | completed")
    month, *_ = brought_up_to_date("contact", before, now)

    resolved, contacts = (f"first_contact_resolution.{part}.0" for part in ("numerator", "denominator"))
    assert month.select(pl.col(resolved, contacts).sum()).row(0) == (2, 3)


def test_a_deadline_counts_on_the_day_that_it_passes_though_its_row_did_not_change(tmp_path):
    complaint = pl.DataFrame(
        {"complaint_id": ["c1", "c2"], "received_on": ["2024-11-05"] * 2, "answer_due_on": ["2024-12-01", "2024-12-02"]}
    )
    before, now = (home_with(tmp_path / f"{day}", complaint=complaint, data_to=date(2024, 12, day)) for day in (1, 2))
    month, *_ = brought_up_to_date("complaint", before, now)

    due = "complaints_answered_on_time.denominator.0"
    assert month.select("period", due).drop_nulls(due).rows() == [(date(2024, 12, 1), 2)]
