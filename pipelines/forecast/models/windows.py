"""Learners taught by all series of a file at once: from the last values of a series straight to all steps ahead."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Protocol

import numpy as np

from pipelines.forecast.models import ridge
from pipelines.forecast.models.adjust import adjust_panel, comparable
from pipelines.forecast.series.panel import Panel


class Regressor(Protocol):
    """What has been taught by windows and what followed them."""

    def predict(self, past: np.ndarray, /) -> np.ndarray:
        """What follows windows (window × step)."""


Fit = Callable[[np.ndarray, np.ndarray], Regressor]
MOST = 20_000
MOST_NUMBERS = 6_000_000


def _length(panel: Panel) -> int:
    """Values in a window: a few seasons, as far as the series are long enough to be taught by windows at all."""
    wanted = {"hour": 336, "day": 84, "week": 26, "month": 24, "quarter": 12, "year": 8}[panel.frequency.value]
    room = int(np.quantile(panel.lengths, 0.5)) - panel.horizon
    wanted = max(wanted, 2 * panel.season if panel.season <= 30 else 0)
    return max(min(wanted, room), panel.season if panel.season <= 30 else 4, 4)


def _windows(values: list[np.ndarray], length: int, horizon: int) -> tuple[np.ndarray, np.ndarray]:
    """Windows and what followed them, at most `MOST`, the latest of every series first."""
    counts = np.array([max(len(y) - horizon - length + 1, 0) for y in values])
    most = max(min(MOST, MOST_NUMBERS // (length + horizon)), 100)
    stride = max(1, int(np.ceil(counts.sum() / most)))
    past, future = [], []
    for y, count in zip(values, counts, strict=True):
        for end in range(len(y) - horizon, len(y) - horizon - count, -stride):
            past.append(y[end - length : end])
            future.append(y[end : end + horizon])
    return np.array(past).reshape(-1, length), np.array(future).reshape(-1, horizon)


def _padded(y: np.ndarray, length: int, season: int) -> np.ndarray:
    while len(y) < length:
        y = np.concatenate([y[: min(season, len(y))], y])
    return y[-length:]


def _level(x: np.ndarray, season: int) -> np.ndarray:
    season = season if x.shape[1] >= season else 1
    return x[:, -season:].mean(axis=1, keepdims=True)


def _step(x: np.ndarray) -> np.ndarray:
    """How much neighbours in a window differ, and a little of its level so that it is never nothing."""
    return np.abs(np.diff(x, axis=1)).mean(axis=1, keepdims=True) + 1e-3 * np.abs(x).mean(axis=1, keepdims=True) + 1e-9


def window_model(fit: Fit, relative: bool, calm: bool = False) -> Callable[[Panel], np.ndarray]:
    """A candidate: `fit` teaches a regressor of all steps; `relative` divides windows by their own step.

    `calm` takes the series without what the calendar explains.
    """

    @lru_cache(maxsize=8)
    def taught(panel: Panel) -> tuple[Any, int] | None:
        values = _scaled(panel, calm)
        length = _length(panel)
        past, future = _windows(values, length, panel.horizon)
        if len(past) < max(30, length // 2):
            return None
        level = _level(past, panel.season)
        step = _step(past) if relative else np.ones((len(past), 1))
        return fit((past - level) / step, (future - level) / step), length

    def predict(panel: Panel) -> np.ndarray:
        lesson = taught(panel.taught or panel)
        if lesson is None:
            return np.full((len(panel), panel.horizon), np.nan)
        model, length = lesson
        values = _scaled(panel, calm)
        past = np.array([_padded(y, length, panel.season) for y in values])
        level = _level(past, panel.season)
        step = _step(past) if relative else np.ones((len(past), 1))
        ahead = np.asarray(model.predict((past - level) / step)).reshape(-1, panel.horizon) * step + level
        if calm:
            return adjust_panel(panel).restored(ahead)
        return np.array([_back(panel, i)(row) for i, row in enumerate(ahead)])

    return predict


def _scaled(panel: Panel, calm: bool) -> list[np.ndarray]:
    if calm:
        return adjust_panel(panel).panel.filled
    taught = panel.taught or panel
    return [
        comparable(taught.values[i])[0](np.maximum(y, _least(taught.values[i]))) for i, y in enumerate(panel.filled)
    ]


def _least(y: np.ndarray) -> float:
    return float(np.nanmin(y)) if np.isfinite(y).any() else 0.0


def _back(panel: Panel, i: int) -> Callable[[np.ndarray], np.ndarray]:
    return comparable((panel.taught or panel).values[i])[1]


def trees(past: np.ndarray, future: np.ndarray) -> Regressor:
    """Many random trees, each leaf the mean of at least five windows."""
    from sklearn.ensemble import ExtraTreesRegressor

    model = ExtraTreesRegressor(60, min_samples_leaf=5, max_features=0.5, n_jobs=2, random_state=0)
    return model.fit(past, future)


def linear(past: np.ndarray, future: np.ndarray) -> Regressor:
    """One penalised line per step."""
    return ridge.fit(past, future, 10.0)
