"""The strategy map as a drawing: a lane per success factor, a box per objective that holds its indicators with their
values and trends, an arrow per hypothesis."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.request.context import PageContext
from dashboard.text import formats, verdicts
from dashboard.text.wording import strategy as words
from dashboard.ui.markup import Attributes, Html, join, tag
from dashboard.ui.tables import scrolling
from metrics.assessment.assessment import Assessment
from metrics.assessment.attention import AttentionGroup, group
from metrics.assessment.objectives import Standing, standings
from metrics.assessment.strategy import Hypothesis, Lane, Support

LANE, GUTTER, HEAD, GAP = 186, 42, 82, 12
TITLE_LINE, NAME_LINE, INSET = 15, 14, 6
BULGE = 26
"""How far an arrow within a lane swings out: less than half a gutter, where those between lanes turn."""
LINE = 22
"""Letters that fit on a line of a box."""
TRENDS = {True: "↗", False: "↘", None: "→"}
TREND_INKS = {"good": "var(--blue)", "bad": "var(--orange)", "plain": "var(--muted)", "neutral": "var(--ink)"}
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
    """Where something is drawn."""

    x: int
    y: int
    height: int

    @property
    def middle(self) -> float:
        """Half way down."""
        return self.y + self.height / 2


@dataclass(frozen=True, eq=False)
class Placed:
    """An objective with the indicators that are drawn in it, and where."""

    standing: Standing
    box: Box
    nodes: list[tuple[Assessment, Box]]


def drawing(lanes: Sequence[Lane], weighed: Sequence[Hypothesis], ctx: PageContext) -> Html:
    """The whole map, in a region of its own that scrolls where it does not fit."""
    placed = [_place(lane, number, weighed, ctx) for number, lane in enumerate(lanes)]
    boxes = {one.indicator.name: box for lane in placed for each in lane for one, box in each.nodes}
    width = len(lanes) * (LANE + GUTTER)
    bottom = max((each.box.y + each.box.height for lane in placed for each in lane), default=HEAD)
    height = bottom + 30
    grounds = [
        _lane(lane, number, sum(len(each.nodes) for each in placed[number]), height, ctx)
        for number, lane in enumerate(lanes)
    ]
    objectives = [_objective(each, ctx) for lane in placed for each in lane]
    arrows = [_arrow(hypothesis, number, boxes) for number, hypothesis in enumerate(weighed, start=1)]
    nodes = [_node(one, box, ctx) for lane in placed for each in lane for one, box in each.nodes]
    label = ctx.say(words.MAP, n=len(weighed))
    svg = tag(
        "svg",
        _heads(),
        grounds,
        objectives,
        arrows,
        nodes,
        viewBox=f"0 0 {width} {height}",
        data_chart=label,
        style=f"min-width: {width * 0.8:.0f}px; width: 100%",
    )
    return tag("div", scrolling(svg, label), class_="map")


def on_map(standing: Standing, weighed: Sequence[Hypothesis]) -> list[Assessment]:
    """The indicators of an objective that are drawn: the one that stands for it, those of an arrow, headline ones."""
    ends = {name for one in weighed for name in (one.arrow.cause, one.arrow.effect)}
    return [
        one
        for one in standing.assessments
        if one is standing.lead or one.indicator.headline or one.indicator.name in ends
    ]


def _place(lane: Lane, number: int, weighed: Sequence[Hypothesis], ctx: PageContext) -> list[Placed]:
    """The objectives of a lane below each other, each as tall as its words."""
    x, y, placed = number * (LANE + GUTTER), HEAD, []
    for standing in standings(lane.assessments, lane.factor):
        top, nodes = y + _head_height(standing, ctx), []
        for one in on_map(standing, weighed):
            height = len(_lines(ctx.say(one.indicator.title), LINE)) * NAME_LINE + NAME_LINE + 12
            nodes.append((one, Box(x, top, height)))
            top += height + INSET
        placed.append(Placed(standing, Box(x, y, top - y), nodes))
        y = top + GAP
    return placed


def _head_height(standing: Standing, ctx: PageContext) -> int:
    titles, owners = _head_lines(standing, ctx)
    return (len(titles) + len(owners)) * TITLE_LINE + 12


def _head_lines(standing: Standing, ctx: PageContext) -> tuple[list[str], list[str]]:
    objective = standing.objective
    return _lines(ctx.say(objective.title), 24), _lines(ctx.say(objective.owner), 26)


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
    return tag("p", items, tag("span", ctx.say(words.TREND_KEY)), class_="key")


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


def _objective(placed: Placed, ctx: PageContext) -> Html:
    """The frame of an objective: its name, and who answers for it."""
    box = placed.box
    titles, owners = _head_lines(placed.standing, ctx)
    styled = [(line, 12.5, "var(--ink)", 600) for line in titles] + [
        (line, 11.5, "var(--muted)", 400) for line in owners
    ]
    texts = [
        tag("text", line, x=box.x + 10, y=box.y + 16 + at * TITLE_LINE, font_size=size, font_weight=weight, fill=ink)
        for at, (line, size, ink, weight) in enumerate(styled)
    ]
    frame = tag("rect", x=box.x + 3, y=box.y, width=LANE - 6, height=box.height, rx=7, fill="var(--ground)",
                stroke="var(--line)")  # fmt: skip
    return tag("g", frame, texts)


def _node(assessment: Assessment, box: Box, ctx: PageContext) -> Html:
    """An indicator of an objective, leading to its page: a mark, its name, its value and which way it moves."""
    name = ctx.say(assessment.indicator.title)
    value = verdicts.absence_parts(assessment, ctx.lang)[0]
    status = verdicts.absence(assessment, ctx.lang)
    if assessment.value is not None:
        value = formats.value(assessment.value, assessment.indicator.unit, ctx.lang, assessment.indicator.decimals)
        status = verdicts.status(assessment, ctx.lang)
    ink, trend = INKS[verdicts.TONES[assessment.status]], verdicts.variation(assessment, ctx.lang)
    judged = assessment.value is not None and assessment.points.height and not assessment.open
    moves = TRENDS[assessment.rising] if judged else ""
    texts = [
        tag("text", line, x=box.x + 32, y=box.y + 15 + at * NAME_LINE, font_size=11.5, fill="var(--ink)")
        for at, line in enumerate(_lines(name, LINE))
    ]
    below = box.y + box.height - 7
    texts.append(
        tag(
            "text",
            tag("tspan", value, font_weight=700),
            tag("tspan", f" {moves}", fill=TREND_INKS[verdicts.tone(assessment)]) if moves else None,
            x=box.x + 32,
            y=below,
            font_size=12.5,
            fill="var(--ink)",
        )
    )
    mark = verdicts.MARKS[assessment.status] if assessment.value is not None else "·"
    return tag(
        "a",
        tag("rect", x=box.x + 6, y=box.y, width=LANE - 12, height=box.height, rx=5, fill="var(--ground)", stroke=ink),
        tag("rect", x=box.x + 6, y=box.y, width=20, height=box.height, rx=5, fill=ink),
        tag("text", mark, x=box.x + 16, y=box.middle + 5, font_size=14, font_weight=700, text_anchor="middle",
            fill="var(--ground)"),
        texts,
        href=ctx.link("indicator", indicator=assessment.indicator.name),
        aria_label=ctx.say(words.NODE, name=name, value=value, status=status, trend=trend),
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
