"""Where quarter and fiscal year will end, as forecast, beside the target that will be in force then.

Pages, the command line and packs ask here; it is of the whole organisation, and whoever is limited to a part of it, or
asks for one, is told nothing: the rest of a number would tell of others' parts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from data.storage.snapshot import Snapshot
from data.words import Better, Status
from metrics.assessment.history import GRAIN, Where
from metrics.assessment.target import TargetHistory, TargetInForce, status
from metrics.calendar.periods import Period, containing, parse
from metrics.definition.indicator import Indicator
from metrics.definition.limits import alike, rights
from metrics.planning.demand import rows
from metrics.planning.period_end.basis import Basis, Chance


@dataclass(frozen=True, eq=False, kw_only=True)
class PeriodEnd:
    """Where one indicator will end a period; without a value `basis` says why.

    `value`, `low` and `high` (in four of five cases) and the targets are in the indicator's unit. `known_to`: the last
    day that counts as it is; `months` of the window, the last `left` of which are forecast. `wave`: the month of the
    wave it is of. `tested` windows of the back-test, the share of them `inside` their interval. `target`: in force at
    the period's end; `target_now`: in force where the data end, where that is another. `state`: how a value that is
    known already stands; `chance`: whether the target will be met, of one that is forecast.
    """

    indicator: Indicator
    grain: str
    basis: Basis
    period: Period | None = None
    known_to: date | None = None
    months: int | None = None
    left: int | None = None
    wave: Period | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    tested: int | None = None
    inside: float | None = None
    target: float | None = None
    target_now: float | None = None
    state: Status | None = None
    chance: Chance | None = None

    @property
    def margin(self) -> float | None:
        """The larger side of the interval; None where the value is known already or there is none."""
        if self.basis is not Basis.FORECAST or self.value is None or self.low is None or self.high is None:
            return None
        return max(self.high - self.value, self.value - self.low)


def period_ends(
    snapshot: Snapshot, targets: pl.DataFrame, where: Where | None = None
) -> Mapping[str, Mapping[str, PeriodEnd]]:
    """Headline indicator → grain (`quarter`, `year`) → where it will end; nothing of a part, and before any forecast.

    `targets`: as `data.state.targets` reads them.
    """
    if where:
        return {}
    ends: dict[str, dict[str, PeriodEnd]] = {}
    for row in rows("period_end", snapshot).iter_rows(named=True):
        indicator = snapshot.catalogue.get(row["indicator"])
        # Staff results are of everyone: who sees some groups only is told nothing.
        if indicator is not None and not rights(alike(indicator.name, snapshot)):
            ends.setdefault(indicator.name, {})[row["grain"]] = _end(indicator, row, targets)
    return ends


def code(end: PeriodEnd) -> str | None:
    """One code for what is said: of a chance, of a status, or why there is no value; None without a target."""
    if end.value is None:
        return end.basis.value
    verdict = end.state or end.chance
    return verdict.value if verdict else None


def is_asked(end: PeriodEnd, period: Period) -> bool:
    """Whether it is of the fiscal year that a period ends in; what has no period is asked for in any."""
    return end.period is None or containing(end.period.end, "year") == containing(period.end, "year")


def _end(indicator: Indicator, row: Mapping[str, Any], targets: pl.DataFrame) -> PeriodEnd:
    basis = Basis(row["basis"])
    period = parse(row["period"]) if row["period"] else None
    plain = {name: row[name] for name in ("known_to", "months", "left", "value", "low", "high", "tested", "inside")}
    wave = containing(row["wave"], "month") if row["wave"] else None
    aims = TargetHistory(targets, indicator, {})
    aim = aims.at(period) if period else None
    now = aims.at(containing(row["known_to"], GRAIN[indicator.frequency])) if row["known_to"] else None
    verdict: dict[str, Any] = {}
    if aim and row["value"] is not None and indicator.better is not Better.NEUTRAL:
        if basis is Basis.KNOWN:
            verdict["state"] = status(row["value"], aim, indicator.better)
        else:
            verdict["chance"] = _chance(row["low"], row["high"], aim, indicator.better)
    return PeriodEnd(
        indicator=indicator,
        grain=row["grain"],
        basis=basis,
        period=period,
        wave=wave,
        target=aim.target if aim else None,
        target_now=now.target if aim and now and now.target != aim.target else None,
        **plain,
        **verdict,
    )


def _chance(low: float, high: float, aim: TargetInForce, better: Better) -> Chance:
    """Likely where even the worse end of the interval meets the target, out of reach where not even the better does."""
    worse, best = (low, high) if better is Better.HIGHER else (high, low)
    if status(worse, aim, better) is Status.MET:
        return Chance.LIKELY
    return Chance.WITHIN if status(best, aim, better) is Status.MET else Chance.OUT
