"""A waterfall: from one value to another, step by step; its words stand in the table beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.ui.markup import Html, tag

WIDTH, LABEL, ROOM, ROW, BAR = 520, 190, 70, 27, 17
LETTERS = 27
TONES = {"good": "var(--blue)", "bad": "var(--orange)", "plain": "var(--grey)"}


@dataclass(frozen=True)
class Step:
    """A bar: its name, how it is written, and what it adds; `total`: it stands by itself, at the height so far.

    `tone`: good, bad or plain. `hint`: what more a pointer is told.
    """

    name: str
    text: str
    adds: float
    tone: str = "plain"
    total: bool = False
    hint: str = ""


def waterfall(steps: Sequence[Step], caption: str) -> Html:
    """The drawing, in a region as wide as what is around it; `caption` names it, on the page and as a file."""
    ends, reached = [], 0.0
    for step in steps:
        first, reached = (0.0, step.adds) if step.total else (reached, reached + step.adds)
        ends.append((first, reached))
    touched = [
        end
        for (first, last), step in zip(ends, steps, strict=True)
        for end in ((last,) if step.total else (first, last))
    ]
    low, high = min(touched), max(touched)
    # Totals begin at the left: the distance between them is what is shown, not their height above nought. Where nothing
    # stands before the first step, nought is where it begins.
    from_nought = not steps[0].total
    room = 0.0 if from_nought and high > low else (high - low) * 0.25 or abs(high) or 1.0
    left, unit = low - room, (WIDTH - LABEL - ROOM) / (high - low + room)

    def x(value: float) -> float:
        return round(LABEL + max(value - left, 0) * unit, 1)

    marks = []
    for at, (step, (first, last)) in enumerate(zip(steps, ends, strict=True)):
        begin, end = sorted((x(0) if from_nought else LABEL, x(last))) if step.total else sorted((x(first), x(last)))
        top = at * ROW + (ROW - BAR) / 2
        fill = "var(--bar)" if step.total else TONES[step.tone]
        if at + 1 < len(steps):
            marks.append(
                tag("line", x1=x(last), x2=x(last), y1=top, y2=top + ROW + BAR, stroke="var(--near)", stroke_width=1)
            )
        bar = tag("rect", x=begin, y=top, width=max(round(end - begin, 1), 1.5), height=BAR, fill=fill)
        weight = 700 if step.total else 400
        ink = "var(--ink)" if step.total or step.tone == "plain" else fill
        name = step.name if len(step.name) <= LETTERS else f"{step.name[: LETTERS - 1]}…"
        label = tag(
            "text",
            name,
            x=LABEL - 8,
            y=top + 13,
            text_anchor="end",
            font_size=12.5,
            font_weight=weight,
            fill="var(--ink)",
        )
        value = tag("text", step.text, x=end + 6, y=top + 13, font_size=12.5, font_weight=max(weight, 600), fill=ink)
        marks.append(tag("g", tag("title", f"{step.name} : {step.text}{step.hint}"), bar, label, value))
    height = len(steps) * ROW
    drawn = tag("svg", marks, viewBox=f"0 0 {WIDTH} {height}", role="img", aria_label=caption, data_chart=caption)
    return tag("div", drawn, class_="waterfall")
