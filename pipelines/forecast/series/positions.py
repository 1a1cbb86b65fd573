"""Positions in the season: the hour of the week, the weekday, the month; which are closed, which were never seen."""

import numpy as np

from pipelines.forecast.series.frequency import SeriesFrequency, longer_season
from pipelines.forecast.series.panel import Panel

# Seasons that are looked at; how seldom a position may be 0 by chance alone and still be called closed.
CYCLES, CHANCE, FEWEST = 12, 0.02, 3
WEEKS = 4


def number_positions(panel: Panel, length: int) -> tuple[np.ndarray, int]:
    """The position of every period of a series and of the horizon, counted from its end, and how many there are."""
    season = panel.season if panel.season <= 31 else 1
    if panel.frequency is SeriesFrequency.HOUR and length >= WEEKS * 168:
        season = longer_season(panel.frequency, panel.season) or season
    return (np.arange(length + panel.horizon) - length) % season, season


def closed_positions(y: np.ndarray, number: np.ndarray, season: int) -> np.ndarray:
    """Positions that have lately been 0 every time, too often for chance beside the zeros elsewhere."""
    recent, at = y[-CYCLES * season :], number[-CYCLES * season :]
    known = np.isfinite(recent)
    count = np.bincount(at[known], minlength=season)
    other = np.bincount(at[known], recent[known] != 0, minlength=season)
    opened = other > 0
    if season == 1 or not opened.any():
        return np.zeros(season, bool)
    zeros = 1 - other[opened].sum() / count[opened].sum()
    return ~opened & (count >= FEWEST) & (zeros**count < CHANCE)


def unseen_positions(y: np.ndarray, number: np.ndarray, season: int) -> np.ndarray:
    """Positions that have no known value although others have been seen in several seasons."""
    count = np.bincount(number[np.isfinite(y)], minlength=season)
    return (count == 0) & (np.sort(count)[-1] >= FEWEST)
