"""The blocks of the administration page: people, and the audit trail."""

import json
from collections.abc import Sequence

import polars as pl

from dashboard.exports import csv_and_workbook
from dashboard.queries import people as queries
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import access as words
from dashboard.ui.downloads import Download, draw_buttons
from dashboard.ui.markup import Child, Html, hidden, join, tag
from dashboard.ui.tables import Column, scrolling, table
from data.access.roles import ROLES
from data.audit.check import Finding
from data.audit.trail import RUN, Event
from data.records import RECORDS
from data.text import Text
from metrics.calendar.periods import parse

MOST = 200
"""Lines on the page; the file has all."""


def people(rows: pl.DataFrame, ctx: PageContext) -> Html:
    """Who has a role, within which scope, since when and by whom."""
    if rows.is_empty():
        return tag("p", ctx.say(words.NO_PEOPLE), class_="note")
    titles = (words.EMAIL, words.ROLE, words.SCOPE, words.SINCE, words.BY)
    return _titled(
        words.PEOPLE,
        table(
            ctx.say(words.PEOPLE),
            [Column(ctx.say(title)) for title in titles],
            [
                [
                    row["email"],
                    ctx.say(ROLES[row["role"]].title),
                    _scope(row["scope"]) or ctx.say(words.EVERYTHING),
                    formats.moment(row["recorded_at"], ctx.lang),
                    row["author"],
                ]
                for row in rows.to_dicts()
            ],
            caption_hidden=True,
        ),
        ctx,
    )


def _titled(title: Text, content: Html, ctx: PageContext) -> Html:
    return join(tag("h2", ctx.say(title)), scrolling(content, ctx.say(title)))


def retention(rows: Sequence[tuple[str, int | None, str | None]], ctx: PageContext) -> Html:
    """How long single rows are kept, and from which month on there are any."""
    if not rows:
        return join(tag("h2", ctx.say(words.RETENTION)), tag("p", ctx.say(words.NO_RETENTION), class_="note"))
    listed = [
        [
            ctx.say(RECORDS[record].title),
            formats.number(months, ctx.lang) if months else ctx.say(words.FOR_EVER),
            formats.period(parse(first), ctx.lang) if first else ctx.say(words.ALL_ROWS),
        ]
        for record, months, first in rows
    ]
    columns = [Column(ctx.say(title)) for title in (words.RECORD, words.MONTHS, words.ROWS_FROM)]
    content = table(ctx.say(words.RETENTION), columns, listed, caption_hidden=True)
    return join(_titled(words.RETENTION, content, ctx), tag("p", ctx.say(words.SUMS_STAY), class_="note"))


def trail(finding: Finding, lines: pl.DataFrame, ctx: PageContext) -> Html:
    """Whether the trail is whole, the search in it, and its latest lines."""
    notes: list[Child] = [tag("p", ctx.say(problem), class_="note warn") for problem in finding.problems]
    whole = tag("p", ctx.say(words.TRAIL_WHOLE, n=formats.number(finding.lines, ctx.lang)), class_="note")
    field = tag("input", name="find", type="search", id="find-trail", value=ctx.own.get("find"), autocomplete="off")
    search = tag(
        "form",
        tag("label", hidden(ctx.say(words.SEARCH)), field),
        tag("button", ctx.say(words.FIND), type="submit", class_="button"),
        action=ctx.link(find=None),
        role="search",
        class_="find",
    )
    return join(tag("h2", ctx.say(words.TRAIL)), *(notes or [whole]), search, _lines(lines, ctx))


def export(ctx: PageContext) -> None:
    """Every line as a file; who takes it is a line as well."""
    viewer, lang = ctx.viewer, ctx.lang

    def csv() -> bytes:
        return csv_and_workbook.csv(queries.export_trail(viewer), lang)

    draw_buttons("audit_trail", Download(ctx.say(words.EXPORT), csv, noted=True), ctx.say(words.EXPORT_XLSX))


def _lines(lines: pl.DataFrame, ctx: PageContext) -> Html:
    if lines.is_empty():
        return tag("p", ctx.say(words.NO_LINES))
    titles = (words.LINE, words.WHEN, words.WHO_DID, words.ROLE, words.DID, words.WHAT, words.DETAILS)
    return scrolling(
        table(
            ctx.say(words.TRAIL_LATEST, n=formats.number(lines.height, ctx.lang)),
            [Column(ctx.say(title)) for title in titles],
            [
                [
                    formats.number(row["number"], ctx.lang),
                    formats.moment(row["recorded_at"], ctx.lang),
                    row["who"],
                    _role(row["role"], ctx),
                    ctx.say(Event(row["event"]).text) if row["event"] in list(Event) else row["event"],
                    row["what"],
                    _details(row["details"]),
                ]
                for row in lines.to_dicts()
            ],
            caption_hidden=True,
        ),
        ctx.say(words.TRAIL),
    )


def _role(code: str, ctx: PageContext) -> str:
    if code == RUN:
        return ctx.say(words.THE_RUN)
    return ctx.say(ROLES[code].title) if code in ROLES else code


def _scope(text: str) -> str:
    return ", ".join(f"{name}={code}" for name, codes in json.loads(text).items() for code in codes)


def _details(text: str) -> str:
    """What was noted with a line, without what was left empty."""
    return ", ".join(f"{name}: {value}" for name, value in json.loads(text).items() if value not in (None, {}, ""))
