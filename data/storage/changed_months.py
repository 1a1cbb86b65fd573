"""Which months of a table have other rows than are stored, so that only those are written."""

from collections.abc import Iterator, Sequence

import polars as pl

PARTITION = "start_month"
"""The local month (`2024-11`) that the rows of a dated record are partitioned by."""

AT_ONCE = 250_000
"""About how many rows are compared together: no more of what is stored is held beside the new ones."""


def find_changed_months(
    stored: pl.LazyFrame, rows: pl.DataFrame, months: Sequence[str | None]
) -> list[str | None] | None:
    """The months in which `rows`, in whatever order, are not what is stored; of a table without months, None for it.

    `months`: those that are looked at, besides all that `rows` has. None where the columns are others.
    """
    if dict(stored.collect_schema()) != dict(rows.schema):
        return None
    if PARTITION not in rows.columns:
        return [None] if _differ(stored, rows) else []
    found: list[str | None] = []
    for some in _batches(rows, months):
        within = pl.col(PARTITION).is_in(some, nulls_equal=True)
        found += _differ(stored.filter(within), rows.filter(within))
    return found


def _differ(stored: pl.LazyFrame, rows: pl.DataFrame) -> list[str | None]:
    """The months of the rows that are on one side only, or more often there."""
    both = pl.concat([rows.lazy().with_columns(there=1), stored.select(rows.columns).with_columns(there=-1)])
    counted = both.group_by(rows.columns).agg(pl.col("there").sum()).filter(pl.col("there") != 0)
    if PARTITION not in rows.columns:
        counted = counted.with_columns(pl.lit(None, pl.String).alias(PARTITION))
    return counted.select(pl.col(PARTITION).unique()).collect()[PARTITION].to_list()


def _batches(rows: pl.DataFrame, months: Sequence[str | None]) -> Iterator[list[str | None]]:
    """All months, so many at a time that they have about `AT_ONCE` of the rows."""
    counted = dict.fromkeys(months, 0) | dict(rows.group_by(PARTITION).len().iter_rows())
    batch: list[str | None] = []
    room = AT_ONCE
    for month, count in counted.items():
        if batch and count > room:
            yield batch
            batch, room = [], AT_ONCE
        batch.append(month)
        room -= count
    if batch:
        yield batch
