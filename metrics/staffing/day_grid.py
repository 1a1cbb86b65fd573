"""Half-hours of many days laid side by side: the long table that people read, as the grid that is computed with."""

from collections.abc import Sequence
from copy import copy

import numpy as np
import polars as pl

from data.certainty import scalar
from data.refusals.demand import staffing as refusals
from metrics.staffing.erlang import Numbers
from metrics.staffing.queue import HALF_HOUR

HALF_HOURS = 48

NOBODY = 1e-9
"""Fewer contacts than this are none: they are what is left of a division."""


class StaffDays:
    """Of every day of every queue: `contacts`, `handling_s`, `people` (0 where not given), each (days, 48).

    `rows`: the `by` columns, `half_hour`, `contacts`, `handling_s` and, where known, `people`.
    Raises: UserError, for a half-hour outside 0–47 or twice in a day, contacts or people below 0, a handling time of 0.
    """

    def __init__(self, rows: pl.DataFrame, by: Sequence[str] = ()) -> None:
        _check(rows)
        self._half_hour = rows["half_hour"].to_numpy().astype(int)
        self._day = _dense(rows, by)
        shape = (int(self._day.max()) + 1 if rows.height else 0, HALF_HOURS)
        if len(np.unique(self._day * HALF_HOURS + self._half_hour)) < rows.height:
            raise refusals.STAFFING_HALF_HOUR_TWICE(columns=[*by, "half_hour"])
        self.contacts, self.handling_s, self.people = np.zeros(shape), np.ones(shape), np.zeros(shape, np.int64)
        contacts = rows["contacts"].to_numpy()
        self.contacts[self._day, self._half_hour] = np.where(contacts > NOBODY, contacts, 0)
        self.handling_s[self._day, self._half_hour] = rows["handling_s"].to_numpy()
        if "people" in rows.columns:
            self.people[self._day, self._half_hour] = rows["people"].to_numpy()

    @property
    def load(self) -> Numbers:
        """Erlangs: the people who would be at work on average if nobody had to wait."""
        return self.contacts * self.handling_s / HALF_HOUR

    def only(self, days: np.ndarray) -> "StaffDays":
        """Some of the days, for computing on; they have no long table of their own."""
        part = copy(self)
        part.contacts, part.handling_s, part.people = self.contacts[days], self.handling_s[days], self.people[days]
        return part

    def long(self, rows: pl.DataFrame, **grids: np.ndarray) -> pl.DataFrame:
        """`rows` with a column more per grid; NaN becomes null."""
        columns = [pl.Series(name, grid[self._day, self._half_hour]) for name, grid in grids.items()]
        return rows.with_columns(column.fill_nan(None) if column.dtype.is_float() else column for column in columns)


def _dense(rows: pl.DataFrame, by: Sequence[str]) -> np.ndarray:
    if not by or rows.is_empty():
        return np.zeros(rows.height, int)
    # Ranks of integers are quick, ranks of structs are not.
    numbers = rows.select(pl.col(name).rank("dense").fill_null(0).cast(pl.Int64) for name in by)
    day = np.zeros(rows.height, np.int64)
    for column in numbers.iter_columns():
        day = day * (scalar(column.max(), int) + 1) + column.to_numpy()
    return np.unique(day, return_inverse=True)[1]


def _check(rows: pl.DataFrame) -> None:
    if not rows["half_hour"].is_between(0, HALF_HOURS - 1).all():
        raise refusals.STAFFING_HALF_HOUR()
    for column in ("contacts", "people"):
        if column in rows.columns and not (rows[column].is_not_null() & (rows[column] >= 0)).all():
            raise refusals.STAFFING_NEGATIVE(column=column)
    if not (rows["handling_s"] > 0).fill_null(False).all():
        raise refusals.STAFFING_NO_HANDLING()
