"""The organisation's forecasts: the engine's, made to add up, with bands and accuracy of what is published."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from pipelines.forecast.organisation.answer import GridForecasts
from pipelines.forecast.organisation.backtest import Backtest, error_sums
from pipelines.forecast.organisation.daily_models import daily_answer
from pipelines.forecast.organisation.demand import SERIES, Demand
from pipelines.forecast.organisation.grid import DemandGrid, actuals_after, build_grid, naive, scales
from pipelines.forecast.organisation.intervals import bands
from pipelines.forecast.organisation.monthly import monthly_answer
from pipelines.forecast.organisation.reconcile import METHODS, reconcile, round_whole, weights
from pipelines.forecast.organisation.weeks import weekly_rows

JUDGED = {"day": 64, "month": 24}
"""Origins that accuracy is told of, a year of them even at the longest step; those before only teach the bands."""
REACH = {"day": 0, "month": 5}
"""Months ahead that lend theirs to each: one month is tested but two dozen times."""
GROUP = {"day": 7, "month": 1}
"""Days or months whose errors are told together: a week, a month."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Outlook:
    """The forecasts of one grain: frames with the columns of `data.storage.forecast_tables.TABLES` but for `run`."""

    ahead: pl.DataFrame
    choice: pl.DataFrame
    error: pl.DataFrame
    weeks: "Outlook | None" = None
    """The same of weeks, where these are days."""


def outlook(demand: Demand, grain: str) -> Outlook:
    """Forecasts of every series of a grain (`day`, `month`) of which there is history enough.

    What is judged, and what teaches the bands, is what engine and reconciliation together would have published at each
    origin of the back-test. Bands belong to each series; they are never sums of others'.
    """
    grid = build_grid(demand, grain)
    answer = daily_answer(grid, JUDGED[grain]) if grain == "day" else monthly_answer(grid, demand)
    pull = _pull(grid, answer)
    tests = _agreed(grid, answer.tests, answer.origins, pull)
    trial = _trial(grid, tests, answer)
    last = naive(grid, [grid.past])
    points = np.where(np.isfinite(answer.points), answer.points, np.nan_to_num(last[:, 0]))
    points = _agreed(grid, points[:, None], [grid.past], pull)[:, 0]
    seen = np.ones((trial.groups.max() + 1, len(answer.origins)), bool)
    bounds = bands(points, trial.scores, trial.groups, seen, trial.reach)
    spare = points[None, None] if answer.bounds is None else np.nan_to_num(answer.bounds)
    bounds = np.where(np.isfinite(bounds), bounds, spare)
    sums = len(grid.hierarchy.keys)
    points[:sums], points[sums:] = round_whole(points[:sums], grid.hierarchy), np.rint(points[sums:])
    choice = _keyed(grid, answer.choices.rename({"unique_id": "name"}))
    weeks = _weeks(grid, points, trial, choice) if grain == "day" else None
    return Outlook(ahead=_ahead(grid, points, bounds, choice), choice=choice, error=_errors(grid, trial), weeks=weeks)


def _agreed(grid: DemandGrid, forecasts: np.ndarray, origins: list[int], pull: np.ndarray) -> np.ndarray:
    """Forecasts that add up, are not negative and are 0 where closed: series × origins × steps."""
    out = forecasts.copy()
    sums = len(grid.hierarchy.keys)
    parts = slice(sums - grid.hierarchy.parts, sums)
    for k, origin in enumerate(origins):
        opened = grid.open[:, origin : origin + grid.horizon]
        out[:sums, k] = reconcile(forecasts[:sums, k], grid.hierarchy, pull, opened[parts])
        out[sums:, k] = np.where(opened[sums:], np.maximum(forecasts[sums:, k], 0), 0)
    return out


def _pull(grid: DemandGrid, answer: GridForecasts) -> np.ndarray:
    """The reconciliation that did best in the back-test, over all series alike; bottom-up without one."""
    sums = len(grid.hierarchy.keys)
    actual = actuals_after(grid, answer.origins)[:sums]
    errors = (actual - answer.tests[:sums])[:, :, : GROUP[grid.grain]].reshape(sums, -1)
    typical = scales(grid)[:sums]
    best, least = weights("bottom_up", grid.hierarchy, errors), np.inf
    for method in METHODS if answer.origins else ():
        pull = weights(method, grid.hierarchy, np.nan_to_num(errors))
        off = np.abs(_agreed(grid, answer.tests, answer.origins, pull)[:sums] - actual) / typical[:, None, None]
        if np.nanmean(off) < least:
            best, least = pull, np.nanmean(off)
    return best


def _trial(grid: DemandGrid, tests: np.ndarray, answer: GridForecasts) -> Backtest:
    return Backtest(
        yhat=tests,
        actual=actuals_after(grid, answer.origins),
        naive=naive(grid, answer.origins),
        counts=grid.open_at(answer.origins),
        groups=np.arange(grid.horizon) // GROUP[grid.grain],
        scales=scales(grid),
        judged=JUDGED[grid.grain],
        stride=answer.stride,
        reach=REACH[grid.grain],
    )


def _ahead(grid: DemandGrid, points: np.ndarray, bounds: np.ndarray, choice: pl.DataFrame) -> pl.DataFrame:
    """One row per series and date ahead; a band holds its point, and a closed day has none but 0."""
    opened = grid.open[:, grid.past :]
    lo = np.where(opened, np.minimum(bounds[:, 0], points), 0)
    hi = np.where(opened, np.maximum(bounds[:, 1], points), 0)
    steps = grid.horizon
    rows = pl.DataFrame(
        {
            "name": np.repeat(grid.names, steps),
            "ds": grid.dates[grid.past :] * len(grid.keys),
            "yhat": points.ravel().astype(np.int64),
            "lo80": lo[0].ravel().round(1),
            "hi80": hi[0].ravel().round(1),
            "lo95": lo[1].ravel().round(1),
            "hi95": hi[1].ravel().round(1),
            "open": opened.ravel(),
        }
    ).with_columns(grain=pl.lit(grid.grain), origin=pl.lit(grid.dates[grid.past - 1]))
    return _keyed(grid, rows).join(choice.select(*SERIES, "model"), on=SERIES, how="left", nulls_equal=True)


def _errors(grid: DemandGrid, trial: Backtest) -> pl.DataFrame:
    if not trial.yhat.shape[1]:
        return pl.DataFrame()
    sums = error_sums(trial)
    groups = trial.groups.max() + 1
    rows = pl.DataFrame(
        {"name": np.repeat(grid.names, groups), "ahead": np.tile(np.arange(1, groups + 1), len(grid.keys))}
        | {name: values.ravel() for name, values in sums.items()}
    )
    return _keyed(grid, rows.filter(pl.col("n") > 0))


def _weeks(grid: DemandGrid, points: np.ndarray, trial: Backtest, choice: pl.DataFrame) -> Outlook:
    ahead, error = (_keyed(grid, rows) if rows.width else rows for rows in weekly_rows(grid, points, trial))
    ahead = ahead.join(choice.select(*SERIES, "model"), on=SERIES, how="left", nulls_equal=True)
    frames = {"ahead": ahead, "choice": choice, "error": error}
    by_week = {name: rows.with_columns(grain=pl.lit("week")) if rows.width else rows for name, rows in frames.items()}
    return Outlook(ahead=by_week["ahead"], choice=by_week["choice"], error=by_week["error"])


def _keyed(grid: DemandGrid, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with the keys of the series that `name` stands for."""
    schema = {"name": pl.String} | dict.fromkeys(SERIES, pl.String)
    keys = pl.DataFrame(
        [(name, *key) for name, key in zip(grid.names, grid.keys, strict=True)], schema=schema, orient="row"
    )
    return rows.join(keys, on="name").drop("name").with_columns(grain=pl.lit(grid.grain))
