"""Demand ahead: what comes, how sure that is, what planners make of it, whom it needs, and what if."""

from dashboard.queries.demand import forecasts
from dashboard.request.context import PageContext
from dashboard.text.wording import demand as words
from dashboard.ui.component import draw
from dashboard.ui.markup import tag
from dashboard.views.demand import blocks, sections
from dashboard.views.demand.selection import Section, read_selection

SECTIONS = {
    Section.AHEAD: sections.ahead,
    Section.PLAN: sections.plan,
    Section.STAFF: sections.staff,
    Section.SCENARIOS: sections.scenarios,
}


def show(ctx: PageContext) -> None:
    """The part of the page that the address names, for the series that it names."""
    if forecasts.forecast_run(ctx.snapshot) is None:
        draw(tag("p", ctx.say(words.NOTHING), class_="note", role="status"), "demand")
        return
    selection = read_selection(ctx)
    draw(blocks.asked_blocks(selection, ctx)["asked"], "demand-asked")
    SECTIONS[selection.section](selection, ctx)
