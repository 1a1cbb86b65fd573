"""The season of a monthly series: what is usual for a month is taken out before a movement is judged.

Each month is compared with the average of the twelve around it (half of each end month, so that the window has every
month of the year once); the month's factor is the median of these ratios over the years, which one odd year does not
move. The factors average 1, so that levels stay what they are.
"""

from datetime import date

import polars as pl

from data.certainty import scalar

YEARS = 2
"""Fewer whole years tell no season apart from chance: the series is then judged as it is."""


def month_factors(history: pl.DataFrame) -> pl.DataFrame | None:
    """The factor of each calendar month, from `period` (first day of month) and `value`; None if too little is known.

    Out: `month` (1–12), `factor` (1 = an average month). Months missing from the history count as unknown, not as nil.
    """
    known = history.drop_nulls("value")
    if known.is_empty():
        return None
    first, last = (scalar(day, date) for day in (known["period"].min(), known["period"].max()))
    span = pl.date_range(first, last, "1mo", eager=True).alias("period")
    months = span.to_frame().join(known.select("period", "value"), on="period", how="left").sort("period")
    # Added up by hand: Polars cannot weigh a window over months that are missing, and breaks down.
    window = [pl.col("value").shift(by) * (0.5 if abs(by) == 6 else 1.0) for by in range(-6, 7)]
    around = sum(window[1:], window[0]) / 12
    ratios = months.with_columns(ratio=pl.col("value") / around).filter(pl.col("ratio").is_finite())
    factors = ratios.group_by(pl.col("period").dt.month().alias("month")).agg(
        pl.col("ratio").median().alias("factor"), pl.len().alias("years")
    )
    if factors.height < 12 or (factors["years"] < YEARS).any() or (factors["factor"] <= 0).any():
        return None
    return factors.select("month", pl.col("factor") / pl.col("factor").mean())


def adjust(series: pl.DataFrame, history: pl.DataFrame) -> tuple[pl.DataFrame, bool]:
    """The series with `value` divided by its month's factor, and whether a season was known to divide by."""
    factors = month_factors(history)
    if factors is None:
        return series, False
    month = pl.col("period").dt.month()
    joined = series.with_columns(month=month).join(factors, on="month", how="left", maintain_order="left")
    return joined.with_columns(pl.col("value") / pl.col("factor")).drop("month", "factor"), True
