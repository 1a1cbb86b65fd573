"""The scorecard in two sentences."""

from collections.abc import Sequence

from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import scorecard as words
from metrics.assessment.assessment import Assessment
from metrics.assessment.attention import CONCERN, IMPROVEMENT, signals, urgent

NAMED = 3
"""More names than this would fill the line that a board reads first."""


def attention(assessments: Sequence[Assessment], ctx: PageContext) -> str:
    """How many need attention, and which, the most pressing first."""
    pressing = urgent(assessments)
    if not pressing:
        return ctx.say(words.NO_ATTENTION)
    names = [ctx.say(assessment.indicator.title) for assessment in pressing[:NAMED]]
    if len(pressing) > NAMED:
        names[-1] = ctx.say(words.AND_OTHERS, n=len(pressing) - NAMED + 1)
    text = words.ATTENTION if len(pressing) > 1 else words.ONE_ATTENTION
    return ctx.say(text, n=len(pressing), all=len(assessments), names=", ".join(names))


def movement(assessments: Sequence[Assessment], ctx: PageContext) -> str:
    """The strongest concern and the strongest improvement, and whether anything else moved."""
    moved = signals(assessments, len(assessments))
    if not moved:
        return ctx.say(words.NOTHING_MOVED)
    parts = []
    for kind, text in ((CONCERN, words.WORSENED), (IMPROVEMENT, words.IMPROVED)):
        strongest = next((signal for signal in moved if signal.variation == kind), None)
        if strongest:
            since = formats.period(strongest.since or strongest.period, ctx.lang)
            parts.append(ctx.say(text, name=ctx.say(strongest.indicator.title), since=since))
    others = len(moved) - len(parts)
    if others:
        parts.append(ctx.say(words.ONE_OTHER) if others == 1 else ctx.say(words.OTHERS, n=others))
    else:
        parts.append(ctx.say(words.NOTHING_ELSE))
    sentence = "; ".join(parts)
    return sentence[0].upper() + sentence[1:] + "."
