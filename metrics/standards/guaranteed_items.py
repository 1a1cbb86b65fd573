"""Guaranteed items as whole numbers: how many are alike, and with how many business days left they were ended.

What is counted is what `guarantees_kept` counts: guaranteed items that have a due time. Days left are business days
from the one looked at to the one on which an item is due, both included; on its last day an item has one left.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import polars as pl

from data.storage.snapshot import Snapshot
from metrics.calendar.business_days import numbered_days
from metrics.definition.breakdowns import check_where, dimensions_of, with_dimensions
from metrics.definition.rowsets import scan_rows
from metrics.indicators.shared import ENDED_WELL, OPEN

RECORD = "transaction"
GROUP = ("service_id", "channel")
DAYS = ("started_on", "due_on", "ended_on")
PAST = timedelta(weeks=61)
"""So far back is read: a year, and the eight weeks before it that this year's last eight are compared with."""

Where = Mapping[str, Sequence[str]]


def guaranteed_items(snapshot: Snapshot, known_to: date, where: Where) -> pl.LazyFrame:
    """The guaranteed transactions of the last fourteen months, as far as who reads may see them.

    Raises: UserError for a filter that transactions do not know.
    """
    months = sorted({f"{known_to - timedelta(days=ago):%Y-%m}" for ago in range(PAST.days + 1)})
    promised = pl.col("guaranteed") & pl.col("due_at").is_not_null()
    rows = scan_rows(RECORD, snapshot, months).filter(promised & (pl.col("started_on") > known_to - PAST))
    return within_filters(rows, where, snapshot)


def within_filters(rows: pl.LazyFrame, where: Where, snapshot: Snapshot) -> pl.LazyFrame:
    """Transactions that lie under filters. Raises: UserError for a filter that transactions do not know."""
    named = check_where(where, dimensions_of(RECORD), snapshot)
    rows = with_dimensions(rows, RECORD, named, snapshot)
    for name, codes in named.items():
        rows = rows.filter(pl.col(name).is_in(codes))
    return rows


def as_known(rows: pl.LazyFrame, known_to: date) -> pl.LazyFrame:
    """Items as they stood at the end of a day: adds `ended_on`, null where open then, and `in_time`.

    Items given up or refused are left out, as in `guarantees_kept`, but only once they are: until then nobody knew.
    """
    ended = ~OPEN & (pl.col("completed_on") <= known_to)
    return rows.filter((pl.col("started_on") <= known_to) & (OPEN | pl.col("completed_on").is_not_null())).with_columns(
        ended_on=pl.when(ended).then("completed_on"),
        in_time=(ended & (pl.col("completed_at") <= pl.col("due_at"))).fill_null(False),
        well=(ended & ENDED_WELL).fill_null(False),
    )


def alike(items: pl.LazyFrame) -> pl.DataFrame:
    """How many items (`items`, of fees `fee_cents` in all) began, were due and ended on the same days.

    Columns: `service_id`, `channel`, `started_on`, `due_on`, `ended_on`, `in_time`, `well`.
    """
    return (
        items.group_by(*GROUP, *DAYS, "in_time", "well")
        .agg(pl.len().cast(pl.Int64).alias("items"), pl.col("fee_cents").fill_null(0).sum())
        .sort(*GROUP, *DAYS, "in_time", "well")
        .collect()
    )


def numbered(known: pl.DataFrame, known_to: date) -> pl.DataFrame:
    """Adds `start`, `due` and `end`: each day as the number of business days up to it."""
    number = numbered_days(known_to - PAST, known_to + PAST)
    return known.with_columns(
        pl.col(name).replace_strict(number, default=None, return_dtype=pl.Int64).alias(column)
        for name, column in zip(DAYS, ("start", "due", "end"), strict=True)
    ).drop_nulls(["start", "due"])
