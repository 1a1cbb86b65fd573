"""Heat maps as tables: a number in every cell, its shade and the line below it by how far it is from the target."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard.findings.value import value_text
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.cells import NOTHING
from dashboard.text.wording import operations as words
from dashboard.ui.markup import Child, Html, hidden, join, tag
from dashboard.ui.tables import Column, scrolling, table
from dashboard.views.operations.links import label, named, rows_of
from data.text import Text
from data.words import Status, Unit, Weekday
from metrics.assessment.assessment import Assessment
from metrics.assessment.hot_spots import Grid, Spot, Spots, counts_by_start, grid, in_order_of
from metrics.definition.breakdowns import DIMENSIONS

MOST = 20
"""Places that are shown at first, the worst."""


@dataclass(frozen=True)
class Cells:
    """What stands in the cells: its name, how to read it, and how one is drawn."""

    title: str
    key: Text
    draw: Callable[[Spot | None, Assessment, PageContext], Child]


def of_measure(assessment: Assessment, ctx: PageContext) -> Cells:
    """The value of the measure in each cell, and below it how many were not in time."""
    key = words.KEY if assessment.target is not None else words.KEY_PLAIN
    return Cells(title=ctx.say(assessment.indicator.title), key=key, draw=_cell)


def by_place(places: Spots, both: Spots, assessment: Assessment, ctx: PageContext, cells: Cells) -> Html | None:
    """Place × half-hour, the worst places first, all of them where that is asked for."""
    if not both.listed:
        return None
    told = _sorted([spot.codes["location"] for spot in places.listed], both, ctx)
    shown = told if ctx.own.get("places") == "all" else told[:MOST]
    return join(
        tag("h2", ctx.say(words.PLACE_BY_HOUR)),
        _which(len(shown), len(told), ctx),
        _table(grid(both, "location", "hour", shown), "location", words.PLACE_CAPTION, assessment, ctx, cells),
    )


def _sorted(told: list[str], both: Spots, ctx: PageContext) -> list[str]:
    """Places in the order that the address asks for: by name, by one half-hour, else as they come."""
    by = ctx.own.get("order")
    if by == "name":
        return sorted(told, key=lambda code: label("location", code, ctx))
    return in_order_of(both, "location", "hour", by, told) if by else told


def _head(row: str, drawn: Grid, ctx: PageContext) -> list[Column]:
    """The headings, of places each a link that sorts by it; the days of a week keep their order."""
    title, by = ctx.say(DIMENSIONS[row].title), ctx.own.get("order")
    if row != "location":
        return [Column(title), *(Column(label("hour", code, ctx), number=True) for code in drawn.columns)]
    named = by == "name"
    hint = ctx.say(words.SORT_WORST if named else words.SORT_NAME)
    first = tag("a", title, href=ctx.link(order=None if named else "name"), title=hint, id="sort-name")
    columns = [Column(first, sorted="ascending" if named else None)]
    for code in drawn.columns:
        hour, chosen = label("hour", code, ctx), by == code
        hint = ctx.say(words.SORT_WORST) if chosen else ctx.say(words.SORT, what=hour)
        link = tag(
            "a", hour, href=ctx.link(order=None if chosen else code), title=hint, id=f"sort-{code[:2]}{code[3:]}"
        )
        columns.append(Column(link, number=True, sorted="ascending" if chosen else None))
    return columns


def by_day(days: Spots, assessment: Assessment, ctx: PageContext, cells: Cells) -> Html | None:
    """Day of the week × half-hour, all places together."""
    if not days.listed:
        return None
    told = {spot.codes["weekday"] for spot in days.listed}
    shown = [day.value for day in Weekday if day.value in told]
    return join(
        tag("h2", ctx.say(words.DAY_BY_HOUR)),
        _table(grid(days, "weekday", "hour", shown), "weekday", words.DAY_CAPTION, assessment, ctx, cells),
    )


def _which(shown: int, every: int, ctx: PageContext) -> Html | None:
    """How many of the places are shown, and the way to the others."""
    if every <= MOST:
        return None
    if shown == every:
        link = tag("a", ctx.say(words.FEWER_PLACES, n=MOST), href=ctx.link(places=None), id="places-worst")
        return tag("p", link, class_="soft")
    link = tag("a", ctx.say(words.ALL_PLACES, n=every), href=ctx.link(places="all"), id="places-all")
    return tag("p", ctx.say(words.WORST_ONLY, n=shown, all=every), " ", link, class_="soft")


def _table(drawn: Grid, row: str, text: Text, assessment: Assessment, ctx: PageContext, cells: Cells) -> Html:
    columns = _head(row, drawn, ctx)
    lines: list[Sequence[Child]] = [
        [label(row, code, ctx), *(cells.draw(drawn.cells.get((code, at)), assessment, ctx) for at in drawn.columns)]
        for code in drawn.rows
    ]
    caption = ctx.say(text, name=cells.title)
    body = table(caption, columns, lines, kind="heat", caption_hidden=True)
    notes = [caption, ctx.say(cells.key)] + ([ctx.say(words.SORTS)] if row == "location" else [])
    notes += [] if counts_by_start(assessment.indicator) else [ctx.say(words.STARTS)]
    return join(tag("p", " ".join(notes), class_="soft"), scrolling(body, caption))


def _cell(spot: Spot | None, assessment: Assessment, ctx: PageContext) -> Child:
    if spot is None:
        return NOTHING
    value = value_text(spot.value, assessment, ctx)
    hint = ctx.say(words.CELL, place=named(spot, ctx), value=value, n=formats.number(spot.of, ctx.lang))
    judged = hidden(", ", ctx.say(spot.status.text)) if spot.target is not None else None
    unsure = spot.few or spot.status is Status.TOO_FEW
    kind = "few" if unsure else f"step-{spot.step}" if spot.step is not None else None
    every = tag("a", _short(spot, assessment, ctx), judged, href=rows_of(spot, assessment, ctx), title=hint)
    missed = _missed(spot, assessment, ctx)
    # What is read aloud, and written into a file, has the two numbers apart.
    return tag("span", every, missed and hidden(" · "), missed, class_=" ".join(filter(None, ("cell", kind))))


def _missed(spot: Spot, assessment: Assessment, ctx: PageContext) -> Html | None:
    """How many were not in time, as a link to these alone."""
    if spot.missed is None:
        return None
    if not spot.missed:
        return tag("span", "0", class_="missed")
    number = formats.number(spot.missed, ctx.lang)
    hint = ctx.say(words.CELL_MISSED, n=number, place=named(spot, ctx))
    href = rows_of(spot, assessment, ctx, missed=True)
    return tag("a", number, href=href, title=hint, aria_label=hint, class_="missed")


def _short(spot: Spot, assessment: Assessment, ctx: PageContext) -> str:
    """The number as narrow as it can be read."""
    if assessment.indicator.unit is Unit.SHARE:
        return formats.percent(spot.value, ctx.lang, 0)
    return value_text(spot.value, assessment, ctx)
