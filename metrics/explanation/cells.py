"""The sums of two periods by all breakdowns at once: whatever is looked at later is a sum of these."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from data.storage.snapshot import Snapshot
from metrics.calendar.periods import Period
from metrics.definition.indicator import Indicator
from metrics.definition.rowsets import has_rows
from metrics.engine.scope import Scope
from metrics.engine.sums import sums

LARGEST = 3_000_000
"""Numbers of a row beyond it count as this much in squares, so that a trillion of them fits: 35 days in seconds."""

ROLES = ("numerator", "denominator", "n", "squares", "moments")
"""What is summed per period; `moments` are Σ x² of rows (of samples Σ w·x²), `squares` Σ w² of weights."""


@dataclass(frozen=True, eq=False)
class Cells:
    """Sums of disjoint groups of rows.

    `places`: per breakdown, the place of each cell's code in `members`; -1 where it has none. `sums`: one row per
    cell, the five `ROLES` of the reference period, then those of the period, Int64.
    """

    members: dict[str, list[str]]
    places: dict[str, np.ndarray]
    sums: np.ndarray

    def within(self, codes: dict[str, str]) -> np.ndarray:
        """Which cells lie in a slice."""
        inside = np.ones(len(self.sums), bool)
        for name, code in codes.items():
            inside &= self.places[name] == self.members[name].index(code)
        return inside


def sum_cells(
    indicator: Indicator, scope: Scope, periods: tuple[Period, Period], by: Sequence[str], snapshot: Snapshot
) -> Cells:
    """The cells of an indicator by the breakdowns `by`, in the reference period and the period.

    Of restricted records groups that are hidden are in no cell.
    """
    sides = []
    for place, period in enumerate(periods):
        span = replace(period, grain="span")
        columns = [f"{role}.{place}" for role in ROLES]
        frame = sum_roles(indicator, replace(scope, by=tuple(by), grain=None, span=span), snapshot)
        # Of a slice that had no rows in one of the two there is still one sum: nothing.
        frame = frame if by or frame.height else frame.clear(1)
        sides.append(frame.rename(dict(zip(ROLES, columns, strict=True))))
    frame = sides[0].join(sides[1], on=list(by), how="full", coalesce=True, nulls_equal=True) if by else sides[0]
    frame = frame if by else pl.concat(sides, how="horizontal")
    members, places = {}, {}
    for name in by:
        members[name] = frame[name].drop_nulls().unique().sort().to_list()
        codes = dict(zip(members[name], range(len(members[name])), strict=True))
        found = frame[name].replace_strict(codes, default=-1, return_dtype=pl.Int32) if codes else None
        places[name] = np.full(frame.height, -1, np.int32) if found is None else found.fill_null(-1).to_numpy()
    columns = [f"{role}.{place}" for place in (0, 1) for role in ROLES]
    return Cells(members, places, frame.select(pl.col(columns).fill_null(0).cast(pl.Int64)).to_numpy())


def sum_roles(indicator: Indicator, scope: Scope, snapshot: Snapshot) -> pl.DataFrame:
    """The `by` columns of the scope and the `ROLES`, of groups that may be shown."""
    both = [indicator, *([_of_squares(indicator)] if _has_squares(indicator, snapshot) else [])]
    wide = sums(both, scope, snapshot)
    own = {role: f"{indicator.name}.{role}" for role in ROLES}
    if len(both) > 1:
        own["moments"] = f"{both[1].name}.numerator"
    hidden = pl.col(f"{indicator.name}.suppressed").fill_null(False)
    roles = ((pl.col(name) if name in wide.columns else pl.lit(0, pl.Int64)).alias(role) for role, name in own.items())
    return wide.filter(~hidden).select(*scope.by, *roles)


def _has_squares(indicator: Indicator, snapshot: Snapshot) -> bool:
    """Whether it is a mean of what single rows measure, so that their squares tell how much they vary."""
    if indicator.sampled or indicator.restricted or not indicator.denominator:
        return False
    sides = (indicator.numerator, indicator.denominator)
    above, below = ([part for part in parts if has_rows(part.rows, snapshot)] for parts in sides)
    one_record = len({part.rows for part in above + below}) == 1
    return one_record and all(part.counts for part in below) and not all(part.counts for part in above)


def _of_squares(indicator: Indicator) -> Indicator:
    """The same rows with the square of what each adds to the numerator; no cube has it, so rows are read."""
    name = f"{indicator.name} squares"
    squares = tuple(replace(part, value=part.value.clip(-LARGEST, LARGEST) ** 2) for part in indicator.numerator)
    return replace(indicator, name=name, numerator=squares)
