"""The reporting cycle of a period: comments that are due, actions and decisions, and its close."""

from dataclasses import replace

from dashboard.queries import reporting
from dashboard.queries.cycle.promises import promises as promised_by
from dashboard.request.context import PageContext
from dashboard.ui.component import draw
from dashboard.views.reporting import closing, due, items, meeting, pack
from dashboard.views.shared import promises


def show(ctx: PageContext) -> None:
    """What is still to be written and done, the meeting that goes through it, and whether the period can be closed."""
    if ctx.own.get("meeting"):
        meeting.show(ctx)
        return
    draw(meeting.invitation(ctx), "meeting")
    draw(due.comments_due(reporting.due(ctx), ctx), "due")
    draw(items.items(ctx), "items")
    items.write(ctx)
    if (made := promises.promised(promised_by(ctx), ctx)) is not None:
        draw(made, "promised")
    # A period is closed for the whole organisation, whatever part the page shows.
    whole = replace(ctx, where={})
    draw(closing.state(reporting.checks(whole, reporting.due(whole)), ctx), "closing")
    closing.write(ctx)
    if meeting.is_minuted(ctx):
        draw(meeting.minutes((), ctx), "minutes")
    if (figures := closing.figures(reporting.restatements(ctx), ctx)) is not None:
        draw(figures, "figures")
    pack.buttons(ctx)
