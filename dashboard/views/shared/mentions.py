"""A text that somebody wrote, with what it names as links: indicators to their pages, places to the number there."""

from dashboard.queries.cycle.mentions import INDICATOR, PLACE, mentioned
from dashboard.request.context import PageContext
from dashboard.ui.markup import Child, tag
from metrics.reporting.mentions import Mention


def linked(text: str, about: str | None, ctx: PageContext) -> list[Child]:
    """The text in pieces; `about`: the indicator that it is written on, whose own name leads nowhere else."""
    pieces: list[Child] = []
    end = 0
    for mention in mentioned(text, ctx):
        link = _link(mention, about, ctx)
        if link is not None:
            pieces += [text[end : mention.start], tag("a", text[mention.start : mention.end], href=link)]
            end = mention.end
    return [*pieces, text[end:]]


def _link(mention: Mention, about: str | None, ctx: PageContext) -> str | None:
    if mention.kind == INDICATOR:
        return None if mention.code == about else ctx.link("indicator", indicator=mention.code)
    indicator = ctx.snapshot.catalogue.get(about or "")
    if indicator is not None and PLACE in indicator.breakdowns:
        return ctx.link("indicator", indicator=indicator.name, location=mention.code)
    return ctx.link("operations", location=mention.code) if ctx.leads_to("operations") else None
