"""The periods a reader can choose, and the one they see first."""

from datetime import date, timedelta

from data.errors import UserError
from metrics.calendar.periods import Period, containing, parse

GRAINS = ("year", "quarter", "month")


def latest(data_to: date) -> Period:
    """The last complete month."""
    return containing(data_to + timedelta(days=1), "month").shift(-1)


def choices(first: date, data_to: date) -> dict[str, list[Period]]:
    """Per grain, newest first, the periods between the first and the last day of data that are complete."""
    offered: dict[str, list[Period]] = {}
    for grain in GRAINS:
        period = containing(data_to + timedelta(days=1), grain).shift(-1)
        while period.end >= first:
            offered.setdefault(grain, []).append(period)
            period = period.shift(-1)
    return offered


def read(code: str | None) -> Period | None:
    """The period of a code, None where it is none."""
    try:
        return parse(code) if code else None
    except UserError:
        return None
