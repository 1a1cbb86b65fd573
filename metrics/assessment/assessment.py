"""An indicator as a reader sees it: the period that was asked for, against its target and against its own history."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from data.certainty import scalar_or_none
from data.storage.snapshot import Snapshot
from data.words import Absence, Frequency, Status
from metrics.assessment.evidence import Evidence, is_too_few, weigh
from metrics.assessment.history import GRAIN, History, Where, histories, known_to, last_whole
from metrics.assessment.interval import interval
from metrics.assessment.period_value import NOTHING, PeriodValue, period_values
from metrics.assessment.signal import NO_POINTS, SHOWN, chart_points, last_signal, read_points
from metrics.assessment.target import TargetHistory, TargetInForce, attainment, gap, status
from metrics.assessment.uncertainty import Interval
from metrics.calendar.periods import Period, containing, parse
from metrics.calendar.standing import so_far
from metrics.definition.indicator import Indicator

DAYS = {Frequency.MONTH: 28, Frequency.QUARTER: 90, Frequency.WAVE: 1}
"""The fewest days of a whole period."""


ALIKE = 1e-9
"""A point and its value that differ by less are the same number."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Assessment:
    """One row of the scorecard; every word of it is computed."""

    indicator: Indicator
    period: Period
    """The period that was asked for; `value` is its own."""
    days: Period | None = None
    """The days that the value is of, where they are not the period's: those of a wave, or of an open period so far."""
    judged_period: Period | None = None
    """The whole period of its own frequency whose variation and assurance are told; None: they are not judged."""
    open: bool = False
    """Whether the period is not over yet, so that nothing is judged of its variation."""
    last_wave: Period | None = None
    """Where no wave was held in the period, the last one before."""
    recorded: str | None = None
    """Where its records tell of longer periods only, of which grain; `open` before the first whole month is over."""
    evidence: Evidence | None = None
    """In how many of the last periods the target was met."""
    value: float | None = None
    numerator: int | None = None
    denominator: int | None = None
    n: int | None = None
    absence: Absence | None = None
    late: bool = False
    """Whether a record behind it could not be read for the whole period that was asked for."""
    low: float | None = None
    high: float | None = None
    target: float | None = None
    near: float | None = None
    gap: float | None = None
    status: Status = Status.NO_TARGET
    attainment: float | None = None
    variation: str = "common_cause"
    rising: bool | None = None
    """Whether the signal is to the high side; None without a signal."""
    assurance: str | None = None
    trial: bool = True
    since: Period | None = None
    """The first period of the signal that still lasts."""
    seasonal: bool = False
    """Whether the points were divided by their month's factor before they were judged."""
    points: pl.DataFrame = field(default_factory=lambda: NO_POINTS)
    """The last 24: `period` (first day), `value` as judged, `mean`, `lower` and `upper` within what can be,
    `point_type`, `target` of then, `shown`: the value as it was shown then.
    """

    @property
    def grain(self) -> str:
        """The grain of its points."""
        return GRAIN[self.indicator.frequency]

    @property
    def judged_apart(self) -> bool:
        """Whether the points that are judged are not the values themselves."""
        return self.points.filter((pl.col("value") - pl.col("shown")).abs() > ALIKE).height > 0

    @property
    def missing(self) -> Absence | None:
        """Why there is no value: late rather than no data where a record behind it could not be read."""
        return Absence.LATE if self.late and self.absence is Absence.NO_DATA else self.absence

    @property
    def interval(self) -> Interval | None:
        """Between which values the true one lies; None for a complete count."""
        return None if self.low is None or self.high is None else Interval(self.low, self.high)

    @property
    def margin(self) -> float | None:
        """The larger side of the interval, in the value's unit; None for a complete count."""
        return None if self.interval is None or self.value is None else self.interval.margin(self.value)

    @property
    def sure(self) -> bool:
        """Whether the sample tells the value from its target."""
        return self.interval is None or self.target is None or not self.interval.holds(self.target)


def assess(
    indicators: Iterable[Indicator], period: Period, where: Where, snapshot: Snapshot, targets: pl.DataFrame
) -> list[Assessment]:
    """Each indicator in a period, judged by the latest whole period of its own frequency that has ended by then.

    Of a period that is not over nothing is judged but the value so far.
    """
    indicators = list(indicators)
    applicable = [i for i in indicators if applies(i, where)]
    data_to = snapshot.manifest.data_to or period.end
    # A day that is under way has a value so far, as every period that it is in; none of them is judged.
    whole_to = snapshot.manifest.whole_to or data_to
    is_open, days = period.end > whole_to, so_far(period, data_to)
    judged_to = min(days.end, whole_to)
    past: dict[str, History] = {}
    for frequency in Frequency:
        same = [i for i in applicable if i.frequency is frequency]
        past |= histories(same, frequency, judged_to, where, snapshot)
    values = period_values(applicable, period, where, snapshot)
    judged = {i.name: _judged_period(i, judged_to, past[i.name].shown, values[i.name]) for i in applicable}
    aims = {i.name: TargetHistory(targets, i, where) for i in applicable}
    points, ends = read_points({i.name: past[i.name] for i in applicable}, applicable, aims, snapshot, where)
    assessments = []
    for indicator in indicators:
        if indicator not in applicable:
            assessments.append(Assessment(indicator=indicator, period=period, absence=Absence.NOT_APPLICABLE))
            continue
        name = indicator.name
        own, aim, late = values[name], aims[name].at(days), _late(indicator, days, snapshot)
        # Sums of which a part has not come are no value yet.
        row = own.row | NOTHING if late else own.row
        sure = interval(indicator, row, own.days, where, snapshot)
        own_points = points.filter(pl.col("series") == name)
        short = bool(where) or _is_shorter(period, indicator)
        signal: dict[str, Any] = {"points": chart_points(own_points, indicator)}
        if not is_open:
            signal = last_signal(own_points, ends.get(name), judged[name], indicator)
        assessments.append(
            Assessment(
                indicator=indicator,
                period=period,
                days=own.wave or (days if is_open else None),
                judged_period=None if is_open else judged[name],
                open=is_open,
                last_wave=own.last_wave,
                recorded=own.recorded,
                evidence=None if is_open else _evidence(own_points, indicator, aims[name], judged[name]),
                late=late,
                seasonal=past[name].seasonal,
                **_value(row, indicator, aim, sure, short=short),
                **signal,
            )
        )
    return assessments


def applies(indicator: Indicator, where: Where) -> bool:
    """Whether a filter fits: the indicator has its breakdowns and channels, and staff groups are not crossed."""
    fits = set(where) <= set(indicator.breakdowns) and indicator.applies_to(where)
    return fits and (len(where) < 2 or not indicator.restricted)


def without_late(numbers: pl.DataFrame, indicator: Indicator, snapshot: Snapshot) -> pl.DataFrame:
    """An answer whose periods that wait for a record have no value, as on every page: they are `late`.

    In and out: as `metrics.engine.answer.answer`; rows of all periods together (`all`) stay.
    """
    data_to = snapshot.manifest.data_to
    if data_to is None:
        return numbers
    codes = numbers["period"].unique().to_list()
    late = [code for code in codes if code != "all" and _late(indicator, so_far(parse(code), data_to), snapshot)]
    if not late:
        return numbers
    waits = pl.col("period").is_in(late)
    lost = {name: pl.when(~waits).then(name) for name in ("numerator", "denominator", "value", "n")}
    # What means nothing there, or is hidden, stays so: only what may still come is awaited.
    open_ended = waits & (pl.col("absence").is_null() | (pl.col("absence") == Absence.NO_DATA.value))
    absence = pl.when(open_ended).then(pl.lit(Absence.LATE.value)).otherwise("absence")
    return numbers.with_columns(**lost, absence=absence)


def _judged_period(indicator: Indicator, end: date, values: pl.DataFrame, own: PeriodValue) -> Period | None:
    """The last whole period of its frequency; of waves the one that is shown, or the last that was held."""
    if indicator.frequency is not Frequency.WAVE:
        return last_whole(indicator.frequency, end)
    wave = scalar_or_none(values["period"].max(), date)
    day = own.wave.start if own.wave else wave
    return containing(day, GRAIN[Frequency.WAVE]) if day else None


def _is_shorter(period: Period, indicator: Indicator) -> bool:
    """Whether a period is a slice of those that the indicator is judged by."""
    return (period.end - period.start).days + 1 < DAYS[indicator.frequency]


def _late(indicator: Indicator, period: Period, snapshot: Snapshot) -> bool:
    end = known_to(indicator, snapshot)
    waiting = end is not None and end < period.end
    return waiting and any(
        states[record].problem
        for states in snapshot.manifest.sources.values()
        for record in indicator.records
        if record in states
    )


def _value(
    row: dict[str, Any], indicator: Indicator, aim: TargetInForce | None, interval: Interval | None, *, short: bool
) -> dict[str, Any]:
    """The value with its interval, its target and what it is worth against it; `short`: whether it is of a slice."""
    value = row["value"]
    fields = {
        "value": value,
        "numerator": row.get("numerator"),
        "denominator": row.get("denominator"),
        "n": row.get("n"),
        "absence": Absence(row["absence"]) if row["absence"] else None,
        "target": aim.target if aim else None,
        "near": aim.near if aim else None,
        "status": status(value, aim, indicator.better),
    }
    if value is None:
        return fields
    if interval:
        fields |= {"low": interval.low, "high": interval.high}
    if aim and is_too_few(row, indicator, interval if short else None, aim.target):
        fields["status"] = Status.TOO_FEW
    if aim:
        fields |= {"gap": gap(value, aim.target), "attainment": attainment(value, aim.target, indicator)}
    return fields


def _evidence(
    points: pl.DataFrame, indicator: Indicator, aims: TargetHistory, judged: Period | None
) -> Evidence | None:
    """In how many of the last periods the target of then was met, up to the period that is judged."""
    if judged is None or points.is_empty():
        return None
    rows = points.filter(pl.col("date") <= judged.start).tail(SHOWN)
    return weigh([status(value, aims.of(day), indicator.better) for day, value in rows.select("date", "shown").rows()])
