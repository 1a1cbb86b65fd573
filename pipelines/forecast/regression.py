"""A second opinion on days: what the calendar explains, by ridge regression, and the level of the last weeks."""

from functools import cache

import numpy as np
from sklearn.linear_model import Ridge

from metrics.calendar import named_holidays
from pipelines.forecast.grid import Grid

NAME = "calendar regression"
HALF_LIFE = 500
"""Days after which a day counts half: long enough to see a season twice, short enough to forget old habits."""
LEVEL_HALF_LIFE = 28
PENALTY, TREND_PENALTY = 3.0, 30.0
WAVES = 8
"""Waves of the year, of which a history shorter than two years gets fewer."""
FEW = 30
"""Contacts a day below which counts are taken by their square root, above by their logarithm."""
YEAR = 365.2425


def regressed(of: Grid, origins: list[int]) -> np.ndarray:
    """Forecasts of every daily series made anew at each origin: series × origins × steps; NaN where nothing is known.

    `origins`: how many dates were known. Days that teach nothing, closed ones and unknown ones are left out.
    """
    out = np.full((len(of.keys), len(origins), of.horizon), np.nan)
    dates = tuple(of.dates)
    for s in range(len(of.keys)):
        told = of.teaches[s] & of.open[s, : of.past] & np.isfinite(of.actual[s])
        columns = np.column_stack([_shared(dates), _of_place(dates, of.open[s])])
        for k, origin in enumerate(origins):
            days = np.flatnonzero(told[:origin])
            if len(days) >= 2 * 7:
                ahead = slice(origin, origin + of.horizon)
                out[s, k] = _fitted(of.actual[s][days], days, columns, ahead) * of.open[s, ahead]
    return out


def _fitted(y: np.ndarray, days: np.ndarray, columns: np.ndarray, ahead: slice) -> np.ndarray:
    """One fit and its forecasts. `y`: what was known on the `days` (numbers of rows of `columns`)."""
    origin = ahead.start
    few = y.mean() < FEW
    z = np.sqrt(y + 0.375) if few else np.log(y + 1)
    waves = int(min(WAVES, 4 * (origin - days[0]) / YEAR))
    wave = np.r_[: 2 * waves, 2 * WAVES : columns.shape[1]]
    trend = (np.arange(len(columns)) - origin) / YEAR * np.sqrt(PENALTY / TREND_PENALTY)
    x = np.column_stack([columns[:, wave], trend])
    weight = 0.5 ** ((origin - 1 - days) / HALF_LIFE)
    model = Ridge(PENALTY, solver="cholesky").fit(x[days], z, sample_weight=weight)
    left = z - model.predict(x[days])
    recent = 0.5 ** ((origin - 1 - days) / LEVEL_HALF_LIFE)
    level = (recent * left).sum() / (recent.sum() + 3)
    spread = (weight * left**2).sum() / weight.sum()
    fitted = model.predict(x[ahead]) + level * 0.997 ** np.arange(ahead.stop - origin)
    # The mean of what was transformed, not its median.
    return np.maximum(fitted**2 - 0.375 + spread if few else np.exp(fitted + spread / 2) - 1, 0)


@cache
def _shared(dates: tuple) -> np.ndarray:
    """What a day's date says: waves of the year, weekday, holidays, the edges of the month, the year's last week."""
    days = np.array(dates, dtype="datetime64[D]")
    number, month = days.astype(int), days.astype("datetime64[M]")
    weekday = (number + 3) % 7
    angle = 2 * np.pi * number / YEAR
    waves = [turn(k * angle) for k in range(1, WAVES + 1) for turn in (np.sin, np.cos)]
    since = (days - month.astype("datetime64[D]")).astype(int)
    left = ((month + 1).astype("datetime64[D]") - days).astype(int) - 1
    holiday = np.array([day in named_holidays(day.year) for day in dates])
    last_week = (month.astype(int) % 12 == 11) & (left < 8)
    edges = [since < 2, left < 2, (weekday == 4) & (left < 7), last_week]
    around = [holiday, np.roll(holiday, -1), holiday & (weekday < 5)]
    return np.column_stack([*waves, *(weekday == d for d in range(7)), *edges, *around]).astype(float)


def _of_place(dates: tuple, opened: np.ndarray) -> np.ndarray:
    """What the date says where this place is open: a working day after a closed one, the first and last three working
    days of the month.
    """
    days = np.array(dates, dtype="datetime64[D]")
    month = (days.astype("datetime64[M]")).astype(int)
    weekdays = (days.astype(int) + 3) % 7 < 5
    after = np.zeros(len(days), bool)
    working = np.flatnonzero(weekdays)
    after[working[1:]] = opened[working[1:]] & ~opened[working[:-1]]
    position = np.zeros((len(days), 6))
    for number in np.unique(month):
        here = np.flatnonzero((month == number) & weekdays & opened)
        for place, day in enumerate(here[:3]):
            position[day, place] = 1
        for place, day in enumerate(here[::-1][:3]):
            position[day, 3 + place] = 1
    return np.column_stack([after, position])
