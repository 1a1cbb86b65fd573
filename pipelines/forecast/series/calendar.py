"""What the calendar says about a period: the week, the year, holidays and the days around them."""

from functools import cache

import numpy as np

from pipelines.forecast.series.frequency import SeriesFrequency

YEAR = 365.2425


@cache
def holidays_of(code: str, first: int, last: int) -> dict[np.datetime64, str]:
    """Day → name of the holiday, of the years `first` to `last`; `code` as CA-ON, of the `holidays` package."""
    import holidays

    country, _, part = code.partition("-")
    named = holidays.country_holidays(country, subdiv=part or None, years=range(first, last + 1))
    return {np.datetime64(day, "D"): name.split(" (")[0].split(";")[0] for day, name in named.items()}


def fourier(days: np.ndarray, waves: int) -> np.ndarray:
    """Sines and cosines of the year, `waves` of each."""
    angle = 2 * np.pi * np.outer(days / YEAR, np.arange(1, waves + 1))
    return np.hstack([np.sin(angle), np.cos(angle)])


def weekday(days: np.ndarray) -> np.ndarray:
    """0 (Monday) to 6 of days counted from 1970-01-01, a Thursday."""
    return (days + 3) % 7


def special_days(times: np.ndarray, known: int, code: str | None) -> np.ndarray:
    """One column per holiday, the day before and the day after, on weekdays and weekends apart.

    Only columns that the first `known` days have seen; without a code only the days around the turn of the year.
    """
    days = times.astype("datetime64[D]")
    columns = []
    month_day = days - days.astype("datetime64[Y]").astype("datetime64[D]")
    left = (days.astype("datetime64[Y]") + 1).astype("datetime64[D]") - days
    for ahead in range(1, 9):
        columns.append(left.astype(int) == ahead)
    for after in range(3):
        columns.append(month_day.astype(int) == after)
    if code:
        first, last = (
            days[0].astype("datetime64[Y]").astype(int) + 1970,
            days[-1].astype("datetime64[Y]").astype(int) + 1970,
        )
        named = holidays_of(code, int(first) - 1, int(last) + 1)
        names = sorted(set(named.values()))
        code_of = {name: i for i, name in enumerate(names)}
        table = {day: code_of[name] for day, name in named.items()}
        weekend = weekday(days.astype(int)) >= 5
        for shift in (-1, 0, 1):
            on = np.array([table.get(day, -1) for day in days - shift])
            columns.append((on >= 0) & ~weekend)
            columns.append((on >= 0) & weekend)
            for number in range(len(names)):
                columns.append((on == number) & ~weekend)
                if shift == 0:
                    columns.append((on == number) & weekend)
    matrix = np.array(columns, dtype=float).T
    return matrix[:, matrix[:known].sum(axis=0) > 0]


def holiday_distance(times: np.ndarray, code: str | None) -> np.ndarray:
    """Per day: whether it is a holiday, which, and the days to the next and since the last one (at most 5)."""
    days = times.astype("datetime64[D]")
    if not code:
        return np.zeros((len(days), 4))
    years = days.astype("datetime64[Y]").astype(int) + 1970
    named = holidays_of(code, int(years.min()) - 1, int(years.max()) + 1)
    names = {name: i for i, name in enumerate(sorted(set(named.values())))}
    sorted_days = np.array(sorted(named))
    after = np.searchsorted(sorted_days, days)
    to_next = np.minimum((sorted_days[np.minimum(after, len(sorted_days) - 1)] - days).astype(int), 5)
    before = np.searchsorted(sorted_days, days, side="right") - 1
    since = np.minimum((days - sorted_days[np.maximum(before, 0)]).astype(int), 5)
    which = np.array([names.get(named.get(day, ""), -1) for day in days])
    return np.column_stack([which >= 0, which, np.abs(to_next), np.abs(since)])


def yearly_waves(frequency: SeriesFrequency, length: int) -> int:
    """How many waves of the year a series of this length can tell from its level."""
    per_year = {"day": 365, "week": 52}.get(frequency.value, 0)
    if not per_year or length < 1.4 * per_year:
        return 0
    if frequency is SeriesFrequency.WEEK:
        return 5
    return 4 if length < 2 * per_year else 8 if length < 4 * per_year else 14
