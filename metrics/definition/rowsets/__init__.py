"""Row sets: records, and the few views of them whose rows know something of their neighbours or of a second table.

Each view is one file of this folder, which holds all that it needs: its rows for the engine and in SQL, its version,
the records it is made of. A part of an indicator names a record or a view by `rows`.
"""

from collections.abc import Sequence

import polars as pl

from data.storage.lake import PARTITION
from data.storage.names import lake_table
from data.storage.snapshot import Snapshot
from metrics.calendar.periods import parse
from metrics.definition.limits import unlimited, within
from metrics.definition.rowsets.contact import CONTACT
from metrics.definition.rowsets.cost import COST
from metrics.definition.rowsets.offered_online import OFFERED_ONLINE
from metrics.definition.rowsets.rowset import NEAR, Replaced, RowSet, narrowed
from metrics.definition.rowsets.service_month import SERVICE_MONTH

__all__ = [
    "NEAR", "ROWSETS", "Replaced", "RowSet", "has_rows", "narrowed", "needs", "neighbours_of", "record_behind",
    "scan_rows", "select_rows",
]  # fmt: skip

ROWSETS = {rowset.name: rowset for rowset in (COST, CONTACT, OFFERED_ONLINE, SERVICE_MONTH)}


def record_behind(rows: str) -> str:
    """The record whose keys the rows carry."""
    return ROWSETS[rows].record if rows in ROWSETS else rows


def neighbours_of(rows: str) -> tuple[tuple[str, ...], ...]:
    """The columns in which the rows are alike that decide each other; none where every row stands for itself.

    Of each part of it any column may be alike with any.
    """
    declared = ROWSETS[rows].neighbours if rows in ROWSETS else ()
    return tuple((columns,) if isinstance(columns, str) else columns for columns in declared)


def has_rows(rows: str, snapshot: Snapshot) -> bool:
    """Whether any source supplies the record."""
    return snapshot.has(lake_table(record_behind(rows)))


def scan_rows(rows: str, snapshot: Snapshot, months: Sequence[str | None] | None = None) -> pl.LazyFrame:
    """The rows of a record or a view; `months`: only those that start in these local months, and no more is read."""
    record, whole = record_behind(rows), unlimited(snapshot)
    table = lake_table(record)
    if months is None:
        return within(ROWSETS[rows].build(whole) if rows in ROWSETS else whole.scan(table), record, snapshot)
    started = pl.col(PARTITION).is_in(months, nulls_equal=True)
    if rows not in ROWSETS:
        return snapshot.scan(table).filter(started)
    if not neighbours_of(rows):
        return within(ROWSETS[rows].build(narrowed(whole, {table: started})), record, snapshot)
    # What comes after may lie in the month before by its local date: where sources have different time zones.
    beside = [parse(month).shift(step).code for month in months if month for step in (-1, 1)]
    near = pl.col(PARTITION).is_in([*months, *beside], nulls_equal=True)
    return within(ROWSETS[rows].build(narrowed(whole, {table: near})).filter(started), record, snapshot)


def select_rows(rows: str, snapshot: Snapshot) -> str:
    """The same rows in SQL, by a rule of its own: see `RowSet.select`."""
    if rows not in ROWSETS:
        return f'SELECT * FROM "lake/{rows}"'
    return ROWSETS[rows].select(snapshot.manifest.tables, snapshot.manifest.data_to)


def needs(rows: str) -> tuple[str, ...]:
    """The records that the rows are made of."""
    return ROWSETS[rows].needs if rows in ROWSETS else (rows,)
