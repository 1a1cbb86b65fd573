"""The blocks of the page on the health of the data: a sentence, runs, freshness, accounts, rejected rows, clocks."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from dashboard.request.context import PageContext
from dashboard.text import cells, formats
from dashboard.text.wording import health as words
from dashboard.ui.markup import Child, Html, join, tag
from dashboard.ui.tables import Column, scrolling, table
from data.records import RECORDS, REFERENCES
from data.records.stored import CELL_MARK
from data.storage.manifest import RowCount
from data.text import Text

Row = Mapping[str, Any]
COUNTS = (
    ("read", words.READ),
    ("good", words.GOOD_ROWS),
    ("rejected", words.REJECTED),
    ("superseded", words.SUPERSEDED),
    ("unchanged", words.UNCHANGED),
    ("beyond", words.BEYOND),
)
MOST_VALUES, LONGEST = 4, 40


def verdict(fresh: Sequence[Row], accounts: Sequence[Row], rejected: Sequence[Row], ctx: PageContext) -> Html:
    """All is well, or what is not, in a sentence each."""
    late = [row for row in fresh if row["state"] != "good"]
    wrong = [row for row in accounts if not _adds_up(row)]
    out = sum(row["rows"] for row in rejected)
    notes = []
    if late:
        notes.append(ctx.say(words.SOME_LATE, n=len(late), all=len(fresh)))
    if out:
        notes.append(ctx.say(words.SOME_REJECTED, n=formats.number(out, ctx.lang)))
    if wrong:
        names = ", ".join(ctx.say(RECORDS[row["record"]].title) for row in wrong)
        notes.append(ctx.say(words.DOES_NOT_ADD, names=names))
    if notes:
        return join(tag("p", note, class_="note warn") for note in notes)
    n = len({row["source"] for row in fresh})
    sources = ctx.say(words.ONE_SOURCE) if n == 1 else ctx.say(words.SOURCES, n=n)
    data_to = ctx.snapshot.manifest.data_to
    day = formats.day(data_to, ctx.lang) if data_to else cells.NOTHING
    return tag("p", ctx.say(words.ALL_GOOD, n=len(fresh), sources=sources, day=day), class_="note")


def runs(history: Sequence[Row], ctx: PageContext) -> Html:
    """The last runs."""
    columns = [
        Column(ctx.say(words.STARTED)),
        *(Column(ctx.say(text), number=True) for text in (words.TOOK, words.ROWS_READ, words.PROBLEMS)),
        Column(ctx.say(words.RUN), kind="extra"),
    ]
    rows = [
        [
            formats.moment(datetime.fromisoformat(row["started"]), ctx.lang),
            cells.span(row["seconds"]),
            formats.number(row["rows_read"], ctx.lang),
            tag("span", formats.number(row["problems"], ctx.lang), class_="bad" if row["problems"] else "plain"),
            [row["run"], " ", _report_link(row["run"], ctx)],
        ]
        for row in history
    ]
    return _section(words.RUNS, words.RUNS_CAPTION, columns, rows, ctx)


def _report_link(run: str, ctx: PageContext) -> Html | str:
    """That a run is the one shown, or the link to the scorecard as it reported it."""
    if run == ctx.snapshot.manifest.run:
        return f"({ctx.say(words.IN_FORCE)})"
    return tag("a", ctx.say(words.AS_REPORTED), href=ctx.link("scorecard", asof=run))


def freshness(records: Sequence[Row], ctx: PageContext) -> Html:
    """Per source and record whether it is good or late, how far its data reach, and what is wrong."""
    texts = (words.SOURCE, words.RECORD, words.STATE, words.DATA_TO, words.READ_AT, words.EXPECTED, words.WHY)
    rows = [
        [
            row["source"],
            ctx.say(RECORDS[row["record"]].title),
            _state(row, ctx),
            _reach(row, ctx),
            formats.moment(datetime.fromisoformat(row["read_at"]), ctx.lang) if row["read_at"] else cells.NOTHING,
            formats.in_language(row["expected_by"] or cells.NOTHING, ctx.lang),
            row["problem"] or cells.NOTHING,
        ]
        for row in sorted(records, key=lambda row: row["state"] == "good")
    ]
    columns = [Column(ctx.say(text), kind="said" if text is words.WHY else "") for text in texts]
    return _section(words.FRESHNESS, words.FRESHNESS_CAPTION, columns, rows, ctx)


def accounting(accounts: Sequence[Row], ctx: PageContext) -> Html:
    """Where the rows of every record went."""
    columns = [
        Column(ctx.say(words.SOURCE)),
        Column(ctx.say(words.RECORD)),
        *(Column(ctx.say(text), number=True) for _, text in COUNTS),
        Column(ctx.say(words.ADDS_UP)),
        *(Column(ctx.say(text), number=True) for text in (words.READMITTED, words.GONE)),
    ]
    rows = [
        [
            row["source"],
            ctx.say(RECORDS[row["record"]].title),
            *(formats.number(row[name], ctx.lang) for name, _ in COUNTS),
            tag("span", "✓ " + ctx.say(words.YES), class_="good")
            if _adds_up(row)
            else tag("span", "✗ " + ctx.say(words.NO), class_="bad"),
            *(formats.number(row[name], ctx.lang) for name in ("readmitted", "gone")),
        ]
        for row in accounts
    ]
    why = tag("p", ctx.say(words.ACCOUNTING_WHY), class_="soft")
    return join(_section(words.ACCOUNTING, words.ACCOUNTING_CAPTION, columns, rows, ctx), why)


def held_back(sentences: Sequence[Text], ctx: PageContext) -> Html:
    """What of staff answers waits until enough make the difference."""
    return join(*(tag("p", ctx.say(sentence)) for sentence in sentences))


def rejected(rejections: Sequence[Row], ctx: PageContext) -> Html:
    """Rejected rows by rule, in plain words, with one example each."""
    if not rejections:
        return join(tag("h2", ctx.say(words.RULES)), tag("p", ctx.say(words.NO_REJECTED)))
    columns = [
        Column(ctx.say(words.SOURCE)),
        Column(ctx.say(words.RECORD)),
        Column(ctx.say(words.RULE), kind="said"),
        Column(ctx.say(words.ROWS), number=True),
        Column(ctx.say(words.EXAMPLE)),
        Column(ctx.say(words.VALUES), kind="said"),
    ]
    rows = [
        [
            row["source"],
            ctx.say(RECORDS[row["record"]].title),
            [rule_text(row["record"], row["rule"], ctx), " ", tag("span", row["rule"], class_="soft")],
            formats.number(row["rows"], ctx.lang),
            _example(row, ctx),
            values_text(row, ctx),
        ]
        for row in rejections
    ]
    return _section(words.RULES, words.RULES_CAPTION, columns, rows, ctx)


def rule_text(record: str, rules: str, ctx: PageContext) -> str:
    """Broken rules in plain words; one that has none yet by its name."""
    sentences = []
    for rule in rules.split(", "):
        column, _, kind = rule.partition("|")
        if kind in words.KINDS:
            sentences.append(ctx.say(words.KINDS[kind], column=cells.title([record], column, ctx)))
        else:
            sentences.append(ctx.say(words.NAMED[rule]) if rule in words.NAMED else rule.replace("_", " "))
    return "; ".join(sentences)


def values_text(row: Row, ctx: PageContext) -> str:
    """What the source wrote: the columns that the rule names, else the first few."""
    if row["values"] is None:
        return ctx.say(words.HIDDEN)
    written = json.loads(row["values"])
    columns = [rule.partition("|")[0] for rule in row["rule"].split(", ")]
    selected = {name: text for name, text in written.items() if name in columns}
    selected = selected or {name: text for name, text in written.items() if text is not None}
    return ", ".join(f"{name} = {_cell(text, ctx)}" for name, text in list(selected.items())[:MOST_VALUES])


def _cell(text: Any, ctx: PageContext) -> str:
    """What a cell holds, and the form that the SELECT expected where it could not convert it."""
    cell, mark, form = str(text).partition(CELL_MARK) if text is not None else ("", "", "")
    return ctx.say(words.CELL_EXPECTED, cell=_short(cell), form=form) if mark else _short(text)


def clocks(accounts: Sequence[Row], ctx: PageContext) -> Html:
    """Moments that fell in an hour that the clock change repeats or leaves out."""
    items = [
        tag(
            "li",
            ctx.say(
                words.CLOCK_SOME,
                record=ctx.say(RECORDS[row["record"]].title),
                source=row["source"],
                repeated=formats.number(row["repeated_hours"], ctx.lang),
                skipped=formats.number(row["skipped_hours"], ctx.lang),
            ),
        )
        for row in accounts
        if row["repeated_hours"] or row["skipped_hours"]
    ]
    items += [
        tag(
            "li",
            ctx.say(
                words.DAYS,
                record=ctx.say(RECORDS[row["record"]].title),
                source=row["source"],
                days=formats.number(row["days"], ctx.lang),
            ),
        )
        for row in accounts
        if row["days"]
    ]
    body = tag("ul", items) if items else tag("p", ctx.say(words.CLOCK_NONE))
    return join(tag("h2", ctx.say(words.CLOCK)), body)


def _section(
    title: Text, caption: Text, columns: Sequence[Column], rows: Sequence[Sequence[Child]], ctx: PageContext
) -> Html:
    """A heading and its table, in a region that scrolls by itself."""
    text = ctx.say(caption)
    body = table(text, columns, rows, kind="wide steward", caption_hidden=True)
    return join(tag("h2", ctx.say(title)), tag("p", text, class_="soft"), scrolling(body, text))


def _adds_up(row: Row) -> bool:
    return RowCount.model_validate(row).adds_up


def _state(row: Row, ctx: PageContext) -> Html:
    good = row["state"] == "good"
    return tag(
        "span",
        ("✓ " if good else "✗ ") + ctx.say(words.GOOD if good else words.LATE),
        class_="good" if good else "bad",
    )


def _reach(row: Row, ctx: PageContext) -> str:
    if row["data_to"]:
        return formats.day_of(row["data_to"], ctx.lang)
    return ctx.say(words.REFERENCE) if row["record"] in REFERENCES else cells.NOTHING


def _example(row: Row, ctx: PageContext) -> str:
    if row["example"] is not None:
        return str(row["example"])
    return ctx.say(words.HIDDEN if row["values"] is None else words.NO_KEY)


def _short(text: Any) -> str:
    written = cells.NOTHING if text is None else str(text)
    return written if len(written) <= LONGEST else written[: LONGEST - 1] + "…"
