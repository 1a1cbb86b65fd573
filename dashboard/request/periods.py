"""The periods a reader can choose, and the one they see first."""

from datetime import date

from data.errors import UserError
from metrics.calendar.periods import Period, containing, parse
from metrics.calendar.standing import Standing, standing
from metrics.engine.reach import latest_complete

MOST = {"month": 13, "quarter": 8, "year": 10, "week": 6, "day": 7}
"""How many of each grain a short list offers; older ones are reached step by step, or by their code."""


def latest(whole_to: date) -> Period:
    """The last complete month."""
    return latest_complete(whole_to)


def is_open(period: Period, data_to: date, whole_to: date) -> bool:
    """Whether a period has begun and is not over; of its last day more may be still to come."""
    return period.start <= data_to and period.end > whole_to


def choices(first: date, data_to: date, whole_to: date) -> dict[str, list[Period]]:
    """A short list: `now` has what people ask for first, then per grain the last complete periods, newest first.

    `now`: the latest complete month, the fiscal year up to it, and the day, month, quarter and fiscal year that are
    open. `whole_to`: the last day that was over when it was read.
    """
    month = latest(whole_to)
    now = [month, month.fiscal_year_to_date()]
    now += [containing(data_to, grain) for grain in ("day", "month", "quarter", "year")]
    offered = {"now": [p for p in dict.fromkeys(now) if p.end >= first and (p.end > whole_to or p in now[:2])]}
    for grain, most in MOST.items():
        period = latest_complete(whole_to, grain)
        while period.end >= first and len(offered.setdefault(grain, [])) < most:
            offered[grain].append(period)
            period = period.shift(-1)
    return {name: periods for name, periods in offered.items() if periods}


def neighbours(period: Period, first: date, data_to: date) -> tuple[Period | None, Period | None]:
    """The period before and the one after of the same grain, as far as there are data of them."""
    sides = [period.shift(-1), period.shift(1)]
    if period.grain == "to_date" and sides[1].end > data_to:
        # A year up to a month that is not over is the open year itself.
        sides[1] = containing(data_to, "year")
    here = (Standing.COMPLETE, Standing.OPEN)
    before, after = (side if standing(side, first, data_to) in here else None for side in sides)
    return before, after


def read(code: str | None) -> Period | None:
    """The period of a code, None where it is none."""
    try:
        return parse(code) if code else None
    except UserError:
        return None


def problem(code: str | None, lang: str) -> str | None:
    """Why a code is no period, in a sentence; None where it is one, or where there is none."""
    try:
        parse(code or "")
    except UserError as error:
        return error.text(lang) if code else None
    return None
