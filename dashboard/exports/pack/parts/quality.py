"""How the promises made to customers were kept: standards, then guarantees and complaints."""

from collections.abc import Callable, Iterator

from dashboard.exports.pack.edition import Edition
from dashboard.exports.pack.model import Block, Cell, Column, Section, Sentence, Table
from dashboard.exports.pack.parts import cells
from dashboard.findings import standards as texts
from dashboard.queries.standards import service_quality
from dashboard.request.context import PageContext
from dashboard.text import formats, verdicts
from dashboard.text.wording import pack as words
from dashboard.text.wording import service_quality as quality_words
from data.errors import UserError
from data.refusals.questions import BREAKDOWN_NOT_ALLOWED, NO_BREAKDOWN
from metrics.definition.breakdowns import DIMENSIONS
from metrics.standards.attainment import INDICATOR, Attainment
from metrics.standards.redress import Cause, Guarantees

STANDARDS, GUARANTEES, PAGE = "service_quality", "guarantees", "service_quality"
MOST = 15
"""Standards and guarantees that are told, the worst: the page has all of them."""


def standards(edition: Edition) -> Iterator[Section]:
    """The worst standards; nothing to who has no such page."""
    ctx = edition.ctx
    if ctx.viewer.may_open(PAGE) and edition.whole:
        blocks = _unless_unknown(_standards, "standards", ctx)
        yield Section(name=STANDARDS, title=ctx.say(words.QUALITY), blocks=blocks)


def guarantees(edition: Edition) -> Iterator[Section]:
    """Guarantees, and complaints by cause."""
    ctx = edition.ctx
    if ctx.viewer.may_open(PAGE) and edition.whole:
        blocks = _unless_unknown(_guarantees, "guarantees", ctx) + _unless_unknown(_complaints, "complaints", ctx)
        yield Section(name=GUARANTEES, title=ctx.say(words.GUARANTEES), blocks=blocks)


def _unless_unknown(part: Callable[[PageContext], list[Block]], name: str, ctx: PageContext) -> list[Block]:
    """A part, or that its records do not know what was filtered by."""
    try:
        return part(ctx)
    except UserError as refused:
        if refused.code not in (BREAKDOWN_NOT_ALLOWED.code, NO_BREAKDOWN.code):
            raise
        return [Sentence(ctx.say(quality_words.NOT_BY[name]))]


def _standards(ctx: PageContext) -> list[Block]:
    if INDICATOR not in ctx.snapshot.catalogue:
        return [Sentence(ctx.say(quality_words.NOT_TOLD))]
    listed = service_quality.standards(ctx.snapshot, ctx.viewer, period=ctx.period.code, where=ctx.where)
    if not listed:
        return [Sentence(ctx.say(quality_words.NO_CASES, period=formats.period(ctx.period, ctx.lang)))]
    caption = ctx.say(
        quality_words.ONE_STANDARD if len(listed) == 1 else quality_words.CAPTION, n=texts.count(len(listed), ctx)
    )
    if len(listed) > MOST:
        caption = f"{caption} {ctx.say(quality_words.WORST_ONLY, n=MOST, all=len(listed))}"
    columns = [
        Column(ctx.say(DIMENSIONS["service"].title), width=2.2),
        Column(ctx.say(DIMENSIONS["channel"].title), width=1.0),
        Column(ctx.say(quality_words.OUR_STANDARD), width=2.2),
        Column(ctx.say(quality_words.TARGET), number=True, width=0.8),
        Column(ctx.say(quality_words.PERFORMANCE), number=True, width=1.1),
        Column(ctx.say(quality_words.INTERVAL), width=1.2),
        Column(ctx.say(quality_words.CASES), number=True, width=0.8),
        Column(ctx.say(quality_words.MISSED), number=True, width=0.8),
        Column(ctx.say(quality_words.STATUS), width=1.2),
    ]
    rows = [_standard(one, ctx) for one in listed[:MOST]]
    return [
        Sentence(texts.worst_line(listed, ctx), strong=True),
        Sentence(texts.counts_line(listed, ctx)),
        Table(name="standards", caption=caption, columns=columns, rows=rows),
        Sentence(ctx.say(quality_words.RULE)),
    ]


def _standard(one: Attainment, ctx: PageContext) -> list[Cell]:
    spot = one.spot
    promise = ctx.say(one.standard.text) if one.standard else ctx.say(quality_words.NOT_REGISTERED)
    if notes := texts.promise_notes(one, ctx):
        promise = f"{promise} ({', '.join(notes)})"
    mark = f"{verdicts.MARKS[spot.status]} {texts.status_text(one, ctx)}"
    return [
        cells.text(texts.subject(one, ctx)),
        cells.text(texts.label("channel", one.channel, ctx)),
        cells.text(promise),
        cells.share(spot.target, ctx),
        cells.share(spot.value, ctx),
        cells.text(texts.interval(one, ctx)),
        cells.number(spot.of, ctx),
        cells.number(spot.missed, ctx),
        cells.text(mark, verdicts.TONES[spot.status]),
    ]


def _guarantees(ctx: PageContext) -> list[Block]:
    every, by = service_quality.guarantees(ctx.snapshot, ctx.viewer, period=ctx.period.code, where=ctx.where)
    if not by:
        return [Sentence(ctx.say(quality_words.NO_GUARANTEES))]
    numbers = ("DUE", "KEPT", "BREACHED", "CLAIMED", "PAID", "REFUSED", "PAID_BACK")
    columns = [
        Column(ctx.say(DIMENSIONS["service"].title), width=2.4),
        Column(ctx.say(DIMENSIONS["channel"].title), width=1.2),
        *(Column(ctx.say(getattr(quality_words, name)), number=True) for name in numbers),
    ]
    order = sorted(by.items(), key=lambda item: (-(item[1].breached or 0), item[0][0] or ""))
    rows = [
        [
            cells.text(texts.label("service", service, ctx)),
            cells.text(texts.label("channel", channel, ctx)),
            *_guarantee(one, ctx),
        ]
        for (service, channel), one in order[:MOST]
    ]
    caption = ctx.say(quality_words.GUARANTEE_CAPTION)
    table = Table(name="guarantees", caption=caption, columns=columns, rows=rows)
    return [Sentence(texts.guarantee_line(every, ctx), strong=True), table]


def _guarantee(one: Guarantees, ctx: PageContext) -> list[Cell]:
    counts = (one.due, one.kept, one.breached, one.claimed, one.paid, one.not_paid)
    return [*(cells.number(n, ctx) for n in counts), cells.cents(one.cents, ctx, 2)]


def _complaints(ctx: PageContext) -> list[Block]:
    found = service_quality.complaints(ctx.snapshot, ctx.viewer, period=ctx.period.code, where=ctx.where)
    if found is None:
        return [Sentence(ctx.say(quality_words.COMPLAINTS_NOT_TOLD))]
    if not found.causes:
        return [Sentence(ctx.say(quality_words.NO_COMPLAINTS))]
    columns = [
        Column(ctx.say(DIMENSIONS["category"].title), width=2.4),
        Column(ctx.say(quality_words.RECEIVED), number=True),
        Column(ctx.say(quality_words.ANSWERS_DUE), number=True),
        Column(ctx.say(quality_words.ACKNOWLEDGED), number=True, width=1.4),
        Column(ctx.say(quality_words.ANSWERED), number=True, width=1.4),
    ]
    rows = [_cause(texts.label("category", one.code, ctx), one, ctx) for one in found.causes]
    rows.append(_cause(ctx.say(quality_words.ALL_CAUSES), found.all, ctx))
    table = Table(name="complaints", caption=ctx.say(quality_words.COMPLAINTS_CAPTION), columns=columns, rows=rows)
    return [Sentence(texts.complaints_line(found, ctx), strong=True), table]


def _cause(name: str, one: Cause, ctx: PageContext) -> list[Cell]:
    counts = [cells.number(one.received, ctx), cells.number(one.due, ctx)]
    return [cells.text(name), *counts, cells.share(one.acknowledged, ctx), cells.share(one.answered, ctx)]
