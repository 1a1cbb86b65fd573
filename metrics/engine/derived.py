"""Derived indicators: named functions of quotients' sums over more, or other, rows than the period's own."""

from dataclasses import replace
from datetime import date, timedelta

import polars as pl

from data.certainty import present, scalar_or_none
from data.refusals import questions as refusals
from data.storage.names import lake_table
from data.storage.snapshot import Snapshot
from metrics.calendar.business_days import business_days
from metrics.calendar.periods import Period, containing, first_day
from metrics.definition.indicator import Indicator, Kind, Part
from metrics.definition.rowsets import record_behind, scan_rows
from metrics.engine.cubes import CUBES, columns_over, table
from metrics.engine.distribution import percentile_values
from metrics.engine.kept_months import kept_from
from metrics.engine.quotient import divide, with_absence
from metrics.engine.scope import Scope
from metrics.engine.sums import sums

GRAINS = ("month", "quarter", "year")
PARTS = ("numerator", "denominator", "n", "suppressed")


def derived_values(indicator: Indicator, scope: Scope, snapshot: Snapshot) -> pl.DataFrame:
    """The values of a derived indicator, at the ends of whole periods only.

    One that is not over yet has the value of the whole months that it has so far, where it is asked for by itself.
    Out: `period` (first day), the `by` columns, `numerator` and `denominator` (null: they are not the period's),
    `value`, `n`, `absence`. Without grain and period it is the last whole month's.
    A percentile has one in any period, and without one it is that of all rows.
    Raises: UserError for a grain shorter than a month.
    """
    if indicator.kind is Kind.PERCENTILE:
        return _finish(percentile_values(indicator, scope, snapshot), scope)
    if scope.grain in ("day", "week") or (scope.span and not scope.grain and is_too_short(scope.span)):
        raise refusals.WHOLE_MONTHS_ONLY(indicator=indicator.name, grains=GRAINS)
    ends = _ends(indicator, scope, snapshot)
    if not ends:
        return _finish(pl.DataFrame(schema={"period": pl.Date, **dict.fromkeys(scope.by, pl.String)}), scope)
    function = {
        Kind.ROLLING: _windowed,
        Kind.CUMULATIVE: _windowed,
        Kind.STOCK: _stock,
        Kind.GAP: _gap,
        Kind.GROWTH: _growth,
    }[indicator.kind]
    return _finish(function(indicator, scope, ends, snapshot), scope)


def span_behind(indicator: Indicator, period: Period, snapshot: Snapshot) -> Period:
    """The days whose rows are behind a derived value of a period."""
    if not indicator.looks_back:
        return period
    period = whole_part(period, snapshot) or period
    if indicator.kind is Kind.ROLLING:
        return period.last_twelve_months()
    if indicator.kind is Kind.CUMULATIVE:
        return period.fiscal_year_to_date()
    if indicator.kind is Kind.GROWTH:
        return Period(period.a_year_before().start, period.end, "span")
    if indicator.kind is Kind.STOCK:
        months = _months(indicator, Scope(), period.start, period.end, snapshot).filter(pl.col("n") > 0)
        return containing(scalar_or_none(months["period"].max(), date) or period.end, "month")
    return period


def last_whole_month(snapshot: Snapshot) -> Period | None:
    """The month that a derived value is of when no period is asked for."""
    last = snapshot.manifest.data_to
    return containing(last + timedelta(days=1), "month").shift(-1) if last else None


def is_too_short(period: Period) -> bool:
    """Whether a period holds no whole months, over which derived values look back."""
    return period.made_of in ("day", "week")


def whole_part(period: Period, snapshot: Snapshot) -> Period | None:
    """The period, or of one that is not over the whole months that it has so far; None while it has none."""
    whole = last_whole_month(snapshot)
    if whole is None or whole.end < period.start:
        return None
    return period if period.end <= whole.end else Period(period.start, whole.end, "span")


def _ends(indicator: Indicator, scope: Scope, snapshot: Snapshot) -> list[Period]:
    """The periods asked for: in a series whole ones only, alone as much of it as is over."""
    whole, first = last_whole_month(snapshot), first_known(indicator, snapshot)
    if whole is None or first is None:
        return []
    if scope.grain is None:
        period = whole_part(scope.span or whole, snapshot)
        return [period] if period else []
    end = min(whole.end, scope.span.end) if scope.span else whole.end
    period, periods = containing(max(first, scope.span.start) if scope.span else first, scope.grain), []
    while period.end <= end:
        periods.append(period)
        period = period.shift(1)
    return periods


def first_known(indicator: Indicator, snapshot: Snapshot) -> date | None:
    """The first month of which it tells: rows are counted, and every required part has begun."""
    return snapshot.remember(("first month", indicator), lambda: _first_known(indicator, snapshot))


def _first_known(indicator: Indicator, snapshot: Snapshot) -> date | None:
    last = snapshot.manifest.data_to
    if last is None:
        return None
    months = _months(indicator, Scope(), date.min, last, snapshot).filter(pl.col("n") > 0)
    counted = scalar_or_none(months["period"].min(), date)
    begun = [_begun(part, snapshot) for part in indicator.parts if counted and part.required]
    return max([counted, *filter(None, begun)]) if counted else None


def _begun(part: Part, snapshot: Snapshot) -> date | None:
    """The month of the first row of a part; of rows that are not retained any more the sums tell it."""
    published, lost = table(part.rows, CUBES[0]), lake_table(record_behind(part.rows)) in snapshot.lost
    if not snapshot.has(published) or (kept_from(part.rows, snapshot) is None and not lost):
        first = pl.col(part.dated).min().dt.month_start()
        return scalar_or_none(scan_rows(part.rows, snapshot).select(first).collect().item(), date)
    dates = part.dated, part.deadline
    columns = columns_over(part.rows, snapshot.catalogue)
    alike = [column.sum for column in columns if (column.part.dated, column.part.deadline) == dates]
    sums = snapshot.read(published)
    counted = pl.any_horizontal(pl.col(name).is_not_null() for name in alike if name in sums.columns)
    return scalar_or_none(sums.filter(counted)["period"].min(), date)


def _months(indicator: Indicator, scope: Scope, start: date, end: date, snapshot: Snapshot) -> pl.DataFrame:
    """Monthly sums with plain column names."""
    span = Period(start.replace(day=1), end, "span")
    return _plain(indicator, replace(scope, grain="month", span=span), snapshot)


def _plain(indicator: Indicator, scope: Scope, snapshot: Snapshot) -> pl.DataFrame:
    """The sums of one indicator with plain column names, of groups to which any row adds something."""
    wide = sums([indicator], scope, snapshot)
    named = wide.select("period", *scope.by, *(pl.col(f"{indicator.name}.{part}").alias(part) for part in PARTS))
    return named.filter((pl.col("n") > 0) | (pl.col("numerator") != 0) | pl.col("suppressed"))


def _windowed(indicator: Indicator, scope: Scope, ends: list[Period], snapshot: Snapshot) -> pl.DataFrame:
    """Sums from each window's first month to the period's last; none before the records fill a whole window."""

    def window(period: Period) -> Period:
        return period.last_twelve_months() if indicator.kind is Kind.ROLLING else period.fiscal_year_to_date()

    months = _months(indicator, scope, window(ends[0]).start, ends[-1].end, snapshot)
    first = first_known(indicator, snapshot)
    spans = pl.DataFrame(
        [(period.start, window(period).start, period.end) for period in ends],
        schema={"period": pl.Date, "start": pl.Date, "end": pl.Date},
        orient="row",
    ).filter(pl.col("start") >= first)
    return (
        months.rename({"period": "month"})
        .join_where(spans, pl.col("month") >= pl.col("start"), pl.col("month") <= pl.col("end"))
        .group_by("period", *scope.by)
        .agg(
            # What is not known in any month is not nought in all of them.
            *(pl.when(pl.col(part).is_not_null().any()).then(pl.col(part).sum()).alias(part) for part in PARTS[:3]),
            pl.col("suppressed").any(),
        )
        .with_columns(value=divide(indicator))
    )


def _stock(indicator: Indicator, scope: Scope, ends: list[Period], snapshot: Snapshot) -> pl.DataFrame:
    """The level of the last month with rows in each period: levels of several months are never added.

    The month is the same for every group, so that levels add up and a group that is gone has none.
    """
    start, end = ends[0].start, ends[-1].end
    period = first_day("month", scope.grain) if scope.grain else pl.lit(start)
    last = (
        _months(indicator, Scope(), start, end, snapshot)
        .filter(pl.col("n") > 0)
        .select(pl.col("period").alias("month"))
        .with_columns(period=period)
        .filter(pl.col("period").is_in([p.start for p in ends]))
        .filter(pl.col("month") == pl.col("month").max().over("period"))
    )
    months = _months(indicator, scope, start, end, snapshot).rename({"period": "month"})
    return months.join(last, on="month").drop("month").with_columns(value=divide(indicator))


def _gap(indicator: Indicator, scope: Scope, ends: list[Period], snapshot: Snapshot) -> pl.DataFrame:
    """The quotient of one group minus that of the other, where both exist."""
    dimension, this, other = present(indicator.between)
    if dimension in scope.dimensions:
        raise refusals.COMPARED_GROUPS(indicator=indicator.name, group=this, other=other, breakdown=dimension)
    span = Period(ends[0].start, ends[-1].end, "span")
    keys = ["period", *scope.by]
    sides = []
    for code in (this, other):
        where = {**scope.where, dimension: [code]}
        side = _plain(indicator, replace(scope, span=span, where=where), snapshot)
        sides.append(side.with_columns(value=divide(indicator)))
    joined = sides[0].join(sides[1], on=keys, nulls_equal=True, suffix="_other")
    return joined.with_columns(
        value=pl.col("value") - pl.col("value_other"),
        n=pl.col("n") + pl.col("n_other"),
        suppressed=pl.col("suppressed") | pl.col("suppressed_other"),
    )


def _growth(indicator: Indicator, scope: Scope, ends: list[Period], snapshot: Snapshot) -> pl.DataFrame:
    """Volume per business day against a year before, over the services that have rows in both: like for like."""
    inner = replace(scope, by=tuple(dict.fromkeys([*scope.by, "service"])), grain="month")
    months = _months(indicator, inner, ends[0].a_year_before().start, ends[-1].end, snapshot).rename(
        {"period": "month"}
    )
    spans = pl.DataFrame(
        [
            (period.start, side, span.start, span.end, business_days(span.start, span.end))
            for period in ends
            for side, span in (("now", period), ("before", period.a_year_before()))
        ],
        schema={"period": pl.Date, "side": pl.String, "start": pl.Date, "end": pl.Date, "days": pl.Int64},
        orient="row",
    )
    both = (
        months.join_where(spans, pl.col("month") >= pl.col("start"), pl.col("month") <= pl.col("end"))
        .group_by("period", "side", "days", *inner.by)
        .agg(pl.col("numerator", "n").sum())
        .filter(pl.col("n") > 0)
        .filter(pl.col("side").n_unique().over("period", *inner.by) == 2)
    )
    sides = [
        both.filter(pl.col("side") == side)
        .group_by("period", *scope.by)
        .agg(pl.col("numerator", "n").sum(), pl.col("days").first())
        .with_columns(a_day=pl.col("numerator") / pl.col("days"))
        for side in ("now", "before")
    ]
    joined = sides[0].join(sides[1], on=["period", *scope.by], nulls_equal=True, suffix="_before")
    return joined.with_columns(value=pl.col("a_day") / pl.col("a_day_before") - 1, suppressed=pl.lit(False))


def _finish(values: pl.DataFrame, scope: Scope) -> pl.DataFrame:
    """The columns that every answer has; sums of other periods are not shown as the period's."""
    for name, dtype in (("value", pl.Float64), ("n", pl.Int64), ("suppressed", pl.Boolean)):
        if name not in values.columns:
            values = values.with_columns(pl.lit(None, dtype).alias(name))
    return with_absence(
        values.select(
            "period",
            *scope.by,
            pl.lit(None, pl.Int64).alias("numerator"),
            pl.lit(None, pl.Int64).alias("denominator"),
            "value",
            pl.col("n").cast(pl.Int64),
            "suppressed",
        )
    )
