"""The funnel: every place by how many it is of, between limits that chance and ordinary differences explain."""

from collections.abc import Sequence
from math import ceil, floor, log10

from dashboard.findings.value import value_text
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import operations as words
from dashboard.ui.markup import Attributes, Html, join, tag
from dashboard.ui.tables import scrolling
from dashboard.views.operations.links import named, rows_of
from metrics.assessment.assessment import Assessment
from metrics.operations.funnel import INNER, LEAST, OUTER, Funnel, Point, Standing

WIDTH, HEIGHT, LEFT, RIGHT, TOP, FOOT = 760, 300, 54, 130, 12, 38
LINES = 60
"""Points of each limit that is drawn."""
NAMED = 4
"""Places on each side that are named in the chart; the sentence and the table name all."""
TONES = {
    Standing.FAR_BELOW: "var(--orange)",
    Standing.BELOW: "var(--orange)",
    Standing.ALIKE: "var(--grey)",
    Standing.ABOVE: "var(--blue)",
    Standing.FAR_ABOVE: "var(--blue)",
}
FAR = (Standing.FAR_BELOW, Standing.FAR_ABOVE)
ROUND = (1, 2, 2.5, 5, 10)


def comparison(drawn: Funnel | None, assessment: Assessment, ctx: PageContext) -> Html:
    """The sentence and the drawing; the places are in the table that follows. Without a funnel, why there is none."""
    if drawn is None:
        return tag("p", ctx.say(words.NO_FUNNEL, n=LEAST), class_="soft")
    return join(
        tag("p", _sentence(drawn, ctx)),
        _drawing(drawn, assessment, ctx),
        tag("p", ctx.say(words.FUNNEL_HOW, centre=_percent(drawn.centre, ctx)), " ", _dispersion(drawn, ctx),
            class_="soft"),
    )  # fmt: skip


def _sentence(drawn: Funnel, ctx: PageContext) -> Html:
    sides = []
    for standing, one, many in (
        (Standing.FAR_BELOW, words.ONE_FAR_BELOW, words.FAR_BELOW),
        (Standing.FAR_ABOVE, words.ONE_FAR_ABOVE, words.FAR_ABOVE),
    ):
        points = drawn.outside(standing)
        if points:
            names = formats.together([named(point.spot, ctx) for point in points[:NAMED]], ctx.lang)
            more = ctx.say(words.AND_MORE, n=len(points) - NAMED) if len(points) > NAMED else ""
            sides.append(ctx.say(one if len(points) == 1 else many, n=len(points), names=names + more))
    none = words.NONE_FAR if drawn.tau else words.NONE_DIFFER
    return join(" ".join(sides) or ctx.say(none, n=len(drawn.points)))


def _dispersion(drawn: Funnel, ctx: PageContext) -> str:
    factor = formats.number(drawn.phi, ctx.lang, 2)
    return ctx.say(words.DISPERSED if drawn.tau else words.NOT_DISPERSED, factor=factor)


def _percent(share: float, ctx: PageContext, decimals: int = 1) -> str:
    return formats.percent(share, ctx.lang, decimals)


def _drawing(drawn: Funnel, assessment: Assessment, ctx: PageContext) -> Html:
    most = max(point.spot.of for point in drawn.points) * 1.04
    least = min(point.spot.of for point in drawn.points)
    widest = drawn.limits(max(least, most / 40), OUTER)
    values = [point.spot.value for point in drawn.points]
    low, high = min(widest.low, *values), max(widest.high, *values)
    room = (high - low) * 0.05
    low, high = max(low - room, 0.0), min(high + room, 1.0)

    def x(of: float) -> float:
        return round(LEFT + of / most * (WIDTH - LEFT - RIGHT), 1)

    def y(share: float) -> float:
        share = min(max(share, low), high)
        return round(TOP + (high - share) / (high - low) * (HEIGHT - TOP - FOOT), 1)

    steps = [least + (most - least) * (at / LINES) ** 2 for at in range(LINES + 1)]
    marks: list[Html] = [_grid_line(share, y(share), ctx) for share in _ticks(low, high)]
    marks += [
        tag("text", formats.number(of, ctx.lang), x=x(of), y=HEIGHT - FOOT + 16, text_anchor="middle", **_SMALL)
        for of in _ticks(0, most)
    ]
    marks.append(tag("text", ctx.say(words.OF), x=x(most / 2), y=HEIGHT - 4, text_anchor="middle", **_SMALL))
    for inside, dash in ((OUTER, None), (INNER, "5 4")):
        limits = [drawn.limits(of, inside) for of in steps]
        for side in ("low", "high"):
            line = " ".join(f"{x(of)},{y(getattr(at, side))}" for of, at in zip(steps, limits, strict=True))
            marks.append(tag("polyline", points=line, fill="none", stroke="var(--ink)", stroke_width=1,
                             stroke_dasharray=dash))  # fmt: skip
        end = limits[-1]
        marks.append(tag("text", _percent(inside, ctx, 1 if inside == OUTER else 0), x=x(most) + 4,
                         y=y(end.low) + (12 if inside == OUTER else 2), **_SMALL))  # fmt: skip
    marks.append(tag("line", x1=LEFT, x2=x(most), y1=y(drawn.centre), y2=y(drawn.centre), stroke="var(--ink)",
                     stroke_width=1.6))  # fmt: skip
    marks.append(tag("text", ctx.say(words.TOGETHER), x=x(most) + 4, y=y(drawn.centre) + 4, **_SMALL))
    if assessment.target is not None and low <= assessment.target <= high:
        at = y(assessment.target)
        marks.append(tag("line", x1=LEFT, x2=x(most), y1=at, y2=at, stroke="var(--blue)", stroke_width=1.4,
                         stroke_dasharray="2 3"))  # fmt: skip
        near = abs(at - y(drawn.centre)) < 13
        marks.append(tag("text", ctx.say(words.TARGET), x=x(most) + 4, fill="var(--ink)", font_size=12,
                         y=y(drawn.centre) + (17 if at > y(drawn.centre) else -9) if near else at + 4))  # fmt: skip
    # Those that lie outside are drawn last, on top of all others.
    ordered = sorted(drawn.points, key=lambda point: point.standing is not Standing.ALIKE)
    labels = {id(point) for standing in FAR for point in drawn.outside(standing)[:NAMED]}
    marks += [_point(point, x(point.spot.of), y(point.spot.value), id(point) in labels, assessment, ctx)
              for point in ordered]  # fmt: skip
    caption = ctx.say(words.FUNNEL_CAPTION, name=ctx.say(assessment.indicator.title))
    svg = tag("svg", marks, viewBox=f"0 0 {WIDTH} {HEIGHT}", role="group", aria_label=caption, data_chart=caption)
    return tag("div", scrolling(svg, caption), class_="funnel")


_SMALL: Attributes = {"font_size": 12, "fill": "var(--muted)"}


def _grid_line(share: float, at: float, ctx: PageContext) -> Html:
    line = tag("line", x1=LEFT, x2=WIDTH - RIGHT, y1=at, y2=at, stroke="var(--hair)", stroke_width=1)
    label = tag("text", _percent(share, ctx, 0), x=LEFT - 6, y=at + 4, text_anchor="end", **_SMALL)
    return tag("g", line, label)


def _point(point: Point, x: float, y: float, label: bool, assessment: Assessment, ctx: PageContext) -> Html:
    """A place: a dot that opens its records; by the keyboard only where it lies outside, for all are in the table."""
    spot, far = point.spot, point.standing in FAR
    value = value_text(spot.value, assessment, ctx)
    hint = ctx.say(words.CELL, place=named(spot, ctx), value=value, n=formats.number(spot.of, ctx.lang))
    hint = f"{hint}, {ctx.say(point.standing.text).lower()}"
    colour = TONES[point.standing]
    dot = tag("circle", cx=x, cy=y, r=5.5 if far else 4, fill=colour if far else "var(--ground)", stroke=colour,
              stroke_width=1.6)  # fmt: skip
    right = x < WIDTH - RIGHT - 90
    text = tag("text", f"{named(spot, ctx)} {value}", x=x + (9 if right else -9), y=y + 4, font_size=12,
               font_weight=600, text_anchor="start" if right else "end", fill=colour) if label else None  # fmt: skip
    return tag("a", tag("title", hint), dot, text, href=rows_of(spot, assessment, ctx), aria_label=hint,
               tabindex=None if far else -1)  # fmt: skip


def _ticks(low: float, high: float) -> Sequence[float]:
    """Up to six round numbers from one to another."""
    raw = (high - low) / 5
    power = 10.0 ** floor(log10(raw))
    step = next(unit * power for unit in ROUND if unit * power >= raw)
    return [at * step for at in range(ceil(low / step), floor(high / step) + 1)]
