"""Where gaps come from, in words: the slice that stands out by most of one, or the group that most of it is of."""

from collections.abc import Sequence

from dashboard.queries import explanations
from dashboard.request.context import PageContext
from dashboard.text import explanation, formats, summary
from dashboard.text.wording import scorecard as words
from data.words import Status
from metrics.assessment.assessment import Assessment
from metrics.assessment.attention import urgent
from metrics.assessment.cause import Cause


def causes(assessments: Sequence[Assessment], ctx: PageContext) -> dict[str, str]:
    """Name → `three quarters of the gap: Heronfell Centre, 61.2%`, of the indicators that the banner names."""
    texts = {}
    for assessment in urgent(assessments)[: summary.EXPLAINED]:
        if text := cause_text(assessment, ctx):
            texts[assessment.indicator.name] = text
    return texts


def cause_of(assessment: Assessment, ctx: PageContext) -> Cause | None:
    """Where the gap of one indicator comes from; None where its target is met, or nothing has most of the gap."""
    target = assessment.target
    if target is None or assessment.status not in (Status.NEAR, Status.MISSED):
        return None
    return explanations.gap_cause(
        ctx.snapshot,
        ctx.viewer,
        ctx.decisions.targets,
        assessment.indicator.name,
        period=assessment.period.code,
        where=ctx.where,
        target=target,
    )


def cause_text(assessment: Assessment, ctx: PageContext) -> str | None:
    """The same in words."""
    cause, indicator = cause_of(assessment, ctx), assessment.indicator
    if cause is None:
        return None
    return ctx.say(
        words.CAUSE,
        share=summary.share_words(cause.share, ctx),
        name=explanation.short_name(cause.breakdowns, ctx.snapshot, ctx.lang),
        value=formats.value(cause.value, indicator.unit, ctx.lang, indicator.decimals),
    )
