"""Why a number changed, or is off its target, in words: a sentence, and at most five slices."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.findings.causes import cause_of, cause_text
from dashboard.findings.comparisons import last_year, previous
from dashboard.queries import explanations
from dashboard.request.context import PageContext
from dashboard.text import explanation as texts
from dashboard.text.wording import explanation as words
from metrics.assessment.assessment import Assessment
from metrics.calendar.periods import Period
from metrics.explanation.explanation import Against, Explanation


@dataclass(frozen=True)
class Reason:
    """The sentence, and a line per slice with the rest last."""

    sentence: str
    lines: Sequence[str]


def reason(assessment: Assessment, against: Against, ctx: PageContext) -> Reason | None:
    """What stands out of a change or of the gap to the target; None where nobody can tell."""
    before = None
    if against is not Against.TARGET:
        before = previous(assessment) if against is Against.PREVIOUS else last_year(assessment, ctx)
        if before is None:
            return None
    elif assessment.target is None or assessment.indicator.derived:
        return None
    found = explained(assessment, against, before, ctx)
    if found is None:
        return None
    sentence, *lines = texts.describe(found, ctx.snapshot, ctx.lang)
    return Reason(f"{sentence}{largest(found, assessment, ctx) or ''}", lines)


def explained(assessment: Assessment, against: Against, before: Period | None, ctx: PageContext) -> Explanation | None:
    """The slices that account for a change since `before`, or for the gap to the target; None where nobody can tell."""
    return explanations.explanation(
        ctx.snapshot,
        ctx.viewer,
        ctx.decisions.targets,
        assessment.indicator.name,
        period=assessment.period.code,
        where=ctx.where,
        against=against,
        before=before,
    )


def largest(explanation: Explanation, assessment: Assessment, ctx: PageContext) -> str | None:
    """Where nothing stands out of a gap, the group that most of it is of all the same, as the banner has it."""
    if explanation.against is not Against.TARGET or explanation.slices or cause_of(assessment, ctx) is None:
        return None
    text = words.MOST_LIES_THERE if explanation.candidates else words.LIES_THERE
    return " " + ctx.say(text, cause=cause_text(assessment, ctx))
