"""What falls into the days of a forecast: holidays, events and special days, each where it is and how to change it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.queries.demand import forecasts
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import demand as words
from dashboard.ui.markup import Child, Html, hidden, join, tag
from dashboard.ui.tables import Column, scrolling, table
from dashboard.views.demand.selection import Section, Selection
from data.records.reference import EventKind
from data.text import Text


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Something that falls into some days. `first`, `last`: its days; `name`: what it is called; `kind`: what it is.

    `special`: of a special day its `id`, by which it is changed; of everything else what is expected then is.
    """

    first: date
    last: date
    name: str
    kind: Text
    special: int | None = None


def read_marks(selection: Selection, first: date, last: date, ctx: PageContext) -> list[Mark]:
    """Everything that touches these days and the series that is shown, in the order of the calendar."""
    holidays = [
        Mark(first=day, last=day, name=ctx.say(name), kind=words.HOLIDAY)
        for day, name in forecasts.holidays(first, last)
    ]
    events = [
        Mark(
            first=row["starts_on"],
            last=row["ends_on"] or row["starts_on"],
            name=_named(row, "text_en", "text_fr", ctx),
            kind=EventKind(row["kind"]).text,
        )
        for row in forecasts.events(ctx.snapshot, selection.channel, selection.line, first, last)
    ]
    specials = [
        Mark(
            first=row["first_day"],
            last=row["last_day"],
            name=_named(row, "name", "name_fr", ctx),
            kind=words.SPECIAL,
            special=row["id"],
        )
        for row in forecasts.special_days(ctx.decisions, first, last)
        if all(row[key] in (None, selection.series[key]) for key in ("channel", "line"))
    ]
    return sorted([*holidays, *events, *specials], key=lambda mark: (mark.first, mark.last))


def during(marks: Sequence[Mark], first: date, last: date) -> list[Mark]:
    """Those that fall into some days."""
    return [mark for mark in marks if mark.first <= last and mark.last >= first]


def calendar(marks: Sequence[Mark], ctx: PageContext) -> Html:
    """The list of what falls into the days ahead: when, what, and the way to change what is expected then."""
    title = ctx.say(words.EVENTS)
    head = tag("h2", title)
    if not marks:
        return join(head, tag("p", ctx.say(words.NO_EVENTS)))
    columns = [Column(ctx.say(text)) for text in (words.WHEN, words.WHAT_FALLS, words.CHANGE_IT)]
    rows = [[days_text(mark, ctx), join(mark.name, " ", _kind(mark, ctx)), _change(mark, ctx)] for mark in marks]
    return join(head, scrolling(table(title, columns, rows, kind="wide close dated", caption_hidden=True), title))


def days_text(mark: Mark, ctx: PageContext) -> str:
    """Its day, or its first and last."""
    first = formats.day(mark.first, ctx.lang)
    return first if mark.first == mark.last else f"{first} – {formats.day(mark.last, ctx.lang)}"


def names(marks: Sequence[Mark], ctx: PageContext) -> Child:
    """Their names, to stand beside the week or day that they fall into."""
    if not marks:
        return None
    return tag(
        "span", formats.together(list(dict.fromkeys(mark.name for mark in marks)), ctx.lang), class_="soft falls"
    )


def _kind(mark: Mark, ctx: PageContext) -> Html:
    return tag("span", f"({ctx.say(mark.kind).lower()})", class_="soft")


def _change(mark: Mark, ctx: PageContext) -> Html:
    """To the form that changes a special day, or overrides the forecast on these days."""
    days = {"from": mark.first.isoformat(), "to": mark.last.isoformat()}
    form = days if mark.special is None else {"special": str(mark.special)}
    description = ctx.say(words.CHANGE_FOR, what=mark.name)
    return tag(
        "a",
        tag("span", ctx.say(words.CHANGE_IT), aria_hidden="true"),
        hidden(description),
        href=ctx.link(section=Section.PLAN.value, **form),
    )


def _named(row: dict[str, Any], english: str, french: str, ctx: PageContext) -> str:
    return str(row[french] if ctx.lang == "fr" and row[french] else row[english])
