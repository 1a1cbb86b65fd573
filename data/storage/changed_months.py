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
    """The months in which `rows`, in any order, are not what is stored; for a table without months, None stands for it.

    `months`: those that are compared, besides all that `rows` has. None where the columns differ.
    """
    if dict(stored.collect_schema()) != dict(rows.schema):
        return None
    if PARTITION not in rows.columns:
        return [None] if _months_that_differ(stored, rows) else []
    changed: list[str | None] = []
    for batch in _batches(rows, months):
        within = pl.col(PARTITION).is_in(batch, nulls_equal=True)
        changed += _months_that_differ(stored.filter(within), rows.filter(within))
    return changed


def _months_that_differ(stored: pl.LazyFrame, rows: pl.DataFrame) -> list[str | None]:
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
