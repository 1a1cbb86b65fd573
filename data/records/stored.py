"""The columns of a record as the lake stores it, how a half-hour is written, and what marks a text no column takes."""

import polars as pl

from data.records.base import Record, half_hours, local_dates
from data.words import HalfHour

CELL_MARK = "\0"
"""Between a cell that a SELECT could not convert and the form it expected: no type takes a text that holds it."""


def stored_schema(record: type[Record]) -> pl.Schema:
    """The record's columns, then the local date of each moment that has one, and its local half-hour."""
    declared = {name: column.dtype for name, column in record.columns().items()}
    days = dict.fromkeys(local_dates(record).values(), pl.Date())
    return pl.Schema({**declared, **days, **dict.fromkeys(half_hours(record).values(), pl.String())})


def half_hour(clock: pl.Expr) -> pl.Expr:
    """The half-hour in which a local clock shows a moment, as `09:30`."""
    place = clock.dt.hour().cast(pl.UInt8) * 2 + (clock.dt.minute() >= 30).cast(pl.UInt8)
    return place.cat.to(pl.Enum(list(HalfHour.texts()))).cast(pl.String)
