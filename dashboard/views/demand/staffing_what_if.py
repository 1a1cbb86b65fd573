"""Where people are short, centre by centre, and what a few more of them would change."""

from typing import Any

import polars as pl

from dashboard.queries.demand import staffing
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import staff as words
from dashboard.ui.markup import Child, Html, hidden, join, tag
from dashboard.ui.tables import Column, scrolling, table
from dashboard.views.demand.staffing import Week, place_name
from data.words import Unit
from metrics.staffing import summary as week_summary

MOST = 30
"""Centres that are listed; how many there are beyond is told."""


def gaps(week: Week, ctx: PageContext) -> Html | None:
    """The heat map: centres down, the one that lacks most first, weekdays across, person-hours missing."""
    if week.rows["location"].null_count() or week.rows["people"].null_count():
        return None
    cells = week_summary.gaps_by_place(week.rows)
    short = cells.filter(pl.col("whole") > 0)
    title = ctx.say(words.GAPS)
    head = tag("h2", title)
    every = cells["location"].n_unique()
    if short.is_empty():
        return join(head, tag("p", ctx.say(words.NO_GAPS, n=formats.number(every, ctx.lang))))
    days = sorted(set(cells["weekday"]))
    places = short["location"].unique(maintain_order=True).to_list()
    columns = [Column(ctx.say(words.PLACE)), *(Column(ctx.say(words.DAYS[str(day)]), number=True) for day in days)]
    columns.append(Column(ctx.say(words.WHOLE_WEEK), number=True))
    rows = [_place_row(short.filter(pl.col("location") == place), days, ctx) for place in places[:MOST]]
    said = ctx.say(
        words.GAPS_WHY,
        n=formats.number(len(places), ctx.lang),
        all=formats.number(every, ctx.lang),
        shown=formats.number(len(rows), ctx.lang),
    )
    return join(
        head,
        tag("p", said, class_="soft"),
        scrolling(table(title, columns, rows, kind="wide close week gaps", caption_hidden=True), title),
    )


def what_if(week: Week, ctx: PageContext) -> Html | None:
    """A row for each change of people: how contacts would fare, and what it would cost."""
    rows = staffing.what_if(ctx.snapshot, ctx.viewer, ctx.decisions, week.channel, week.first)
    if rows.is_empty():
        return None
    title = ctx.say(words.WHAT_IF)
    texts = (words.MORE_PEOPLE, words.REACHED, words.WAIT, words.OCCUPANCY, words.COST_MORE)
    columns = [Column(ctx.say(text), number=True) for text in texts]
    changes = [_change(row, ctx) for row in rows.to_dicts()]
    return join(
        tag("h2", title),
        tag("p", ctx.say(words.WHAT_IF_WHY), class_="soft"),
        scrolling(
            table(title, columns, changes, kind="wide close", caption_hidden=True),
            title,
        ),
    )


def _place_row(cells: pl.DataFrame, days: list[int], ctx: PageContext) -> list[Child]:
    by_day = {row["weekday"]: row for row in cells.to_dicts()}
    whole = formats.number(cells["whole"][0], ctx.lang, 1)
    return [place_name(cells["location"][0], ctx), *(_cell(by_day.get(day), ctx) for day in days), whole]


def _cell(row: dict[str, Any] | None, ctx: PageContext) -> Child:
    if row is None or not row["short_hours"]:
        return ""
    n = formats.number(row["short_hours"], ctx.lang, 1)
    return tag("span", n, hidden(f" {ctx.say(words.HOURS_SHORT)}"), class_=f"hot heat{row['heat']}")


def _change(row: dict[str, Any], ctx: PageContext) -> list[Child]:
    now = ctx.say(words.AS_NOW)
    change = formats.gap(row["change"], Unit.COUNT, ctx.lang, 0) if row["change"] else now
    cost = formats.cents_gap(row["cost_cents"], ctx.lang) if row["cost_cents"] else "–"
    return [
        change,
        "–" if row["service_level"] is None else formats.percent(row["service_level"], ctx.lang),
        "–" if row["wait_s"] is None else formats.duration(row["wait_s"]),
        "–" if row["occupancy"] is None else formats.percent(row["occupancy"], ctx.lang, 0),
        cost,
    ]
