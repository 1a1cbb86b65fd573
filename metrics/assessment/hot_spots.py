"""Where and when a standard breaks: the value of each place and half-hour against its target, the worst first.

A complete count is what it is, but whether a place is worse than its target or only had a bad draw of visits is a
question of chance: a spot stands out where a place at its target would have so few in time in fewer than one case of
twenty, divided by how many spots are looked at (Bonferroni), so that on a good month nothing is named nineteen times
out of twenty. The worst is, of those, the one with the most missed beyond what its target allows: eleven visits on a
Monday evening do not come before two hundred at noon.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl
from scipy.special import bdtr

from data.certainty import present
from data.storage.snapshot import Snapshot
from data.words import TARGET_SCOPES, Better, Status, Unit
from metrics.assessment import uncertainty
from metrics.assessment.evidence import is_too_few
from metrics.assessment.history import Where
from metrics.assessment.target import NOISE, TargetInForce, in_force, status
from metrics.assessment.uncertainty import OUTSIDE, Interval
from metrics.calendar.periods import Period
from metrics.calendar.standing import so_far
from metrics.definition.indicator import Indicator, Kind, Sampling
from metrics.engine.answer import Question, answer

STEPS = 3
"""Shades of a miss: up to the near limit, up to twice as far from the target, farther."""

Aim = Callable[[Mapping[str, str]], TargetInForce | None]
"""The target in force of a spot, by its codes."""


@dataclass(frozen=True, kw_only=True)
class Spot:
    """One place, half-hour or both: `codes` by breakdown, its numbers, and how far it is from its target.

    `missed`: how many of those counted were not in time, None where a row is no yes or no. `step`: 0 at the target or
    on its good side, then 1 to `STEPS`; None where there is no target. `few`: fewer than the indicator asks
    for. `excess`: how many more were missed than the target allows, None for what does not stand out.
    """

    codes: Mapping[str, str]
    value: float
    of: int
    missed: int | None = None
    target: float | None = None
    interval: Interval | None = None
    status: Status = Status.NO_TARGET
    step: int | None = None
    few: bool = False
    excess: float | None = None


@dataclass(frozen=True, kw_only=True)
class Spots:
    """All spots of some breakdowns, the worst first, those with too few last; `nowhere`: counted without a code."""

    listed: Sequence[Spot] = ()
    nowhere: int = 0

    @property
    def worst(self) -> Spot | None:
        """Of those that stand out the one with the most missed; None where chance explains them all."""
        standing_out = [spot for spot in self.listed if spot.excess is not None]
        return max(standing_out, key=lambda spot: spot.excess or 0.0, default=None)


@dataclass(frozen=True, kw_only=True)
class Grid:
    """Spots by row and column: `cells` holds those that there are; rows as they were handed in, columns in order."""

    rows: Sequence[str]
    columns: Sequence[str]
    cells: Mapping[tuple[str, str], Spot] = field(default_factory=dict)


def is_share(indicator: Indicator) -> bool:
    """Whether each row is a yes or a no and all are counted, so that chance can be reckoned with."""
    counted = indicator.sampling is Sampling.COMPLETE and indicator.kind is Kind.QUOTIENT
    return indicator.unit is Unit.SHARE and counted and indicator.better is Better.HIGHER


def spots(indicator: Indicator, rows: Iterable[Mapping[str, Any]], by: Sequence[str], aim: Aim) -> Spots:
    """The spots of an answer (`metrics.engine.answer.answer`, as dicts) broken down by `by`, against their targets.

    Rows of a percentile may tell `low` and `high` of its interval (`metrics.engine.distribution`).
    """
    rows = [row for row in rows if row["value"] is not None and _of(row)]
    placed = [row for row in rows if all(row[name] is not None for name in by)]
    found = [_spot(indicator, row, by, aim, len(placed)) for row in placed]
    sign = 1 if indicator.better is Better.HIGHER else -1
    listed = sorted(found, key=lambda spot: (spot.few, sign * spot.value, -spot.of))
    return Spots(listed=listed, nowhere=sum(_of(row) for row in rows) - sum(spot.of for spot in listed))


def spots_of(
    indicator: Indicator, period: Period, by: Sequence[str], where: Where, snapshot: Snapshot, targets: pl.DataFrame
) -> Spots:
    """The same of a period of a snapshot, asked here; `targets` as `data.state.targets` reads them."""
    question = Question(indicator=indicator.name, by=tuple(by), period=period.code, where=where)
    rows = answer(question, snapshot).iter_rows(named=True)
    return spots(indicator, rows, by, aim_of(indicator, period, where, snapshot, targets))


def aim_of(indicator: Indicator, period: Period, where: Where, snapshot: Snapshot, targets: pl.DataFrame) -> Aim:
    """The target in force of each spot of a period, of an open one as far as it has come."""
    days = so_far(period, snapshot.manifest.data_to or period.end)
    own = targets.filter(pl.col("indicator") == indicator.name)
    aims: dict[tuple[str, ...], TargetInForce | None] = {}

    def aim(codes: Mapping[str, str]) -> TargetInForce | None:
        # A target is of a place, never of an hour.
        scope = {name: code for name, code in codes.items() if name in TARGET_SCOPES}
        key = tuple(scope.values())
        if key not in aims:
            aims[key] = in_force(own, indicator, days, {**where, **{name: [code] for name, code in scope.items()}})
        return aims[key]

    return aim


def in_order_of(both: Spots, row: str, column: str, code: str, rows: Sequence[str]) -> list[str]:
    """Rows of a grid with the worst in one of its columns first; those without a value there last, as they were."""
    worst_first = [spot.codes[row] for spot in both.listed if spot.codes[column] == code and spot.codes[row] in rows]
    return [*worst_first, *(one for one in rows if one not in worst_first)]


def counts_by_start(indicator: Indicator) -> bool:
    """Whether all that it counts is dated by the day on which it began, as its half-hours are."""
    return all(part.dated == "started_on" for part in indicator.parts if part.rows == "transaction")


def grid(found: Spots, row: str, column: str, rows: Sequence[str]) -> Grid:
    """Spots of two breakdowns as a table of the rows that are asked for, without columns that are empty in all."""
    cells = {(spot.codes[row], spot.codes[column]): spot for spot in found.listed if spot.codes[row] in rows}
    return Grid(rows=rows, columns=sorted({at for _, at in cells}), cells=cells)


def _spot(indicator: Indicator, row: Mapping[str, Any], by: Sequence[str], aim: Aim, looked_at: int) -> Spot:
    codes = {name: row[name] for name in by}
    of, share, goal = _of(row), is_share(indicator), aim(codes)
    target = goal.target if goal else None
    interval = uncertainty.share(row["numerator"], of) if share else _given(row)
    few = _is_few(indicator, row)
    unsure = target is not None and (few or is_too_few(row, indicator, interval, target))
    excess = None
    if share and target is not None and not unsure and _chance(row, of, target) < OUTSIDE / looked_at:
        excess = target * of - row["numerator"]
    return Spot(
        codes=codes,
        value=row["value"],
        of=of,
        missed=of - row["numerator"] if share else None,
        target=target,
        interval=interval,
        status=Status.TOO_FEW if unsure else status(row["value"], goal, indicator.better),
        step=None if goal is None else _step(row["value"], goal, indicator.better),
        few=few,
        excess=excess,
    )


def _given(row: Mapping[str, Any]) -> Interval | None:
    """The interval that came with a percentile."""
    low, high = row.get("low"), row.get("high")
    return None if low is None or high is None else Interval(low, high)


def _of(row: Mapping[str, Any]) -> int:
    """How many the value is of: of the denominator, of which one row may tell many; of a percentile the rows."""
    return row["n"] or 0 if row["denominator"] is None else row["denominator"]


def _is_few(indicator: Indicator, row: Mapping[str, Any]) -> bool:
    """Fewer than the indicator asks for; of a percentile, fewer beyond it: of five rows the P90 is the longest one."""
    if indicator.kind is Kind.PERCENTILE:
        return _of(row) * (100 - present(indicator.percentile)) < indicator.enough * 100
    return _of(row) < indicator.enough


def _chance(row: Mapping[str, Any], of: int, target: float) -> float:
    """How likely so few or fewer in time are where each is in time as often as the target says."""
    return float(bdtr(row["numerator"], of, min(target, 1.0)))


def _step(value: float, goal: TargetInForce, better: Better) -> int:
    """How many times the distance of the near limit a value lies on the bad side of its target, from 1 to `STEPS`."""
    if status(value, goal, better) is Status.MET:
        return 0
    off, width = abs(value - goal.target), abs(goal.target - goal.near)
    return next((step for step in range(1, STEPS) if off <= step * width * (1 + NOISE)), STEPS)
