"""The part of a change that was to be expected: the season, where an indicator declares that it has one."""

from datetime import date, timedelta
from fractions import Fraction

from data.storage.snapshot import Snapshot
from metrics.assessment.history import Where, known_to, last_whole
from metrics.assessment.season import month_factors
from metrics.calendar.periods import Period
from metrics.definition.indicator import Indicator
from metrics.engine.answer import values
from metrics.engine.scope import Scope


def expected_ratio(indicator: Indicator, where: Where, periods: tuple[Period, Period], snapshot: Snapshot) -> Fraction:
    """By how much of the reference value the season alone moves it from the reference period to the period.

    0 where no season is declared or fewer than two years tell of it.
    """
    end = known_to(indicator, snapshot)
    if not indicator.seasonal or end is None:
        return Fraction(0)
    span = Period(date.min, last_whole(indicator.frequency, end).end, "span")
    factors = month_factors(values([indicator], Scope(grain="month", span=span, where=where), snapshot))
    if factors is None:
        return Fraction(0)
    by_month = dict(factors.iter_rows())
    before, after = (_factor(period, by_month) for period in periods)
    return Fraction(after / before - 1)


def _factor(period: Period, by_month: dict[int, float]) -> float:
    """The mean factor of the period's days."""
    days = [period.start + timedelta(days=ahead) for ahead in range((period.end - period.start).days + 1)]
    return sum(by_month[day.month] for day in days) / len(days)
