"""The curve of the last weeks: of the items open with so many business days left, how many were not ended that day.

It is a life table of a period, not of a cohort: every business day of the last weeks counts for each item that was open
on it, with whatever days it had left. So it tells today's pace at once, needs no item to be known to its end, and is
made of whole numbers. The chance that an item is still open when its time is up is the product over the days it has
left (Kaplan and Meier, "Nonparametric estimation from incomplete observations", 1958, over a window of time).

Few items are open on their last day, so what all items of the same length did counts as one item more: a Beta
distribution for each day left, from which the chances are drawn.
"""

from datetime import date

import numpy as np
import polars as pl

from metrics.calendar.business_days import numbered_days
from metrics.standards.guaranteed_items import GROUP, PAST, numbered

WINDOW = 130
"""Business days that the curve looks back on: half a year."""
BORROWED = 1.0
"""Items that all of the same length lend to each service and channel."""
HALF = 0.5
"""Jeffreys' prior: half an item that was ended, half one that was not."""


def curve(known: pl.DataFrame, whole_to: date) -> pl.DataFrame:
    """Per service, channel, `length` and days `left`: how many items were `open` on such a day, and `ended` in it.

    `known`: of `guaranteed_items.alike`. `length`: business days from the beginning to the due day, both included.
    """
    today = numbered_days(whole_to - PAST, whole_to + PAST)[whole_to]
    rows = numbered(known, whole_to).with_columns(length=pl.col("due") - pl.col("start") + 1)
    # What is ended past its due time was open on all the days that it had.
    last = pl.when("in_time").then("end").otherwise("due").clip(upper_bound=today)
    seen = rows.with_columns(first=pl.col("start").clip(lower_bound=today - WINDOW + 1), last=last)
    days = seen.filter(pl.col("first") <= pl.col("last")).with_columns(day=pl.int_ranges("first", pl.col("last") + 1))
    counted = (
        days.explode("day")
        .with_columns(
            ended=pl.col("in_time") & (pl.col("day") == pl.col("end")), left=pl.col("due") - pl.col("day") + 1
        )
        .group_by(*GROUP, "length", "left")
        .agg(pl.col("items").sum().alias("open"), pl.col("items").filter(pl.col("ended")).sum().alias("ended"))
    )
    # On a day that no item came to, it is the lent ones that tell.
    lengths = counted.select(*GROUP, "length").unique()
    every = lengths.with_columns(left=pl.int_ranges(1, pl.col("length") + 1)).explode("left")
    return (
        every.join(counted, on=[*GROUP, "length", "left"], how="left")
        .with_columns(pl.col("open", "ended").fill_null(0))
        .sort(*GROUP, "length", "left")
    )


def with_lent(table: pl.DataFrame) -> pl.DataFrame:
    """Adds `stays` and `goes` to a curve: the numbers of each day's Beta distribution, staying and ending."""
    alike = pl.col("open").sum().over("length", "left"), pl.col("ended").sum().over("length", "left")
    lent = (alike[0] - alike[1] + HALF) / (alike[0] + 2 * HALF)
    return table.with_columns(
        stays=pl.col("open") - pl.col("ended") + BORROWED * lent, goes=pl.col("ended") + BORROWED * (1 - lent)
    )


def chances(table: pl.DataFrame) -> pl.DataFrame:
    """The chance to be still open when the time is up, by `service_id`, `channel`, `length` and days `left`."""
    stays = pl.col("stays") / (pl.col("stays") + pl.col("goes"))
    return with_lent(table).with_columns(chance=stays.cum_prod().over(*GROUP, "length", order_by="left"))


def draw(table: pl.DataFrame, draws: int, random: np.random.Generator) -> np.ndarray:
    """The same chances, drawn: a column per row of `table`, sorted as `curve` gives it, and a row per draw."""
    both = with_lent(table)
    stays = random.beta(both["stays"].to_numpy(), both["goes"].to_numpy(), (draws, both.height))
    runs = both.select(pl.struct(*GROUP, "length").rle_id()).to_series().to_numpy()
    found = np.empty_like(stays)
    for run in np.unique(runs):
        found[:, runs == run] = np.cumprod(stays[:, runs == run], axis=1)
    return found
