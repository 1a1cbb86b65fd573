"""Complaints one by one: whose clocks run out, how they went, and where more people complain than elsewhere."""

from collections.abc import Mapping

from dashboard.findings.standards import count, label
from dashboard.queries.standards import complaints as queries
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.cells import NOTHING
from dashboard.text.wording import complaints as words
from dashboard.ui.markup import Child, Html, join, tag
from dashboard.ui.tables import Column, scrolling, table
from data.records.customer import Redress
from metrics.definition.breakdowns import DIMENSIONS
from metrics.operations.funnel import Funnel, Point, Standing
from metrics.standards.complaint_rates import per_10000
from metrics.standards.complaint_rows import RECORD, Clock, Course, Running
from metrics.standards.open_items import known_days

MOST, MOST_NAMES = 20, 3
Beyond = Mapping[str, tuple[int, int]]
"""What has more complaints than interactions → both counts."""
MORE, FEWER = (Standing.FAR_BELOW, Standing.BELOW), (Standing.FAR_ABOVE, Standing.ABOVE)


def clocks(ctx: PageContext) -> Html | None:
    """How many clocks run out, and on demand the complaints to answer first."""
    found = queries.running(ctx.snapshot, ctx.viewer, where=ctx.where)
    if found is None:
        return None
    day = formats.day(known_days(ctx.snapshot).whole_to, ctx.lang)
    heading = tag("h2", ctx.say(words.CLOCKS), id="clocks")
    every = sum(one.every for one in found.values())
    if not every:
        return join(heading, tag("p", ctx.say(words.NO_OPEN, day=day)))
    told = {clock.value: _running(found[clock], ctx) for clock in Clock}
    sentence = ctx.say(words.OPEN, n=count(every, ctx), day=day, **told)
    return join(
        heading,
        tag("p", sentence, " ", tag("span", ctx.say(words.EACH_ONCE), class_="soft")),
        _list(min(every, MOST), ctx),
    )


def course(ctx: PageContext) -> Html | None:
    """Escalated, repeated, redressed; and by service, place or channel with the rate beside the others'."""
    period = ctx.period.code
    every = queries.courses(ctx.snapshot, ctx.viewer, period=period, where=ctx.where, by=None).get(None)
    if every is None or not every.received:
        return None
    chosen = ctx.own.get("complaints", "")
    by = chosen if chosen in words.BY else "service"
    found = queries.courses(ctx.snapshot, ctx.viewer, period=period, where=ctx.where, by=by)
    drawn, beyond = queries.rates(ctx.snapshot, ctx.viewer, period=period, where=ctx.where, by=by)
    return join(
        tag("h2", ctx.say(words.COURSE), id="complaint-course"),
        tag("p", _lead(every, ctx)),
        _tabs(by, ctx),
        tag("p", " ".join((_beside(drawn, by, ctx), *_beyond(beyond, by, ctx)))),
        _table(found, drawn, beyond, by, ctx),
    )


def _running(one: Running, ctx: PageContext) -> str:
    numbers = {"out": one.out, "soon": one.soon, "longer": one.longer}
    return ctx.say(words.RUNNING, **{name: count(number, ctx) for name, number in numbers.items()})


def note_opened(ctx: PageContext) -> None:
    """Notes in the trail that the reader opens single complaints."""
    if ctx.own.get("open") != "complaints" or RECORD not in ctx.viewer.declared.records:
        return
    found = queries.running(ctx.snapshot, ctx.viewer, where=ctx.where)
    if found is not None and any(one.every > 0 for one in found.values()):
        queries.note_opened(ctx.snapshot, ctx.viewer, where=ctx.where, most=MOST)


def _list(most: int, ctx: PageContext) -> Html | None:
    if RECORD not in ctx.viewer.declared.records:
        return None
    if ctx.own.get("open") != "complaints":
        link = tag("a", ctx.say(words.SHOW, n=count(most, ctx)), href=ctx.link(open="complaints"), id="clocks-open")
        return tag("p", link)
    rows = queries.open_complaints(ctx.snapshot, ctx.viewer, where=ctx.where, most=most)
    columns = [
        Column(ctx.say(words.COMPLAINT)),
        Column(ctx.say(words.ABOUT)),
        Column(ctx.say(DIMENSIONS["service"].title)),
        Column(ctx.say(DIMENSIONS["category"].title), kind="extra"),
        Column(ctx.say(words.CLOCK)),
        Column(ctx.say(words.UNTIL)),
        Column(ctx.say(words.LEFT), number=True),
        Column(ctx.say(words.ESCALATED), kind="extra"),
    ]
    lines: list[list[Child]] = [
        [
            _record(RECORD, row["complaint_id"], row["source"], ctx),
            _transaction(row["transaction_id"], ctx),
            label("service", row["service_id"], ctx),
            label("category", row["category"], ctx),
            ctx.say(words.CLOCK_NAMES[row["clock"]]),
            formats.day(row["clock_due_on"], ctx.lang),
            count(row["left"], ctx) if row["left"] else ctx.say(words.RAN_OUT),
            ctx.say(words.YES if row["escalated"] else words.NO),
        ]
        for row in rows
    ]
    caption = ctx.say(words.LIST_CAPTION, n=count(len(rows), ctx))
    return join(
        tag("p", caption, " ", tag("a", ctx.say(words.HIDE), href=ctx.link(open=None), id="clocks-hide")),
        scrolling(table(caption, columns, lines, kind="wide long", caption_hidden=True), caption),
    )


def _record(record: str, key: str, source: str | None, ctx: PageContext) -> Child:
    if not ctx.leads_to("transaction"):
        return key
    return tag("a", key, href=ctx.link("transaction", record=record, key=key, source=source))


def _transaction(key: str | None, ctx: PageContext) -> Child:
    if key is None:
        return ctx.say(words.NOT_KNOWN)
    return _record("transaction", key, None, ctx) if "transaction" in ctx.viewer.declared.records else key


def _lead(every: Course, ctx: PageContext) -> str:
    numbers = {"escalated": every.escalated, "repeated": every.repeated, "answered": every.answered}
    told = {name: count(number, ctx) for name, number in numbers.items()}
    return ctx.say(words.LEAD, n=count(every.received, ctx), redress=_given(every, ctx), **told)


def _given(every: Course, ctx: PageContext) -> str:
    if not any(code for code in every.redress):
        return ""
    order = sorted(every.redress.items(), key=lambda item: (item[0] is None, -item[1]))
    parts = [f"{ctx.say(Redress(code).text if code else words.UNTOLD).lower()} {count(n, ctx)}" for code, n in order]
    return ctx.say(words.GIVEN, given=formats.together(parts, ctx.lang))


def _tabs(by: str, ctx: PageContext) -> Html:
    links = [
        tag("a", ctx.say(text), href=ctx.link(complaints=name), aria_current="true" if name == by else None)
        for name, text in words.BY.items()
    ]
    return tag("nav", links, class_="tabs", aria_label=ctx.say(words.TABS))


def _beside(drawn: Funnel | None, by: str, ctx: PageContext) -> str:
    if drawn is None:
        return ctx.say(words.NO_FUNNEL)
    high, low = drawn.outside(*MORE), drawn.outside(*FEWER)
    named = formats.together([label(by, point.spot.codes[by], ctx) for point in high[:MOST_NAMES]], ctx.lang)
    names = ctx.say(words.NAMES, names=named) if high else ""
    numbers = {"high": len(high), "n": len(drawn.points), "low": len(low)}
    return ctx.say(words.FUNNEL, names=names, **{name: count(number, ctx) for name, number in numbers.items()})


def _beyond(beyond: Beyond, by: str, ctx: PageContext) -> list[str]:
    """What the funnel cannot hold, named: nothing falls out of it unsaid."""
    if not beyond:
        return []
    told = [
        ctx.say(words.ITS_COUNTS, name=label(by, code, ctx), complaints=count(n, ctx), interactions=count(of, ctx))
        for code, (n, of) in list(beyond.items())[:MOST_NAMES]
    ]
    text = words.BEYOND_ONE if len(beyond) == 1 else words.BEYOND
    return [ctx.say(text, n=count(len(beyond), ctx), names="; ".join(told))]


def _table(found: dict[str | None, Course], drawn: Funnel | None, beyond: Beyond, by: str, ctx: PageContext) -> Html:
    points = {point.spot.codes[by]: point for point in drawn.points} if drawn else {}
    extra = (words.ESCALATED, words.REPEATED, words.REDRESSED)
    columns = [
        Column(ctx.say(DIMENSIONS[by].title)),
        Column(ctx.say(words.RECEIVED), number=True),
        *(Column(ctx.say(text), number=True, kind="extra") for text in extra),
        Column(ctx.say(words.RATE), number=True),
        Column(ctx.say(words.USUAL), number=True, kind="extra"),
        Column(ctx.say(words.STANDING)),
    ]
    order = sorted(found.items(), key=lambda item: (-item[1].received, item[0] or ""))
    lines: list[list[Child]] = [
        [
            label(by, code, ctx),
            *(count(n, ctx) for n in (one.received, one.escalated, one.repeated, one.redressed)),
            *(_outside(ctx) if code in beyond else _place(points.get(code or ""), ctx)),
        ]
        for code, one in order
    ]
    caption = ctx.say(words.CAPTION, period=formats.period(ctx.period, ctx.lang))
    body = table(caption, columns, lines, kind="wide long", caption_hidden=True)
    return join(tag("p", caption, class_="soft"), scrolling(body, caption))


def _outside(ctx: PageContext) -> list[Child]:
    return [NOTHING, NOTHING, ctx.say(words.MORE_THAN_INTERACTIONS)]


def _place(point: Point | None, ctx: PageContext) -> list[Child]:
    if point is None:
        return [NOTHING, NOTHING, NOTHING]
    # The funnel is of interactions without complaint; complaints are the other side.
    low, high = per_10000(point.inner.high), per_10000(point.inner.low)
    return [
        formats.number(per_10000(point.spot.value), ctx.lang, 1),
        ctx.say(words.FROM_TO, low=formats.number(low, ctx.lang, 1), high=formats.number(high, ctx.lang, 1)),
        ctx.say(words.STANDINGS[point.standing.value]),
    ]
