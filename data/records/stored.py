"""The columns of a record as the lake stores it."""

import polars as pl

from data.records.base import Record, local_dates


def stored_schema(record: type[Record]) -> pl.Schema:
    """The record's columns, then the local date of each moment that has one."""
    declared = {name: column.dtype for name, column in record.columns().items()}
    return pl.Schema({**declared, **dict.fromkeys(local_dates(record).values(), pl.Date())})
