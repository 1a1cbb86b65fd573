"""Weeks of a forecast: seven days each, from its first day on."""

from collections.abc import Sequence
from datetime import date

import polars as pl

KEYS = ["channel", "line", "location"]
DAYS = 7


def first_days(rows: pl.DataFrame) -> pl.Expr:
    """The first day of the week ahead in which each day lies. In: rows by day, of all series together."""
    since = (pl.col("ds") - rows["ds"].min()).dt.total_days() % DAYS
    return pl.col("ds").dt.offset_by(pl.format("-{}d", since))


def with_weeks(rows: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """The rows by week with these `columns` summed over their days, so that a week is never another number than its
    days; rows of other grains stay as they are. A week of a series that is not forecast (a scenario brings it in) is
    added. In: rows of all grains, `grain`, `KEYS`, `ds`, `yhat`, `open`.
    """
    days = rows.filter(pl.col("grain") == "day")
    weeks = rows.filter(pl.col("grain") == "week")
    if days.is_empty() or weeks.is_empty():
        return rows
    sums = (
        days.group_by(*KEYS, first_days(days).alias("ds"), maintain_order=True)
        .agg(pl.col(columns).sum(), pl.col("yhat").sum(), pl.col("open").any())
        .with_columns(grain=pl.lit("week", rows.schema["grain"]))
    )
    keys = ["grain", *KEYS, "ds"]
    joined = weeks.drop(columns).join(sums.select(*keys, *columns), on=keys, how="left", nulls_equal=True)
    new = sums.join(weeks, on=keys, how="anti", nulls_equal=True)
    known = {name: rows[name].first() for name in ("run", "origin") if name in rows.columns}
    new = new.with_columns(pl.lit(value).alias(name) for name, value in known.items())
    missing = [pl.lit(None, dtype).alias(name) for name, dtype in rows.schema.items() if name not in new.columns]
    others = rows.filter(pl.col("grain") != "week")
    return pl.concat([frame.select(rows.columns) for frame in (others, joined, new.with_columns(missing))])


def weeks_before(days: pl.DataFrame, origin: date) -> pl.DataFrame:
    """What came by week: whole weeks back from the last known day, so that they lie as those ahead do.

    In: one series by day, `ds`, `started`, `completed`, `open`, `teaches`. Out: the same by week; a sum of which an
    open day is not known is null.
    """
    ago = (pl.lit(origin) - pl.col("ds")).dt.total_days()
    known = days.filter(pl.col("ds") <= origin)
    weeks = known.with_columns(_week=ago // DAYS).group_by("_week")
    sums = [
        pl.when((pl.col(name).is_null() & pl.col("open")).any()).then(None).otherwise(pl.col(name).sum()).alias(name)
        for name in ("started", "completed")
    ]
    by_week = weeks.agg(
        pl.col("ds").min(), pl.len().alias("_days"), *sums, pl.col("open").any(), pl.col("teaches").all()
    )
    return by_week.filter(pl.col("_days") == DAYS).drop("_week", "_days").sort("ds")
