"""Where a period stands before the data: complete, still open, not begun, or before there were any."""

from dataclasses import dataclass
from datetime import date, timedelta

from data.text import Word
from metrics.calendar.business_days import business_days
from metrics.calendar.periods import Period


class Standing(Word):
    """What can be said of a period at all."""

    COMPLETE = "complete", "complete", "complète"
    OPEN = "open", "open", "en cours"
    NOT_BEGUN = "not_begun", "not begun", "pas commencée"
    BEFORE_DATA = "before_data", "before the first data", "avant les premières données"


@dataclass(frozen=True)
class Progress:
    """How far an open period has come: `done` of its business days, `of` them in all."""

    done: int
    of: int


def standing(period: Period, first: date, data_to: date) -> Standing:
    """Where a period stands before data that begin on the day `first` and reach to `data_to`."""
    if period.start > data_to:
        return Standing.NOT_BEGUN
    if period.end < first:
        return Standing.BEFORE_DATA
    return Standing.OPEN if period.end > data_to else Standing.COMPLETE


def progress(period: Period, data_to: date) -> Progress:
    """The business days of a period up to the last day of data, and all that it has."""
    last = min(period.end, data_to)
    done = business_days(period.start, last) if last >= period.start else 0
    return Progress(done, business_days(period.start, period.end))


def so_far(period: Period, data_to: date) -> Period:
    """The days of a period that are known; the period itself once it is complete."""
    return period if period.end <= data_to else Period(period.start, data_to, "span")


def same_days_a_year_before(period: Period, data_to: date) -> Period:
    """The period a year before; of an open one only as many business days, and the free days that follow them.

    Twenty business days are compared with twenty: a month that begins with a weekend is not behind for that.
    """
    before = period.a_year_before()
    if period.end <= data_to:
        return before
    done = progress(period, data_to).done
    ends_free = business_days(data_to, data_to) == 0
    day, count = before.start, 0
    while day < before.end:
        count += business_days(day, day)
        tomorrow_opens = business_days(day + timedelta(days=1), day + timedelta(days=1)) == 1
        if count == done and (not ends_free or tomorrow_opens):
            break
        day += timedelta(days=1)
    return Period(before.start, day, "span")
