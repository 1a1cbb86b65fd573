"""Four comparisons of one value: target, previous period, same period last year, fiscal year to date."""

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.queries import indicators
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.cells import NOTHING
from dashboard.text.wording import indicator as words
from data.text import Text
from data.words import Absence, Better, Frequency, Status
from metrics.assessment.assessment import Assessment
from metrics.assessment.target import gap
from metrics.calendar.periods import Period, containing


@dataclass(frozen=True)
class Meaning:
    """What a difference means: its word and its style."""

    text: Text
    tone: str


BETTER = Meaning(words.BETTER, "good")
WORSE = Meaning(words.WORSE, "bad")
SAME = Meaning(words.SAME, "plain")


@dataclass(frozen=True)
class Comparison:
    """What the value is compared with, and by how much it differs; null where there is nothing to compare."""

    title: str
    value: float | None
    difference: float | None
    nothing: Text = Absence.NO_DATA.text
    """The text where there is no value."""

    def meaning(self, better: Better) -> Meaning | None:
        """Whether the difference is good; None without a difference or without a good direction."""
        if self.difference is None or better is Better.NEUTRAL:
            return None
        if self.difference == 0:
            return SAME
        return BETTER if (self.difference > 0) == (better is Better.HIGHER) else WORSE


def comparisons(assessment: Assessment, ctx: PageContext) -> Iterator[Comparison]:
    """All four, in the order a board asks for them."""
    name = assessment.indicator.name
    yield Comparison(ctx.say(words.TO_TARGET), assessment.target, assessment.gap, Status.NO_TARGET.text)
    for title, period in ((words.TO_PREVIOUS, previous(assessment)), (words.TO_LAST_YEAR, last_year(assessment))):
        value = None
        if period:
            value = indicators.value_of(ctx.snapshot, ctx.viewer, name, period.code, ctx.where)
        written = formats.period(period, ctx.lang) if period else NOTHING
        nothing = (Absence.NO_DATA if period else Absence.NOT_APPLICABLE).text
        yield Comparison(ctx.say(title, period=written), value, gap(assessment.value, value), nothing)
    applicable = not assessment.indicator.derived and not assessment.indicator.restricted
    value = None
    if applicable:
        value = indicators.year_to_date(ctx.snapshot, ctx.viewer, name, assessment.period.code, ctx.where)
    nothing = (Absence.NO_DATA if applicable else Absence.NOT_APPLICABLE).text
    yield Comparison(ctx.say(words.TO_DATE), value, gap(assessment.value, value), nothing)


def previous(assessment: Assessment) -> Period | None:
    """The period before; for waves the wave before."""
    if assessment.indicator.frequency is not Frequency.WAVE:
        return assessment.period.shift(-1)
    days = [day for day in assessment.points["period"] if day < assessment.period.start]
    return containing(days[-1], assessment.period.grain) if days else None


def last_year(assessment: Assessment) -> Period | None:
    """The same period a year before; None where no wave was held then."""
    before = assessment.period.a_year_before()
    if assessment.indicator.frequency is Frequency.WAVE and before.start not in assessment.points["period"].to_list():
        return None
    return before
