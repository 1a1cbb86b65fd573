"""Small drawings: bullet, sparkline and the two icons. All are hidden from screen readers; words stand beside them."""

from collections.abc import Sequence

from dashboard.ui.markup import Html, tag
from metrics.assessment.assessment import Assessment

BULLET = (92, 18)
SPARK = (136, 24)
ICON = 22
STROKES = {"good": "var(--blue)", "bad": "var(--orange)", "plain": "var(--grey)", "neutral": "var(--purple)"}
POINTS = {
    "special_cause_improvement": "var(--blue)",
    "special_cause_concern": "var(--orange)",
    "special_cause_neutral_high": "var(--purple)",
    "special_cause_neutral_low": "var(--purple)",
}


def bullet(value: float, target: float | None, near: float | None, most: float | None = None) -> Html:
    """A bar from zero, the target as a tick, and what still counts as near as a darker ground.

    `most`: the largest value there can be, where there is one.
    """
    width, height = BULLET
    numbers = [number for number in (value, target, near, 0.0) if number is not None]
    low, high = min(numbers), max(numbers)
    room = (high - low) * 0.12 or 1.0
    high = min(high + room, most) if most is not None and high <= most else high + room
    low = low - room if low < 0 else low

    def x(number: float) -> float:
        return round((number - low) / (high - low) * width, 1)

    marks = [tag("rect", x=0, y=3, width=width, height=12, fill="var(--band)")]
    if target is not None and near is not None:
        left, right = sorted((x(target), x(near)))
        marks.append(tag("rect", x=left, y=3, width=round(right - left, 1), height=12, fill="var(--near)"))
    left, right = sorted((x(0), x(value)))
    marks.append(tag("rect", x=left, y=6.5, width=max(round(right - left, 1), 1), height=5, fill="var(--bar)"))
    if target is not None:
        marks.append(tag("rect", x=min(x(target), width - 2.5), y=1, width=2.5, height=16, fill="var(--ink)"))
    return _drawing(width, height, marks)


def sparkline(assessment: Assessment) -> Html | None:
    """The last points with their limits as a band, mean, dashed target, and dots only where a point is a signal."""
    points = assessment.points
    rows = [row for row in points.iter_rows(named=True) if row["value"] is not None]
    if not rows:
        return None
    width, height = SPARK
    low, high = _reach(rows)
    target = target_in_sight(assessment)
    if target is not None:
        low, high = min(low, target), max(high, target)
    places = {row["period"]: place for place, row in enumerate(points.iter_rows(named=True))}
    step = (width - 8) / max(len(places) - 1, 1)

    def x(row: dict) -> float:
        return round(4 + places[row["period"]] * step, 1)

    def y(number: float) -> float:
        return round(height - 3 - (number - low) / ((high - low) or 1) * (height - 6), 1) if high > low else height / 2

    marks = []
    for block in _blocks(rows):
        left, right = x(block[0]) - (2 if block[0] is rows[0] else 0), x(block[-1]) + 2
        if block[0]["lower"] is not None:
            top, bottom = y(block[0]["upper"]), y(block[0]["lower"])
            marks.append(
                tag(
                    "rect",
                    x=left,
                    y=top,
                    width=round(right - left, 1),
                    height=max(round(bottom - top, 1), 0.5),
                    fill="var(--band)",
                )
            )
        middle = y(block[0]["mean"])
        marks.append(tag("line", x1=left, y1=middle, x2=right, y2=middle, stroke="var(--near)", stroke_width=1))
    if target is not None:
        marks.append(
            tag(
                "line",
                x1=2,
                y1=y(target),
                x2=width - 2,
                y2=y(target),
                stroke="var(--ink)",
                stroke_width=1,
                stroke_dasharray="3 2",
            )
        )
    for block in _blocks(rows):
        line = " ".join(f"{x(row)},{y(row['value'])}" for row in block)
        marks.append(
            tag("polyline", points=line, fill="none", stroke="var(--grey)", stroke_width=1.4, stroke_linejoin="round")
        )
    for row in rows:
        if colour := POINTS.get(row["point_type"]):
            marks.append(tag("circle", cx=x(row), cy=y(row["value"]), r=2.2, fill=colour))
    last = rows[-1]
    colour = POINTS.get(last["point_type"], "var(--grey)")
    marks.append(tag("circle", cx=x(last), cy=y(last["value"]), r=3, fill=colour))
    return _drawing(width, height, marks)


def target_in_sight(assessment: Assessment) -> float | None:
    """The target, unless it is so far away that it would flatten the line to nothing."""
    rows = assessment.points.drop_nulls("value").to_dicts()
    if assessment.target is None or not rows:
        return None
    low, high = _reach(rows)
    room = 2 * (high - low)
    return assessment.target if low - room <= assessment.target <= high + room else None


def _reach(rows: Sequence[dict]) -> tuple[float, float]:
    values = [row[name] for row in rows for name in ("value", "lower", "upper") if row[name] is not None]
    return min(values), max(values)


def _blocks(rows: Sequence[dict]) -> list[list[dict]]:
    """Rows between rebases: limits change there and the line breaks."""
    blocks: list[list[dict]] = []
    for row in rows:
        if blocks and (blocks[-1][-1]["mean"], blocks[-1][-1]["upper"]) == (row["mean"], row["upper"]):
            blocks[-1].append(row)
        else:
            blocks.append([row])
    return blocks


def variation_icon(tone: str, rising: bool | None, trial: bool) -> Html:
    """A circle: a wave for normal variation, else an arrow and H or L for where the numbers moved; hollow on trial."""
    ink, shape = _inks(tone, trial)
    marks = [tag("circle", cx=11, cy=11, r=9.8, **shape)]
    if rising is None:
        marks.append(
            tag("path", d="M4.5 12.5 C7 6.5 9 6.5 11 11 S15 15.5 17.5 9.5", fill="none", stroke=ink, stroke_width=2)
        )
    elif rising:
        marks += [tag("path", d="M11 3.2 L15 8.6 L7 8.6 Z", fill=ink), _letter("H", 11, 18, 9, ink)]
    else:
        marks += [tag("path", d="M11 18.8 L15 13.4 L7 13.4 Z", fill=ink), _letter("L", 11, 11, 9, ink)]
    return _drawing(ICON, ICON, marks)


def assurance_icon(assurance: str | None, tone: str, trial: bool) -> Html | None:
    """A rounded square: P will pass, ? hit or miss, F will fail."""
    letter = {"consistent_pass": "P", "inconsistent": "?", "consistent_fail": "F"}.get(assurance or "")
    if not letter:
        return None
    ink, shape = _inks(tone, trial)
    marks = [tag("rect", x=1.2, y=1.2, width=19.6, height=19.6, rx=5, **shape), _letter(letter, 11, 15.4, 12, ink)]
    return _drawing(ICON, ICON, marks)


def _inks(tone: str, trial: bool) -> tuple[str, dict]:
    """The colour of what stands inside, and how the shape is drawn: filled for a verdict, hollow for a trial one."""
    stroke = STROKES[tone]
    if trial:
        return stroke, {"fill": "none", "stroke": stroke, "stroke_width": 1.6, "stroke_dasharray": "2.5 1.8"}
    if tone in ("plain",):
        return stroke, {"fill": "none", "stroke": stroke, "stroke_width": 1.8}
    return "var(--ground)", {"fill": stroke, "stroke": stroke, "stroke_width": 1.8}


def _letter(letter: str, x: float, y: float, size: float, ink: str) -> Html:
    return tag("text", letter, x=x, y=y, text_anchor="middle", font_size=size, font_weight=700, fill=ink)


def _drawing(width: float, height: float, marks: list[Html]) -> Html:
    return tag(
        "svg", marks, width=width, height=height, viewBox=f"0 0 {width} {height}", aria_hidden="true", focusable="false"
    )
