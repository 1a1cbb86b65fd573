"""Guarantees at risk now, with the items to work on; and what a guarantee for another service would have cost."""

from collections.abc import Callable

from dashboard.findings.standards import count, label, share
from dashboard.queries.standards import service_quality
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.cells import NOTHING
from dashboard.text.wording import guarantees as words
from dashboard.ui.markup import Child, Html, join, tag
from dashboard.ui.tables import Column, scrolling, table
from metrics.definition.breakdowns import DIMENSIONS
from metrics.standards.at_risk import AHEAD, Expected, Outlook
from metrics.standards.guarantee_elsewhere import Elsewhere
from metrics.standards.guaranteed_items import RECORD

MOST = 20
"""Single items that are shown."""
LEAST = 0.001
"""A chance below is not told more exactly."""


def at_risk(ctx: PageContext) -> Html:
    """What is open, what is expected of it, and on demand the items to look at first."""
    found = service_quality.outlook(ctx.snapshot, ctx.viewer, where=ctx.where)
    heading = tag("h2", ctx.say(words.TITLE), id="at-risk")
    if found is None:
        return join(heading, tag("p", ctx.say(words.NOTHING)))
    columns = [
        *_places(ctx),
        Column(ctx.say(words.OPEN), number=True, kind="extra"),  # on a phone what is expected comes first
        Column(ctx.say(words.LATE), number=True),
        Column(ctx.say(words.SOON), number=True, kind="extra"),
        Column(ctx.say(words.EXPECTED), number=True),
    ]
    lines: list[list[Child]] = [
        [
            label("service", one.service, ctx),
            label("channel", one.channel, ctx),
            *(count(number, ctx) for number in (one.open, one.late, one.soon)),
            formats.number(one.breaches, ctx.lang, 1),
        ]
        for one in found.groups
    ]
    caption = ctx.say(words.CAPTION)
    return join(
        heading,
        tag("p", _lead(found, ctx)),
        tag("p", ctx.say(words.METHOD), class_="soft"),
        scrolling(table(caption, columns, lines, kind="wide long", caption_hidden=True), caption),
        _items(found, ctx),
    )


def elsewhere(ctx: PageContext) -> Html:
    """Which service could be guaranteed, by what it would have cost."""
    found = service_quality.elsewhere(ctx.snapshot, ctx.viewer, where=ctx.where)
    heading = tag("h2", ctx.say(words.ELSEWHERE), id="elsewhere")
    if not found:
        return join(heading, tag("p", ctx.say(words.NO_ELSEWHERE)))
    texts = (words.CASES, words.LATE_CASES, words.KEPT, words.LIKELY, words.MOST)
    columns = [*_places(ctx), *(Column(ctx.say(text), number=True) for text in texts)]
    lines: list[list[Child]] = [
        [
            label("service", one.service, ctx),
            label("channel", one.channel, ctx),
            count(one.due, ctx),
            count(one.late, ctx),
            share(one.kept, ctx),
            _cents(one.likely, ctx),
            _cents(one.most, ctx),
        ]
        for one in found
    ]
    caption = ctx.say(words.ELSEWHERE_CAPTION)
    body = scrolling(table(caption, columns, lines, kind="wide long", caption_hidden=True), caption)
    return join(
        heading,
        tag("p", _best(found, ctx)),
        tag("details", tag("summary", caption), body, class_="folded"),
    )


def _lead(found: Outlook, ctx: PageContext) -> str:
    counts = {"open": found.open, "late": found.late, "soon": sum(one.soon for one in found.groups)}
    told = {name: count(number, ctx) for name, number in counts.items()}
    sentences = [ctx.say(words.OPEN_LATE, day=formats.day(found.whole_to, ctx.lang), **told)]
    end = formats.day(found.whole_to + AHEAD, ctx.lang)
    breaches = _expected(found.breaches, ctx, lambda value, decimals: formats.number(value, ctx.lang, decimals))
    sentences.append(ctx.say(words.AHEAD, end=end, **breaches))
    if found.refunds is not None:
        paid = _expected(found.refunds, ctx, lambda value, decimals: formats.cents(value, ctx.lang, 2))
        sentences.append(ctx.say(words.REFUNDS, **paid))
    return " ".join(sentences)


def _expected(one: Expected, ctx: PageContext, write: Callable[[float, int], str]) -> dict[str, str]:
    low, high = write(one.low, 0), write(one.high, 0)
    interval = low if one.low == one.high else ctx.say(words.FROM_TO, low=low, high=high)
    return {"mean": write(one.mean, 1), "interval": interval, "inside": share(one.inside, ctx, 0)}


def note_opened(ctx: PageContext) -> None:
    """Notes in the trail that the reader opens single items."""
    if ctx.own.get("items") != "open" or RECORD not in ctx.viewer.declared.records:
        return
    found = service_quality.outlook(ctx.snapshot, ctx.viewer, where=ctx.where)
    if found is not None and found.open:
        service_quality.note_opened(ctx.snapshot, ctx.viewer, where=ctx.where, most=MOST)


def _items(found: Outlook, ctx: PageContext) -> Html | None:
    if not found.open or RECORD not in ctx.viewer.declared.records:
        return None
    shown = min(MOST, found.open)
    if ctx.own.get("items") != "open":
        link = tag("a", ctx.say(words.SHOW_ITEMS, n=count(shown, ctx)), href=ctx.link(items="open"), id="items-open")
        return tag("p", link)
    rows = service_quality.items_at_risk(ctx.snapshot, ctx.viewer, where=ctx.where, most=MOST)
    columns = [
        Column(ctx.say(words.ITEM)),
        *_places(ctx),
        Column(ctx.say(words.BEGAN), kind="extra"),
        Column(ctx.say(words.DUE)),
        Column(ctx.say(words.LEFT), number=True, kind="extra"),
        Column(ctx.say(words.CHANCE), number=True),
    ]
    lines: list[list[Child]] = [
        [
            _item(row, ctx),
            label("service", row["service_id"], ctx),
            label("channel", row["channel"], ctx),
            formats.day(row["started_on"], ctx.lang),
            formats.day(row["due_on"], ctx.lang),
            count(row["left"], ctx),
            _chance(row["chance"], row["left"], ctx),
        ]
        for row in rows
    ]
    caption = ctx.say(words.ITEMS_CAPTION, n=count(len(rows), ctx))
    return join(
        tag("p", caption, " ", tag("a", ctx.say(words.HIDE_ITEMS), href=ctx.link(items=None), id="items-hide")),
        scrolling(table(caption, columns, lines, kind="wide long", caption_hidden=True), caption),
    )


def _item(row: dict[str, object], ctx: PageContext) -> Child:
    key = str(row["transaction_id"])
    if not ctx.leads_to("transaction"):
        return key
    return tag("a", key, href=ctx.link("transaction", record=RECORD, key=key, source=str(row["source"])))


def _chance(chance: float | None, left: int | None, ctx: PageContext) -> str:
    if chance is None:
        return NOTHING
    if left == 0:
        return ctx.say(words.BREACHED)
    return share(chance, ctx) if chance >= LEAST else ctx.say(words.LESS_THAN, value=share(LEAST, ctx))


def _best(found: list[Elsewhere], ctx: PageContext) -> str:
    last = service_quality.elsewhere_to(ctx.snapshot)
    told = {"n": count(len(found), ctx), "day": formats.day(last, ctx.lang)}
    best = found[0]
    if best.few:
        return ctx.say(words.ELSEWHERE_FEW, **told)
    name = f"{label('service', best.service, ctx)}, {label('channel', best.channel, ctx).lower()}"
    numbers = {"late": count(best.late, ctx), "due": count(best.due, ctx)}
    costs = {"likely": _cents(best.likely, ctx), "most": _cents(best.most, ctx)}
    return ctx.say(words.ELSEWHERE_LEAD, best=name, **told, **numbers, **costs)


def _places(ctx: PageContext) -> list[Column]:
    return [Column(ctx.say(DIMENSIONS[name].title)) for name in ("service", "channel")]


def _cents(cents: float | None, ctx: PageContext) -> str:
    return NOTHING if cents is None else formats.cents(cents, ctx.lang, 2)
