"""Made-up series for the forecasting tests."""

from datetime import date, timedelta

import numpy as np
import polars as pl

from pipelines.forecast.models.engine import Forecasts, Request, forecast
from pipelines.forecast.series.frequency import SeriesFrequency


def days(name: str, values, last: date = date(2025, 6, 30)) -> pl.DataFrame:
    """A daily series that ends on `last`."""
    first = last - timedelta(days=len(values) - 1)
    ds = pl.date_range(first, last, eager=True)
    return pl.DataFrame({"unique_id": [name] * len(values), "ds": ds, "y": np.asarray(values, dtype=float)})


def weekly_pattern(length: int, seed: int = 0, noise: float = 5.0) -> np.ndarray:
    """100, less at weekends, with noise."""
    pattern = np.resize([100, 110, 105, 100, 95, 40, 20], length)
    return np.maximum(pattern + np.random.default_rng(seed).normal(0, noise, length), 0)


def daily(history: pl.DataFrame, horizon: int = 14, **kwargs) -> Forecasts:
    return forecast(history, Request(horizon, SeriesFrequency.DAY, **kwargs))
