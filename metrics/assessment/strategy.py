"""The hypotheses of the strategy map, and what the history says of each: which arrows the data support."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from data.storage.snapshot import Snapshot
from data.text import Word
from data.words import Better, Factor, Frequency
from metrics.assessment.assessment import Assessment
from metrics.assessment.history import GRAIN, histories
from metrics.calendar.periods import containing
from metrics.definition.indicator import Indicator

LEAST_PAIRS = 24
FEWEST_PAIRS = 3
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


Past = Mapping[tuple[str, Frequency], Mapping[date, float | None]]
"""Indicator and frequency → first day → value of single periods; the frequency may be coarser than its own."""


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
class Hypothesis:
    """An arrow with its evidence, and what one period of its lag is."""

    arrow: Arrow
    evidence: Evidence
    frequency: Frequency


@dataclass(frozen=True, eq=False, kw_only=True)
class Lane:
    """One critical success factor with its indicators, in the order of the catalogue."""

    factor: Factor
    assessments: list[Assessment]


def lanes(assessments: Sequence[Assessment]) -> list[Lane]:
    """The six factors, from what leads to what follows."""
    return [
        Lane(factor=factor, assessments=[row for row in assessments if row.indicator.factor is factor])
        for factor in LANES
    ]


def assess_hypotheses(end: date, snapshot: Snapshot) -> list[Hypothesis]:
    """Every arrow whose indicators the snapshot defines, by all history up to a day; see `undefined`."""
    missing = undefined(snapshot)
    arrows = [arrow for arrow in ARROWS if arrow not in missing]
    past = _read(arrows, end, snapshot)
    return [_hypothesis(arrow, past, snapshot) for arrow in arrows]


def undefined(snapshot: Snapshot) -> dict[Arrow, list[str]]:
    """The arrows that an earlier run knows nothing of → the indicators that its catalogue lacks."""
    missing = {arrow: [n for n in (arrow.cause, arrow.effect) if n not in snapshot.catalogue] for arrow in ARROWS}
    return {arrow: names for arrow, names in missing.items() if names}


def evidence(cause: Sequence[float | None], effect: Sequence[float | None], *, lag: int, sign: int) -> Evidence:
    """What two series over the same periods, in order, say of an arrow.

    A change is one from a period to the very next; where either lacks its value there is none. A pair is a change of
    the cause and that of the effect `lag` periods later. `sign`: 1 where both should move the same way, else -1.
    """
    before, after = _changes(cause), _changes(effect)
    pairs = [(x, y) for x, y in zip(before, after[lag:], strict=False) if x is not None and y is not None]
    r, low, high = _correlation(pairs) or (None, None, None)
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


def _hypothesis(arrow: Arrow, past: Past, snapshot: Snapshot) -> Hypothesis:
    cause, effect = snapshot.catalogue[arrow.cause], snapshot.catalogue[arrow.effect]
    frequency = _frequency(cause, effect)
    of_cause, of_effect = _series([cause, effect], frequency, past)
    tested = evidence(of_cause, of_effect, lag=arrow.lag, sign=sign_of(cause, effect))
    return Hypothesis(arrow=arrow, evidence=tested, frequency=frequency)


def _frequency(cause: Indicator, effect: Indicator) -> Frequency:
    """That of the less frequent of the two."""
    return max(cause.frequency, effect.frequency, key=FREQUENCIES.index)


def _read_at(indicator: Indicator, frequency: Frequency) -> Frequency:
    """By what an indicator is read for an arrow: waves follow no calendar, so beside one each keeps its own."""
    return indicator.frequency if frequency is Frequency.WAVE else frequency


def _read(arrows: Sequence[Arrow], end: date, snapshot: Snapshot) -> Past:
    """The values that all arrows need, those of one frequency together: each reading costs more than what it holds."""
    needed: dict[Frequency, dict[str, Indicator]] = {}
    for arrow in arrows:
        ends = snapshot.catalogue[arrow.cause], snapshot.catalogue[arrow.effect]
        for one in ends:
            frequency = _read_at(one, _frequency(*ends))
            needed.setdefault(frequency, {})[one.name] = replace(one, frequency=frequency)
    return {
        (name, frequency): dict(history.judged.select("period", "value").iter_rows())
        for frequency, indicators in needed.items()
        for name, history in histories(list(indicators.values()), frequency, end, {}, snapshot).items()
    }


def _series(indicators: Sequence[Indicator], frequency: Frequency, past: Past) -> list[list[float | None]]:
    """The values of each indicator in the periods of a frequency, each next to the one before.

    Waves follow each other however far apart; another indicator has there the value of its own period that holds the
    wave's month. Months and quarters follow the calendar, so one that is missing parts its neighbours.
    """
    values = [past[one.name, _read_at(one, frequency)] for one in indicators]
    if frequency is not Frequency.WAVE:
        days = [day for series in values for day in series]
        periods = _calendar(min(days), max(days), GRAIN[frequency]) if days else []
        return [[series.get(day) for day in periods] for series in values]
    waves = next(v for i, v in zip(indicators, values, strict=True) if i.frequency is Frequency.WAVE)
    periods = sorted(day for day, value in waves.items() if value is not None)
    return [
        [series.get(containing(day, GRAIN[indicator.frequency]).start) for day in periods]
        for indicator, series in zip(indicators, values, strict=True)
    ]


def _calendar(first: date, last: date, grain: str) -> list[date]:
    period, days = containing(first, grain), []
    while period.start <= last:
        days.append(period.start)
        period = period.shift(1)
    return days


def _changes(values: Sequence[float | None]) -> list[float | None]:
    return [None if before is None or after is None else after - before for before, after in pairwise(values)]


def _correlation(pairs: Sequence[tuple[float, float]]) -> tuple[float, float | None, float | None] | None:
    """Pearson's r with its 95 % interval, which three pairs have not; None of fewer, or where one side never moves."""
    if len(pairs) < FEWEST_PAIRS or not all(_moves(side) for side in zip(*pairs, strict=True)):
        return None
    # Loading it takes half a second of the processor, and only the strategy map needs it.
    from scipy.stats import pearsonr

    result = pearsonr(*zip(*pairs, strict=True))
    if len(pairs) == FEWEST_PAIRS:
        return float(result.statistic), None, None
    interval = result.confidence_interval(0.95)
    return float(result.statistic), float(interval.low), float(interval.high)


def _moves(values: Sequence[float]) -> bool:
    """Whether more is left of the values' variance than rounding leaves of a constant."""
    mean = sum(values) / len(values)
    return sum((value - mean) ** 2 for value in values) > len(values) * (1e-12 * max(map(abs, values))) ** 2
