"""The scorecard in two sentences."""

from collections.abc import Sequence

from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import scorecard as words
from metrics.assessment.assessment import Judged
from metrics.assessment.attention import CONCERN, IMPROVEMENT, changed, pressing

NAMED = 3
"""More names than this would fill the line that a board reads first."""


def attention(judged: Sequence[Judged], ctx: PageContext) -> str:
    """How many need attention, and which, the most pressing first."""
    asking = pressing(judged)
    if not asking:
        return ctx.say(words.NO_ATTENTION)
    names = [ctx.say(one.indicator.title) for one in asking[:NAMED]]
    if len(asking) > NAMED:
        names[-1] = ctx.say(words.AND_OTHERS, n=len(asking) - NAMED + 1)
    text = words.ATTENTION if len(asking) > 1 else words.ONE_ATTENTION
    return ctx.say(text, n=len(asking), all=len(judged), names=", ".join(names))


def movement(judged: Sequence[Judged], ctx: PageContext) -> str:
    """The strongest concern and the strongest improvement, and whether anything else moved."""
    signals = changed(judged, len(judged))
    if not signals:
        return ctx.say(words.NOTHING_MOVED)
    parts = []
    for kind, text in ((CONCERN, words.WORSENED), (IMPROVEMENT, words.IMPROVED)):
        first = next((one for one in signals if one.variation == kind), None)
        if first:
            since = formats.period(first.since or first.period, ctx.lang)
            parts.append(ctx.say(text, name=ctx.say(first.indicator.title), since=since))
    others = len(signals) - len(parts)
    if others:
        parts.append(ctx.say(words.ONE_OTHER) if others == 1 else ctx.say(words.OTHERS, n=others))
    else:
        parts.append(ctx.say(words.NOTHING_ELSE))
    sentence = "; ".join(parts)
    return sentence[0].upper() + sentence[1:] + "."
