"""Demand as arrays: series by days or months, the past and what is ahead, whole hierarchy first."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from data.certainty import scalar
from pipelines.forecast.organisation.demand import AHEAD, SERIES, Demand
from pipelines.forecast.organisation.reconcile import Hierarchy, hierarchy

SEASON = {"day": 7, "month": 12}
Key = tuple[str | None, str | None, str | None]


@dataclass(frozen=True, eq=False, kw_only=True)
class DemandGrid:
    """One grain of demand.

    `keys`: channel, line, location of every series: the hierarchy's, then the centres. `dates`: the past, then
    `horizon` more. `actual`: series × past, NaN where not known. `teaches`: series × past. `open`: series × dates.
    """

    grain: str
    hierarchy: Hierarchy
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

    def open_at(self, origins: list[int]) -> np.ndarray:
        """Which series are open on the dates after each origin: series × origins × steps."""
        return self.open[:, _steps(origins, self.horizon)]

    @property
    def names(self) -> list[str]:
        """One text per series."""
        return ["/".join(code or "" for code in key) for key in self.keys]


def build_grid(demand: Demand, grain: str) -> DemandGrid:
    """The series of a grain (`day`, `month`) as arrays."""
    rows = demand.rows.filter(pl.col("grain") == grain)
    parts = rows.filter(pl.all_horizontal(pl.col("channel", "line").is_not_null())).select("channel", "line").unique()
    tree = hierarchy(parts.rows())
    centres = rows.filter(pl.col("location").is_not_null()).select(SERIES).unique().sort(SERIES)
    keys = [*((channel, line, None) for channel, line in tree.keys), *centres.rows()]
    first, last = (scalar(day, date) for day in (rows["ds"].min(), rows["ds"].max()))
    horizon = AHEAD[grain]
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
    opened[:, past:] = _ahead(demand, grain, keys, tree, dates[past:])
    return DemandGrid(
        grain=grain,
        hierarchy=tree,
        keys=keys,
        dates=dates,
        horizon=horizon,
        actual=actual[:, :past],
        teaches=teaches[:, :past],
        open=opened,
    )


def _ahead(demand: Demand, grain: str, keys: list[Key], tree: Hierarchy, dates: list[date]) -> np.ndarray:
    """Which series will be open on which of the coming dates; a sum is open where a part of it is."""
    opened = np.ones((len(keys), len(dates)), bool)
    if grain == "month":
        return opened
    coming = demand.openings.filter(pl.col("ds").is_between(dates[0], dates[-1]))
    is_open_on = {(channel, location, day): is_open for channel, location, day, is_open in coming.iter_rows()}
    parts = np.array([[is_open_on[channel, None, day] for day in dates] for channel, _ in tree.keys[-tree.parts :]])
    opened[: len(tree.keys)] = tree.summing @ parts > 0
    for i, (channel, _, location) in enumerate(keys[len(tree.keys) :], len(tree.keys)):
        opened[i] = [is_open_on[channel, location, day] for day in dates]
    return opened


def naive(grid: DemandGrid, origins: list[int]) -> np.ndarray:
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
    out = np.empty((len(grid.keys), len(origins), grid.horizon))
    for k, (origin, step) in enumerate(zip(origins, steps, strict=True)):
        out[:, k] = last[origin][step].T
    return out


def weekday_means(grid: DemandGrid, origins: list[int]) -> np.ndarray:
    """The mean of the last eight same weekdays on which the place was open and that teach: as `naive`."""
    teaching = grid.open[:, : grid.past] & grid.teaches & np.isfinite(grid.actual)
    out = np.full((len(grid.keys), len(origins), grid.horizon), np.nan)
    for k, origin in enumerate(origins):
        recent = slice(max(origin - 8 * 7, 0), origin)
        for weekday in range(7):
            days = np.arange(recent.start, recent.stop)[np.arange(recent.start, recent.stop) % 7 == weekday]
            known = teaching[:, days]
            total = np.where(known, np.nan_to_num(grid.actual[:, days]), 0).sum(axis=1)
            mean = np.where(known.any(axis=1), total / np.maximum(known.sum(axis=1), 1), np.nan)
            steps = (np.arange(grid.horizon) + origin) % 7 == weekday
            out[:, k, steps] = mean[:, None]
    return out


def actuals_after(grid: DemandGrid, origins: list[int]) -> np.ndarray:
    """What came after each origin: series × origins × steps, NaN where it is not known."""
    padded = np.hstack([grid.actual, np.full((len(grid.keys), grid.horizon), np.nan)])
    return padded[:, _steps(origins, grid.horizon)]


def scales(grid: DemandGrid) -> np.ndarray:
    """Each series' mean error of the seasonal naive over its history, on open days; 1 where it makes none."""
    season = SEASON[grid.grain]
    known = np.where(grid.open[:, : grid.past], grid.actual, np.nan)
    off = np.abs(known[:, season:] - known[:, :-season])
    count = np.isfinite(off).sum(axis=1)
    mean = np.where(np.isfinite(off), off, 0).sum(axis=1) / np.maximum(count, 1)
    return np.where(mean > 0, mean, 1.0)


def _steps(origins: list[int], horizon: int) -> np.ndarray:
    """The numbers of the dates after each origin: origins × steps."""
    return np.array(origins, int).reshape(-1, 1) + np.arange(horizon)
