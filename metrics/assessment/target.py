"""Targets: which one is in force for a slice and period, and how a value stands against it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import isclose, isfinite
from typing import Any

import polars as pl

from data.words import TARGET_SCOPES, Better, Course, Status, Unit
from metrics.assessment.history import GRAIN
from metrics.calendar.periods import Period, containing
from metrics.definition.indicator import Indicator, Kind

Where = Mapping[str, Sequence[str]]
"""Breakdown → the codes that stay."""

NOISE = 1e-12
"""Values that differ by less, relatively, are equal: sums are exact, so only the division can differ by so little."""


@dataclass(frozen=True, kw_only=True)
class TargetInForce:
    """The target of one slice at the end of one period, in the indicator's stored unit; `scope` is empty overall."""

    target: float
    near: float
    source: str
    approved_by: str | None = None
    approved_on: date | None = None
    reason: str | None = None
    scope: Mapping[str, str] = field(default_factory=dict)
    path: str = Course.STEP.value


def in_force(targets: pl.DataFrame, indicator: Indicator, period: Period, where: Where) -> TargetInForce | None:
    """The target at the period's end, of the most specific scope that `where` lies in.

    A scope holds `where` that fixes exactly its codes; of two with as many columns the narrower counts (partner,
    location, line, channel). `targets`: columns `data.state.TARGET`, in force. None for a fiscal year without a row.
    """
    return _chosen(_rows(targets, indicator), period, where)


class TargetHistory:
    """The targets of one indicator and slice, by period."""

    def __init__(self, targets: pl.DataFrame, indicator: Indicator, where: Where) -> None:
        self._rows, self._indicator, self._where = _rows(targets, indicator), indicator, where
        self._by_day: dict[date, TargetInForce | None] = {}

    def at(self, period: Period) -> TargetInForce | None:
        """The one in force at the end of a period."""
        return _chosen(self._rows, period, self._where)

    def of(self, day: date) -> TargetInForce | None:
        """The one of the period of its own frequency that begins on a day."""
        if day not in self._by_day:
            self._by_day[day] = self.at(containing(day, GRAIN[self._indicator.frequency]))
        return self._by_day[day]


def status(value: float | None, in_force: TargetInForce | None, better: Better) -> Status:
    """Met on the good side of the target, near on the good side of its near limit, else missed; never rounded."""
    if value is None or not isfinite(value) or in_force is None or better is Better.NEUTRAL:
        return Status.NO_TARGET
    sign = 1 if better is Better.HIGHER else -1
    if _at_least(sign * value, sign * in_force.target):
        return Status.MET
    return Status.NEAR if _at_least(sign * value, sign * in_force.near) else Status.MISSED


def gap(value: float | None, target: float | None) -> float | None:
    """Value − target, in the indicator's stored unit."""
    return None if value is None or target is None else value - target


def attainment(value: float | None, target: float | None, indicator: Indicator) -> float | None:
    """Value ÷ target, for positive shares of which more is better: elsewhere the quotient misleads."""
    positive = indicator.unit is Unit.SHARE and indicator.kind not in (Kind.GROWTH, Kind.GAP)
    if not positive or indicator.better is not Better.HIGHER or value is None or target is None:
        return None
    return value / target if value >= 0 and target > 0 else None


def _rows(targets: pl.DataFrame, indicator: Indicator) -> list[dict[str, Any]]:
    return targets.filter(pl.col("indicator") == indicator.name).rows(named=True)


def _chosen(rows: Sequence[Mapping[str, Any]], period: Period, where: Where) -> TargetInForce | None:
    year = containing(period.end, "year")
    code = year.code
    fixed = {name: codes[0] for name, codes in where.items() if len(codes) == 1}
    holding = [
        row
        for row in rows
        if row["fiscal_year"] == code and all(row[name] in (None, fixed.get(name)) for name in TARGET_SCOPES)
    ]
    if not holding:
        return None
    row = max(holding, key=lambda row: (len(_scope(row)), [row[name] is not None for name in reversed(TARGET_SCOPES)]))
    ends = {name: row[name] for name in ("target", "near")}
    if row["path"] == Course.LINEAR:
        before, month = year.shift(-1).code, (period.end.month - 4) % 12 + 1
        for earlier in [r for r in rows if r["fiscal_year"] == before and _scope(r) == _scope(row)][:1]:
            ends = {name: _on_the_way(earlier[name], end, month) for name, end in ends.items()}
    approval = {name: row[name] for name in ("source", "approved_by", "approved_on", "reason", "path")}
    return TargetInForce(**ends, **approval, scope=_scope(row))


def _scope(row: Mapping[str, Any]) -> dict[str, str]:
    return {name: row[name] for name in TARGET_SCOPES if row[name] is not None}


def _on_the_way(start: float, end: float, month: int) -> float:
    """After `month` of twelve steps, in the decimals people wrote, so that 0.44 → 0.48 passes 0.46 itself."""
    a, b = Fraction(repr(start)), Fraction(repr(end))
    return float(a + (b - a) * month / 12)


def _at_least(value: float, limit: float) -> bool:
    return value >= limit or isclose(value, limit, rel_tol=NOISE)
