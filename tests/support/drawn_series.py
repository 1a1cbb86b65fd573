"""Series drawn by a rule, and what comes after them by the same rule: stand-ins for sets that are kept apart."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import polars as pl

from pipelines.forecast.series.frequency import SeriesFrequency

SERIES = 60
BEGIN, END = datetime.fromisoformat("2015-01-01"), datetime.fromisoformat("2080-01-01")

Draw = Callable[[np.random.Generator, int], np.ndarray]


def drifting_days(rng: np.random.Generator, length: int) -> np.ndarray:
    """Counts of a week whose level drifts by about two percent a day."""
    level = 40 * np.exp(np.cumsum(rng.normal(0, 0.02, length)))
    return rng.poisson(level * np.resize([1.3, 1.1, 1, 1, 0.9, 0.5, 0.4], length)).astype(float)


def growing_quarters(rng: np.random.Generator, length: int) -> np.ndarray:
    """A trend of its own with four seasons, and errors that grow with the level."""
    level = 100 * np.exp(np.cumsum(rng.normal(rng.normal(0, 0.015), 0.04, length)))
    return level * np.resize([1.1, 0.9, 1.05, 0.95], length) * np.exp(rng.normal(0, 0.03, length))


def seasonal_months(rng: np.random.Generator, length: int) -> np.ndarray:
    """Twelve seasons of its own on a level that wanders."""
    level = rng.uniform(50, 5000) * np.exp(np.cumsum(rng.normal(0, 0.02, length)))
    season = np.exp(rng.normal(0, 0.15, 12))
    return level * np.resize(season, length) * np.exp(rng.normal(0, 0.06, length))


def wandering_years(rng: np.random.Generator, length: int) -> np.ndarray:
    """A trend of its own, and steps as large as it."""
    return 1000 * np.exp(np.cumsum(rng.normal(rng.normal(0.02, 0.02), 0.05, length)))


def closed_nights(rng: np.random.Generator, length: int) -> np.ndarray:
    """Counts of hours with a week's season, closed at night, on a level that drifts."""
    hour = np.arange(length) % 24
    day = np.arange(length) // 24
    level = rng.uniform(5, 60) * np.exp(np.cumsum(rng.normal(0, 0.04, day[-1] + 1)))[day]
    shape = np.sin(np.pi * (hour - 7) / 13) * (1 - 0.5 * (day % 7 > 4))
    return rng.poisson(level * shape * ((hour > 7) & (hour < 20))).astype(float)


@dataclass(frozen=True)
class Kind:
    """A rule, and what is asked of its series: a frequency, values that are seen, steps ahead."""

    draw: Draw
    frequency: SeriesFrequency
    every: str
    length: int
    horizon: int


KINDS = {
    "days whose level drifts": Kind(drifting_days, SeriesFrequency.DAY, "1d", 140, 14),
    "quarters that grow": Kind(growing_quarters, SeriesFrequency.QUARTER, "1q", 32, 8),
    "months with a season": Kind(seasonal_months, SeriesFrequency.MONTH, "1mo", 84, 18),
    "years that wander": Kind(wandering_years, SeriesFrequency.YEAR, "1y", 24, 6),
    "hours closed at night": Kind(closed_nights, SeriesFrequency.HOUR, "1h", 1008, 72),
}


def draw(kind: Kind, seed: int, series: int = SERIES) -> tuple[pl.DataFrame, np.ndarray]:
    """The past of so many series as a long table, and what came after it (series × step)."""
    rng = np.random.default_rng(seed)
    values = np.array([kind.draw(rng, kind.length + kind.horizon) for _ in range(series)])
    ds = pl.datetime_range(BEGIN, END, kind.every, eager=True).head(kind.length)
    return pl.concat(_rows(values[:, : kind.length], ds)), values[:, kind.length :]


def _rows(values: np.ndarray, ds: pl.Series) -> Iterator[pl.DataFrame]:
    for i, y in enumerate(values):
        yield pl.DataFrame({"unique_id": f"s{i:02}", "ds": ds, "y": y})
