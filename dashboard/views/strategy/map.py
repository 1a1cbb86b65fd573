"""The strategy map as a drawing: a lane per success factor, a box per indicator, an arrow per hypothesis."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.request.context import PageContext
from dashboard.text import verdicts
from dashboard.text.wording import strategy as words
from dashboard.ui.markup import Attributes, Html, join, tag
from dashboard.ui.tables import scrolling
from metrics.assessment.assessment import Assessment
from metrics.assessment.attention import AttentionGroup, group
from metrics.assessment.strategy import Hypothesis, Lane, Support

LANE, GUTTER, HEAD, BOX, GAP = 180, 42, 82, 50, 10
BULGE = 26
"""How far an arrow within a lane swings out: less than half a gutter, where those between lanes turn."""
LINE = 23
"""Letters that fit on a line of a box."""
INKS = {"good": "var(--blue)", "bad": "var(--orange)", "plain": "var(--grey)"}
STROKES: dict[Support, Attributes] = {
    Support.SUPPORTED: {"stroke": "var(--blue)", "stroke_width": 2.6},
    Support.NOT_SUPPORTED: {"stroke": "var(--orange)", "stroke_width": 2, "stroke_dasharray": "8 5"},
    Support.TOO_FEW: {
        "stroke": "var(--grey)",
        "stroke_width": 2.2,
        "stroke_dasharray": "0.1 5",
        "stroke_linecap": "round",
    },
}


@dataclass(frozen=True)
class Box:
    """Where an indicator is drawn."""

    x: int
    y: int

    @property
    def middle(self) -> float:
        """Half way down."""
        return self.y + BOX / 2


def drawing(lanes: Sequence[Lane], weighed: Sequence[Hypothesis], ctx: PageContext) -> Html:
    """The whole map, in a region of its own that scrolls where it does not fit."""
    rows_by_lane = lane_rows(lanes, weighed)
    boxes = {
        assessment.indicator.name: Box(number * (LANE + GUTTER), HEAD + row * (BOX + GAP))
        for number, rows in enumerate(rows_by_lane)
        for row, assessment in enumerate(rows)
    }
    width = len(lanes) * (LANE + GUTTER)
    height = max((box.y for box in boxes.values()), default=HEAD) + BOX + 30
    grounds = [_lane(lane, number, len(rows_by_lane[number]), height, ctx) for number, lane in enumerate(lanes)]
    arrows = [_arrow(hypothesis, number, boxes) for number, hypothesis in enumerate(weighed, start=1)]
    nodes = [_node(assessment, boxes[assessment.indicator.name], ctx) for rows in rows_by_lane for assessment in rows]
    label = ctx.say(words.MAP, n=len(weighed))
    svg = tag(
        "svg",
        _heads(),
        grounds,
        arrows,
        nodes,
        viewBox=f"0 0 {width} {height}",
        data_chart=label,
        style=f"min-width: {width * 0.8:.0f}px; width: 100%",
    )
    return tag("div", scrolling(svg, label), class_="map")


def lane_rows(lanes: Sequence[Lane], weighed: Sequence[Hypothesis]) -> list[list[Assessment]]:
    """The indicators that are drawn in each lane: those of an arrow as the chain has them, then headline ones first.

    The lane that needs most room for these says how many rows there are; the others fill theirs.
    """
    ends = list(
        dict.fromkeys(name for hypothesis in weighed for name in (hypothesis.arrow.cause, hypothesis.arrow.effect))
    )

    def rank(assessment: Assessment) -> tuple[int, bool]:
        name = assessment.indicator.name
        return (ends.index(name) if name in ends else len(ends)), not assessment.indicator.headline

    needed = [sum(rank(hypothesis) < (len(ends), True) for hypothesis in lane.assessments) for lane in lanes]
    return [sorted(lane.assessments, key=rank)[: max(needed)] for lane in lanes]


def key(ctx: PageContext) -> Html:
    """What the three kinds of arrow mean."""
    items = [
        tag(
            "span",
            tag(
                "svg",
                tag("line", x1=1, x2=39, y1=6, y2=6, **STROKES[support]),
                width=40,
                height=12,
                aria_hidden="true",
            ),
            ctx.say(support.text),
        )
        for support in Support
    ]
    return tag("p", items, class_="key")


def _lane(lane: Lane, number: int, drawn: int, height: int, ctx: PageContext) -> Html:
    """The lane's ground and head: its factor, its worst status and how many want watching."""
    x = number * (LANE + GUTTER)
    worst = verdicts.worst(lane.assessments)
    n = sum(group(assessment) is AttentionGroup.ATTENTION for assessment in lane.assessments)
    need = ctx.say(words.NEED, n=n, all=len(lane.assessments))
    ink = INKS[verdicts.TONES[worst]]
    heads = [(line, 14, "var(--ink)") for line in _lines(ctx.say(lane.factor.text), 20)]
    heads.append((f"{verdicts.MARKS[worst]} {ctx.say(words.WORST, status=ctx.say(worst.text).lower())}", 12, ink))
    heads.append((need, 12, "var(--muted)"))
    title = [
        tag("text", line, x=x + 10, y=20 + at * 17, font_size=size, font_weight=600, fill=colour)
        for at, (line, size, colour) in enumerate(heads)
    ]
    if more := len(lane.assessments) - drawn:
        text = ctx.say(words.ONE_MORE if more == 1 else words.MORE, n=more)
        title.append(tag("text", text, x=x + 10, y=height - 12, font_size=11.5, fill="var(--muted)"))
    ground = tag("rect", x=x, y=0, width=LANE, height=height, rx=8, fill="var(--panel)", stroke="var(--line)")
    return tag("g", ground, title)


def _node(assessment: Assessment, box: Box, ctx: PageContext) -> Html:
    """A box that leads to its indicator: a mark, a colour and the name."""
    name = ctx.say(assessment.indicator.title)
    status = (
        verdicts.status(assessment, ctx.lang)
        if assessment.value is not None
        else verdicts.absence(assessment, ctx.lang)
    )
    ink = INKS[verdicts.TONES[assessment.status]]
    lines = _lines(name, LINE)
    top = box.y + BOX / 2 + 4.5 - (len(lines) - 1) * 7.5
    texts = [
        tag("text", line, x=box.x + 36, y=top + at * 15, font_size=12.5, fill="var(--ink)")
        for at, line in enumerate(lines)
    ]
    mark = verdicts.MARKS[assessment.status] if assessment.value is not None else "·"
    return tag(
        "a",
        tag("rect", x=box.x + 6, y=box.y, width=LANE - 12, height=BOX, rx=6, fill="var(--ground)", stroke=ink),
        tag("rect", x=box.x + 6, y=box.y, width=22, height=BOX, rx=6, fill=ink),
        tag("text", mark, x=box.x + 17, y=box.y + BOX / 2 + 5, font_size=14, font_weight=700, text_anchor="middle",
            fill="var(--ground)"),
        texts,
        href=ctx.link("indicator", indicator=assessment.indicator.name),
        aria_label=ctx.say(words.NODE, name=name, status=status),
        class_="node",
    )  # fmt: skip


def _arrow(weighed: Hypothesis, number: int, boxes: Mapping[str, Box]) -> Html:
    """A curve from the cause to the effect, with its number in the table below it."""
    start, end = boxes[weighed.arrow.cause], boxes[weighed.arrow.effect]
    x1, x2 = start.x + LANE - 6, end.x + 6
    if start.x == end.x:
        # In one lane it goes round the outside, a little apart from others that start or end there.
        x2, y1, y2 = end.x + LANE - 6, start.middle + 6, end.middle - 6
        curve: tuple[tuple[float, float], ...] = ((x1, y1), (x1 + BULGE, y1), (x1 + BULGE, y2), (x2 + 7, y2))
        at = _along(curve, 0.5)
    else:
        y1, y2 = start.middle, end.middle
        middle = (x1 + x2) / 2
        curve = ((x1, y1), (middle, y1), (middle, y2), (x2 - 7, y2))
        # Past half way, where arrows that end at different boxes have parted.
        at = _along(curve, 0.8)
    path = "M{} {} C{} {} {} {} {} {}".format(*(round(part, 1) for point in curve for part in point))
    support = weighed.evidence.support
    ink = STROKES[support]["stroke"]
    return join(
        tag("path", d=path, fill="none", marker_end=f"url(#head-{support.value})", **STROKES[support]),
        tag("circle", cx=at[0], cy=at[1], r=9, fill="var(--ground)", stroke=ink, stroke_width=1.5),
        tag("text", str(number), x=at[0], y=at[1] + 4, font_size=11, text_anchor="middle", fill="var(--ink)"),
    )


def _along(curve: Sequence[tuple[float, float]], part: float) -> tuple[float, float]:
    """The point of a cubic curve after a part of it."""
    weights = ((1 - part) ** 3, 3 * (1 - part) ** 2 * part, 3 * (1 - part) * part**2, part**3)
    x, y = (sum(w * point[axis] for w, point in zip(weights, curve, strict=True)) for axis in (0, 1))
    return round(x, 1), round(y, 1)


def _heads() -> Html:
    """The three arrow heads."""
    return tag(
        "defs",
        [
            tag(
                "marker",
                tag("path", d="M0 0 L10 5 L0 10 Z", fill=STROKES[support]["stroke"]),
                id=f"head-{support.value}",
                viewBox="0 0 10 10",
                refX=2,
                refY=5,
                markerWidth=9,
                markerHeight=9,
                markerUnits="userSpaceOnUse",
                orient="auto",
            )
            for support in Support
        ],
    )


def _lines(text: str, most: int) -> list[str]:
    """The words of a text on lines of so many letters."""
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > most:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
