"""Where the places lie, drawn of their own coordinates: no map of somebody else is asked for."""

from collections.abc import Mapping
from math import cos, radians

from dashboard.findings.value import value_text
from dashboard.request.context import PageContext
from dashboard.text import formats, verdicts
from dashboard.text.wording import operations as words
from dashboard.ui.markup import Html, join, tag
from dashboard.ui.tables import scrolling
from dashboard.views.operations.links import named, rows_of
from data.words import Status
from metrics.assessment.assessment import Assessment
from metrics.assessment.hot_spots import Spot, Spots

WIDTH, LEAST, MOST, MARGIN = 760, 240, 460, 22
INKS = {"good": "var(--blue)", "bad": "var(--orange)", "plain": "var(--grey)", "neutral": "var(--purple)"}
NAMED = 6
"""Places that are named in the drawing, the worst; the table below tells them all."""

APART = (230, 16)
"""Two names nearer than this would be written over each other; the better place then has none."""

Coordinates = Mapping[str, tuple[float, float]]
"""Place → degrees north and east."""


def places(found: Spots, coordinates: Coordinates, assessment: Assessment, ctx: PageContext) -> Html | None:
    """The map, folded; a sentence where no place tells where it lies, nothing where no record tells a place."""
    if not found.listed:
        return None
    there = [spot for spot in found.listed if spot.codes["location"] in coordinates]
    if not there:
        return tag("p", ctx.say(words.NO_COORDINATES), class_="soft")
    missing = len(found.listed) - len(there)
    body = join(
        tag("p", ctx.say(words.MAP_HOW), class_="soft"),
        _drawing(there, coordinates, assessment, ctx),
        tag("p", ctx.say(words.OFF_MAP, n=missing), class_="soft") if missing else None,
    )
    return tag("details", tag("summary", ctx.say(words.MAP)), body, class_="folded", id="map")


def _drawing(there: list[Spot], coordinates: Coordinates, assessment: Assessment, ctx: PageContext) -> Html:
    at = {spot.codes["location"]: coordinates[spot.codes["location"]] for spot in there}
    north = [latitude for latitude, _ in at.values()]
    east = [longitude for _, longitude in at.values()]
    # A degree east is shorter than one north, by the cosine of the middle latitude.
    squeeze = cos(radians((min(north) + max(north)) / 2))
    wide, high = (max(east) - min(east)) * squeeze, max(north) - min(north)
    unit = min((WIDTH - 2 * MARGIN) / (wide or 1e-9), (MOST - 2 * MARGIN) / (high or 1e-9), 1e6)
    height = max(high * unit + 2 * MARGIN, LEAST)
    left, top = (WIDTH - wide * unit) / 2, (height - high * unit) / 2
    marks: list[Html] = []
    named_at: list[tuple[float, float]] = []
    for rank, spot in enumerate(there):
        latitude, longitude = at[spot.codes["location"]]
        x = round(left + (longitude - min(east)) * squeeze * unit, 1)
        y = round(top + (max(north) - latitude) * unit, 1)
        label = rank < NAMED and all(abs(x - a) > APART[0] or abs(y - b) > APART[1] for a, b in named_at)
        if label:
            named_at.append((x, y))
        marks.append(_place(spot, x, y, label, assessment, ctx))
    # The worst are drawn last, on top of all others.
    marks.reverse()
    caption = ctx.say(words.MAP_CAPTION, name=ctx.say(assessment.indicator.title))
    ground = tag("rect", x=0, y=0, width=WIDTH, height=round(height), rx=8, fill="var(--panel)")
    svg = tag("svg", ground, marks, viewBox=f"0 0 {WIDTH} {height:.0f}", role="group", aria_label=caption,
              data_chart=caption)  # fmt: skip
    return tag("div", scrolling(svg, caption), class_="funnel")


def _place(spot: Spot, x: float, y: float, label: bool, assessment: Assessment, ctx: PageContext) -> Html:
    """A place: its sign and colour say how it stands, and its hint says it in words."""
    value = value_text(spot.value, assessment, ctx)
    hint = ctx.say(words.CELL, place=named(spot, ctx), value=value, n=formats.number(spot.of, ctx.lang))
    if spot.target is not None:
        hint = f"{hint}, {ctx.say(spot.status.text).lower()}"
    ink = INKS[verdicts.TONES[spot.status]]
    missed = spot.status is Status.MISSED
    shape = (
        tag("path", d=f"M{x - 6} {y - 5} L{x + 6} {y - 5} L{x} {y + 6} Z", fill=ink)
        if missed
        else tag("circle", cx=x, cy=y, r=4.5, fill="var(--ground)", stroke=ink, stroke_width=2)
    )
    right = x < WIDTH - 180
    ends = {"x": x + (9 if right else -9), "y": y + 4, "text_anchor": "start" if right else "end"}
    text = tag("text", f"{named(spot, ctx)} {value}", font_size=12, fill="var(--ink)", **ends) if label else None
    return tag("a", tag("title", hint), shape, text, href=rows_of(spot, assessment, ctx), aria_label=hint)
