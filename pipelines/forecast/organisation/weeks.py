"""Weeks of the days ahead: their sums, and intervals told by how far earlier sums of weeks were off.

A week is more certain than its days, whose errors partly even out, and less so than if they were independent: so its
interval comes from the back-test's own sums of weeks, and never from its days' intervals.
"""

import numpy as np
import polars as pl

from pipelines.forecast.organisation.backtest import Backtest, error_sums
from pipelines.forecast.organisation.grid import DemandGrid
from pipelines.forecast.organisation.intervals import bands

DAYS = 7
REACH = 3
"""Weeks ahead that lend their errors to each later one: an origin gives one error a week, where days give it seven."""


def by_week(days: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Sums over the open days of each week: … × steps to … × weeks; NaN where an open day is not known.

    Days beyond the last whole week are left out.
    """
    whole = days.shape[-1] // DAYS * DAYS
    shape = (*days.shape[:-1], whole // DAYS, DAYS)
    return np.where(counts, days, 0)[..., :whole].reshape(shape).sum(axis=-1)


def weekly_trial(grid: DemandGrid, trial: Backtest) -> Backtest:
    """The back-test of days, each origin's days put together to weeks."""
    yhat, actual, naive = (by_week(days, trial.counts) for days in (trial.yhat, trial.actual, trial.naive))
    weeks = yhat.shape[-1]
    opened = by_week(np.ones(trial.counts.shape), trial.counts) > 0
    return Backtest(
        yhat=yhat,
        actual=actual,
        naive=naive,
        counts=opened,
        groups=np.arange(weeks),
        scales=_scales(grid),
        judged=trial.judged,
        stride=1,
        reach=REACH,
    )


def weekly_rows(grid: DemandGrid, points: np.ndarray, days: Backtest) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The weeks ahead, and what forecasts of weeks were worth in the back-test.

    In: `points`, whole interactions of each day, series × steps. Out: frames with the columns of `ahead` and `error` in
    `data.storage.forecast_tables.TABLES` but for run, grain, keys (`name` in their place) and model.
    """
    opened = grid.open[:, grid.past :]
    yhat = by_week(points, opened)
    some = by_week(np.ones(opened.shape), opened) > 0
    weeks = yhat.shape[1]
    trial = weekly_trial(grid, days)
    seen = np.ones((weeks, trial.yhat.shape[1]), bool)
    bounds = bands(yhat, trial.scores, trial.groups, seen, trial.reach)
    lo = np.where(some, np.minimum(bounds[:, 0], yhat), 0).round(1)
    hi = np.where(some, np.maximum(bounds[:, 1], yhat), 0).round(1)
    first = grid.dates[grid.past :: DAYS][:weeks]
    ahead = pl.DataFrame(
        {"name": np.repeat(grid.names, weeks), "ds": first * len(grid.keys), "yhat": yhat.ravel().astype(np.int64)}
        | {"lo80": lo[0].ravel(), "hi80": hi[0].ravel(), "lo95": lo[1].ravel(), "hi95": hi[1].ravel()}
        | {"open": some.ravel()}
    ).with_columns(pl.col("lo80", "hi80", "lo95", "hi95").fill_nan(None), origin=pl.lit(grid.dates[grid.past - 1]))
    if not trial.yhat.shape[1]:
        return ahead, pl.DataFrame()
    sums = {name: values.ravel() for name, values in error_sums(trial).items()}
    numbers = {"name": np.repeat(grid.names, weeks), "ahead": np.tile(np.arange(1, weeks + 1), len(grid.keys))}
    return ahead, pl.DataFrame(numbers | sums).filter(pl.col("n") > 0)


def _scales(grid: DemandGrid) -> np.ndarray:
    """Each series' mean change from one week to the next over its history; 1 where there is none."""
    past = grid.past // DAYS * DAYS
    opened = grid.open[:, grid.past - past : grid.past]
    sums = by_week(grid.actual[:, grid.past - past :], opened)
    off = np.abs(np.diff(sums, axis=1))
    count = np.isfinite(off).sum(axis=1)
    mean = np.where(np.isfinite(off), off, 0).sum(axis=1) / np.maximum(count, 1)
    return np.where(mean > 0, mean, 1.0)
