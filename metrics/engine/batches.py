"""The rows of a record a batch at a time: a few months of the lake, so that no more of it is held at once."""

from collections.abc import Sequence

import polars as pl

from data.storage.lake import PARTITION
from data.storage.names import lake_table
from data.storage.snapshot import Snapshot
from metrics.calendar.periods import spans

ROWS = 1_000_000
"""About how many rows make a batch: enough for all cores, and some hundred megabytes at most."""


def batches_of(
    record: str, dated: Sequence[str], snapshot: Snapshot, months: Sequence[str] | None = None
) -> list[list[str | None] | None]:
    """Local months of start whose rows are read together, each month in one batch; None: all rows there are.

    `months`: batches that can hold rows that any `dated` column places in these months.
    """
    files = snapshot.files(lake_table(record))
    if files["rows"].sum() <= ROWS or PARTITION not in files.columns:
        return [None]
    if months is not None:
        files = files.filter(pl.any_horizontal(_may_hold(files, name, months) for name in dated))
    batches: list[list[str | None] | None] = []
    batch: list[str | None] = []
    room = 0
    for month, rows in files.group_by(PARTITION).agg(pl.col("rows").sum()).sort(PARTITION).iter_rows():
        if not batches or rows > room:
            batch, room = [], ROWS
            batches.append(batch)
        batch.append(month)
        room -= rows
    return batches or [[]]


def within(months: Sequence[str], dated: Sequence[str]) -> pl.Expr:
    """Whether any of the date columns lies in these months.

    Spans of days, unlike names of months, tell the reader of the files what to leave unread.
    """
    return pl.any_horizontal(pl.col(name).is_between(*span) for name in dated for span in spans(months))


def _may_hold(files: pl.DataFrame, name: str, months: Sequence[str]) -> pl.Expr:
    """Whether a file can have a row with a date in these months, by the least and the greatest that it has."""
    if f"min.{name}" not in files.columns:
        return pl.lit(True)
    least, greatest = pl.col(f"min.{name}"), pl.col(f"max.{name}")
    meets = pl.any_horizontal((greatest >= first) & (least <= last) for first, last in spans(months))
    return ((pl.col(f"null_count.{name}") < pl.col("rows")) & meets).fill_null(True)
