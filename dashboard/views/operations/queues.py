"""Calls by half-hour, as contact centres run by them."""

from collections.abc import Sequence

from dashboard.queries import operations
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.cells import NOTHING
from dashboard.text.wording import operations as words
from dashboard.ui.markup import Child, Html, join, tag
from dashboard.ui.tables import Column, scrolling, table
from dashboard.views.operations.links import label
from data.words import Channel
from metrics.definition.breakdowns import DIMENSIONS
from metrics.definition.indicator import Indicator
from metrics.operations.queues import IN_TIME, QueueHour


def by_half_hour(indicator: Indicator, ctx: PageContext) -> Html | None:
    """What the page reads of calls, where it is calls that are looked at."""
    if operations.queued_channel(ctx.snapshot, indicator.name) != Channel.TELEPHONE:
        return None
    return hours(operations.queue_hours(ctx.snapshot, ctx.viewer, period=ctx.period.code, where=ctx.where), ctx)


def hours(found: Sequence[QueueHour], ctx: PageContext) -> Html | None:
    """The sentence and the table; nothing without a call that tells its time."""
    if not found:
        return None
    texts = (words.OFFERED, words.ABANDONED, words.ANSWER_WAIT, words.IN_TIME, words.OCCUPANCY, words.REPEATED)
    columns = [Column(ctx.say(DIMENSIONS["hour"].title)), *(Column(ctx.say(text), number=True) for text in texts)]
    caption = ctx.say(words.QUEUES_CAPTION)
    body = table(caption, columns, [_row(hour, ctx) for hour in found], kind="wide close", caption_hidden=True)
    worst = max(found, key=lambda hour: hour.missed)
    told = {name: formats.number(getattr(worst, name), ctx.lang) for name in ("missed", "offered")}
    return join(
        tag("h2", ctx.say(words.QUEUES)),
        tag("p", ctx.say(words.WORST_CALLS, hour=label("hour", worst.hour, ctx), **told)) if worst.missed else None,
        scrolling(body, caption),
        tag("p", ctx.say(words.QUEUES_HOW), class_="soft"),
    )


def _row(hour: QueueHour, ctx: PageContext) -> list[Child]:
    def share(value: float | None) -> str:
        return NOTHING if value is None else formats.percent(value, ctx.lang)

    link = ctx.link("transactions", indicator=IN_TIME, hour=hour.hour)
    missed = ctx.link("transactions", indicator=IN_TIME, only="missed", hour=hour.hour)
    hint = ctx.say(words.SEE_MISSED, n=formats.number(hour.missed, ctx.lang))
    in_time = share(hour.in_time)
    return [
        tag("a", label("hour", hour.hour, ctx), href=link),
        formats.number(hour.offered, ctx.lang),
        share(hour.abandoned),
        NOTHING if hour.wait_s is None else formats.duration(hour.wait_s),
        tag("a", in_time, href=missed, title=hint) if hour.missed else in_time,
        share(hour.occupancy),
        share(hour.repeated),
    ]
