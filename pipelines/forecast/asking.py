"""Between demand and the engine: what it is asked, and its answers as arrays of interactions."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from pipelines.forecast.demand import Demand
from pipelines.forecast.engine import Forecasts, Request, forecast
from pipelines.forecast.frequency import Frequency
from pipelines.forecast.grid import Grid
from pipelines.forecast.workdays import workdays

HOLIDAYS = "CA-ON"
TESTS = {"day": (104, 7), "month": (36, 1)}
"""Grain → origins of the back-test and the periods between them."""
LEARNING = {"day": 56, "month": 24}
"""Days and months that the earliest origin knows at least."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Answer:
    """What the engine forecasts, series by series, before anything has to add up; NaN where it says nothing.

    `points`: series × steps ahead. `bounds`: levels × 2 × series × steps. `tests`: series × origins × steps, forecasts
    made at `origins` (how many dates were known, the earliest first). `choices`: as the engine gives them.
    """

    points: np.ndarray
    bounds: np.ndarray
    tests: np.ndarray
    origins: list[int]
    choices: pl.DataFrame


def ask(of: Grid, demand: Demand) -> Answer:
    """Asks the engine for every series.

    It is told neither what does not teach (disruptions, days of a silent source) nor days on which the place was
    closed: to it both are unknown. Months are told per ordinary month, so that it need not learn how many Mondays one
    has.
    """
    unit = _units(of, demand)
    told = of.teaches & of.open[:, : of.past] & np.isfinite(of.actual)
    values = np.where(told, of.actual / unit[:, : of.past], np.nan)
    tests, stride = TESTS[of.grain]
    room = (of.past - of.horizon - LEARNING[of.grain]) // stride
    request = Request(
        horizon=of.horizon,
        frequency=Frequency(of.grain),
        holidays=HOLIDAYS if of.grain == "day" else None,
        origins=max(min(tests, room), 0),
        step=stride,
    )
    made = forecast(_history(of, values), request)
    ahead = unit[:, of.past :]
    points = _filled(of, made.frame, ["yhat"], [of.past])[0][:, 0] * ahead
    names = [f"{side}{level}" for level in (80, 95) for side in ("lo", "hi")]
    bounds = np.stack([_filled(of, made.frame, [name], [of.past])[0][:, 0] * ahead for name in names])
    origins = _origins(of, made)
    tests = _filled(of, made.backtest, ["yhat"], origins)[0] if origins else np.zeros((len(of.keys), 0, of.horizon))
    for k, origin in enumerate(origins):
        tests[:, k] *= unit[:, origin : origin + of.horizon]
    bounds = bounds.reshape(2, 2, *points.shape)
    return Answer(points=points, bounds=bounds, tests=tests, origins=origins, choices=made.choices)


def _units(of: Grid, demand: Demand) -> np.ndarray:
    """What a month is worth beside an ordinary one, by its open days: series × dates; 1 for days."""
    unit = np.ones(of.open.shape)
    if of.grain == "month":
        expected = of.of.summing @ np.nan_to_num(workdays(demand, of.of.keys[-of.of.parts :], of.dates))
        expected = np.where(expected > 0, expected, np.nan)
        unit = np.nan_to_num(expected / np.nanmean(expected, axis=1, keepdims=True), nan=1.0)
    return unit


def _history(of: Grid, values: np.ndarray) -> pl.DataFrame:
    """`unique_id`, `ds`, `y` (null: unknown), each series from its first known value to the last date."""
    rows = []
    for name, y in zip(of.names, values, strict=True):
        known = np.flatnonzero(np.isfinite(y))
        if len(known):
            told = pl.DataFrame({"ds": of.dates[known[0] : of.past], "y": y[known[0] :]})
            rows.append(told.with_columns(unique_id=pl.lit(name)))
    return pl.concat(rows).select("unique_id", "ds", pl.col("y").fill_nan(None))


def _origins(of: Grid, made: Forecasts) -> list[int]:
    at = {day: t + 1 for t, day in enumerate(of.dates)}
    return sorted(at[day] for day in made.backtest["origin"].unique()) if made.backtest.height else []


def _filled(of: Grid, frame: pl.DataFrame, columns: list[str], origins: list[int]) -> np.ndarray:
    """Columns of the engine's rows as arrays: columns × series × origins × steps."""
    series = {name: s for s, name in enumerate(of.names)}
    at = {day: t for t, day in enumerate(of.dates)}
    numbered = {origin: k for k, origin in enumerate(origins)}
    s = frame["unique_id"].replace_strict(series, return_dtype=pl.Int64).to_numpy()
    t = frame["ds"].replace_strict(at, return_dtype=pl.Int64).to_numpy()
    if len(origins) > 1 or "origin" in frame.columns:
        known = frame["origin"].replace_strict(at, return_dtype=pl.Int64) + 1
        k = known.replace_strict(numbered, return_dtype=pl.Int64).to_numpy()
        h = t - known.to_numpy()
    else:
        k, h = np.zeros(len(t), int), t - origins[0]
    out = np.full((len(columns), len(of.keys), len(origins), of.horizon), np.nan)
    for n, column in enumerate(columns):
        out[n, s, k, h] = frame[column].cast(pl.Float64).fill_null(np.nan).to_numpy()
    return out
