"""What is missing and what was made good: services without a standard, guarantees, complaints."""

from dashboard.findings.standards import complaints_line, count, guarantee_line, guarantee_texts, label, share
from dashboard.queries.standards import service_quality
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import service_quality as words
from dashboard.ui.markup import Child, Html, join, tag
from dashboard.ui.tables import Column, scrolling, table
from metrics.definition.breakdowns import DIMENSIONS
from metrics.standards.redress import RECEIVED, Cause


def missing(ctx: PageContext) -> Html | None:
    """How many services have a standard wherever they are offered, and the list of those that have not."""
    found = service_quality.missing(ctx.snapshot, ctx.viewer, period=ctx.period.code, where=ctx.where)
    if found is None or not found.services:
        return None
    told = {"covered": count(found.covered, ctx), "services": count(found.services, ctx)}
    rule = ctx.say(words.COVERED_RULE, period=formats.period(ctx.period, ctx.lang))
    lines: list[list[Child]] = [
        [label("service", service, ctx), formats.together([label("channel", one, ctx) for one in channels], ctx.lang)]
        for service, channels in found.missing.items()
    ]
    columns = [Column(ctx.say(DIMENSIONS["service"].title)), Column(ctx.say(words.LACKS))]
    caption = ctx.say(words.MISSING)
    return join(
        tag("h2", caption, id="missing"),
        tag("p", ctx.say(words.COVERED, **told), " ", tag("span", rule, class_="soft")),
        scrolling(table(caption, columns, lines, kind="wide long", caption_hidden=True), caption) if lines else None,
    )


def guarantees(ctx: PageContext) -> Html:
    """Due, kept, breached, claimed, paid and refused: in a sentence, and by service and channel."""
    every, by = service_quality.guarantees(ctx.snapshot, ctx.viewer, period=ctx.period.code, where=ctx.where)
    heading = tag("h2", ctx.say(words.GUARANTEES), id="guarantees")
    if not by:
        return join(heading, tag("p", ctx.say(words.NO_GUARANTEES)))
    texts = (words.DUE, words.KEPT, words.BREACHED, words.CLAIMED, words.PAID, words.REFUSED, words.PAID_BACK)
    columns = [
        Column(ctx.say(DIMENSIONS["service"].title)),
        Column(ctx.say(DIMENSIONS["channel"].title)),
        *(Column(ctx.say(text), number=True) for text in texts),
    ]
    order = sorted(by.items(), key=lambda item: (-(item[1].breached or 0), item[0][0] or ""))
    lines: list[list[Child]] = [
        [label("service", service, ctx), label("channel", channel, ctx), *guarantee_texts(one, ctx)]
        for (service, channel), one in order
    ]
    caption = ctx.say(words.GUARANTEE_CAPTION)
    return join(
        heading,
        tag("p", guarantee_line(every, ctx)),
        tag("p", caption, class_="soft"),
        scrolling(table(caption, columns, lines, kind="wide long", caption_hidden=True), caption),
    )


def complaints(ctx: PageContext) -> Html:
    """Complaints by cause, and whether their clocks were kept."""
    found = service_quality.complaints(ctx.snapshot, ctx.viewer, period=ctx.period.code, where=ctx.where)
    heading = tag("h2", ctx.say(words.COMPLAINTS), id="complaints")
    if found is None:
        return join(heading, tag("p", ctx.say(words.COMPLAINTS_NOT_TOLD)))
    if not found.causes:
        return join(heading, tag("p", ctx.say(words.NO_COMPLAINTS)))
    columns = [
        Column(ctx.say(DIMENSIONS["category"].title)),
        Column(ctx.say(words.RECEIVED), number=True),
        Column(ctx.say(words.ANSWERS_DUE), number=True),
        Column(ctx.say(words.ACKNOWLEDGED), number=True),
        Column(ctx.say(words.ANSWERED), number=True),
    ]
    lines = [_cause(label("category", one.code, ctx), one, ctx) for one in found.causes]
    lines.append(_cause(ctx.say(words.ALL_CAUSES), found.all, ctx))
    caption = ctx.say(words.COMPLAINTS_CAPTION)
    body = table(caption, columns, lines, kind="wide long", caption_hidden=True)
    return join(
        heading, tag("p", complaints_line(found, ctx)), tag("p", caption, class_="soft"), scrolling(body, caption)
    )


def _cause(name: str, one: Cause, ctx: PageContext) -> list[Child]:
    opens = ctx.leads_to("transactions") and one.code is not None and one.received
    link = tag("a", name, href=ctx.link("transactions", indicator=RECEIVED, category=one.code)) if opens else name
    return [link, count(one.received, ctx), count(one.due, ctx), share(one.acknowledged, ctx), share(one.answered, ctx)]
