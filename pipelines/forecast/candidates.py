"""The statistical models that may take part, each for itself on every series."""

import warnings
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from pipelines.forecast.panel import Panel


@dataclass(frozen=True)
class Candidate:
    """A model: its name, what one series costs in seconds, the fewest known values it needs, and its forecasts.

    `predict` returns one row per series and one column per step ahead; NaN where it has none.
    """

    name: str
    predict: Callable[[Panel], np.ndarray]
    least: int = 4


def seasonal_naive(panel: Panel) -> np.ndarray:
    """The last known value of the same position in the season; of any position where the series is no longer than that."""
    return np.array([_repeat(y, panel.season, panel.horizon) for y in panel.values]).reshape(-1, panel.horizon)


def _repeat(y: np.ndarray, season: int, horizon: int) -> np.ndarray:
    known = np.flatnonzero(np.isfinite(y))
    if not len(known):
        return np.zeros(horizon)
    season = season if len(known) >= season and len(y) >= season else 1
    last = np.full(season, y[known[-1]])
    for phase in range(season):
        at = np.arange(len(y) - season + phase, -1, -season)
        seen = at[np.isfinite(y[at])]
        if len(seen):
            last[phase] = y[seen[0]]
    return np.resize(last, horizon)


def each(
    fit: Callable[[np.ndarray, int, int], np.ndarray], longest: int | None = None
) -> Callable[[Panel], np.ndarray]:
    """A model of one series as one of a panel; it sees the last `longest` values, gaps filled."""

    def predict(panel: Panel) -> np.ndarray:
        forecasts = np.full((len(panel), panel.horizon), np.nan)
        for i, y in enumerate(panel.filled):
            forecasts[i] = _guarded(fit, y[-longest:] if longest else y, panel.season, panel.horizon)
        return forecasts

    return predict


def _guarded(fit: Callable, y: np.ndarray, season: int, horizon: int) -> np.ndarray:
    """A model that cannot be fitted, or that runs away, takes no part in this series."""
    season = season if len(y) >= 2 * season + 3 else 1
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            forecast = np.asarray(fit(y, season, horizon), dtype=float)
    except Exception:  # every library fails in ways of its own; the other candidates go on
        return np.full(horizon, np.nan)
    spread = max(np.ptp(y), abs(float(np.mean(y))), 1e-9)
    sane = np.isfinite(forecast).all() and np.abs(forecast - np.median(y)).max() <= 20 * spread
    return forecast if sane else np.full(horizon, np.nan)


def _ets(y: np.ndarray, season: int, horizon: int) -> np.ndarray:
    from statsforecast.models import AutoETS

    return AutoETS(season_length=season if season <= 24 else 1).forecast(y=y, h=horizon)["mean"]


def _theta(y: np.ndarray, season: int, horizon: int) -> np.ndarray:
    from statsforecast.models import DynamicOptimizedTheta

    return DynamicOptimizedTheta(season_length=season).forecast(y=y, h=horizon)["mean"]


def _ces(y: np.ndarray, season: int, horizon: int) -> np.ndarray:
    from statsforecast.models import AutoCES

    return AutoCES(season_length=season).forecast(y=y, h=horizon)["mean"]


FLOOR = Candidate("seasonal_naive", seasonal_naive, 1)
ETS = Candidate("ets", each(_ets, 800), 5)
THETA = Candidate("theta", each(_theta, 1500), 5)
CES = Candidate("ces", each(_ces, 800), 5)
