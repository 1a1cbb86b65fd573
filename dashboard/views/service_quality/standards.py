"""The standards in order, the worst first: what is promised, how it was kept, how sure that is, and what has moved."""

from dashboard.findings.standards import (
    count,
    counts_line,
    interval,
    label,
    of_cases,
    promise_notes,
    share,
    status_text,
    subject,
    worst_line,
)
from dashboard.queries.standards import service_quality
from dashboard.request.context import PageContext
from dashboard.text import formats, verdicts
from dashboard.text.cells import NOTHING
from dashboard.text.wording import service_quality as words
from dashboard.ui.markup import Child, Html, hidden, join, tag
from dashboard.ui.tables import Column, scrolling, table
from dashboard.views.service_quality.names import cases
from data.words import Unit
from metrics.definition.breakdowns import DIMENSIONS
from metrics.standards.attainment import Attainment, Movement, worst

MOST = 20
"""Standards that are shown at first, the worst."""


def lead(listed: list[Attainment], ctx: PageContext) -> Html:
    """The worst by name, and how many were met, near, missed or too few to judge."""
    first = worst(listed)
    link = None
    if first and ctx.leads_to("transactions"):
        see = ctx.say(words.SEE_MISSED, n=count(first.spot.missed, ctx))
        link = tag("a", see, " ▸", href=cases(first, ctx, missed=True))
    sentence = tag("p", worst_line(listed, ctx), " " if first else None, link)
    return tag("div", sentence, tag("p", counts_line(listed, ctx)), class_="note warn" if first else "note")


def standards(listed: list[Attainment], ctx: PageContext) -> Html:
    """The table, at first of the worst only."""
    shown = listed if ctx.own.get("standards") == "all" else listed[:MOST]
    compared = service_quality.pasts(ctx.snapshot, ctx.period.code)
    columns = [
        Column(ctx.say(DIMENSIONS["service"].title)),
        Column(ctx.say(DIMENSIONS["channel"].title)),
        Column(ctx.say(words.OUR_STANDARD), kind="extra"),  # on a phone how it was kept comes first
        Column(ctx.say(words.TARGET), number=True),
        Column(ctx.say(words.PERFORMANCE), number=True),
        Column(ctx.say(words.INTERVAL), number=True, kind="extra"),
        Column(ctx.say(words.CASES), number=True),
        Column(ctx.say(words.MISSED), number=True, kind="extra"),
        Column(ctx.say(words.STATUS)),
        *(
            Column(ctx.say(words.SINCE_BEFORE, period=formats.period(past, ctx.lang)), number=True, kind="extra")
            for past in (compared.before, compared.year_before)
            if past
        ),
        Column(ctx.say(words.APART), number=True, kind="extra"),
    ]
    rows = [_row(one, ctx, before=compared.before is not None) for one in shown]
    caption = ctx.say(words.ONE_STANDARD if len(listed) == 1 else words.CAPTION, n=count(len(listed), ctx))
    body = table(caption, columns, rows, kind="wide", caption_hidden=True)
    return join(
        tag("h2", ctx.say(words.STANDARDS)),
        tag("p", caption, class_="soft"),
        _which(len(shown), len(listed), ctx),
        scrolling(body, caption),
        tag("p", ctx.say(words.RULE), class_="soft"),
    )


def _which(shown: int, every: int, ctx: PageContext) -> Html | None:
    if every <= MOST:
        return None
    if shown == every:
        link = tag("a", ctx.say(words.SHOW_WORST, n=MOST), href=ctx.link(standards=None), id="standards-worst")
        return tag("p", link, class_="soft")
    link = tag("a", ctx.say(words.SHOW_ALL, n=every), href=ctx.link(standards="all"), id="standards-all")
    return tag("p", ctx.say(words.WORST_ONLY, n=shown, all=every), " ", link, class_="soft")


def _row(one: Attainment, ctx: PageContext, *, before: bool) -> list[Child]:
    spot = one.spot
    opens = ctx.leads_to("transactions")
    moves = [one.before] if before else []
    apart = of_cases(*one.apart, ctx) if one.apart else NOTHING
    missed: Child = count(spot.missed, ctx)
    return [
        tag("a", subject(one, ctx), href=cases(one, ctx)) if opens else subject(one, ctx),
        label("channel", one.channel, ctx),
        _promise(one, ctx),
        share(spot.target, ctx),
        share(spot.value, ctx),
        interval(one, ctx),
        count(spot.of, ctx),
        tag("a", missed, href=cases(one, ctx, missed=True)) if opens and spot.missed else missed,
        _status(one, ctx),
        *(_move(move, ctx) for move in [*moves, one.year_before]),
        apart,
    ]


def _promise(one: Attainment, ctx: PageContext) -> Child:
    if one.standard is None:
        return tag("span", ctx.say(words.NOT_REGISTERED), class_="soft")
    notes = promise_notes(one, ctx)
    return join(ctx.say(one.standard.text), " ", tag("span", f"({', '.join(notes)})", class_="soft") if notes else None)


def _status(one: Attainment, ctx: PageContext) -> Html:
    status = one.spot.status
    mark = tag("span", verdicts.MARKS[status], formats.SPACE, aria_hidden="true")
    return tag("span", mark, status_text(one, ctx), class_=verdicts.TONES[status])


def _move(move: Movement | None, ctx: PageContext) -> Child:
    """A change that chance does not explain, by an arrow, a number and a word; else that it is within chance."""
    if move is None:
        return NOTHING
    if not move.beyond_chance:
        return tag("span", ctx.say(words.WITHIN_CHANCE), class_="soft")
    better = move.change > 0
    text = words.BETTER if better else words.WORSE
    return tag(
        "span",
        tag("span", "▲ " if better else "▼ ", aria_hidden="true"),
        formats.gap(move.change, Unit.SHARE, ctx.lang),
        hidden(", ", ctx.say(text)),
        class_="good" if better else "bad",
    )
