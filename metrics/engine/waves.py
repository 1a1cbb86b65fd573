"""Waves: what is measured now and then has in a longer period the value of its last wave, not of all of them."""

from dataclasses import replace
from datetime import date

import polars as pl

from data.certainty import present
from data.storage.snapshot import Snapshot
from data.words import Frequency
from metrics.calendar.periods import Period, containing, first_day
from metrics.definition.indicator import Indicator
from metrics.engine.scope import Scope
from metrics.engine.sums import sums

COARSER = ("quarter", "year")
"""Grains that may hold several waves: a wave is dated by its month."""


def is_by_wave(indicator: Indicator) -> bool:
    """Whether the indicator is measured in waves."""
    return indicator.frequency is Frequency.WAVE


def wave_months(indicator: Indicator, span: Period | None, snapshot: Snapshot) -> list[date]:
    """The months in which anybody answered, of everyone: a group without answers has none in the wave of the others."""
    months = sums([indicator], Scope(grain="month", span=span), snapshot)
    parts = {part: pl.col(f"{indicator.name}.{part}") for part in ("numerator", "denominator", "n", "suppressed")}
    held = parts["suppressed"] | pl.any_horizontal(parts[part].fill_null(0) != 0 for part in list(parts)[:3])
    return months.filter(held)["period"].drop_nulls().sort().to_list()


def wave_in(indicator: Indicator, span: Period, snapshot: Snapshot) -> Period | None:
    """The month of the last wave within a span; of a span that cuts it, the days that it holds of it."""
    months = wave_months(indicator, span, snapshot)
    if not months:
        return None
    month = containing(months[-1], "month")
    if span.start <= month.start and month.end <= span.end:
        return month
    return Period(max(span.start, month.start), min(span.end, month.end), "span")


def last_wave(indicator: Indicator, end: date, snapshot: Snapshot) -> Period | None:
    """The month of the last wave that was held by a day."""
    months = wave_months(indicator, Period(date.min, end, "span"), snapshot)
    return containing(months[-1], "month") if months else None


def keep_last_waves(months: pl.DataFrame, indicator: Indicator, scope: Scope, snapshot: Snapshot) -> pl.DataFrame:
    """Of numbers by month those of the last wave of each period of the scope's grain, `period` being its first day."""
    coarse = pl.DataFrame({"month": wave_months(indicator, scope.span, snapshot)}, schema={"month": pl.Date})
    last = coarse.group_by(first_day("month", present(scope.grain)).alias("of")).agg(pl.col("month").max())
    return months.join(last, left_on="period", right_on="month").with_columns(period=pl.col("of")).drop("of")


def scope_of_wave(indicator: Indicator, scope: Scope, snapshot: Snapshot) -> Scope:
    """The scope of one period narrowed to its last wave; as it is where there is none, or where no period is named."""
    if not is_by_wave(indicator) or scope.grain or scope.span is None:
        return scope
    return replace(scope, span=wave_in(indicator, scope.span, snapshot) or scope.span)
