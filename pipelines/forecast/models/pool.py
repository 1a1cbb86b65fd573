"""Which candidates take part: by frequency, length and what they cost, never by the clock, so that results repeat."""

import numpy as np

from pipelines.forecast.models import candidates as models
from pipelines.forecast.models.backtest import sample_size
from pipelines.forecast.models.candidates import Candidate
from pipelines.forecast.series.calendar import yearly_waves
from pipelines.forecast.series.frequency import SeriesFrequency
from pipelines.forecast.series.panel import Panel

# Seconds of one core that statistical models may take in all, and what one series of length and season costs.
BUDGET = 250.0
COSTS = {
    "ets": lambda n, m: (0.00005 if m == 1 else 0.0006) * n,
    "calm_ets": lambda n, m: (0.00005 if m == 1 else 0.0006) * n,
    "mstl": lambda n, m: 0.0002 * n,
    "theta": lambda n, m: 0.00005 * n,
    "calm_theta": lambda n, m: 0.00005 * n,
    "ces": lambda n, m: 0.00003 * n,
    "calm_ces": lambda n, m: 0.00003 * n,
    "arima": lambda n, m: (0.005 if m == 1 else 0.015) * n,
}

SLOW = (SeriesFrequency.MONTH, SeriesFrequency.QUARTER, SeriesFrequency.YEAR)
"""Frequencies of series so short that good models can be fitted again at very many origins."""


def pool(panel: Panel, tests: int) -> list[Candidate]:
    """The candidates for a panel that will be tested at `tests` origins; the first is the floor."""
    chosen = _wanted(panel, many=tests > 12)
    length = float(np.median(panel.lengths))
    fits = len(panel) + tests * sample_size(panel)
    affordable, spent = [], 0.0
    for candidate in chosen:
        price = COSTS.get(candidate.name)
        cost = fits * price(min(length, 800), panel.season if panel.season <= 24 else 1) if price else 0.0
        if spent + cost <= BUDGET:
            affordable.append(candidate)
            spent += cost
    return affordable


def _wanted(panel: Panel, many: bool) -> list[Candidate]:
    length = int(np.median(panel.lengths))
    year = panel.dated and yearly_waves(panel.frequency, length) > 0
    if many and panel.frequency in SLOW:
        return [models.FLOOR, models.THETA, models.CES, models.CALM_THETA]
    if many:
        return [models.FLOOR, models.MEAN, models.CALM_MEAN, models.CALM_RECENT, models.CALM_LINEAR, models.BOOSTED]
    if panel.frequency is SeriesFrequency.HOUR:
        return [
            models.FLOOR, models.MEAN, models.LINEAR, models.LINEAR_RELATIVE, models.BOOSTED, models.CES, models.THETA,
            models.MSTL_HOUR, models.ETS,
        ]  # fmt: skip
    if panel.frequency is SeriesFrequency.DAY:
        calm = [models.CALM_LINEAR, models.BOOSTED, models.CALM_CES, models.CALM_THETA, models.CALM_MEAN]
        if year:
            return [models.FLOOR, models.MEAN, *calm, models.CES, models.CALM_ETS]
        return [models.FLOOR, models.MEAN, *calm, models.CES, models.THETA, models.CALM_ETS, models.ETS]
    if panel.frequency is SeriesFrequency.WEEK:
        return [
            models.FLOOR, models.THETA, models.CES, models.CALM_THETA, models.CALM_CES, models.LINEAR_RELATIVE,
            models.TREES_RELATIVE, models.BOOSTED, models.CALM_LINEAR, models.ETS, models.CALM_ETS,
            models.CALM_LAST, models.CALM_DAMPED,
        ]  # fmt: skip
    few = [models.MSTL, models.CALM_CES, models.BOOSTED, models.CALM_ETS, models.ARIMA] if len(panel) <= 20 else []
    return [
        models.FLOOR, models.THETA, models.CES, models.TREES, models.TREES_RELATIVE, models.LINEAR_RELATIVE,
        models.CALM_THETA, models.ETS, *few,
    ]  # fmt: skip
