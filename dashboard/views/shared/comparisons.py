"""Four comparisons of one value: target, previous period, same period last year, fiscal year to date."""

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.queries import indicators
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import indicator as words
from data.text import Text
from data.words import Absence, Better, Frequency, Status
from metrics.assessment.assessment import Judged
from metrics.assessment.target import gap
from metrics.calendar.periods import Period, containing


@dataclass(frozen=True)
class Comparison:
    """What the value is compared with, and by how much it differs; null where there is nothing to compare."""

    title: str
    value: float | None
    difference: float | None
    nothing: Text = Absence.NO_DATA.text
    """What is said where there is no value."""


def comparisons(judged: Judged, ctx: PageContext) -> Iterator[Comparison]:
    """All four, in the order a board asks for them."""
    yield Comparison(ctx.say(words.TO_TARGET), judged.target, judged.gap, Status.NO_TARGET.text)
    for title, period in ((words.TO_PREVIOUS, previous(judged)), (words.TO_LAST_YEAR, last_year(judged))):
        value = None
        if period:
            value = indicators.value_of(ctx.snapshot, ctx.viewer, judged.indicator.name, period.code, ctx.where)
        name = formats.period(period, ctx.lang) if period else "–"
        nothing = (Absence.NO_DATA if period else Absence.NOT_APPLICABLE).text
        yield Comparison(ctx.say(title, period=name), value, gap(judged.value, value), nothing)
    applicable = not judged.indicator.derived and not judged.indicator.restricted
    value = None
    if applicable:
        value = indicators.year_to_date(ctx.snapshot, ctx.viewer, judged.indicator.name, judged.period.code, ctx.where)
    nothing = (Absence.NO_DATA if applicable else Absence.NOT_APPLICABLE).text
    yield Comparison(ctx.say(words.TO_DATE), value, gap(judged.value, value), nothing)


def previous(judged: Judged) -> Period | None:
    """The period before; for waves the wave before."""
    if judged.indicator.frequency is not Frequency.WAVE:
        return judged.period.shift(-1)
    days = [day for day in judged.points["period"] if day < judged.period.start]
    return containing(days[-1], judged.period.grain) if days else None


def last_year(judged: Judged) -> Period | None:
    """The same period a year before; None where no wave was held then."""
    before = judged.period.a_year_before()
    if judged.indicator.frequency is Frequency.WAVE and before.start not in judged.points["period"].to_list():
        return None
    return before


def meaning(difference: float | None, better: Better) -> tuple[str, str] | None:
    """Whether a difference is good: the name of a word and its style."""
    if difference is None or better is Better.NEUTRAL:
        return None
    if difference == 0:
        return "SAME", "plain"
    return ("BETTER", "good") if (difference > 0) == (better is Better.HIGHER) else ("WORSE", "bad")
