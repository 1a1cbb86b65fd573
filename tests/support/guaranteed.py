"""Guaranteed items drawn by hand, and those of a fictional organisation without a database."""

from datetime import date

import numpy as np
import polars as pl

from data.demo import fulfilment, transactions
from data.demo.calendar import CHANNELS, month_of
from data.demo.services import SERVICE_CODES
from tests.support.drawn_tables import rows

FIRST_YEAR, SCALE = 2021, 0.01


def items(drawn: str) -> pl.LazyFrame:
    """One guaranteed transaction per item; columns `service_id`, `channel`, `started_on`, `due_on`, `completed_on`,

    `in time`, `items`. One without an end is open.
    """
    found = []
    for row in rows(drawn).to_dicts():
        ended, hour = row["completed_on"], 19 if row["in time"] == "true" else 21
        for _ in range(int(row["items"])):
            number = len(found) + 1
            found.append(
                {
                    **{name: row[name] for name in ("service_id", "channel", "started_on", "due_on")},
                    "transaction_id": f"T{number}",
                    "completed_on": ended,
                    "due_at": f"{row['due_on']}T20:00:00",
                    "completed_at": ended and f"{ended}T{hour}:00:00",
                    "status": "completed" if ended else "in_progress",
                    "fee_cents": 2_500,
                }
            )
    days = [pl.col(name).cast(pl.String).str.to_date() for name in ("started_on", "due_on", "completed_on")]
    moments = [pl.col(name).cast(pl.String).str.to_datetime(time_unit="us", time_zone="UTC") for name in MOMENTS]
    return pl.DataFrame(found, infer_schema_length=None).with_columns(*days, *moments).lazy()


MOMENTS = ("due_at", "completed_at")


def items_of_organisation(seed: int, first: date, until: date) -> pl.DataFrame:
    """The guaranteed items that began in these months in the fictional organisation of a seed, known to its end."""
    return pl.concat([_month(seed, month) for month in range(month_of(first), month_of(until) + 1)])


def _month(seed: int, month: int) -> pl.DataFrame:
    interactions = transactions.interactions(seed, FIRST_YEAR, SCALE, month)
    ends = fulfilment.deliveries(seed, FIRST_YEAR, interactions)
    guaranteed = np.flatnonzero(interactions.guaranteed[ends.row])
    mine = ends.row[guaranteed]
    frame = pl.DataFrame(
        {
            "service_id": np.array(SERVICE_CODES)[interactions.service[mine]],
            "channel": np.array(CHANNELS)[interactions.channel[mine]],
            "started_on": interactions.days[interactions.day[mine]].astype("datetime64[D]"),
            "due_at": interactions.due[mine],
            "completed_at": ends.ended[guaranteed],
            "status": np.where(ends.rejected[guaranteed], "rejected", "completed"),
            "fee_cents": interactions.fee[mine],
        }
    )
    moments = frame.with_columns(pl.from_epoch(name) for name in MOMENTS)
    return moments.with_columns(due_on=pl.col("due_at").dt.date(), completed_on=pl.col("completed_at").dt.date())
