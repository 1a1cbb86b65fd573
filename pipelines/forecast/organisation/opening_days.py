"""Which days a channel or a centre is open: learned from what happened on each weekday and on each public holiday."""

from collections.abc import Sequence
from datetime import date, timedelta

import polars as pl

from data.certainty import scalar
from metrics.calendar.business_days import named_holidays

LOOK_BACK = timedelta(days=364)
"""Opening hours of two years ago say little of today's."""
WEEKDAYS_NEEDED = 4
NEARLY_ALL = 0.9


def opening(counts: pl.DataFrame, keys: Sequence[str], until: date) -> pl.DataFrame:
    """One row per group of `keys` and day, from its first day to `until`: `open`.

    In: `keys`, `ds`, `started`, days without contacts left out, up to the last known day. A weekday on which the group
    had contacts on fewer than one day in ten of the last year is closed; so is a holiday (by its name) on none of
    whose last three occurrences it had any, and, while it has known fewer than two of a name, one on which it was
    closed at most others so far. A day on which something was started was open, whatever the rule says.
    """
    known_to = scalar(counts["ds"].max(), date)
    first = counts.group_by(keys).agg(pl.col("ds").min().alias("first"))
    days = first.with_columns(ds=pl.date_ranges("first", pl.lit(until))).explode("ds").drop("first")
    named = _named(scalar(counts["ds"].min(), date), until)
    days = (
        days.join(counts.select(*keys, "ds", "started"), on=[*keys, "ds"], how="left", nulls_equal=True)
        .with_columns(served=pl.col("started").fill_null(0) > 0, weekday=pl.col("ds").dt.weekday())
        .join(named, on="ds", how="left", nulls_equal=True)
    )
    past = days.filter(pl.col("ds") <= known_to)
    weekly = _weekdays(past, keys, known_to)
    days = days.join(weekly, on=[*keys, "weekday"], how="left", nulls_equal=True).with_columns(
        pl.col("weekly").fill_null(True)
    )
    holidays = _holidays(days.filter(pl.col("ds") <= known_to), keys)
    usual = holidays.group_by(keys).agg(pl.col("shut").mean().alias("usually_shut"))
    return (
        days.join(holidays, on=[*keys, "holiday"], how="left", nulls_equal=True)
        .join(usual, on=keys, how="left", nulls_equal=True)
        .with_columns(shut=pl.coalesce("shut", pl.col("usually_shut") > 0.5, pl.lit(False)))
        .with_columns(rule=pl.col("weekly") & ~(pl.col("holiday").is_not_null() & pl.col("shut")))
        .select(*keys, "ds", open=pl.col("rule") | pl.col("served"))
        .sort(*keys, "ds")
    )


def _named(first: date, last: date) -> pl.DataFrame:
    named = {day: name for year in range(first.year, last.year + 1) for day, name in named_holidays(year).items()}
    return pl.DataFrame(
        {"ds": list(named), "holiday": list(named.values())}, schema={"ds": pl.Date, "holiday": pl.String}
    )


def _weekdays(past: pl.DataFrame, keys: Sequence[str], known_to: date) -> pl.DataFrame:
    """Whether each weekday is open; too few of them to tell count as open."""
    recent = past.filter(pl.col("ds") > known_to - LOOK_BACK, pl.col("holiday").is_null())
    return recent.group_by(*keys, "weekday").agg(
        weekly=(pl.col("served").mean() > 1 - NEARLY_ALL) | (pl.len() < WEEKDAYS_NEEDED)
    )


def _holidays(past: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """Whether each holiday shuts: only those that fell on a weekday that is otherwise open can tell."""
    seen = past.filter(pl.col("holiday").is_not_null(), pl.col("weekly")).sort("ds")
    return seen.group_by(*keys, "holiday").agg(shut=~pl.col("served").tail(3).any())
