"""Heat maps of how many came for each person who served, with the choice between them and those of the measure."""

from math import isinf

from dashboard.queries import indicators, operations
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.cells import NOTHING
from dashboard.text.wording import desk_load as words
from dashboard.text.wording.operations import CELL
from dashboard.ui.markup import Child, Html, join, tag
from dashboard.views.operations import heat_map
from dashboard.views.operations.heat_map import Cells
from dashboard.views.operations.links import named, rows_of
from data.text import Text
from data.words import Channel
from metrics.assessment.assessment import Assessment
from metrics.assessment.hot_spots import Spot
from metrics.definition.indicator import Indicator

CHOSEN = "desks"


def is_chosen(indicator: Indicator, ctx: PageContext) -> bool:
    """Whether the heat maps are to show this, of a measure whose people wait in a queue."""
    return ctx.own.get("cells") == CHOSEN and operations.queued_channel(ctx.snapshot, indicator.name) is not None


def choice(indicator: Indicator, ctx: PageContext) -> Html | None:
    """What the heat maps can show; nothing where nobody queues."""
    channel = operations.queued_channel(ctx.snapshot, indicator.name)
    if channel is None:
        return None
    chosen = is_chosen(indicator, ctx)
    offered = ((indicator.title, None, not chosen), (_title(channel), CHOSEN, chosen))
    links = [
        tag("a", ctx.say(text), href=ctx.link(cells=code), aria_current="true" if now else None)
        for text, code, now in offered
    ]
    return tag("nav", links, class_="tabs", aria_label=ctx.say(words.IN_CELLS))


def maps(assessment: Assessment, ctx: PageContext) -> Html:
    """Both heat maps, or why they cannot be told; calls are one queue for all centres, so they have one."""
    indicator = assessment.indicator
    channel = operations.queued_channel(ctx.snapshot, indicator.name) or ""
    title = ctx.say(_title(channel))
    if not indicators.has_rows(ctx.snapshot, indicator, ctx.period):
        return join(tag("h2", title), tag("p", ctx.say(words.DESKS_GONE)))
    found = operations.load_of_desks(ctx.snapshot, ctx.viewer, channel, period=ctx.period.code, where=ctx.where)
    if found.unknown:
        return join(tag("h2", title), tag("p", ctx.say(found.unknown.text), class_="note"))
    cells = Cells(title=title, key=words.KEY_DESKS, draw=_cell)
    mean = words.DESKS_MEAN if found.mean is not None else words.DESKS_NO_MEAN
    told = {"name": title, "mean": "" if found.mean is None else formats.number(found.mean, ctx.lang, 1)}
    left_out = ctx.say(words.DESKS_LEFT_OUT, n=formats.number(found.left_out, ctx.lang)) if found.left_out else None
    return join(
        tag("p", ctx.say(mean, **told), " ", left_out),
        tag("p", ctx.say(words.DESKS_ONE_QUEUE), class_="soft") if channel == Channel.TELEPHONE else None,
        heat_map.by_place(found.places, found.both, assessment, ctx, cells),
        heat_map.by_day(found.days, assessment, ctx, cells),
    )


def _title(channel: str) -> Text:
    return words.CALLS_PER_PERSON if channel == Channel.TELEPHONE else words.PER_DESK


def _cell(spot: Spot | None, assessment: Assessment, ctx: PageContext) -> Child:
    if spot is None:
        return NOTHING
    nobody = isinf(spot.value)
    value = ctx.say(words.NOBODY) if nobody else formats.number(spot.value, ctx.lang, 1)
    hint = ctx.say(CELL, place=named(spot, ctx), value=value, n=formats.number(spot.of, ctx.lang))
    kind = "few" if spot.few else f"step-{spot.step}" if spot.step is not None else ""
    link = tag("a", value, href=rows_of(spot, assessment, ctx), title=hint)
    return tag("span", link, class_=f"cell {kind}".strip())
