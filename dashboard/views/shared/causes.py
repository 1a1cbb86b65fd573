"""Where the gaps come from, in words: the one group that most of a gap is of."""

from collections.abc import Sequence

from dashboard.queries import indicators
from dashboard.request.context import PageContext
from dashboard.text import formats, summary
from dashboard.text.wording import scorecard as words
from data.words import Status
from metrics.assessment.assessment import Assessment
from metrics.assessment.attention import urgent


def causes(assessments: Sequence[Assessment], ctx: PageContext) -> dict[str, str]:
    """Name → `two thirds of the gap: Driver and Vehicle, 53.5%`, of the indicators that the banner names."""
    found = {}
    for assessment in urgent(assessments)[: summary.EXPLAINED]:
        if text := cause_text(assessment, ctx):
            found[assessment.indicator.name] = text
    return found


def cause_text(assessment: Assessment, ctx: PageContext) -> str | None:
    """The same of one indicator; None where its target is met, or no group has half of the gap."""
    indicator, target = assessment.indicator, assessment.target
    if target is None or assessment.status not in (Status.NEAR, Status.MISSED):
        return None
    cause = indicators.gap_cause(ctx.snapshot, ctx.viewer, indicator.name, assessment.period.code, ctx.where, target)
    if cause is None:
        return None
    name = indicators.names(ctx.snapshot, cause.breakdown).get(cause.code)
    return ctx.say(
        words.CAUSE,
        share=summary.share_words(cause.share, ctx),
        name=ctx.say(name) if name else cause.code,
        value=formats.value(cause.value, indicator.unit, ctx.lang, indicator.decimals),
    )
