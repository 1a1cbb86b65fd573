"""Targets: which one is in force for a slice and period, how a value stands against it, and the file that sets them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import isclose, isfinite
from pathlib import Path
from typing import Any

import polars as pl

from data.errors import UserError
from data.state import TARGET
from data.state.writing import add_targets
from data.words import TARGET_SCOPES, Course, Origin
from data.state.target_file import Cells, code, column, day, limit, rows_of
from data.text import Word
from data.words import Better, Status, Unit
from metrics.calendar.periods import Period, containing, parse
from metrics.catalogue.registry import declared
from metrics.catalogue.registry import indicator as find
from metrics.definition.indicator import Indicator, Kind

Where = Mapping[str, Sequence[str]]
"""Breakdown → the codes that stay."""

NOISE = 1e-12
"""Values that differ by less, relatively, are equal: sums are exact, so only the division can differ by so little."""


class Band(Word):
    """Actual ÷ target in the bands of the Ontario Ministry of Finance's report on service standards (2015-16)."""

    FULL = "95", "At least 95% of target", "Au moins 95 % de la cible"
    PART = "75", "75% to under 95% of target", "De 75 % à moins de 95 % de la cible"
    LOW = "0", "Under 75% of target", "Moins de 75 % de la cible"


@dataclass(frozen=True, kw_only=True)
class InForce:
    """The target of one slice at the end of one period, in the indicator's stored unit; `scope` is empty overall."""

    target: float
    near: float
    source: str
    approved_by: str | None = None
    approved_on: date | None = None
    reason: str | None = None
    scope: Mapping[str, str] = field(default_factory=dict)
    path: str = Course.STEP.value


def in_force(targets: pl.DataFrame, indicator: Indicator, period: Period, where: Where) -> InForce | None:
    """The target at the period's end, of the most specific scope that `where` lies in.

    A scope holds `where` that fixes exactly its codes; of two with as many columns the narrower counts (partner,
    location, line, channel). `targets`: columns `data.state.TARGET`, in force. None for a fiscal year without a row.
    """
    return _chosen(_rows(targets, indicator), period, where)


def history(targets: pl.DataFrame, indicator: Indicator, periods: Sequence[Period], where: Where) -> pl.DataFrame:
    """The line that a chart draws: `period` (first day), `target`, `near`; null where none is in force."""
    rows = _rows(targets, indicator)
    found = [(period.start, _chosen(rows, period, where)) for period in periods]
    drawn = [(first, aim and aim.target, aim and aim.near) for first, aim in found]
    return pl.DataFrame(drawn, schema={"period": pl.Date, "target": pl.Float64, "near": pl.Float64}, orient="row")


def status(value: float | None, in_force: InForce | None, better: Better) -> Status:
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


def band(attainment: float | None) -> Band | None:
    """The band that an attainment falls in."""
    if attainment is None:
        return None
    return next(band for band in Band if _at_least(attainment, int(band) / 100))


def read_targets(path: str | Path) -> pl.DataFrame:
    """The targets of a CSV file, columns `data.state.TARGET`.

    Raises: UserError, one line for each bad row, naming row and column; then no row is to be loaded.
    """
    file = Path(path)
    rows: dict[tuple[Any, ...], tuple[int, tuple[Any, ...]]] = {}
    wrong = []
    for row, cells in rows_of(file):
        try:
            found = _checked(cells)
            key = found[: 2 + len(TARGET_SCOPES)]
            if key in rows:
                raise UserError(f"column fiscal_year: row {rows[key][0]} sets the same target; keep one of them.")
            rows[key] = row, found
        except UserError as problem:
            wrong.append(f"{file.name}, row {row}, {problem}")
    if wrong:
        raise UserError("\n".join(wrong))
    return pl.DataFrame([found for _, found in rows.values()], schema=TARGET, orient="row")


def load_targets(path: str | Path, url: str) -> str:
    """Reads a file of targets and adds those that differ from what is in force; says in one sentence what it did.

    Raises: UserError, as `read_targets`; then nothing is added.
    """
    rows = read_targets(path)
    added = add_targets(url, rows)
    return f"{Path(path).name}: {added} of {rows.height} targets are new or changed and now in force."


def _rows(targets: pl.DataFrame, indicator: Indicator) -> list[dict[str, Any]]:
    return targets.filter(pl.col("indicator") == indicator.name).rows(named=True)


def _chosen(rows: Sequence[Mapping[str, Any]], period: Period, where: Where) -> InForce | None:
    year = containing(period.end, "year")
    fixed = {name: codes[0] for name, codes in where.items() if len(codes) == 1}
    holding = [
        row
        for row in rows
        if row["fiscal_year"] == year.code and all(row[name] in (None, fixed.get(name)) for name in TARGET_SCOPES)
    ]
    if not holding:
        return None
    row = max(holding, key=lambda row: (len(_scope(row)), [row[name] is not None for name in reversed(TARGET_SCOPES)]))
    earlier = [r for r in rows if r["fiscal_year"] == year.shift(-1).code and _scope(r) == _scope(row)]
    month = (period.end.month - 4) % 12 + 1
    ends = {name: row[name] for name in ("target", "near")}
    if row["path"] == Course.LINEAR and earlier:
        ends = {name: _on_the_way(earlier[0][name], end, month) for name, end in ends.items()}
    said = {name: row[name] for name in ("source", "approved_by", "approved_on", "reason", "path")}
    return InForce(**ends, **said, scope=_scope(row))


def _scope(row: Mapping[str, Any]) -> dict[str, str]:
    return {name: row[name] for name in TARGET_SCOPES if row[name] is not None}


def _on_the_way(start: float, end: float, month: int) -> float:
    """After `month` of twelve steps, in the decimals people wrote, so that 0.44 → 0.48 passes 0.46 itself."""
    a, b = Fraction(repr(start)), Fraction(repr(end))
    return float(a + (b - a) * month / 12)


def _at_least(value: float, limit: float) -> bool:
    return value >= limit or isclose(value, limit, rel_tol=NOISE)


def _checked(cells: Cells | UserError) -> tuple[Any, ...]:
    """A row of the file as values, in the order of `TARGET`; raises the first UserError that it has."""
    if isinstance(cells, UserError):
        raise cells
    with column("indicator"):
        indicator = find(cells["indicator"] or "", declared())
    if indicator.better is Better.NEUTRAL:
        raise UserError(f"column indicator: {indicator.name} has no direction of good, so it cannot have a target.")
    with column("fiscal_year"):
        period = parse(cells["fiscal_year"] or "")
    if period.grain != "year":
        raise UserError(f"column fiscal_year: '{period.code}' is not a fiscal year; write it as FY2024-25.")
    scope = [code(cells, name, indicator.breakdowns) for name in TARGET_SCOPES]
    target, near = (limit(cells, name, indicator.unit) for name in ("target", "near"))
    if (near >= target) if indicator.better is Better.HIGHER else (near <= target):
        side = "below" if indicator.better is Better.HIGHER else "above"
        raise UserError(f"column near: {cells['near']} must be {side} the target {cells['target']}, on its bad side.")
    path = cells["path"] or Course.STEP.value
    if path not in list(Course):
        raise UserError(f"column path: '{path}' is no path; write step or linear.")
    said = (
        cells["source"] or Origin.ASSUMPTION.value,
        cells["approved_by"],
        day(cells, "approved_on"),
        cells["reason"],
    )
    return (indicator.name, period.code, *scope, target, near, path, *said)
