"""A second opinion on days: what the calendar explains, by ridge regression, and the level of the last weeks."""

from datetime import date
from functools import cache

import numpy as np
from scipy.linalg import solve
from threadpoolctl import threadpool_limits

from metrics.calendar.business_days import named_holidays
from pipelines.forecast.organisation.grid import DemandGrid

HALF_LIFE = 500
"""Days after which a day counts half: long enough to see a season twice, short enough to forget old habits."""
LEVEL_HALF_LIFE = 28
PENALTY, TREND_PENALTY = 3.0, 30.0
WAVES = 8
"""Waves of the year, of which a history shorter than two years gets fewer."""
FEW = 30
"""Contacts a day below which counts are taken by their square root, above by their logarithm."""
YEAR = 365.2425


def regress(grid: DemandGrid, origins: list[int]) -> np.ndarray:
    """Forecasts of every daily series made again at each origin: series × origins × steps; NaN where nothing is known.

    `origins`: how many dates were known, rising. Days that teach nothing, closed ones and unknown ones are left out.
    """
    out = np.full((len(grid.keys), len(origins), grid.horizon), np.nan)
    dates = tuple(grid.dates)
    # Threads would wait for each other longer than such small matrices take.
    with threadpool_limits(1):
        for s in range(len(grid.keys)):
            teaching = np.flatnonzero(grid.teaches[s] & grid.open[s, : grid.past] & np.isfinite(grid.actual[s]))
            trend = np.arange(len(dates)) / YEAR
            x = np.column_stack([_shared(dates), _of_place(dates, grid.open[s]), trend, np.ones(len(dates))])
            out[s] = _fitted(grid.actual[s], teaching, x, origins, grid.horizon) * grid.open_at(origins)[s]
    return out


def _fitted(y: np.ndarray, teaching: np.ndarray, x: np.ndarray, origins: list[int], horizon: int) -> np.ndarray:
    """Fits and forecasts of one series: origins × steps. `told`: the days (rows of `x`) that teach.

    The sums that a ridge regression is solved from are carried on from origin to origin, older days forgotten on the
    way: a hundred fits cost little more than one.
    """
    out = np.full((len(origins), horizon), np.nan)
    scales = np.column_stack([np.sqrt(y + 0.375), np.log(y + 1)])
    penalty = np.r_[np.full(x.shape[1] - 2, PENALTY), TREND_PENALTY, 0]
    products, answers, before = np.zeros((x.shape[1], x.shape[1])), np.zeros((x.shape[1], 2)), 0
    for k, origin in enumerate(origins):
        fresh = teaching[np.searchsorted(teaching, before) : np.searchsorted(teaching, origin)]
        weighted = x[fresh] * 0.5 ** ((origin - 1 - fresh) / HALF_LIFE)[:, None]
        forgotten = 0.5 ** ((origin - before) / HALF_LIFE)
        products = products * forgotten + weighted.T @ x[fresh]
        answers = answers * forgotten + weighted.T @ scales[fresh]
        before = origin
        days = teaching[: np.searchsorted(teaching, origin)]
        if len(days) < 2 * 7:
            continue
        few = y[days].mean() < FEW
        z = scales[days, 0 if few else 1]
        waves = int(min(WAVES, 4 * (origin - days[0]) / YEAR))
        used = np.r_[: 2 * waves, 2 * WAVES : x.shape[1]]
        coefficients = np.zeros(x.shape[1])
        coefficients[used] = solve(
            products[np.ix_(used, used)] + np.diag(penalty[used]), answers[used, 0 if few else 1], assume_a="pos"
        )
        left = z - x[days] @ coefficients
        recent = 0.5 ** ((origin - 1 - days) / LEVEL_HALF_LIFE)
        level = (recent * left).sum() / (recent.sum() + 3)
        weight = 0.5 ** ((origin - 1 - days) / HALF_LIFE)
        spread = (weight * left**2).sum() / weight.sum()
        fitted = x[origin : origin + horizon] @ coefficients + level * 0.997 ** np.arange(horizon)
        # The mean of what was transformed, not its median.
        out[k] = np.maximum(fitted**2 - 0.375 + spread if few else np.exp(fitted + spread / 2) - 1, 0)
    return out


@cache
def _shared(dates: tuple[date, ...]) -> np.ndarray:
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


def _of_place(dates: tuple[date, ...], opened: np.ndarray) -> np.ndarray:
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
