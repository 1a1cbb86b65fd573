"""What the data say beside a comment: the signal, how often the target was met, and whether they show its claims."""

from dashboard.findings.comments import Row, claims, data_line
from dashboard.request.context import PageContext
from dashboard.text.wording import reporting as words
from dashboard.text.wording import verdicts
from dashboard.ui.markup import Html, tag
from metrics.assessment.assessment import Assessment


def beside_data(row: Row, assessment: Assessment, ctx: PageContext) -> Html:
    """The signal, its direction and how often the target was met; then each claim with whether the data show it."""
    listed = [tag("li", one) for one in claims(row, assessment, ctx)]
    title = tag("strong", ctx.say(words.DATA))
    return tag(
        "div",
        tag("p", title, ctx.say(verdicts.COLON), " ", data_line(assessment, ctx)),
        tag("ul", listed, title=ctx.say(words.CHECK_WHY)) if listed else None,
        class_="note",
    )
