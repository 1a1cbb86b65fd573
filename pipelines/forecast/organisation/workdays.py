"""How much of a month's demand its calendar explains: its open days, each as busy as its weekday usually is."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import polars as pl

from metrics.calendar.business_days import business_days
from metrics.calendar.periods import containing
from pipelines.forecast.organisation.demand import Demand

RECENT = timedelta(days=728)
"""Weekdays are as busy as they were in these last days."""


def workdays(demand: Demand, parts: Sequence[tuple[str | None, str | None]], months: list[date]) -> np.ndarray:
    """What each month would bring were every open day as busy as its weekday usually is: parts × months.

    Of a channel and line that is known by month only, a month counts its business days at their usual level.
    """
    by_days, by_months = _by_days(demand), _levels(demand)
    return np.array(
        [
            [
                by_days[part].get(month, np.nan)
                if part in by_days
                else by_months[part] * business_days(month, containing(month, "month").end)
                for month in months
            ]
            for part in parts
        ]
    )


def _by_days(demand: Demand) -> dict[tuple[str, str], dict[date, float]]:
    keys = ["channel", "line"]
    daily = demand.rows.filter(pl.col("grain") == "day", pl.all_horizontal(pl.col(keys).is_not_null()))
    recent = daily.filter(pl.col("ds") > demand.origins.get("day", date.max) - RECENT, "open", "teaches")
    usual = recent.group_by(*keys, weekday=pl.col("ds").dt.weekday()).agg(usual=pl.col("started").mean())
    channels = demand.openings.filter("open", pl.col("location").is_null())
    days = channels.group_by("channel", month=pl.col("ds").dt.month_start(), weekday=pl.col("ds").dt.weekday()).len()
    months = usual.join(days, on=["channel", "weekday"]).group_by(*keys, "month")
    expected_by_part: dict[tuple[str, str], dict[date, float]] = {}
    for channel, line, month, expected in months.agg((pl.col("usual") * pl.col("len")).sum()).iter_rows():
        expected_by_part.setdefault((channel, line), {})[month] = expected
    return expected_by_part


def _levels(demand: Demand) -> dict[tuple[str | None, str | None], float]:
    monthly = demand.rows.filter(pl.col("grain") == "month").group_by("channel", "line").agg(pl.col("started").mean())
    return {(channel, line): (mean or 0) / 21 for channel, line, mean in monthly.iter_rows()}
