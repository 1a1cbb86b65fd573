"""What single models say of small drawn series."""

import numpy as np
import pytest

from pipelines.forecast.models.candidates import seasonal_median
from pipelines.forecast.series.frequency import SeriesFrequency
from pipelines.forecast.series.panel import Panel

WEEK = [50.0, 51, 51, 52, 50, 38, 44]


def panel(values: list[float], frequency: str = "day", horizon: int = 7) -> Panel:
    kind = SeriesFrequency(frequency)
    return Panel(["a"], [np.array(values)], np.array([18_000]), kind, kind.season, horizon)


def test_one_odd_week_at_the_end_is_none_and_two_are_the_new_week():
    odd = [20.0] * 7
    assert seasonal_median(panel([*WEEK, *WEEK, *odd]))[0].tolist() == WEEK
    assert seasonal_median(panel([*WEEK, *odd, *odd]))[0].tolist() == odd


def test_of_three_weeks_only_the_last_three_count():
    assert seasonal_median(panel([*[900.0] * 70, *WEEK, *WEEK, *WEEK]))[0].tolist() == WEEK


@pytest.mark.parametrize(("hours", "says"), [(3 * 168, 7.0), (3 * 168 - 1, 3.0)])
def test_hours_are_of_the_week_where_three_are_known_else_of_the_day(hours, says):
    # Mondays have 7 at every hour, other days 3; the series ends with a Sunday.
    of_week = np.arange(-hours, 0) % 168
    assert seasonal_median(panel([*np.where(of_week < 24, 7.0, 3.0)], "hour", 24))[0, :24].mean() == says


def test_a_series_shorter_than_three_seasons_is_its_last_values_middle():
    assert seasonal_median(panel([1.0, 9.0, 5.0]))[0].tolist() == [5.0] * 7
