"""One value in words: the number in its unit, how sure it is, of which days, and what its history says."""

from collections.abc import Sequence

from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text import verdicts as status
from dashboard.text.cells import NOTHING
from dashboard.text.wording import frame
from dashboard.text.wording import indicator as words
from dashboard.text.wording import scorecard as scorecard_words
from dashboard.ui import svg
from data.certainty import present
from data.words import Frequency, Unit
from metrics.assessment.assessment import Assessment
from metrics.calendar.periods import containing
from metrics.calendar.standing import progress
from metrics.definition.indicator import Kind


def value_text(value: float | None, assessment: Assessment, ctx: PageContext, nothing: str = NOTHING) -> str:
    """A value in the indicator's unit."""
    if value is None:
        return nothing
    return formats.value(value, assessment.indicator.unit, ctx.lang, assessment.indicator.decimals)


def difference_text(value: float | None, assessment: Assessment, ctx: PageContext) -> str:
    """A difference in the indicator's unit, with its sign."""
    if value is None:
        return NOTHING
    return formats.missed_by(value, assessment.indicator.unit, ctx.lang, assessment.indicator.decimals)


def period_text(assessment: Assessment, ctx: PageContext) -> str:
    """`Nov 2026 (open, 19 of 20 business days)`, or of which wave in it the value is."""
    period = formats.period(assessment.period, ctx.lang)
    if assessment.indicator.frequency is Frequency.WAVE and assessment.days:
        return ctx.say(scorecard_words.WAVE, period=formats.period(assessment.days, ctx.lang))
    data_to = ctx.snapshot.manifest.data_to
    if assessment.open and assessment.period.grain == "day":
        return ctx.say(frame.OPEN_DAY, period=period)
    if assessment.open and data_to:
        done = progress(assessment.period, data_to)
        return f"{period} ({ctx.say(words.OPEN_SO_FAR, done=done.done, of=done.of)})"
    return period


def takeaway(assessment: Assessment, ctx: PageContext) -> str:
    """What the chart says, in a sentence or two."""
    points = assessment.points.drop_nulls("value").to_dicts()
    if not points:
        return ctx.say(words.NO_POINTS)
    last = points[-1]
    judged = assessment.judged_period
    period = formats.period(containing(last["period"], assessment.grain), ctx.lang)
    verdict = status.variation(assessment, ctx.lang)
    text = words.TAKEAWAY_SEASONAL if assessment.seasonal else words.TAKEAWAY
    if assessment.open:
        text = words.CHART_ENDS_SEASONAL if assessment.seasonal else words.CHART_ENDS
    gaps = {"period": period, "verdict": verdict, "asked": formats.period(assessment.period, ctx.lang)}
    sentences = [ctx.say(text, value=value_text(last["value"], assessment, ctx), **gaps)]
    if judged and status.judged_on(assessment, ctx.lang):
        sentences.insert(0, ctx.say(words.JUDGED_LAST, period=formats.period(judged, ctx.lang)))
    if last["lower"] is None:
        sentences.append(ctx.say(words.NO_LIMITS))
    else:
        sentences.append(
            ctx.say(
                words.LIMITS,
                lower=value_text(last["lower"], assessment, ctx),
                upper=value_text(last["upper"], assessment, ctx),
            )
        )
    if assessment.target is not None and svg.target_in_sight(assessment) is None:
        sentences.append(ctx.say(words.OUT_OF_SIGHT, target=value_text(assessment.target, assessment, ctx)))
    if assessment.assurance:
        sentences.append(status.assurance(assessment, ctx.lang) + ".")
    if assessment.indicator.kind in (Kind.ROLLING, Kind.CUMULATIVE):
        sentences.append(ctx.say(words.SINGLE))
    return " ".join(sentences)


def interval_text(assessment: Assessment, ctx: PageContext) -> str:
    """How sure a value is, and of how many records or respondents."""
    parts = []
    if assessment.low is not None and assessment.value in (assessment.low, assessment.high):
        ends = {"low": assessment.low, "high": assessment.high}
        parts.append(ctx.say(words.RATHER, **{name: value_text(end, assessment, ctx) for name, end in ends.items()}))
    elif (half := assessment.margin) is not None:
        points = half * 100 if assessment.indicator.unit is Unit.SHARE else half
        parts.append(ctx.say(words.MARGIN, margin=formats.number(points, ctx.lang, assessment.indicator.decimals)))
    if assessment.n is not None:
        text = words.RESPONDENTS if assessment.indicator.restricted else words.COUNTED
        parts.append(ctx.say(text, n=formats.number(assessment.n, ctx.lang)))
    return " · ".join(parts)


def sure_text(assessment: Assessment, ctx: PageContext) -> str:
    """How sure a value is and of how many records, in the room that a row has: `±0.6 · n 12,310`."""
    parts = []
    if assessment.low is not None and assessment.value in (assessment.low, assessment.high):
        # All alike: there is one side only on which it could be otherwise.
        least = assessment.value == assessment.high
        end = assessment.low if least else assessment.high
        text = formats.value(present(end), assessment.indicator.unit, ctx.lang, assessment.indicator.decimals)
        parts.append(f"{'≥' if least else '≤'}{formats.SPACE}{text}")
    elif (half := assessment.margin) is not None:
        width = half * 100 if assessment.indicator.unit is Unit.SHARE else half
        parts.append(f"±{formats.SPACE}{formats.number(width, ctx.lang, assessment.indicator.decimals)}")
    if assessment.n:
        parts.append(f"n{formats.SPACE}{formats.number(assessment.n, ctx.lang)}")
    return " · ".join(parts)


def judged_line(assessments: Sequence[Assessment], ctx: PageContext) -> str | None:
    """Which whole periods variation is judged on, where those are others than the one that is shown."""
    others = [one for one in assessments if status.judged_on(one, ctx.lang)]
    periods = sorted({one.judged_period for one in others if one.judged_period}, key=lambda period: period.grain)
    if not periods:
        return None
    names = formats.together([formats.period(period, ctx.lang) for period in periods], ctx.lang)
    return ctx.say(scorecard_words.JUDGED, periods=names)
