"""What came, day by day, to the queue of a place or of a whole channel, and who was there, half-hour by half-hour."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from data.storage.snapshot import Snapshot
from data.words import Channel
from metrics.definition.rowsets import has_rows, scan_rows
from metrics.indicators.shared import LEFT
from metrics.staffing.day_grid import HALF_HOURS


@dataclass(frozen=True, kw_only=True)
class QueueDays:
    """Days × half-hours of a queue, whole numbers.

    `came`: contacts that began; `served` and `serve_s`: those with a serving time, and its sum; `waited` and `wait_s`:
    those served whose wait is recorded, and its sum; `people`: −1 on days of which nobody is recorded.
    """

    days: Sequence[date]
    came: np.ndarray
    served: np.ndarray
    serve_s: np.ndarray
    waited: np.ndarray
    wait_s: np.ndarray
    people: np.ndarray


def read_days(snapshot: Snapshot, channel: Channel, location: str | None, first: date, last: date) -> QueueDays:
    """The days on which somebody came, in order; `location`: None for all places of the channel as one queue.

    Contacts without a time of day are left out. The places of a whole channel are those that its contacts came to.
    """
    half_hour = _half_hour(pl.col("started_half_hour"))
    asked = (pl.col("channel") == channel.value) & pl.col("started_on").is_between(first, last)
    here = pl.lit(True) if location is None else pl.col("location_id") == location
    waits, serves = ~LEFT & pl.col("wait_s").is_not_null(), ~LEFT & pl.col("serve_s").is_not_null()
    contacts = (
        scan_rows("transaction", snapshot)
        .filter(asked & here & pl.col("started_half_hour").is_not_null())
        .group_by(pl.col("started_on").alias("day"), half_hour.alias("half_hour"))
        .agg(
            pl.len().alias("came"),
            serves.sum().alias("served"), pl.col("serve_s").filter(serves).sum(),
            waits.sum().alias("waited"), pl.col("wait_s").filter(waits).sum(),
            pl.col("location_id").unique().alias("places"),
        )
        .collect()
    )  # fmt: skip
    days = sorted(contacts["day"].unique())
    rows = {day: row for row, day in enumerate(days)}

    def grid(frame: pl.DataFrame, column: str, nothing: int) -> np.ndarray:
        filled = np.full((len(days), HALF_HOURS), nothing, np.int64)
        for day, half, value in frame.select("day", "half_hour", column).iter_rows():
            filled[rows[day], half] = value
        return filled

    sums = {name: grid(contacts, name, 0) for name in ("came", "served", "serve_s", "waited", "wait_s")}
    places = [location] if location else contacts["places"].explode().drop_nulls().unique().to_list()
    people = grid(contacts.clear().with_columns(people=pl.lit(0)), "people", -1)
    if has_rows("capacity", snapshot):
        there = (
            scan_rows("capacity", snapshot)
            .filter(pl.col("location_id").is_in(places) & pl.col("on_date").is_in(days))
            .group_by(pl.col("on_date").alias("day"), "half_hour")
            .agg(pl.col("people").sum())
            .collect()
        )
        # On a day of which anything is recorded, nobody is there where nobody is recorded.
        people[[rows[day] for day in there["day"].unique()]] = 0
        recorded = grid(there, "people", -1)
        people = np.where(recorded >= 0, recorded, people)
    return QueueDays(days=days, people=people, **sums)


def _half_hour(code: pl.Expr) -> pl.Expr:
    """The number of a half-hour that is written `09:30`."""
    hour, minute = code.str.slice(0, 2).cast(pl.Int64), code.str.slice(3, 2).cast(pl.Int64)
    return hour * 2 + minute // 30
