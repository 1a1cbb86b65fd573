"""Demand as arrays: series by days or months, the past and what is ahead, whole hierarchy first."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from pipelines.forecast.coherence import Hierarchy, hierarchy
from pipelines.forecast.demand import AHEAD, SERIES, Demand

SEASON = {"day": 7, "month": 12}
Key = tuple[str | None, str | None, str | None]


@dataclass(frozen=True, eq=False, kw_only=True)
class Grid:
    """One grain of demand.

    `keys`: channel, line, location of every series: the hierarchy's, then the centres. `dates`: the past, then
    `horizon` more. `actual`: series × past, NaN where not known. `teaches`: series × past. `open`: series × dates.
    """

    grain: str
    of: Hierarchy
    keys: list[Key]
    dates: list[date]
    horizon: int
    actual: np.ndarray
    teaches: np.ndarray
    open: np.ndarray

    @property
    def past(self) -> int:
        """How many of the dates are known."""
        return len(self.dates) - self.horizon

    @property
    def names(self) -> list[str]:
        """One text per series."""
        return ["/".join(code or "" for code in key) for key in self.keys]


def grid(demand: Demand, grain: str) -> Grid:
    """The series of a grain (`day`, `month`) as arrays."""
    rows = demand.rows.filter(pl.col("grain") == grain)
    parts = rows.filter(pl.all_horizontal(pl.col("channel", "line").is_not_null())).select("channel", "line").unique()
    of = hierarchy(parts.rows())
    centres = rows.filter(pl.col("location").is_not_null()).select(SERIES).unique().sort(SERIES)
    keys = [*((channel, line, None) for channel, line in of.keys), *centres.rows()]
    first, last, horizon = rows["ds"].min(), rows["ds"].max(), AHEAD[grain]
    every = {"day": "1d", "month": "1mo"}[grain]
    end = pl.select(pl.lit(last).dt.offset_by(f"{horizon}{every[1:]}")).item()
    dates = pl.date_range(first, end, every, eager=True).to_list()
    number = {key: i for i, key in enumerate(keys)}
    at = {day: j for j, day in enumerate(dates)}
    shape = (len(keys), len(dates))
    actual, teaches, opened = np.full(shape, np.nan), np.zeros(shape, bool), np.zeros(shape, bool)
    s = np.array([number[key] for key in rows.select(SERIES).iter_rows()])
    t = np.array([at[day] for day in rows["ds"]])
    actual[s, t] = rows["started"].cast(pl.Float64).fill_null(np.nan).to_numpy()
    teaches[s, t], opened[s, t] = rows["teaches"].to_numpy(), rows["open"].to_numpy()
    past = len(dates) - horizon
    opened[:, past:] = _ahead(demand, grain, keys, of, dates[past:])
    return Grid(
        grain=grain,
        of=of,
        keys=keys,
        dates=dates,
        horizon=horizon,
        actual=actual[:, :past],
        teaches=teaches[:, :past],
        open=opened,
    )


def _ahead(demand: Demand, grain: str, keys: list[Key], of: Hierarchy, dates: list[date]) -> np.ndarray:
    """Which series will be open on which of the coming dates; a sum is open where a part of it is."""
    opened = np.ones((len(keys), len(dates)), bool)
    if grain == "month":
        return opened
    coming = demand.openings.filter(pl.col("ds").is_between(dates[0], dates[-1]))
    told = {(channel, location, day): is_open for channel, location, day, is_open in coming.iter_rows()}
    parts = np.array([[told[channel, None, day] for day in dates] for channel, _ in of.keys[-of.parts :]])
    opened[: len(of.keys)] = of.summing @ parts > 0
    for i, (channel, _, location) in enumerate(keys[len(of.keys) :], len(of.keys)):
        opened[i] = [told[channel, location, day] for day in dates]
    return opened


def naive(grid: Grid, origins: list[int]) -> np.ndarray:
    """The seasonal naive as a planner would use it: series × origins × steps.

    The last known value of the same weekday (month) on which the place was open. `origins`: how many dates were known.
    """
    season = SEASON[grid.grain]
    usable = np.where(grid.open[:, : grid.past] & np.isfinite(grid.actual), grid.actual, np.nan)
    last = np.full((grid.past + 1, season, len(grid.keys)), np.nan)
    for t in range(grid.past):
        last[t + 1] = last[t]
        fresh = usable[:, t]
        last[t + 1, t % season] = np.where(np.isfinite(fresh), fresh, last[t, t % season])
    steps = [(np.arange(grid.horizon) + origin) % season for origin in origins]
    return np.stack([last[origin][step].T for origin, step in zip(origins, steps, strict=True)], axis=1)
