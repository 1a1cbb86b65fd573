"""What the data say beside a comment: the signal, how often the target was met, and whether they show its claims."""

from dashboard.request.context import PageContext
from dashboard.text import verdicts
from dashboard.text.wording import reporting as words
from dashboard.ui.markup import Html, join, tag
from dashboard.views.shared.comment import Row
from metrics.assessment.assessment import Assessment
from metrics.reporting.support import CheckedClaim, check


def beside_data(row: Row, assessment: Assessment, ctx: PageContext) -> Html:
    """The signal, its direction and how often the target was met; then each claim with whether the data show it."""
    sentences = [verdicts.variation(assessment, ctx.lang)]
    if evidence := verdicts.met_in(assessment, ctx.lang):
        sentences.append(evidence)
    first = "; ".join(sentences)
    claims = [tag("li", _claim(one, ctx)) for one in check(row, assessment)]
    return tag(
        "div",
        tag("p", tag("strong", ctx.say(words.DATA)), ": " if ctx.lang == "en" else " : ", first, "."),
        tag("ul", claims, title=ctx.say(words.CHECK_WHY)) if claims else None,
        class_="note",
    )


def _claim(one: CheckedClaim, ctx: PageContext) -> Html:
    direction = one.claim.direction
    verdict = words.UNTOLD
    if one.supported is not None:
        verdict = (words.SUPPORTED if one.supported else words.UNSUPPORTED)[direction]
    return join(ctx.say(verdict, words=one.claim.words))
