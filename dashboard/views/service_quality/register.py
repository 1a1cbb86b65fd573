"""The register: which services have all four elements of the directive, what the others lack, and every standard."""

from dashboard.findings.standards import count, label, share
from dashboard.queries.standards import service_quality
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.cells import NOTHING
from dashboard.text.wording import register as words
from dashboard.ui.markup import Child, Html, join, tag
from dashboard.ui.tables import Column, scrolling, table
from data.records.reference import Audience
from data.words import Circumstance
from metrics.definition.breakdowns import DIMENSIONS
from metrics.standards.elements import Elements
from metrics.standards.register import ELEMENTS, Standard


def register(ctx: PageContext) -> Html | None:
    """How complete it is, what is missing, and on demand the standards in force."""
    period = ctx.period.code
    found = service_quality.elements(ctx.snapshot, ctx.viewer, period=period, where=ctx.where)
    if found is None or not found.services:
        return None
    listed = service_quality.registered(ctx.snapshot, ctx.viewer, period=period, where=ctx.where)
    heading = tag("h2", ctx.say(words.TITLE), id="register")
    if not listed:
        return join(heading, tag("p", ctx.say(words.NONE)))
    told = {"complete": count(found.complete, ctx), "services": count(found.services, ctx)}
    rule = ctx.say(words.RULE, period=formats.period(ctx.period, ctx.lang))
    return join(
        heading,
        tag("p", ctx.say(words.COMPLETE, **told)),
        tag("p", rule, class_="soft"),
        _lacking(found, ctx),
        _all(listed, ctx),
    )


def _lacking(found: Elements, ctx: PageContext) -> Html | None:
    if not found.missing:
        return None
    lines: list[list[Child]] = []
    for service, lacking in found.missing.items():
        parts = []
        for element, channels in lacking.items():
            names = formats.together([label("channel", one, ctx).lower() for one in channels], ctx.lang)
            parts.append(tag("li", f"{ctx.say(element.text)} ({names})"))
        lines.append([label("service", service, ctx), tag("ul", parts, class_="plain")])
    caption = ctx.say(words.LACKING)
    columns = [Column(ctx.say(DIMENSIONS["service"].title)), Column(ctx.say(words.LACKS))]
    body = scrolling(table(caption, columns, lines, kind="wide long", caption_hidden=True), caption)
    return tag("details", tag("summary", caption), body, class_="folded")


def _all(listed: list[Standard], ctx: PageContext) -> Html:
    n = count(len(listed), ctx)
    if ctx.own.get("register") != "all":
        return tag("p", tag("a", ctx.say(words.SHOW, n=n), href=ctx.link(register="all"), id="register-all"))
    columns = [
        Column(ctx.say(DIMENSIONS["service"].title)),
        Column(ctx.say(DIMENSIONS["channel"].title)),
        Column(ctx.say(words.PROMISE)),
        Column(ctx.say(words.TARGET), number=True),
        Column(ctx.say(words.APART)),
        Column(ctx.say(words.GUARANTEE)),
        Column(ctx.say(words.SINCE)),
        Column(ctx.say(words.WRITTEN)),
    ]
    caption = ctx.say(words.CAPTION, n=n, period=formats.period(ctx.period, ctx.lang))
    hide = tag("a", ctx.say(words.HIDE), href=ctx.link(register=None), id="register-hide")
    body = table(caption, columns, [_row(one, ctx) for one in listed], kind="wide long", caption_hidden=True)
    return join(tag("p", caption, " ", hide), scrolling(body, caption))


def _row(one: Standard, ctx: PageContext) -> list[Child]:
    written = [ctx.say(words.PARTS[name]).lower() for name in ELEMENTS if name in one.told]
    return [
        label("service", one.service, ctx) if one.service else ctx.say(words.COMMON),
        label("channel", one.channel, ctx),
        ctx.say(one.text),
        share(one.target, ctx),
        _whom(one, ctx),
        _guarantee(one, ctx),
        _in_force(one, ctx),
        formats.together(written, ctx.lang) if written else NOTHING,
    ]


def _whom(one: Standard, ctx: PageContext) -> str:
    parts = [ctx.say(one.method.text)] if one.method else []
    if one.audience is Audience.INTERNAL:
        parts.append(ctx.say(one.audience.text))
    if one.circumstance is Circumstance.NOT_NORMAL:
        parts.append(ctx.say(words.NOT_NORMAL))
    return ", ".join(parts) or ctx.say(words.EVERYBODY)


def _guarantee(one: Standard, ctx: PageContext) -> str:
    if not one.guarantee:
        return ctx.say(words.NO_GUARANTEE)
    if one.approved_on is None:
        return ctx.say(words.APPROVED, ref=one.approval or NOTHING)
    return ctx.say(words.APPROVED_ON, ref=one.approval or NOTHING, day=formats.day(one.approved_on, ctx.lang))


def _in_force(one: Standard, ctx: PageContext) -> str:
    day = formats.day(one.since, ctx.lang)
    if one.until is None:
        return ctx.say(words.FROM, day=day)
    return ctx.say(words.FROM_TO, day=day, last=formats.day(one.until, ctx.lang))
