"""Small drawings: strip, sparkline and the two icons. All are hidden from screen readers; words stand beside them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl

from dashboard.ui.markup import Attributes, Html, tag
from data.words import Better
from metrics.assessment.assessment import Assessment
from metrics.calendar.periods import containing

STRIP = (92, 18)
REACH = 3
"""How many times the way to the near limit a strip shows to either side."""
UNIT = 0.05
"""Of a target without a near limit, the share that stands for it."""
ALIKE = 1e-9
MONTHS = 24
"""What every sparkline shows, whatever its points are."""
SPARK = (136, 24)
ICON = 22
STROKES = {"good": "var(--blue)", "bad": "var(--orange)", "plain": "var(--grey)", "neutral": "var(--purple)"}
DASHED: Attributes = {"stroke": "var(--ink)", "stroke_width": 1, "stroke_dasharray": "3 2"}
POINTS = {
    "special_cause_improvement": "var(--blue)",
    "special_cause_concern": "var(--orange)",
    "special_cause_neutral_high": "var(--purple)",
    "special_cause_neutral_low": "var(--purple)",
}


def strip(value: float, target: float, near: float | None, better: Better) -> Html | None:
    """How far a value is from its target, which is the line in the middle: right of it is better, left is worse.

    What still counts as near is the darker ground, and the scale: all strips of a page can be compared. A value
    further off than `REACH` times that ends in an arrow. None where neither side is better.
    """
    if better is Better.NEUTRAL:
        return None
    width, height = STRIP
    middle, sign = width / 2, 1 if better is Better.HIGHER else -1
    unit = abs(target - near) if near is not None and near != target else abs(target) * UNIT or 1.0
    off = sign * (value - target) / unit
    x = round(middle + max(-REACH, min(REACH, off)) / REACH * (middle - 8), 1)
    zone = round((middle - 8) / REACH, 1)
    colour = "var(--blue)" if off >= -ALIKE else "var(--bar)" if off >= -1 - ALIKE else "var(--orange)"
    marks = [tag("rect", x=0, y=3, width=width, height=12, fill="var(--band)")]
    if near is not None and near != target:
        marks.append(tag("rect", x=round(middle - zone, 1), y=3, width=zone, height=12, fill="var(--near)"))
    left, right = sorted((middle, x))
    marks.append(tag("rect", x=left, y=6, width=max(round(right - left, 1), 1), height=6, fill=colour))
    if abs(off) > REACH:
        tip = width if off > 0 else 0
        marks.append(tag("path", d=f"M{x} 3.5 L{tip} 9 L{x} 14.5 Z", fill=colour))
    marks.append(tag("rect", x=middle - 1, y=0.5, width=2, height=17, fill="var(--ink)"))
    return _drawing(width, height, marks)


def sparkline(assessment: Assessment) -> Html | None:
    """The points of the last 24 months with limits as a band, mean, the target of then dashed, dots where a signal is.

    All sparklines of a page have the same months from left to right.
    """
    points = in_window(assessment)
    rows = [row for row in points.iter_rows(named=True) if row["value"] is not None]
    if not rows:
        return None
    width, height = SPARK
    low, high = _reach(rows)
    aims = _aims(assessment, points)
    low, high = min([low, *(aim for _, aim in aims)]), max([high, *(aim for _, aim in aims)])
    last_month = _month(assessment.period.end)

    def x(day: date) -> float:
        ends = _month(containing(day, assessment.grain).end)
        return round(4 + (ends - last_month + MONTHS - 1) * (width - 8) / (MONTHS - 1), 1)

    def y(number: float) -> float:
        return round(height - 3 - (number - low) / ((high - low) or 1) * (height - 6), 1) if high > low else height / 2

    marks = []
    for block in _blocks(rows):
        left, right = x(block[0]["period"]) - 2, x(block[-1]["period"]) + 2
        if block[0]["lower"] is not None:
            top, bottom = y(block[0]["upper"]), y(block[0]["lower"])
            deep = max(round(bottom - top, 1), 0.5)
            band = {"x": left, "y": top, "width": round(right - left, 1), "height": deep}
            marks.append(tag("rect", **band, fill="var(--band)"))
        middle = y(block[0]["mean"])
        marks.append(tag("line", x1=left, y1=middle, x2=right, y2=middle, stroke="var(--near)", stroke_width=1))
    if aims:
        marks.append(tag("path", d=_steps([(x(day), y(aim)) for day, aim in aims]), fill="none", **DASHED))
    for block in _blocks(rows):
        line = " ".join(f"{x(row['period'])},{y(row['value'])}" for row in block)
        marks.append(
            tag("polyline", points=line, fill="none", stroke="var(--grey)", stroke_width=1.4, stroke_linejoin="round")
        )
    for row in rows:
        if colour := POINTS.get(row["point_type"]):
            marks.append(tag("circle", cx=x(row["period"]), cy=y(row["value"]), r=2.2, fill=colour))
    last = rows[-1]
    colour = POINTS.get(last["point_type"], "var(--grey)")
    marks.append(tag("circle", cx=x(last["period"]), cy=y(last["value"]), r=3, fill=colour))
    return _drawing(width, height, marks)


def in_window(assessment: Assessment) -> pl.DataFrame:
    """The points that end in the 24 months up to the end of the period that was asked for."""
    ends = [_month(containing(day, assessment.grain).end) for day in assessment.points["period"]]
    last = _month(assessment.period.end)
    return assessment.points.filter(pl.Series([last - MONTHS < end <= last for end in ends], dtype=pl.Boolean))


def _month(day: date) -> int:
    return day.year * 12 + day.month


def _aims(assessment: Assessment, points: pl.DataFrame) -> list[tuple[date, float]]:
    """The target of each period that had one, unless the present one is out of sight."""
    if target_in_sight(assessment) is None:
        return []
    return points.drop_nulls("target").select("period", "target").rows()


def _steps(points: Sequence[tuple[float, float]]) -> str:
    """A line that changes half way between two points, where a target did."""
    (x, y), *rest = points
    path = f"M{round(x - 2, 1)} {y}"
    for next_x, next_y in rest:
        if next_y != y:
            path += f" H{round((x + next_x) / 2, 1)} V{next_y}"
        x, y = next_x, next_y
    return f"{path} H{round(x + 2, 1)}"


def target_in_sight(assessment: Assessment) -> float | None:
    """The target, unless it is so far away that it would flatten the line to nothing."""
    rows = assessment.points.drop_nulls("value").to_dicts()
    if assessment.target is None or not rows:
        return None
    low, high = _reach(rows)
    room = 2 * (high - low)
    return assessment.target if low - room <= assessment.target <= high + room else None


def _reach(rows: Sequence[dict[str, Any]]) -> tuple[float, float]:
    values = [row[name] for row in rows for name in ("value", "lower", "upper") if row[name] is not None]
    return min(values), max(values)


def _blocks(rows: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Rows between rebases: limits change there and the line breaks."""
    blocks: list[list[dict[str, Any]]] = []
    for row in rows:
        if blocks and (blocks[-1][-1]["mean"], blocks[-1][-1]["upper"]) == (row["mean"], row["upper"]):
            blocks[-1].append(row)
        else:
            blocks.append([row])
    return blocks


def variation_icon(tone: str, rising: bool | None, trial: bool) -> Html:
    """A circle: a wave for normal variation, else an arrow to where the numbers moved; hollow on trial."""
    ink, shape = _inks(tone, trial)
    marks = [tag("circle", cx=11, cy=11, r=9.8, **shape)]
    if rising is None:
        marks.append(
            tag("path", d="M4.5 12.5 C7 6.5 9 6.5 11 11 S15 15.5 17.5 9.5", fill="none", stroke=ink, stroke_width=2)
        )
    elif rising:
        marks.append(tag("path", d="M11 4 L16.5 12 L13 12 L13 18 L9 18 L9 12 L5.5 12 Z", fill=ink))
    else:
        marks.append(tag("path", d="M11 18 L16.5 10 L13 10 L13 4 L9 4 L9 10 L5.5 10 Z", fill=ink))
    return _drawing(ICON, ICON, marks)


def assurance_icon(assurance: str | None, tone: str, trial: bool) -> Html | None:
    """A rounded square: ✓ will be met, ? hit or miss, ✗ will not; signs, because letters would speak one language."""
    letter = {"consistent_pass": "✓", "inconsistent": "?", "consistent_fail": "✗"}.get(assurance or "")
    if not letter:
        return None
    ink, shape = _inks(tone, trial)
    marks = [tag("rect", x=1.2, y=1.2, width=19.6, height=19.6, rx=5, **shape), _letter(letter, 11, 15.4, 12, ink)]
    return _drawing(ICON, ICON, marks)


def _inks(tone: str, trial: bool) -> tuple[str, dict[str, Any]]:
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
