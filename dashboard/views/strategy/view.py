"""The strategy map: success factors with their objectives, what is undertaken for them, what history supports."""

from dashboard.queries import indicators
from dashboard.queries.blocks import blocks_once
from dashboard.request.context import PageContext
from dashboard.text.wording import strategy as words
from dashboard.ui.component import draw
from dashboard.ui.markup import Html, join, tag
from dashboard.views.strategy import commitments, evidence_table, funding, initiatives, map
from metrics.assessment.strategy import LEAST_PAIRS, lanes


def show(ctx: PageContext) -> None:
    """The map with its key; initiatives, commitments and funding; its arrows; and all of it once more as a list."""
    draw(blocks_once(ctx, lambda: {"map": _map(ctx)})["map"], "strategy")


def _map(ctx: PageContext) -> Html:
    map_lanes = lanes(
        indicators.scorecard(ctx.snapshot, ctx.viewer, ctx.decisions.targets, ctx.period.code, ctx.where, every=True)
    )
    weighed = indicators.hypotheses(ctx.snapshot, ctx.period.code)
    drawing = None
    if ctx.own.get("as") != "table":
        drawing = join(map.key(ctx), map.drawing(map_lanes, weighed, ctx))
    return join(
        tag("p", ctx.say(words.INTRO), data_start=True, tabindex=-1),
        drawing,
        initiatives.initiatives(ctx),
        commitments.commitments(ctx),
        funding.funding(ctx),
        evidence_table.arrows(weighed, ctx),
        evidence_table.left_out(ctx),
        tag("p", ctx.say(words.RULE, least=LEAST_PAIRS), class_="soft"),
        evidence_table.nested(map_lanes, weighed, ctx),
    )
