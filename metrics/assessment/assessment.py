"""An indicator as a reader sees it: its latest whole period, assessed against its target and its own history."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import polars as pl

from data.storage.names import lake_table
from data.storage.snapshot import Snapshot
from data.words import Absence, Frequency, Status
from metrics.assessment.history import GRAIN, Where, histories, known_to, last_whole
from metrics.assessment.interval import interval
from metrics.assessment.target import TargetInForce, attainment, gap, in_force, status
from metrics.assessment.uncertainty import Interval
from metrics.assessment.variation import judge as judge_points
from metrics.assessment.variation import summary
from metrics.calendar.periods import Period, containing
from metrics.definition.indicator import Indicator

SHOWN = 24
"""Points of a sparkline; the limits come from all history since the last rebase."""

NO_POINTS = pl.DataFrame(
    schema={
        "period": pl.Date, "value": pl.Float64, "mean": pl.Float64, "lower": pl.Float64, "upper": pl.Float64,
        "point_type": pl.String,
    }
)  # fmt: skip


@dataclass(frozen=True, eq=False, kw_only=True)
class Assessment:
    """One row of the scorecard; every word of it is computed."""

    indicator: Indicator
    period: Period
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
    """The last 24: `period` (first day), `value`, `mean`, `lower`, `upper`, `point_type`."""

    @property
    def missing(self) -> Absence | None:
        """Why there is no value: late rather than no data where a record behind it could not be read."""
        return Absence.LATE if self.late and self.absence is Absence.NO_DATA else self.absence

    @property
    def margin(self) -> float | None:
        """The larger side of the interval, in the value's unit; None for a complete count."""
        return None if self.low is None else Interval(self.low, self.high).margin(self.value)

    @property
    def sure(self) -> bool:
        """Whether the sample tells the value from its target."""
        return self.low is None or self.target is None or not self.low <= self.target <= self.high


def assess(
    indicators: Iterable[Indicator], period: Period, where: Where, snapshot: Snapshot, targets: pl.DataFrame
) -> list[Assessment]:
    """Each indicator at the latest whole period of its own frequency that ends by `period`'s last day."""
    indicators = list(indicators)
    applicable = [i for i in indicators if _applies(i, where)]
    past = {}
    for frequency in Frequency:
        same = [i for i in applicable if i.frequency is frequency]
        past |= histories(same, frequency, period.end, where, snapshot)
    periods = {i.name: _latest_period(i, period, past[i.name].shown) for i in applicable}
    aims = {i.name: in_force(targets, i, periods[i.name], where) for i in applicable}
    points, ends = _points({i.name: past[i.name].judged for i in applicable}, applicable, aims, snapshot, where)
    assessments = []
    for indicator in indicators:
        if indicator not in applicable:
            assessments.append(Assessment(indicator=indicator, period=period, absence=Absence.NOT_APPLICABLE))
            continue
        name = indicator.name
        values = past[name].shown.filter(pl.col("period") == periods[name].start)
        row = values.row(0, named=True) if values.height else {"value": None, "absence": Absence.NO_DATA.value}
        assessments.append(
            Assessment(
                indicator=indicator,
                period=periods[name],
                late=_late(indicator, period, snapshot),
                seasonal=past[name].seasonal,
                **_value(row, indicator, aims[name], interval(indicator, row, periods[name], where, snapshot)),
                **_signal(points.filter(pl.col("series") == name), ends.get(name), periods[name], indicator),
            )
        )
    return assessments


def _applies(indicator: Indicator, where: Where) -> bool:
    """Whether a filter fits: the indicator has its breakdowns, and staff groups are not crossed."""
    return set(where) <= set(indicator.breakdowns) and (len(where) < 2 or not indicator.restricted)


def _latest_period(indicator: Indicator, period: Period, values: pl.DataFrame) -> Period:
    """The last whole period of its frequency; for a wave the last that was held."""
    if indicator.frequency is Frequency.WAVE and values.height:
        return containing(values["period"].max(), GRAIN[Frequency.WAVE])
    return last_whole(indicator.frequency, period.end)


def _late(indicator: Indicator, period: Period, snapshot: Snapshot) -> bool:
    end = known_to(indicator, snapshot)
    waiting = end is not None and end < last_whole(indicator.frequency, period.end).end
    return waiting and any(
        states[record].problem
        for states in snapshot.manifest.sources.values()
        for record in indicator.records
        if record in states
    )


def _value(row: dict, indicator: Indicator, aim: TargetInForce | None, interval: Interval | None) -> dict:
    """The value with its interval, its target and what it is worth against it."""
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
    if aim:
        fields |= {"gap": gap(value, aim.target), "attainment": attainment(value, aim.target, indicator)}
    return fields


def _points(
    series: dict[str, pl.DataFrame],
    indicators: list[Indicator],
    aims: dict[str, TargetInForce | None],
    snapshot: Snapshot,
    where: Where,
) -> tuple[pl.DataFrame, dict[str, dict]]:
    """Every point of every series with its type, and each series' verdict by its name."""
    frames = [
        series[i.name].select(
            pl.lit(i.name).alias("series"),
            pl.col("period").alias("date"),
            "value",
            pl.lit(aims[i.name].target if aims[i.name] else None, pl.Float64).alias("target"),
            pl.lit(i.better.value).alias("better"),
            _rebased(snapshot, where).alias("group"),
        )
        for i in indicators
        if series[i.name].height
    ]
    if not frames:
        return pl.DataFrame(schema={"series": pl.String}), {}
    points = judge_points(pl.concat(frames))
    return points, {row["series"]: row for row in summary(points).iter_rows(named=True)}


def _rebased(snapshot: Snapshot, where: Where) -> pl.Expr:
    """A number that grows at each declared event from which limits are computed afresh."""
    if not snapshot.has(lake_table("event")):
        return pl.lit(0)
    events = snapshot.read(lake_table("event")).filter(pl.col("rebase").fill_null(False))
    for column, name in (("channel", "channel"), ("line_id", "line")):
        of = pl.col(column).cast(pl.String)
        events = events.filter(of.is_null() | of.is_in(list(where.get(name, []))))
    return pl.sum_horizontal(pl.lit(0), *(pl.col("period") >= day for day in events["starts_on"].sort()))


def _signal(points: pl.DataFrame, verdict: dict | None, period: Period, indicator: Indicator) -> dict:
    """Variation and assurance of the last point, where that is the period on display."""
    if verdict is None:
        return {}
    grain = period.grain
    points = points.rename({"date": "period"})
    last = points.row(-1, named=True)
    fields = {
        # Without limits there is no telling what the process will do.
        "assurance": None if last["lower"] is None else verdict["assurance"],
        "trial": last["trial"],
        "points": points.select(NO_POINTS.columns).tail(SHOWN),
    }
    if last["period"] != period.start or last["point_type"] == "common_cause":
        return fields
    types, starts = points["point_type"].to_list(), points["period"].to_list()
    first = len(types) - 1
    while first > 0 and types[first - 1] == types[-1]:
        first -= 1
    return fields | {
        "variation": last["point_type"],
        "rising": last["direction"] == "high",
        "since": containing(starts[first], grain),
    }
