"""A closed period as pages draw it: the decision that closed it, and which of its figures are others today."""

from dashboard.findings.closing import changed_since, decision
from dashboard.queries import reporting
from dashboard.request.context import PageContext
from dashboard.text.wording import reporting as words
from dashboard.ui.markup import Child, tag


def changes(ctx: PageContext) -> list[Child]:
    """The decision that closed the period, and in a sentence which figures have changed since."""
    row = reporting.lock(ctx)
    if row is None or not row["locked"]:
        return []
    compared = reporting.restatements(ctx)
    if not compared:
        return [decision(row, ctx)]
    if sentence := changed_since(compared, ctx):
        return [decision(row, ctx), " ", tag("span", sentence, class_="bad")]
    return [decision(row, ctx), " ", ctx.say(words.NO_RESTATEMENT)]
