"""Cells that several parts write: a value, a difference, a count, each as the pages write it and as it is stored."""

from dashboard.exports.pack.model import Cell
from dashboard.findings.value import difference_text, value_text
from dashboard.request.context import PageContext
from dashboard.text import formats, verdicts
from dashboard.text.cells import NOTHING
from dashboard.text.wording import scorecard as words
from data.words import Absence, Frequency, Unit
from metrics.assessment.assessment import Assessment


def text(written: str, tone: str = "plain") -> Cell:
    """Words; a dash where there are none, so that no cell is empty."""
    return Cell(written or NOTHING, tone=tone)


def number(value: float | None, ctx: PageContext, decimals: int = 0) -> Cell:
    """A plain number."""
    if value is None:
        return Cell(NOTHING)
    return Cell(formats.number(value, ctx.lang, decimals), value, Unit.COUNT, decimals)


def share(value: float | None, ctx: PageContext, decimals: int = 1) -> Cell:
    """A share of 0–1 as a percentage."""
    if value is None:
        return Cell(NOTHING)
    return Cell(formats.percent(value, ctx.lang, decimals), value, Unit.SHARE, decimals)


def cents(value: float | None, ctx: PageContext, decimals: int = 0, *, gap: bool = False) -> Cell:
    """Money that is kept in cents as dollars; `gap`: a difference, written with its sign."""
    if value is None:
        return Cell(NOTHING)
    written = formats.cents_gap(value, ctx.lang) if gap else formats.cents(value, ctx.lang, decimals)
    return Cell(written, value / 100, Unit.DOLLARS, decimals)


def name(assessment: Assessment, ctx: PageContext) -> Cell:
    """The title of an indicator, with its wave and with what is late."""
    notes = []
    if assessment.value is not None and assessment.days and assessment.indicator.frequency is Frequency.WAVE:
        notes.append(ctx.say(words.WAVE, period=formats.period(assessment.days, ctx.lang)))
    if assessment.late:
        notes.append(ctx.say(Absence.LATE.text))
    title = ctx.say(assessment.indicator.title)
    return Cell(f"{title} ({'; '.join(notes)})" if notes else title)


def of_indicator(value: float | None, assessment: Assessment, ctx: PageContext, nothing: str = NOTHING) -> Cell:
    """A value in the indicator's unit."""
    indicator = assessment.indicator
    return Cell(value_text(value, assessment, ctx, nothing), value, indicator.unit, indicator.decimals)


def value(assessment: Assessment, ctx: PageContext) -> Cell:
    """Its value, or why there is none."""
    return of_indicator(assessment.value, assessment, ctx, verdicts.absence_parts(assessment, ctx.lang)[0] or NOTHING)


def difference(gap: float | None, assessment: Assessment, ctx: PageContext) -> Cell:
    """A difference in the indicator's unit, with its sign."""
    unit = Unit.POINTS if assessment.indicator.unit is Unit.SHARE else assessment.indicator.unit
    scale = 100 if assessment.indicator.unit is Unit.SHARE else 1
    stored = None if gap is None else gap * scale
    return Cell(difference_text(gap, assessment, ctx), stored, unit, assessment.indicator.decimals)


def status(assessment: Assessment, ctx: PageContext) -> Cell:
    """The status as a shape and a word."""
    if assessment.value is None:
        return Cell(NOTHING)
    word = verdicts.status(assessment, ctx.lang)
    return Cell(f"{verdicts.MARKS[assessment.status]} {word}", tone=verdicts.TONES[assessment.status])
