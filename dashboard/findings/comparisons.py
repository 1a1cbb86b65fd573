"""Four comparisons of one value: target, previous period, same period last year, fiscal year to date."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dashboard.queries import indicators
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.cells import NOTHING
from dashboard.text.wording import indicator as words
from data.text import Text
from data.words import Absence, Better, Frequency, Status
from metrics.assessment.assessment import Assessment
from metrics.assessment.attention import COMMON
from metrics.assessment.target import gap
from metrics.calendar.periods import Period, containing

Past = Literal["previous", "last_year"]


@dataclass(frozen=True)
class Meaning:
    """What a difference means: its word and its style."""

    text: Text
    tone: str


BETTER = Meaning(words.BETTER, "good")
WORSE = Meaning(words.WORSE, "bad")
SAME = Meaning(words.SAME, "plain")
NOISE = Meaning(words.NOISE, "soft")


@dataclass(frozen=True)
class Comparison:
    """What the value is compared with, and by how much it differs; null where there is nothing to compare."""

    title: str
    value: float | None
    difference: float | None
    nothing: Text = Absence.NO_DATA.text
    """The text where there is no value."""
    past: Past | None = None
    """The past period that it is with, if it is with one."""
    noise: bool = False
    """Whether the difference is no more than chance makes, so that it is neither good nor bad."""

    def meaning(self, better: Better) -> Meaning | None:
        """Whether the difference is good; None without a difference or without a good direction."""
        if self.difference is None or better is Better.NEUTRAL:
            return None
        if self.difference == 0:
            return SAME
        if self.noise:
            return NOISE
        return BETTER if (self.difference > 0) == (better is Better.HIGHER) else WORSE


def comparisons(assessment: Assessment, ctx: PageContext) -> Iterator[Comparison]:
    """All four, in the order a board asks for them."""
    name, data_to = assessment.indicator.name, ctx.snapshot.manifest.data_to
    yield Comparison(ctx.say(words.TO_TARGET), assessment.target, assessment.gap, Status.NO_TARGET.text)
    to_last_year = words.TO_SAME_DAYS if assessment.open and not assessment.indicator.looks_back else words.TO_LAST_YEAR
    pasts: tuple[tuple[Past, Text, Period | None], ...] = (
        ("previous", words.TO_PREVIOUS, previous(assessment)),
        ("last_year", to_last_year, last_year(assessment, ctx)),
    )
    for past, title, period in pasts:
        value = None
        if period is None and assessment.open:
            continue
        if period:
            value = indicators.value_of(ctx.snapshot, ctx.viewer, name, period.code, ctx.where)
        written = formats.period(period, ctx.lang) if period else NOTHING
        nothing = (Absence.NO_DATA if period else Absence.NOT_APPLICABLE).text
        difference = gap(assessment.value, value)
        noise = _is_noise(assessment, value)
        yield Comparison(ctx.say(title, period=written), value, difference, nothing, past, noise)
    to_date = assessment.period.fiscal_year_to_date()
    single = assessment.indicator.derived or assessment.indicator.frequency is Frequency.WAVE
    applicable = not single and not assessment.indicator.restricted and not assessment.recorded
    applicable = applicable and to_date.start < assessment.period.start and data_to is not None
    value = None
    if applicable:
        value = indicators.value_of(ctx.snapshot, ctx.viewer, name, to_date.code, ctx.where)
    nothing = (Absence.NO_DATA if applicable else Absence.NOT_APPLICABLE).text
    yield Comparison(
        ctx.say(words.TO_DATE), value, gap(assessment.value, value), nothing, noise=_is_noise(assessment, value)
    )


def previous(assessment: Assessment) -> Period | None:
    """The period before; for waves the wave before; none while the period is open, which no whole one is like."""
    if assessment.indicator.frequency is Frequency.WAVE:
        waves = _waves_before(assessment)
        return containing(waves[-1], "month") if waves else None
    return None if assessment.open else assessment.period.shift(-1)


def last_year(assessment: Assessment, ctx: PageContext) -> Period | None:
    """The same period a year before, of an open one the same business days; for waves the one of that month."""
    if assessment.indicator.frequency is not Frequency.WAVE:
        return indicators.compared_period(ctx.snapshot, assessment.indicator.name, assessment.period.code)
    if assessment.days is None:
        return None
    before = containing(assessment.days.start, "month").a_year_before()
    return before if before.start in _waves_before(assessment) else None


def _waves_before(assessment: Assessment) -> list[date]:
    return [day for day in assessment.points["period"] if assessment.days and day < assessment.days.start]


def _is_noise(assessment: Assessment, other: float | None) -> bool:
    """Whether a difference may be chance: within a sample's interval, and for a full count without a signal."""
    if assessment.low is not None and assessment.high is not None:
        return other is not None and assessment.low <= other <= assessment.high
    return assessment.variation == COMMON
