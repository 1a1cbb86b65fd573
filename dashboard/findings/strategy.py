"""The evidence of an arrow of the strategy map in words: how far the two go together, and when."""

from dashboard.request.context import PageContext
from dashboard.text import cells, formats
from dashboard.text.wording import strategy as words
from metrics.assessment.strategy import Hypothesis

DECIMALS = 2


def lag(weighed: Hypothesis, ctx: PageContext) -> str:
    """`same month`, `1 wave later`."""
    n = weighed.arrow.lag
    texts = words.SAME_PERIOD if n == 0 else words.LATER if n == 1 else words.LATER_MANY
    return ctx.say(texts[weighed.frequency], n=n)


def correlation(weighed: Hypothesis, ctx: PageContext) -> str:
    """r, or that one of the two never changed."""
    if weighed.evidence.r is None:
        return ctx.say(words.NO_R) if weighed.evidence.pairs else cells.NOTHING
    return formats.number(weighed.evidence.r, ctx.lang, DECIMALS)


def interval(weighed: Hypothesis, ctx: PageContext) -> str:
    """Between what r lies."""
    evidence = weighed.evidence
    if evidence.low is None or evidence.high is None:
        return cells.NOTHING
    low, high = (formats.number(end, ctx.lang, DECIMALS) for end in (evidence.low, evidence.high))
    return ctx.say(words.BETWEEN, low=low, high=high)
