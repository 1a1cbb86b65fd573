"""The scorecard in two sentences."""

from collections.abc import Mapping, Sequence

from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import scorecard as words
from metrics.assessment.assessment import Assessment
from metrics.assessment.attention import CONCERN, IMPROVEMENT, signals, urgent

NAMED, OTHERS = 3, 2
"""More names than this would fill the line that a board reads first."""
LEAST_IN_WORDS = 0.475
EXPLAINED = 2
"""So many of them say where the gap comes from."""


def attention(assessments: Sequence[Assessment], causes: Mapping[str, str], ctx: PageContext) -> str:
    """How many need attention, and which, the most pressing first, each with where most of its gap comes from."""
    pressing = urgent(assessments)
    if not pressing:
        return ctx.say(words.NO_ATTENTION)
    names = [_with_cause(assessment, causes, ctx) for assessment in pressing[:NAMED]]
    if rest := len(pressing) - NAMED:
        names += [ctx.say(words.AND_ONE_OTHER if rest == 1 else words.AND_OTHERS, n=rest)] if rest > 0 else []
    text = words.ATTENTION if len(pressing) > 1 else words.ONE_ATTENTION
    return ctx.say(text, n=len(pressing), all=len(assessments), names=", ".join(names))


def movement(assessments: Sequence[Assessment], ctx: PageContext) -> str:
    """The strongest concern and the strongest improvement, and whether anything else moved."""
    if any(assessment.open for assessment in assessments):
        return ctx.say(words.OPEN_MOVEMENT)
    moved = signals(assessments, len(assessments))
    if not moved:
        return ctx.say(words.NOTHING_MOVED)
    parts, named = [], []
    for kind, text in ((CONCERN, words.WORSENED), (IMPROVEMENT, words.IMPROVED)):
        strongest = next((signal for signal in moved if signal.variation == kind), None)
        if strongest:
            named.append(strongest)
            since = formats.period(strongest.since or strongest.period, ctx.lang)
            parts.append(ctx.say(text, name=ctx.say(strongest.indicator.title), since=since))
    others = [ctx.say(signal.indicator.title) for signal in moved if signal not in named]
    if others:
        rest = len(others) - OTHERS
        names = others[:OTHERS]
        names += [ctx.say(words.AND_ONE_OTHER if rest == 1 else words.AND_OTHERS, n=rest)] if rest > 0 else []
        text = words.ONE_OTHER if len(others) == 1 else words.OTHERS
        parts.append(ctx.say(text, n=len(others), names=", ".join(names)))
    else:
        parts.append(ctx.say(words.NOTHING_ELSE))
    sentence = "; ".join(parts)
    return sentence[0].upper() + sentence[1:] + "."


def share_words(share: float, ctx: PageContext) -> str:
    """`two thirds`: a share as people say it; of less than half they do not."""
    if share < LEAST_IN_WORDS:
        return formats.percent(share, ctx.lang, 0)
    return ctx.say(next(text for least, text in words.SHARES if share >= least))


def _with_cause(assessment: Assessment, causes: Mapping[str, str], ctx: PageContext) -> str:
    name, why = ctx.say(assessment.indicator.title), causes.get(assessment.indicator.name)
    return f"{name} ({why})" if why else name
