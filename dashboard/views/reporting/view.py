"""The reporting cycle of a period: comments that are due, actions and decisions, and its close."""

from dataclasses import replace

from dashboard.queries import reporting
from dashboard.request.context import PageContext
from dashboard.ui.component import draw
from dashboard.views.reporting import closing, due, items, pack


def show(ctx: PageContext) -> None:
    """What is still to be written and done, and whether the period can be closed."""
    draw(due.comments_due(reporting.due(ctx), ctx), "due")
    draw(items.items(ctx), "items")
    items.write(ctx)
    # A period is closed for the whole organisation, whatever part the page shows.
    whole = replace(ctx, where={})
    draw(closing.state(reporting.checks(whole, reporting.due(whole)), ctx), "closing")
    closing.write(ctx)
    if (figures := closing.figures(reporting.restatements(ctx), ctx)) is not None:
        draw(figures, "figures")
    pack.buttons(ctx)
