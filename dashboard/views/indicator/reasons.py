"""The few slices that account for a change or a gap, over all breakdowns: a sentence, and at most five linked lines."""

from dashboard.findings.reasons import explained, largest
from dashboard.request.context import PageContext
from dashboard.text import explanation as texts
from dashboard.text.wording import explanation as words
from dashboard.ui.markup import Html, join, tag
from metrics.assessment.assessment import Assessment
from metrics.calendar.periods import Period
from metrics.explanation.explanation import Against, Explanation


def reasons(assessment: Assessment, against: Against, before: Period | None, ctx: PageContext) -> Html | None:
    """What stands out of the change since `before`, or of the gap to the target; None where nobody can tell."""
    explanation = explained(assessment, against, before, ctx)
    if explanation is None:
        return None
    return join(
        tag("p", texts.sentence(explanation, ctx.lang), largest(explanation, assessment, ctx)),
        _list(explanation, assessment, ctx) if explanation.slices else None,
    )


def _list(explanation: Explanation, assessment: Assessment, ctx: PageContext) -> Html:
    """A line per slice, whose name leads to this page of the slice alone, and the rest."""
    lines = []
    for line in texts.lines(explanation, ctx.snapshot, ctx.lang):
        href = ctx.link(**line.breakdowns, by=None, member=None, members=None)
        # Nobody may look at a filter of staff answers: their slices are named, and lead nowhere.
        name = line.name if assessment.indicator.restricted else tag("a", line.name, href=href)
        lines.append(tag("li", name, line.text))
    rest = tag("li", texts.rest_line(explanation, ctx.lang), class_="soft")
    return tag("ul", lines, rest, class_="reasons", aria_label=ctx.say(words.SLICES))
