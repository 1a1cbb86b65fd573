"""The columns of a record as the lake stores it, and what marks a text that no column takes."""

import polars as pl

from data.records.base import Record, local_dates

CELL_MARK = "\0"
"""Between a cell that a SELECT could not convert and the form it expected: no type takes a text that holds it."""


def stored_schema(record: type[Record]) -> pl.Schema:
    """The record's columns, then the local date of each moment that has one."""
    declared = {name: column.dtype for name, column in record.columns().items()}
    return pl.Schema({**declared, **dict.fromkeys(local_dates(record).values(), pl.Date())})
