"""Months of demand: whole ones of the days, and those of sources that publish totals only."""

from datetime import date, timedelta

import polars as pl

from data.certainty import scalar
from data.text import Text

ORDINARY = 0.85
"""A month teaches if at least this share of its open days do."""
STALE = timedelta(days=95)
"""What ended longer before the rest is history and not forecast."""
PART = ["channel", "line"]


def monthly(daily: pl.DataFrame | None, totals: pl.DataFrame) -> tuple[pl.DataFrame, list[Text]]:
    """Per channel and line, every month `ds` to the last that all know: `started`, `completed`, `teaches`.

    `daily`: series by day, those of a channel and a line are taken. `totals`: by month. A month is null where a day of
    it is not known, or nothing is. Out also: a sentence for what ended long before the rest and is left out.
    """
    parts = [totals.with_columns(teaches=pl.lit(True))]
    if daily is not None:
        parts.append(_whole_months(daily.filter(pl.all_horizontal(pl.col(PART).is_not_null()))))
    ends = [(part, scalar(part["ds"].max(), date)) for part in parts if part.height]
    if not ends:
        return parts[0].clear(), []
    newest = max(end for _, end in ends)
    live = [part for part, end in ends if newest - end <= STALE]
    notes = [_ended(end, newest) for _, end in ends if newest - end > STALE]
    last = min(end for _, end in ends if newest - end <= STALE)
    known = pl.concat([part.select(*PART, "ds", "started", "completed", "teaches") for part in live])
    # A channel and line that two kinds of sources feed is known where both are.
    months = known.group_by(*PART, "ds").agg(pl.col("started", "completed").sum(), pl.col("teaches").all())
    first = months.group_by(PART).agg(first=pl.col("ds").min()).filter(pl.col("first") <= last)
    grid = first.with_columns(ds=pl.date_ranges("first", pl.lit(last), interval="1mo")).explode("ds").drop("first")
    # A line that nobody mentions in a month of which others are told had no contacts; a month without any is unknown.
    months_told = known.select("ds").unique().with_columns(told=pl.lit(0, pl.Int64))
    filled = grid.join(months, on=[*PART, "ds"], how="left").join(months_told, on="ds", how="left")
    silent = pl.col("teaches").is_null()
    counted = [pl.when(silent).then("told").otherwise(name).alias(name) for name in ("started", "completed")]
    return filled.with_columns(*counted, pl.col("teaches").fill_null(True)).drop("told"), notes


def _whole_months(parts: pl.DataFrame) -> pl.DataFrame:
    """Days summed to months; the first and the last month of the records count only if they are whole."""
    first, last = (scalar(day, date) for day in (parts["ds"].min(), parts["ds"].max()))
    begin = first if first.day == 1 else (first.replace(day=1) + timedelta(days=32)).replace(day=1)
    end = last + timedelta(days=1)
    known = pl.col("started").is_not_null().all()
    return (
        parts.filter(pl.col("ds") >= begin, pl.col("ds") < end.replace(day=1))
        .group_by(*PART, ds=pl.col("ds").dt.month_start())
        .agg(
            *(pl.when(known).then(pl.col(name).sum()).alias(name) for name in ("started", "completed")),
            teaches=(pl.col("teaches").filter("open").mean() >= ORDINARY).fill_null(True),
        )
    )


def _ended(end: date, newest: date) -> Text:
    return Text(
        f"Sources that end in {end:%Y-%m}, long before the newest ({newest:%Y-%m}), are not forecast by month.",
        f"Les sources qui s'arrêtent en {end:%Y-%m}, bien avant la plus récente ({newest:%Y-%m}), "
        "ne sont pas prévues par mois.",
    )
