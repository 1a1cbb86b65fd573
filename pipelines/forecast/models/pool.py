"""Which candidates take part: by frequency, length and how many series, never by the clock, so that results repeat."""

import numpy as np

from pipelines.forecast.models import candidates as models
from pipelines.forecast.models.candidates import Candidate
from pipelines.forecast.series.calendar import yearly_waves
from pipelines.forecast.series.frequency import SeriesFrequency, longer_season
from pipelines.forecast.series.panel import Panel

SLOW = (SeriesFrequency.MONTH, SeriesFrequency.QUARTER, SeriesFrequency.YEAR)
"""Frequencies of series so short that good models can be fitted again at very many origins."""
FEW, MANY = 20, 10_000
"""Series of a file that models of seconds each are worth; those that models of milliseconds each take too long for."""

BOOSTED_DAYS = 3_000
"""Days of all series of a file from which boosting tells more than it costs: of fewer, lines tell as much."""


def pool(panel: Panel, tests: int) -> list[Candidate]:
    """The candidates for a panel that will be tested at `tests` origins; the first is the floor."""
    if panel.frequency in SLOW:
        return _of_months(panel, many=tests > 12)
    calm = [models.CALM_SMOOTH] if _calendar(panel) else []
    floors = _floors(panel)
    if panel.frequency is SeriesFrequency.WEEK:
        single = [models.THETA, models.CES, models.CALM_THETA, models.CALM_CES] if len(panel) <= MANY else []
        return [
            *floors, models.SMOOTH, *calm, models.LINEAR_RELATIVE, models.CALM_LINEAR,
            models.BOOSTED, *single,
        ]  # fmt: skip
    means = [models.MEDIAN, models.MEAN, *([models.CALM_MEAN] if panel.frequency is SeriesFrequency.DAY else [])]
    linear = models.CALM_LINEAR if panel.frequency is SeriesFrequency.DAY else models.LINEAR_RELATIVE
    enough = panel.frequency is not SeriesFrequency.DAY or panel.lengths.sum() >= BOOSTED_DAYS
    boosted = [models.BOOSTED] if enough else []
    return [*floors, *means, models.SMOOTH, models.CALM_SMOOTH, linear, *boosted]


def _calendar(panel: Panel) -> bool:
    return bool(panel.known) or (panel.dated and yearly_waves(panel.frequency, int(np.median(panel.lengths))) > 0)


def _floors(panel: Panel) -> list[Candidate]:
    season = longer_season(panel.frequency, panel.season)
    longer = [models.LONG] if season and float(np.median(panel.lengths)) >= season + panel.horizon else []
    return [models.FLOOR, *([models.LAST] if panel.season > 1 else []), *longer]


def _of_months(panel: Panel, many: bool) -> list[Candidate]:
    if many:
        return [models.FLOOR, models.THETA, models.CES, models.CALM_THETA]
    learned = [models.TREES, models.TREES_RELATIVE, models.LINEAR_RELATIVE]
    if len(panel) > MANY:
        return [*_floors(panel), models.SMOOTH, models.LINEAR_RELATIVE]
    few = [models.CALM_CES, models.ARIMA, models.BOOSTED] if len(panel) <= FEW else []
    smooth = [models.SMOOTH] if panel.season > 1 else []
    # Its search of seasonal forms takes ten times as long as that of the others.
    ets = [models.ETS] if panel.season == 1 or len(panel) <= FEW else []
    return [
        *_floors(panel), *smooth, models.THETA, models.CES, models.CALM_THETA, *learned, *ets, *few,
    ]  # fmt: skip
