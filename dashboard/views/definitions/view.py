"""What every indicator means, how it is computed and what is aimed for; and what the words of these pages mean."""

from dashboard.queries.blocks import blocks_once
from dashboard.request.context import PageContext
from dashboard.ui.component import draw
from dashboard.ui.markup import Html, join
from dashboard.views.definitions import blocks


def show(ctx: PageContext) -> None:
    """All definitions by perspective, or those that speak of a word."""
    draw(blocks_once(ctx, lambda: {"list": _list(ctx)})["list"], "definitions")


def _list(ctx: PageContext) -> Html:
    indicators, terms = blocks.matching_indicators(ctx), blocks.matching_terms(ctx)
    return join(
        blocks.top(indicators, terms, ctx),
        blocks.entries(indicators, ctx),
        blocks.glossary(terms, ctx),
    )
