"""The day under way: what came against its forecast, what is still to come, whom that needs, and who is there."""

from collections.abc import Mapping
from typing import Any

from dashboard.queries import indicators
from dashboard.queries.demand import today as queries
from dashboard.queries.demand.today import Today
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.cells import NOTHING
from dashboard.text.wording import today as words
from dashboard.ui.markup import Html, join, tag
from dashboard.ui.tables import Column, scrolling, table

WIDTH, HEIGHT, SLOT, FOOT, AXIS = 760, 150, 15, 18, 40


def is_under_way(ctx: PageContext) -> bool:
    """Whether there is a day that is not over, and the page looks at the present."""
    shown = queries.shown_day(ctx.snapshot)
    return shown is not None and shown[1] and not ctx.as_of


def section(ctx: PageContext) -> Html:
    """A block per channel that people queue in; nothing where no day is known at all."""
    shown = queries.shown_day(ctx.snapshot)
    if shown is None or ctx.as_of:
        return join()
    day, under_way = shown
    courses = queries.today(ctx.snapshot, ctx.viewer, ctx.decisions, ctx.where)
    limited = ctx.viewer.limited(ctx.where)
    text = formats.day(day, ctx.lang)
    chosen = [name for name in courses if name in limited.get("channel", [name])]
    return join(
        tag("h2", ctx.say(words.TODAY if under_way else words.LAST_DAY, day=text)),
        None if under_way else tag("p", ctx.say(words.NO_RECORD), class_="soft"),
        tag("p", ctx.say(words.PARTLY), class_="soft") if chosen and not limited.keys() <= {"channel"} else None,
        [_channel(name, courses[name], ctx) for name in chosen]
        or tag("p", ctx.say(words.CLOSED, day=text), class_="note"),
    )


def _channel(channel: str, today: Today, ctx: PageContext) -> Html:
    name, day = ctx.say(indicators.name_of(ctx.snapshot, "channel", channel)), today.course.day
    caption = ctx.say(words.CHART, channel=name, day=formats.day(day, ctx.lang))
    rows = today.half_hours()
    return join(
        tag("h3", name),
        tag("p", [[part, " "] for part in _sentences(today, ctx)]),
        _drawn(rows, caption, ctx),
        tag("p", ctx.say(words.KEY), class_="soft"),
        tag("details", tag("summary", ctx.say(words.TABLE)), _table(rows, caption, ctx)),
    )


def _sentences(today: Today, ctx: PageContext) -> list[str]:
    """What came, what is to come, and whether people suffice."""
    course = today.course
    numbers = {
        "arrived": _number(course.arrived, ctx),
        "forecast": _number(course.forecast, ctx),
        "rest": _number(course.rest, ctx),
        "total": _number(course.total, ctx),
        "until": formats.clock(course.known, ctx.lang),
        "expected": _number(course.expected_by_now, ctx),
    }
    if course.over:
        told = [ctx.say(words.WHOLE_DAY, **numbers)]
    elif course.low is None or course.high is None:
        told = [
            ctx.say(words.SO_FAR if course.known else words.NOT_BEGUN, **numbers),
            ctx.say(words.TO_COME_UNSURE, **numbers),
        ]
    else:
        numbers |= {"low": _number(course.low, ctx), "high": _number(course.high, ctx)}
        told = [
            ctx.say(words.SO_FAR if course.known else words.NOT_BEGUN, **numbers),
            ctx.say(words.TO_COME, **numbers),
        ]
    if course.usual:
        told.append(ctx.say(words.USUAL))
    return [*told, *_people(today, ctx)]


def _people(today: Today, ctx: PageContext) -> list[str]:
    if today.people.is_empty():
        return []
    if today.people["there"].null_count():
        return [ctx.say(words.NO_STAFF)]
    short = today.short()
    if not short:
        return [ctx.say(words.ENOUGH)]
    worst = short[0]
    hour = formats.clock(worst["half_hour"], ctx.lang)
    facts = {"needed": _number(worst["needed"], ctx), "there": _number(worst["there"], ctx)}
    if len(short) == 1:
        return [ctx.say(words.SHORT_ONCE, hour=hour, **facts)]
    return [ctx.say(words.SHORT, n=len(short), hour=hour, **facts)]


def _drawn(rows: list[dict[str, Any]], caption: str, ctx: PageContext) -> Html:
    """Bars of what came and of what is expected, the forecast as a line; the hours below."""
    most = max((max(row["arrived"] or 0, row["expected"] or 0, row["forecast"]) for row in rows), default=1) or 1
    width = AXIS + SLOT * len(rows)

    def height(number: float) -> float:
        return round(number / most * (HEIGHT - FOOT - 8), 1)

    marks, line = [], []
    for place, row in enumerate(rows):
        left, number = AXIS + place * SLOT, row["arrived"] if row["arrived"] is not None else row["expected"]
        tall = height(number or 0)
        ahead = row["arrived"] is None
        bar = tag(
            "rect", x=left + 2, y=HEIGHT - FOOT - tall, width=SLOT - 4, height=tall,
            fill="var(--near)" if ahead else "var(--bar)",
        )  # fmt: skip
        marks.append(tag("g", tag("title", _hint(row, ctx)), bar))
        line.append(f"{left + SLOT / 2:.1f},{HEIGHT - FOOT - height(row['forecast']):.1f}")
        if row["half_hour"] % 4 == 0:
            hour = formats.clock(row["half_hour"], ctx.lang)
            marks.append(tag("text", hour, x=left, y=HEIGHT - 4, font_size=11, fill="var(--ink)"))
    top = tag("text", _number(most, ctx), x=AXIS - 6, y=14, font_size=11, text_anchor="end", fill="var(--ink)")
    drawn = tag("polyline", points=" ".join(line), fill="none", stroke="var(--ink)", stroke_width=1.5)
    chart = tag(
        "svg", marks, drawn, top, viewBox=f"0 0 {width} {HEIGHT}", role="img", aria_label=caption, data_chart=caption
    )
    return tag("div", chart, style=f"max-width:{min(width, WIDTH)}px")


def _hint(row: Mapping[str, Any], ctx: PageContext) -> str:
    text = words.HINT_AHEAD if row["arrived"] is None else words.HINT
    numbers = {name: _number(row[name], ctx) for name in ("arrived", "expected", "forecast")}
    return ctx.say(text, hour=formats.clock(row["half_hour"], ctx.lang), **numbers)


def _table(rows: list[dict[str, Any]], caption: str, ctx: PageContext) -> Html:
    titles = (words.ARRIVED, words.FORECAST, words.EXPECTED, words.NEEDED, words.THERE)
    columns = [Column(ctx.say(words.HALF_HOUR)), *(Column(ctx.say(title), number=True) for title in titles)]
    names = ("arrived", "forecast", "expected", "needed", "there")
    cells = [[formats.clock(row["half_hour"], ctx.lang), *(_number(row[name], ctx) for name in names)] for row in rows]
    return scrolling(table(caption, columns, cells, kind="wide close", caption_hidden=True), caption)


def _number(value: float | None, ctx: PageContext) -> str:
    return NOTHING if value is None else formats.number(value, ctx.lang)
