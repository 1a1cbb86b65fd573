"""Funding by appropriation and by recoveries, beside its plan."""

from dashboard.findings import tactics
from dashboard.queries import strategy
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import strategy as words
from dashboard.ui.markup import Child, Html, join, tag
from dashboard.ui.tables import Column, scrolling, table
from metrics.reporting.funding import INDICATOR, Line

TITLES = (words.FUNDED_BY, words.PLANNED_AMOUNT, words.RECEIVED_AMOUNT, words.GAP_AMOUNT, words.PLANNED_SHARE,
          words.RECEIVED_SHARE)  # fmt: skip


def funding(ctx: PageContext) -> Html:
    """A sentence that leads to the indicator, and the table."""
    caption = ctx.say(words.FUNDING)
    title = tag("h2", caption, id="funding")
    standing = strategy.funding(ctx)
    if standing is None:
        return join(title, tag("p", ctx.say(words.NO_FUNDING), class_="note"))
    link = tag(
        "a", ctx.say(ctx.snapshot.catalogue[INDICATOR].title), " ▸", href=ctx.link("indicator", indicator=INDICATOR)
    )
    columns = [Column(ctx.say(each), number=each is not words.FUNDED_BY) for each in TITLES]
    body = table(caption, columns, [_row(line, ctx) for line in standing.lines], kind="wide", caption_hidden=True)
    return join(title, tag("p", tactics.funding(standing, ctx), " ", link), scrolling(body, caption))


def _row(line: Line, ctx: PageContext) -> list[Child]:
    return [
        ctx.say(line.kind.text if line.kind else words.ALL_FUNDING),
        formats.cents(line.planned, ctx.lang),
        formats.cents(line.received, ctx.lang),
        formats.cents_gap(line.gap, ctx.lang),
        formats.percent(line.planned_share, ctx.lang),
        formats.percent(line.received_share, ctx.lang),
    ]
