"""Series without what the calendar explains: year, holidays, columns known in advance; by penalised regression."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from pipelines.forecast.models import ridge
from pipelines.forecast.series.calendar import fourier, special_days, weekday, yearly_waves
from pipelines.forecast.series.frequency import SeriesFrequency
from pipelines.forecast.series.panel import Panel

HALF_LIFE_YEARS = 4.0
# Older years teach little about the next weeks and cost as much as young ones.
MOST_YEARS = 8
PENALTY = 1.0
# Periods after a lesson that later origins may still take it for.
AHEAD = 800


@dataclass(frozen=True, eq=False)
class AdjustedPanel:
    """A panel on the scale its effects add up on, and each series' effects over its periods and the horizon."""

    panel: Panel
    effects: list[np.ndarray]
    back: list[Callable[[np.ndarray], np.ndarray]]
    any: bool

    def restored(self, forecasts: np.ndarray) -> np.ndarray:
        """Forecasts of the adjusted series as forecasts of the series themselves."""
        horizon = self.panel.horizon
        rows = zip(forecasts, self.effects, self.back, strict=True)
        return np.array([back(row + effect[-horizon:]) for row, effect, back in rows]).reshape(-1, horizon)


def scale_of(y: np.ndarray) -> tuple[Callable[[np.ndarray], np.ndarray], Callable[[np.ndarray], np.ndarray]]:
    """The scale effects add up on, and the way back: logarithm above zero, root from zero on, else as it is."""
    known = y[np.isfinite(y)]
    if len(known) and known.min() > 0 and known.min() > 0.02 * np.median(known):
        return np.log, lambda z: np.exp(np.minimum(z, 50))
    if len(known) and known.min() >= 0:
        return np.sqrt, lambda z: np.maximum(z, 0) ** 2
    return (lambda y: y), (lambda z: z)


def comparable(y: np.ndarray) -> tuple[Callable[[np.ndarray], np.ndarray], Callable[[np.ndarray], np.ndarray]]:
    """The scale on which series of one file differ alike, and the way back: relative changes, linear near zero."""
    known = y[np.isfinite(y)]
    if len(known) and known.min() > 0.02 * np.median(known) > 0:
        return np.log, lambda z: np.exp(np.minimum(z, 50))
    unit = 0.5 * float(np.abs(known).mean()) if len(known) and np.abs(known).any() else 1.0
    return (lambda y: np.arcsinh(y / unit)), lambda z: unit * np.sinh(np.clip(z, -50, 50))


@dataclass(frozen=True, eq=False)
class Lesson:
    """What one series teaches: the effect of the calendar on every period, and coefficients of the known columns."""

    calendar: np.ndarray
    known: np.ndarray


@lru_cache(maxsize=8)
def adjust_panel(panel: Panel) -> AdjustedPanel:
    """The panel's gap-filled series less the effects that its own past (`taught`: an earlier one) teaches."""
    taught = panel.taught or panel
    lessons = _lessons(taught, AHEAD if panel.taught else 0)
    effects, backs, values = [], [], []
    for i, y in enumerate(panel.values):
        forth, back = scale_of(taught.values[i])
        effect = lessons[i].calendar[: len(y) + panel.horizon]
        if panel.known:
            effect = effect + panel.known[i] @ lessons[i].known
        effects.append(effect)
        backs.append(back)
        values.append(_on_scale(y, forth) - effect[: len(y)])
    return AdjustedPanel(panel.with_values(values), effects, backs, any(effect.any() for effect in effects))


def _on_scale(y: np.ndarray, forth: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    with np.errstate(invalid="ignore", divide="ignore"):
        return forth(y if forth is not np.log else np.where(y > 0, y, np.nan))


@lru_cache(maxsize=8)
def _lessons(taught: Panel, more: int) -> list[Lesson]:
    """The effects of every series, over its periods, the horizon and `more`."""
    lessons = []
    for i, y in enumerate(taught.values):
        calendar = _columns(taught, i, more)
        columns = np.hstack([calendar[: len(y)], taught.known[i][: len(y)]]) if taught.known else calendar[: len(y)]
        if not columns.shape[1]:
            lessons.append(Lesson(np.zeros(len(calendar)), np.zeros(0)))
            continue
        z = _on_scale(y, scale_of(y)[0])
        coefficients = _coefficients(z, columns, taught.season if taught.frequency is SeriesFrequency.DAY else 1)
        width = calendar.shape[1]
        lessons.append(Lesson(calendar @ coefficients[:width], coefficients[width:]))
    return lessons


def _columns(panel: Panel, i: int, more: int) -> np.ndarray:
    """The columns of the calendar for series `i`, each scaled by how far its coefficient is trusted."""
    past = len(panel.values[i])
    parts = [np.zeros((past + panel.horizon + more, 0))]
    waves = yearly_waves(panel.frequency, past) if panel.dated else 0
    if waves:
        days = panel.times(i, more).astype("datetime64[D]").astype(int)
        parts.append(fourier(days, waves) * np.tile(1 / np.sqrt(np.arange(1, waves + 1)), 2))
        if panel.frequency is SeriesFrequency.DAY:
            parts.append(_week_by_year(days))
    if panel.dated and panel.frequency is SeriesFrequency.DAY and past >= 200 and (panel.country or past >= 700):
        parts.append(special_days(panel.times(i, more), past, panel.country))
    return np.hstack(parts)


def _week_by_year(days: np.ndarray) -> np.ndarray:
    """The weekday pattern as it changes over the year; its mean belongs to the week itself."""
    year = fourier(days, 2)
    week = weekday(days)[:, None] == np.arange(7)
    week = week - 1 / 7
    return 0.5 * (year[:, :, None] * week[:, None, :]).reshape(len(days), -1)


def _coefficients(z: np.ndarray, columns: np.ndarray, season: int) -> np.ndarray:
    """The fitted coefficients of the columns, beside a slowly moving level and a season of their own."""
    per_year = 365.25 if season == 7 else 52.2
    start = max(len(z) - int(MOST_YEARS * per_year), 0)
    z = z[start:]
    past = len(z)
    seen = columns[start : start + past]
    t = np.arange(past)
    knots = np.arange(0, past, 28 if per_year > 100 else 8)
    width = knots[1] if len(knots) > 1 else 1
    level = np.clip((t[:, None] - knots[None, :]) / width, 0, 1)
    phase = (t[:, None] % season == np.arange(season)).astype(float) if season > 1 else np.zeros((past, 0))
    known = np.isfinite(z)
    spread = np.nanstd(z) or 1.0
    matrix = np.hstack([seen * 3, level * 0.7, phase * 3])[known]
    weights = 0.5 ** ((past - 1 - t[known]) / (per_year * HALF_LIFE_YEARS))
    target = z[known] / spread
    model = ridge.fit(matrix, target, PENALTY, weights)
    rough = np.abs(target - model.predict(matrix))
    limit = 4 * np.median(rough) + 1e-9
    weights = weights * np.minimum(1, limit / np.maximum(rough, 1e-9))
    model = ridge.fit(matrix, target, PENALTY, weights)
    return model.coefficients[: columns.shape[1]] * 3 * spread
