"""The models that may take part, each as one function of a panel."""

import warnings
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from pipelines.forecast.models import boosting, smoothing, windows
from pipelines.forecast.models.adjust import adjust_panel
from pipelines.forecast.series.frequency import SeriesFrequency, longer_season
from pipelines.forecast.series.panel import Panel

Fit = Callable[[np.ndarray, int, int], np.ndarray]
PARALLEL_FROM = 2.0


@dataclass(frozen=True)
class Candidate:
    """A model: its name and its forecasts, one row per series, one column per step ahead, NaN where it has none."""

    name: str
    predict: Callable[[Panel], np.ndarray]


def seasonal_naive(panel: Panel) -> np.ndarray:
    """The last known value of the same position in the season; the last value where a series is no longer than that."""
    return repeat_season(panel, panel.season)


def repeat_season(panel: Panel, season: int) -> np.ndarray:
    """The last known value of the same position in a season of this length."""
    return np.array([_repeat(y, season, panel.horizon) for y in panel.values]).reshape(-1, panel.horizon)


def longer_naive(panel: Panel) -> np.ndarray:
    """The last value of the same hour of the week, or of the same weekday a year before; none for shorter series."""
    season = longer_season(panel.frequency, panel.season)
    if not season:
        return np.full((len(panel), panel.horizon), np.nan)
    repeated = repeat_season(panel, season)
    repeated[panel.lengths < season] = np.nan
    return repeated


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


def seasonal_mean(panel: Panel, most: int = 8) -> np.ndarray:
    """The mean of the last values of the same position in the season, at most `most`."""
    rows = []
    for y in panel.filled:
        season = panel.season if len(y) >= 2 * panel.season else 1
        many = min(most, len(y) // season)
        rows.append(np.resize(y[-many * season :].reshape(many, season).mean(axis=0), panel.horizon))
    return np.array(rows).reshape(-1, panel.horizon)


def seasonal_median(panel: Panel, most: int = 3) -> np.ndarray:
    """The median of the last values of the same position in the season (of hours in the week): one odd week is none."""
    longer = longer_season(panel.frequency, panel.season) if panel.frequency is SeriesFrequency.HOUR else 0
    rows = []
    for y in panel.filled:
        season = next((s for s in (longer, panel.season) if s and len(y) >= most * s), 1)
        many = min(most, len(y) // season)
        rows.append(np.resize(np.median(y[-many * season :].reshape(many, season), axis=0), panel.horizon))
    return np.array(rows).reshape(-1, panel.horizon)


def calm_mean(panel: Panel, most: int = 8) -> np.ndarray:
    """The mean of the season's last values, without what the calendar explains."""
    without = adjust_panel(panel)
    return without.restored(seasonal_mean(without.panel, most))


def _ets(y: np.ndarray, season: int, horizon: int) -> np.ndarray:
    from statsforecast.models import AutoETS

    return AutoETS(season_length=season if season <= 24 else 1).forecast(y=y, h=horizon)["mean"]


def _theta(y: np.ndarray, season: int, horizon: int) -> np.ndarray:
    from statsforecast.models import DynamicOptimizedTheta

    return DynamicOptimizedTheta(season_length=season).forecast(y=y, h=horizon)["mean"]


def _ces(y: np.ndarray, season: int, horizon: int) -> np.ndarray:
    from statsforecast.models import AutoCES

    return AutoCES(season_length=season).forecast(y=y, h=horizon)["mean"]


def _arima(y: np.ndarray, season: int, horizon: int) -> np.ndarray:
    from statsforecast.models import AutoARIMA

    model = AutoARIMA(season_length=season if season <= 24 else 1, max_p=3, max_q=3, max_P=1, max_Q=1, nmodels=20)
    return model.forecast(y=y, h=horizon)["mean"]


def _guarded(fit: Fit, y: np.ndarray, season: int, horizon: int) -> np.ndarray:
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


def _all(fit: Fit, values: list[np.ndarray], season: int, horizon: int) -> np.ndarray:
    return np.array([_guarded(fit, y, season, horizon) for y in values]).reshape(-1, horizon)


def _each(fit: Fit, panel: Panel, longest: int, seconds: float) -> np.ndarray:
    """A model of one series on every series' last `longest` values, on both cores where `seconds` a series add up."""
    values = [y[-longest:] for y in panel.filled]
    if seconds * len(values) < PARALLEL_FROM:
        return _all(fit, values, panel.season, panel.horizon)
    from joblib import Parallel, delayed

    size = max(1, len(values) // 16)
    parts = [values[i : i + size] for i in range(0, len(values), size)]
    return np.vstack(Parallel(2)(delayed(_all)(fit, part, panel.season, panel.horizon) for part in parts))


def plain(fit: Fit, longest: int = 800, seconds: float = 0.02) -> Callable[[Panel], np.ndarray]:
    """A model of one series as a candidate."""
    return lambda panel: _each(fit, panel, longest, seconds)


def calm(fit: Fit, longest: int = 800, seconds: float = 0.02) -> Callable[[Panel], np.ndarray]:
    """A model of one series without what the calendar explains, on the scale its effects add up on."""

    def predict(panel: Panel) -> np.ndarray:
        without = adjust_panel(panel)
        inner = without.panel
        if without.any and panel.frequency is SeriesFrequency.WEEK:
            inner = replace(inner, season=1)
        return without.restored(_each(fit, inner, longest, seconds))

    return predict


FLOOR = Candidate("seasonal_naive", seasonal_naive)
LAST = Candidate("last_value", lambda panel: repeat_season(panel, 1))
LONG = Candidate("naive_of_longer_season", longer_naive)
MEAN = Candidate("seasonal_mean", seasonal_mean)
ETS = Candidate("ets", plain(_ets))
THETA = Candidate("theta", plain(_theta, 1500))
CES = Candidate("ces", plain(_ces))
ARIMA = Candidate("arima", plain(_arima, 600, 0.5))
SMOOTH = Candidate("smoothing", smoothing.smooth_panel)
CALM_SMOOTH = Candidate("calm_smoothing", smoothing.smooth_calm)
MEDIAN = Candidate("seasonal_median", seasonal_median)
CALM_MEAN = Candidate("calm_mean", calm_mean)
CALM_THETA = Candidate("calm_theta", calm(_theta, 500))
CALM_CES = Candidate("calm_ces", calm(_ces, 500))
TREES = Candidate("trees", windows.window_model(windows.trees, relative=False))
TREES_RELATIVE = Candidate("trees_relative", windows.window_model(windows.trees, relative=True))
LINEAR_RELATIVE = Candidate("linear_relative", windows.window_model(windows.linear, relative=True))
CALM_LINEAR = Candidate("calm_linear", windows.window_model(windows.linear, relative=False, calm=True))
BOOSTED = Candidate("boosted", boosting.boost)
FLOORS = (FLOOR, LAST, LONG)
"""The naives of every plausible season: what is worth less than one of them is not said."""
