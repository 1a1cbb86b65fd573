"""Between months of demand and the engine: what it is asked, and its answers as arrays of interactions."""

import numpy as np
import polars as pl

from pipelines.forecast.models.engine import Forecasts, Request, forecast
from pipelines.forecast.organisation.answer import GridForecasts
from pipelines.forecast.organisation.demand import Demand
from pipelines.forecast.organisation.grid import DemandGrid
from pipelines.forecast.organisation.workdays import workdays
from pipelines.forecast.series.frequency import SeriesFrequency

ORIGINS = 36
"""Origins of the back-test, a month apart: three years weigh the models, the last two of them are told as accuracy."""
LEARNING = 24
"""Months that the earliest origin knows at least."""


def monthly_answer(grid: DemandGrid, demand: Demand) -> GridForecasts:
    """Asks the engine for every monthly series.

    It is not told of months that do not teach: to it they are unknown. Months are told per ordinary month, so that it
    need not learn how many Mondays one has: on ServiceOntario's calls that brings the error below the seasonal naive's.
    """
    unit = ordinary_months(grid, demand)
    teaching = grid.teaches & np.isfinite(grid.actual)
    values = np.where(teaching, grid.actual / unit[:, : grid.past], np.nan)
    tests = max(min(ORIGINS, grid.past - LEARNING), 0)
    forecasts = forecast(_history(grid, values), Request(grid.horizon, SeriesFrequency.MONTH, origins=tests, step=1))
    ahead = unit[:, grid.past :]
    names = [f"{side}{level}" for level in (80, 95) for side in ("lo", "hi")]
    points, *bounds = (row[:, 0] * ahead for row in _filled(grid, forecasts.frame, ["yhat", *names], [grid.past]))
    origins = _origins(grid, forecasts)
    back = (
        _filled(grid, forecasts.backtest, ["yhat"], origins)[0]
        if origins
        else np.zeros((len(grid.keys), 0, grid.horizon))
    )
    for k, origin in enumerate(origins):
        back[:, k] *= unit[:, origin : origin + grid.horizon]
    return GridForecasts(
        points=points,
        tests=back,
        origins=origins,
        stride=1,
        choices=forecasts.choices,
        bounds=np.stack(bounds).reshape(2, 2, *points.shape),
    )


def ordinary_months(grid: DemandGrid, demand: Demand) -> np.ndarray:
    """What a month is worth beside an ordinary one, by its open days: series × dates."""
    tree = grid.hierarchy
    expected = tree.summing @ np.nan_to_num(workdays(demand, tree.keys[-tree.parts :], grid.dates))
    usual = np.where(expected > 0, expected, 0).sum(axis=1) / np.maximum((expected > 0).sum(axis=1), 1)
    return np.where(expected > 0, expected / np.maximum(usual, 1e-9)[:, None], 1.0)


def _history(grid: DemandGrid, values: np.ndarray) -> pl.DataFrame:
    """`unique_id`, `ds`, `y` (null: unknown), each series from its first known value to the last date."""
    rows = []
    for name, y in zip(grid.names, values, strict=True):
        known = np.flatnonzero(np.isfinite(y))
        if len(known):
            series = pl.DataFrame({"ds": grid.dates[known[0] : grid.past], "y": y[known[0] :]})
            rows.append(series.with_columns(unique_id=pl.lit(name)))
    return pl.concat(rows).select("unique_id", "ds", pl.col("y").fill_nan(None))


def _origins(grid: DemandGrid, forecasts: Forecasts) -> list[int]:
    at = {day: t + 1 for t, day in enumerate(grid.dates)}
    return sorted(at[day] for day in forecasts.backtest["origin"].unique()) if forecasts.backtest.height else []


def _filled(grid: DemandGrid, frame: pl.DataFrame, columns: list[str], origins: list[int]) -> np.ndarray:
    """Columns of the engine's rows as arrays: columns × series × origins × steps."""
    series = {name: s for s, name in enumerate(grid.names)}
    at = {day: t for t, day in enumerate(grid.dates)}
    numbered = {origin: k for k, origin in enumerate(origins)}
    s = frame["unique_id"].replace_strict(series, return_dtype=pl.Int64).to_numpy()
    t = frame["ds"].replace_strict(at, return_dtype=pl.Int64).to_numpy()
    if len(origins) > 1 or "origin" in frame.columns:
        known = frame["origin"].replace_strict(at, return_dtype=pl.Int64) + 1
        k = known.replace_strict(numbered, return_dtype=pl.Int64).to_numpy()
        h = t - known.to_numpy()
    else:
        k, h = np.zeros(len(t), int), t - origins[0]
    out = np.full((len(columns), len(grid.keys), len(origins), grid.horizon), np.nan)
    for n, column in enumerate(columns):
        out[n, s, k, h] = frame[column].cast(pl.Float64).fill_null(np.nan).to_numpy()
    return out
