"""How the promises made to customers were kept: standards, guarantees, complaints."""

from collections.abc import Callable

from dashboard.queries.blocks import blocks_once
from dashboard.queries.standards import service_quality
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import service_quality as words
from dashboard.ui.component import draw
from dashboard.ui.markup import Html, join, tag
from dashboard.views.service_quality import (
    accountability,
    at_risk,
    claims,
    complaints,
    groups,
    redress,
    register,
    standards,
    statement,
)
from data.errors import UserError
from data.refusals.questions import BREAKDOWN_NOT_ALLOWED, NO_BREAKDOWN
from metrics.standards.attainment import INDICATOR


def show(ctx: PageContext) -> None:
    """The page of the period and filters that were chosen."""
    if (line := accountability.answerable(ctx)) is not None:
        draw(line, "answerable")
    # What is drawn serves everybody who sees the same; who opens single records is noted each time.
    for note in (at_risk.note_opened, complaints.note_opened):
        note(ctx)
    draw(blocks_once(ctx, lambda: {"page": _page(ctx)})["page"], "service-quality")
    statement.statement(ctx)


PARTS = (
    redress.missing,
    register.register,
    redress.guarantees,
    claims.claims,
    at_risk.at_risk,
    at_risk.elsewhere,
    redress.complaints,
    complaints.clocks,
    complaints.course,
)


def _page(ctx: PageContext) -> Html:
    return join(
        tag("div", _unless_unknown(_standards, ctx), data_start=True, tabindex=-1),
        *(_unless_unknown(part, ctx) for part in PARTS),
    )


def _unless_unknown(part: Callable[[PageContext], Html | None], ctx: PageContext) -> Html | None:
    """A part of the page, or that its records do not know what was filtered by: the other parts may."""
    try:
        return part(ctx)
    except UserError as refused:
        if refused.code not in (BREAKDOWN_NOT_ALLOWED.code, NO_BREAKDOWN.code):
            raise
        return tag("p", ctx.say(words.NOT_BY[part.__name__.strip("_")]), class_="note")


def _standards(ctx: PageContext) -> Html:
    if INDICATOR not in ctx.snapshot.catalogue:
        return tag("p", ctx.say(words.NOT_TOLD), class_="note")
    listed = service_quality.standards(ctx.snapshot, ctx.viewer, period=ctx.period.code, where=ctx.where)
    if not listed:
        return tag("p", ctx.say(words.NO_CASES, period=formats.period(ctx.period, ctx.lang)), class_="note")
    shown = groups.groups(ctx.own["split"], ctx) if groups.is_chosen(ctx) else standards.standards(listed, ctx)
    return join(standards.lead(listed, ctx), groups.tabs(ctx), shown)
