"""Initiatives, commitments and funding in words, for the page of the strategy, its pack and its table."""

from collections.abc import Sequence

from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import strategy as words
from data.words import Unit
from metrics.definition.indicator import Indicator
from metrics.reporting.commitments import Commitment, Kept
from metrics.reporting.effect import Effect
from metrics.reporting.funding import FundingStanding
from metrics.reporting.initiatives import Initiative, Progress

IN_POINTS = (Unit.SHARE, Unit.SCORE)
"""Whose differences are points."""
TONES = {Effect.SEEN: "good", Effect.OPPOSITE: "bad"}
"""How an effect looks; any other is neither."""


def indicator_of(one: Initiative, ctx: PageContext) -> Indicator | None:
    """The indicator that an initiative should move, where the figures define it."""
    return ctx.snapshot.catalogue.get(one.indicator or "")


def expected(one: Initiative, ctx: PageContext) -> str:
    """`+5.0 points from 1 Dec 2025`; empty where no size was told."""
    indicator = indicator_of(one, ctx)
    if indicator is None or one.expected is None:
        return ""
    change = change_in_words(one.expected, indicator, ctx)
    if one.expected_from is None:
        return change
    return ctx.say(words.EXPECTED_FROM, change=change, day=formats.day(one.expected_from, ctx.lang))


def effect(one: Initiative, ctx: PageContext) -> str:
    """What became of the promise, in the words that every promise has."""
    if one.effect is None:
        return ctx.say(words.COUNTED) if one.onboarding and one.live else ""
    return ctx.say(one.effect.text)


def size(one: Initiative, ctx: PageContext) -> str:
    """`58.1% before, 59.3% since: +1.3 points`; empty where no effect was seen."""
    indicator = indicator_of(one, ctx)
    if indicator is None or one.size is None:
        return ""
    before, after = (
        formats.value(value, indicator.unit, ctx.lang, indicator.decimals)
        for value in (one.size.before, one.size.after)
    )
    change = change_in_words(one.size.change, indicator, ctx)
    return ctx.say(words.SIZE, before=before, after=after, change=change)


def change_in_words(change: float, indicator: Indicator, ctx: PageContext) -> str:
    """A change with its sign and unit, with decimals enough to tell it from none."""
    change_text = formats.missed_by(change, indicator.unit, ctx.lang, indicator.decimals)
    return ctx.say(words.IN_POINTS, change=change_text) if indicator.unit in IN_POINTS else change_text


def steps(one: Initiative, ctx: PageContext) -> list[str]:
    """How many steps are done, then those that are late, else the next one."""
    if not one.milestones:
        return []
    told = [ctx.say(words.STEPS_DONE, done=formats.number(one.done, ctx.lang), all=len(one.milestones))]
    ahead = [step for step in one.milestones if step.done is None and not step.late]
    for text, named in ((words.STEP_LATE, one.late), (words.STEP_NEXT, [] if one.late else ahead[:1])):
        told += [ctx.say(text, name=ctx.say(step.name), day=formats.day(step.due, ctx.lang)) for step in named]
    return told


def summary(found: Sequence[Initiative], ctx: PageContext) -> str:
    """All initiatives in one sentence."""
    judged = [one for one in found if one.effect is not None]
    counts = {
        "n": len(found),
        "late": sum(one.progress is Progress.LATE or bool(one.late) for one in found),
        "live": sum(one.progress is Progress.LIVE for one in found),
        "judged": len(judged),
        "seen": sum(one.effect is Effect.SEEN for one in judged),
    }
    return ctx.say(words.INITIATIVES_SUM, **{name: formats.number(n, ctx.lang) for name, n in counts.items()})


def kept(one: Commitment, ctx: PageContext) -> str:
    """`Late`, `Open`, or `Done on 18 Sep 2026`."""
    text = ctx.say(one.kept.text)
    if one.kept is not Kept.DONE or one.done is None:
        return text
    return ctx.say(words.DONE_ON, done=text, day=formats.day(one.done, ctx.lang))


def funding(standing: FundingStanding, ctx: PageContext) -> str:
    """Recoveries beside their plan, in one sentence."""
    recovery = next(line for line in standing.lines if line.kind is not None and line.kind.value == "recovery")
    return ctx.say(
        words.FUNDING_SUM,
        first=formats.day(standing.span.start, ctx.lang),
        last=formats.day(standing.span.end, ctx.lang),
        received=formats.percent(recovery.received_share, ctx.lang),
        planned=formats.percent(recovery.planned_share, ctx.lang),
    )
