"""The hypotheses of the strategy map, and what the history says of each: which arrows the data support."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from math import atanh, sqrt, tanh

import polars as pl

from data.storage.snapshot import Snapshot
from data.text import Word
from data.words import Better, Factor, Frequency
from metrics.assessment.assessment import Judged
from metrics.assessment.history import GRAIN, histories
from metrics.calendar.periods import containing
from metrics.definition.indicator import Indicator

LEAST_PAIRS = 24
NORMAL_95 = 1.959964
FREQUENCIES = (Frequency.MONTH, Frequency.QUARTER, Frequency.WAVE)
"""From the finest to the coarsest."""

LANES = (
    Factor.INTEGRATION,
    Factor.PARTNERSHIP,
    Factor.ORGANIZATION,
    Factor.SERVICE,
    Factor.BRAND,
    Factor.COST,
)
"""The critical success factors as the map has them: what leads stands before what follows."""


class Support(Word):
    """What the history says of a hypothesis."""

    SUPPORTED = "supported", "Supported", "Appuyée"
    NOT_SUPPORTED = "not_supported", "Not supported", "Non appuyée"
    TOO_FEW = "too_few", "Too few points", "Trop peu de points"


@dataclass(frozen=True, kw_only=True)
class Arrow:
    """A hypothesis: a change of `cause` is followed by one of `effect`, `lag` periods later, both for the better.

    Periods are those of the less frequent of the two.
    """

    cause: str
    effect: str
    lag: int


ARROWS = (
    Arrow(cause="engagement_index", effect="calls_within_standard", lag=0),
    Arrow(cause="engagement_index", effect="right_first_time", lag=0),
    Arrow(cause="calls_within_standard", effect="service_standards_met", lag=0),
    Arrow(cause="right_first_time", effect="service_standards_met", lag=0),
    Arrow(cause="service_standards_met", effect="overall_satisfaction", lag=0),
    Arrow(cause="overall_satisfaction", effect="trust", lag=1),
    Arrow(cause="knows_online", effect="digital_take_up", lag=1),
    Arrow(cause="digital_take_up", effect="cost_per_transaction", lag=1),
    Arrow(cause="onboarded_against_plan", effect="volume_growth", lag=1),
)
"""The lag was declared before the data were looked at; trying several until one fits would find chance."""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Of `pairs` changes, how those of the cause and those of the effect go together.

    `r`: Pearson's, null where one of them never changes; `low` to `high`: its 95 % interval by Fisher's z.
    """

    support: Support
    pairs: int
    r: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, eq=False, kw_only=True)
class Weighed:
    """An arrow with its evidence, and what one period of its lag is."""

    arrow: Arrow
    evidence: Evidence
    frequency: Frequency


@dataclass(frozen=True, eq=False, kw_only=True)
class Lane:
    """One critical success factor with its indicators, in the order of the catalogue."""

    factor: Factor
    judged: list[Judged]


def lanes(judged: Sequence[Judged]) -> list[Lane]:
    """The six factors, from what leads to what follows."""
    return [Lane(factor=factor, judged=[one for one in judged if one.indicator.factor is factor]) for factor in LANES]


def weighed(end: date, snapshot: Snapshot) -> list[Weighed]:
    """Every arrow, by all history up to a day."""
    return [_weighed(arrow, end, snapshot) for arrow in ARROWS]


def evidence(cause: Sequence[float | None], effect: Sequence[float | None], *, lag: int, sign: int) -> Evidence:
    """What two series over the same periods, in order, say of an arrow.

    A change is one from a period to the very next; where either lacks its value there is none. A pair is a change of
    the cause and that of the effect `lag` periods later. `sign`: 1 where both should move the same way, else -1.
    """
    before, after = _changes(cause), _changes(effect)
    pairs = [(x, y) for x, y in zip(before, after[lag:], strict=False) if x is not None and y is not None]
    r = _correlation(pairs)
    low, high = _interval(r, len(pairs))
    if len(pairs) < LEAST_PAIRS:
        support = Support.TOO_FEW
    elif low is not None and high is not None and (low > 0 if sign > 0 else high < 0):
        support = Support.SUPPORTED
    else:
        support = Support.NOT_SUPPORTED
    return Evidence(support=support, pairs=len(pairs), r=r, low=low, high=high)


def sign_of(cause: Indicator, effect: Indicator) -> int:
    """1 where better of both is the same direction, else -1."""
    assert Better.NEUTRAL not in (cause.better, effect.better), "an arrow needs a direction of good at both ends"
    return 1 if cause.better is effect.better else -1


def _weighed(arrow: Arrow, end: date, snapshot: Snapshot) -> Weighed:
    cause, effect = snapshot.catalogue[arrow.cause], snapshot.catalogue[arrow.effect]
    frequency = max(cause.frequency, effect.frequency, key=FREQUENCIES.index)
    of_cause, of_effect = _series([cause, effect], frequency, end, snapshot)
    found = evidence(of_cause, of_effect, lag=arrow.lag, sign=sign_of(cause, effect))
    return Weighed(arrow=arrow, evidence=found, frequency=frequency)


def _series(
    indicators: Sequence[Indicator], frequency: Frequency, end: date, snapshot: Snapshot
) -> list[list[float | None]]:
    """The values of each indicator in the periods of a frequency, each next to the one before.

    Waves follow each other however far apart; another indicator has there the value of its own period that holds the
    wave's month. Months and quarters follow the calendar, so one that is missing parts its neighbours.
    """
    if frequency is not Frequency.WAVE:
        found = [_values(indicator, frequency, end, snapshot) for indicator in indicators]
        known = [day for values in found for day in values]
        periods = _calendar(min(known), max(known), GRAIN[frequency]) if known else []
        return [[values.get(day) for day in periods] for values in found]
    found = [_values(indicator, indicator.frequency, end, snapshot) for indicator in indicators]
    waves = next(v for i, v in zip(indicators, found, strict=True) if i.frequency is Frequency.WAVE)
    periods = sorted(day for day, value in waves.items() if value is not None)
    return [
        [values.get(containing(day, GRAIN[indicator.frequency]).start) for day in periods]
        for indicator, values in zip(indicators, found, strict=True)
    ]


def _values(indicator: Indicator, frequency: Frequency, end: date, snapshot: Snapshot) -> dict[date, float | None]:
    """First day → value of single periods of a frequency, which may be coarser than the indicator's own."""
    asked = replace(indicator, frequency=frequency)
    frame: pl.DataFrame = histories([asked], frequency, end, {}, snapshot)[indicator.name][1]
    return dict(frame.select("period", "value").iter_rows())


def _calendar(first: date, last: date, grain: str) -> list[date]:
    period, found = containing(first, grain), []
    while period.start <= last:
        found.append(period.start)
        period = period.shift(1)
    return found


def _changes(values: Sequence[float | None]) -> list[float | None]:
    return [None if one is None or other is None else other - one for one, other in pairwise(values)]


def _correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    if len(pairs) < 3:
        return None
    xs, ys = zip(*pairs, strict=True)
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    of_x, of_y = sum((x - mean_x) ** 2 for x in xs), sum((y - mean_y) ** 2 for y in ys)
    # What is left of a constant after rounding is no movement.
    if of_x <= _nothing(xs) or of_y <= _nothing(ys):
        return None
    together = sum((x - mean_x) * (y - mean_y) for x, y in pairs)
    return max(-1.0, min(1.0, together / sqrt(of_x * of_y)))


def _nothing(values: Sequence[float]) -> float:
    return len(values) * (1e-12 * max(abs(value) for value in values)) ** 2


def _interval(r: float | None, pairs: int) -> tuple[float | None, float | None]:
    """Fisher's z: normal with a standard deviation of 1 ÷ √(pairs − 3)."""
    if r is None or pairs <= 3:
        return None, None
    if abs(r) == 1.0:
        return r, r
    half = NORMAL_95 / sqrt(pairs - 3)
    return tanh(atanh(r) - half), tanh(atanh(r) + half)
