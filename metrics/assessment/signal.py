"""The points that an indicator is judged by, as a chart draws them, and what the last of them says."""

from typing import Any

import polars as pl

from data.storage.names import lake_table
from data.storage.snapshot import Snapshot
from metrics.assessment.history import History, Where
from metrics.assessment.target import TargetHistory, TargetInForce
from metrics.assessment.variation import judge, summary
from metrics.calendar.periods import Period, containing
from metrics.definition.indicator import Indicator

SHOWN = 24
"""Points of a sparkline; the limits come from all history since the last rebase."""

NO_POINTS = pl.DataFrame(
    schema={
        "period": pl.Date, "value": pl.Float64, "mean": pl.Float64, "lower": pl.Float64, "upper": pl.Float64,
        "point_type": pl.String, "target": pl.Float64, "shown": pl.Float64,
    }
)  # fmt: skip


def read_points(
    series: dict[str, History],
    indicators: list[Indicator],
    aims: dict[str, TargetHistory],
    snapshot: Snapshot,
    where: Where,
) -> tuple[pl.DataFrame, dict[str, dict[str, Any]]]:
    """Every point of every series with its type, its target and the value shown then; each series' verdict by name."""
    rebased = _rebased(snapshot, where)
    frames = [
        series[i.name].judged.select(
            pl.lit(i.name).alias("series"),
            pl.col("period").alias("date"),
            "value",
            pl.Series("target", [_aim(aims[i.name].of(day)) for day in series[i.name].judged["period"]], pl.Float64),
            pl.lit(i.better.value).alias("better"),
            rebased.alias("group"),
        )
        for i in indicators
        if series[i.name].judged.height
    ]
    if not frames:
        return pl.DataFrame(schema={"series": pl.String}), {}
    points = judge(pl.concat(frames))
    displayed = pl.concat(
        series[i.name].shown.select(
            pl.lit(i.name).alias("series"), pl.col("period").alias("date"), pl.col("value").alias("shown")
        )
        for i in indicators
        if series[i.name].judged.height
    )
    points_shown = points.join(displayed, on=["series", "date"], how="left", maintain_order="left")
    return points_shown, {row["series"]: row for row in summary(points).iter_rows(named=True)}


def _aim(target: TargetInForce | None) -> float | None:
    return target.target if target else None


def chart_points(points: pl.DataFrame, indicator: Indicator) -> pl.DataFrame:
    """The last points as they are drawn: limits end where no value can lie."""
    if points.is_empty():
        return NO_POINTS
    least, most = indicator.natural_bounds
    limits = [pl.col(name).clip(least, most) for name in ("lower", "upper")]
    return points.rename({"date": "period"}).with_columns(limits).select(NO_POINTS.columns).tail(SHOWN)


def _rebased(snapshot: Snapshot, where: Where) -> pl.Expr:
    """A number that grows at each declared event from which limits are computed afresh."""
    if not snapshot.has(lake_table("event")):
        return pl.lit(0)
    events = snapshot.read(lake_table("event")).filter(pl.col("rebase").fill_null(False))
    for column, name in (("channel", "channel"), ("line_id", "line")):
        of = pl.col(column).cast(pl.String)
        events = events.filter(of.is_null() | of.is_in(list(where.get(name, []))))
    return pl.sum_horizontal(pl.lit(0), *(pl.col("period") >= day for day in events["starts_on"].sort()))


def last_signal(
    points: pl.DataFrame, verdict: dict[str, Any] | None, period: Period | None, indicator: Indicator
) -> dict[str, Any]:
    """Variation and assurance of the last point, where that is the period that is judged."""
    if verdict is None or period is None:
        return {}
    grain, chart = period.grain, chart_points(points, indicator)
    points = points.rename({"date": "period"})
    last = points.row(-1, named=True)
    fields = {
        # Without limits there is no telling what the process will do.
        "assurance": None if last["lower"] is None else verdict["assurance"],
        "trial": last["trial"],
        "points": chart,
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
