"""Sums brought up to date: what the rows that a run changed add now, less what they added before.

Sums are whole numbers, so the result is what making them anew would give, to the last digit, and it costs what the
changed rows cost, however long the history is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import polars as pl
import polars.selectors as cs

from data.records import RECORDS, local_date
from data.storage.lake import PARTITION
from data.storage.names import lake_table
from data.storage.snapshot import Snapshot
from metrics.definition.rowsets import NEAR, Replaced, neighbours_of, record_behind, scan_rows
from metrics.engine.cubes import BUCKET, Column, Cube, columns_over, sum_rows

MOST_ROWS = 1_000_000
"""Up to so many changed rows sums are brought up to date; beyond that, making them anew is as quick and needs less."""


NUMBERS = cs.by_dtype(pl.Int64) - cs.by_name(BUCKET, require_all=False)
"""The sums and counts of a table; a bucket is a place, not a number."""


@dataclass(frozen=True)
class ChangedRows:
    """The rows of a record that a run changed, as they were stored and as they are: those new have no row before."""

    before: pl.DataFrame
    after: pl.DataFrame

    @property
    def rows(self) -> int:
        """How many are held."""
        return self.before.height + self.after.height

    def with_those(self, other: "ChangedRows") -> "ChangedRows":
        """The rows of both: of two sources."""
        return ChangedRows(
            pl.concat([self.before, other.before], how="diagonal_relaxed"),
            pl.concat([self.after, other.after], how="diagonal_relaxed"),
        )


def sum_changes(
    rows: str, cubes: Sequence[Cube], before: Snapshot, now: Snapshot, changed: ChangedRows | None
) -> list[list[pl.DataFrame]]:
    """What is to be added to the published tables of `before` to make them those of `now`: per cube, some sums.

    `changed`: rows of the record behind; None: none of them, but deadlines may have passed. References must be the
    same in both. Out: as `cubes.build`, what no longer counts as negative numbers; nothing where no row counts.
    """
    table, record = lake_table(record_behind(rows)), RECORDS[record_behind(rows)]
    stored = now.scan(table)
    none = stored.head(0).collect()
    old, new = (changed.before, changed.after) if changed else (none, none)
    columns = columns_over(rows, now.catalogue)
    due = _due_meanwhile(columns, stored, before, now)
    touched = pl.concat([none, old, new, due], how="diagonal_relaxed")
    keys = ["source", *record.primary_key()]
    beside = pl.concat([due, _neighbours(rows, stored, touched)], how="diagonal_relaxed").unique(keys)
    beside = beside.join(new, on=keys, how="anti")
    sums_by_cube: list[list[pl.DataFrame]] = [[] for _ in cubes]
    for snapshot, own, sign in ((now, new, 1), (before, old, -1)):
        counted = pl.concat([none, own, beside], how="diagonal_relaxed")
        if counted.height:
            frame = scan_rows(rows, Replaced(snapshot, {table: counted.lazy()}))
            for sums, frames in zip(sum_rows(frame, rows, columns, cubes, snapshot), sums_by_cube, strict=True):
                frames.append(sums.with_columns(NUMBERS * sign))
    return sums_by_cube


def _due_meanwhile(columns: Sequence[Column], stored: pl.LazyFrame, before: Snapshot, now: Snapshot) -> pl.DataFrame:
    """The rows whose deadline has passed between the last days of data, or has not after all where that went back."""
    deadlines = {column.part.dated for column in columns if column.part.deadline}
    ends = before.manifest.data_to, now.manifest.data_to
    days = [day for day in ends if day is not None]
    if not deadlines or len(days) < len(ends) or days[0] == days[1]:
        return stored.head(0).collect()
    first, last = min(days) + timedelta(days=1), max(days)
    return stored.filter(pl.any_horizontal(pl.col(name).is_between(first, last) for name in deadlines)).collect()


def _neighbours(rows: str, stored: pl.LazyFrame, touched: pl.DataFrame) -> pl.DataFrame:
    """The stored rows by which the touched ones are decided, and which they decide; a few more do no harm."""
    alike, dated = neighbours_of(rows), local_date(RECORDS[record_behind(rows)])
    if not alike or dated is None or touched.is_empty():
        return touched.clear()
    names = stored.collect_schema().names()
    there_of = [[name for name in columns if name in names] for columns in alike]
    days = touched[dated].drop_nulls().unique()
    near = pl.concat([days.dt.offset_by(f"{n}d") for n in range(-NEAR.days, NEAR.days + 1)]).unique()
    return stored.filter(
        pl.col(PARTITION).is_in(near.dt.strftime("%Y-%m").unique().implode()),
        pl.col(dated).is_in(near.implode()),
        *(
            pl.any_horizontal(pl.col(name).is_in(values.implode()) for name in there)
            for there, values in ((there, _values(touched, there)) for there in there_of)
        ),
    ).collect()


def _values(touched: pl.DataFrame, columns: Sequence[str]) -> pl.Series:
    """All that the rows have in any of the columns."""
    return pl.concat([touched[name].drop_nulls() for name in columns]).unique()
