"""The blocks of the page on the health of the data: a sentence, runs, freshness, accounts, rejected rows, clocks."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from dashboard.queries import indicators
from dashboard.request.context import Place
from dashboard.text import columns as cells
from dashboard.text import formats
from dashboard.text.wording import health as words
from dashboard.ui.markup import Child, Html, join, tag
from dashboard.ui.tables import Column, scrolling, table
from data.records import RECORDS, REFERENCES
from data.words import Text

Row = Mapping[str, Any]
COUNTS = (
    ("read", words.READ),
    ("good", words.KEPT),
    ("rejected", words.REJECTED),
    ("superseded", words.SUPERSEDED),
    ("unchanged", words.UNCHANGED),
)
PRIVATE = ("customer_key", "respondent")
MOST_VALUES, LONGEST = 4, 40


def verdict(fresh: Sequence[Row], accounts: Sequence[Row], rejected: Sequence[Row], place: Place) -> Html:
    """All is well, or what is not, in a sentence each."""
    late = [row for row in fresh if row["state"] != "good"]
    wrong = [row for row in accounts if not adds_up(row)]
    out = sum(row["rows"] for row in rejected)
    notes = []
    if late:
        notes.append(place.say(words.SOME_LATE, n=len(late), all=len(fresh)))
    if out:
        notes.append(place.say(words.SOME_REJECTED, n=formats.number(out, place.lang)))
    if wrong:
        names = ", ".join(place.say(RECORDS[row["record"]].title) for row in wrong)
        notes.append(place.say(words.DOES_NOT_ADD, names=names))
    if notes:
        return join(tag("p", note, class_="note warn") for note in notes)
    n = len({row["source"] for row in fresh})
    sources = place.say(words.ONE_SOURCE) if n == 1 else place.say(words.SOURCES, n=n)
    day = formats.day(indicators.manifest().data_to, place.lang) if indicators.manifest().data_to else cells.NOTHING
    return tag("p", place.say(words.ALL_GOOD, n=len(fresh), sources=sources, day=day), class_="note")


def adds_up(row: Row) -> bool:
    """Whether every row read is good, rejected, superseded or unchanged."""
    return row["read"] == row["good"] + row["rejected"] + row["superseded"] + row["unchanged"]


def runs(found: Sequence[Row], place: Place) -> Html:
    """The last runs."""
    columns = [
        Column(place.say(words.STARTED)),
        *(Column(place.say(text), number=True) for text in (words.TOOK, words.ROWS_READ, words.PROBLEMS)),
        Column(place.say(words.RUN), kind="extra"),
    ]
    rows = [
        [
            formats.moment(datetime.fromisoformat(row["started"]), place.lang),
            cells.span(row["seconds"]),
            formats.number(row["rows_read"], place.lang),
            tag("span", formats.number(row["problems"], place.lang), class_="bad" if row["problems"] else "plain"),
            [row["run"], " ", _shown(row["run"], place)],
        ]
        for row in found
    ]
    return _section(words.RUNS, words.RUNS_CAPTION, columns, rows, place)


def _shown(run: str, place: Place) -> Html | str:
    """That a run is the one shown, or the link to the scorecard as it reported it."""
    if run == indicators.manifest().run:
        return f"({place.say(words.IN_FORCE)})"
    return tag("a", place.say(words.AS_REPORTED), href=place.link("scorecard", asof=run))


def freshness(found: Sequence[Row], place: Place) -> Html:
    """Per source and record whether it is good or late, how far its data reach, and what is wrong."""
    texts = (words.SOURCE, words.RECORD, words.STATE, words.DATA_TO, words.READ_AT, words.EXPECTED, words.WHY)
    rows = [
        [
            row["source"],
            place.say(RECORDS[row["record"]].title),
            _state(row, place),
            _reach(row, place),
            formats.moment(datetime.fromisoformat(row["read_at"]), place.lang) if row["read_at"] else cells.NOTHING,
            row["expected_by"] or cells.NOTHING,
            # What a run says is in English only; its language is told, so that it is read aloud as what it is.
            tag("span", row["problem"], lang="en") if row["problem"] else cells.NOTHING,
        ]
        for row in sorted(found, key=lambda row: row["state"] == "good")
    ]
    columns = [Column(place.say(text), kind="said" if text is words.WHY else "") for text in texts]
    return _section(words.FRESHNESS, words.FRESHNESS_CAPTION, columns, rows, place)


def accounting(found: Sequence[Row], place: Place) -> Html:
    """Where the rows of every record went."""
    columns = [
        Column(place.say(words.SOURCE)),
        Column(place.say(words.RECORD)),
        *(Column(place.say(text), number=True) for _, text in COUNTS),
        Column(place.say(words.ADDS_UP)),
        *(Column(place.say(text), number=True) for text in (words.READMITTED, words.GONE)),
    ]
    rows = [
        [
            row["source"],
            place.say(RECORDS[row["record"]].title),
            *(formats.number(row[name], place.lang) for name, _ in COUNTS),
            tag("span", "✓ " + place.say(words.YES), class_="good")
            if adds_up(row)
            else tag("span", "✗ " + place.say(words.NO), class_="bad"),
            *(formats.number(row[name], place.lang) for name in ("readmitted", "gone")),
        ]
        for row in found
    ]
    why = tag("p", place.say(words.ACCOUNTING_WHY), class_="soft")
    return join(_section(words.ACCOUNTING, words.ACCOUNTING_CAPTION, columns, rows, place), why)


def rejected(found: Sequence[Row], place: Place) -> Html:
    """Rejected rows by rule, in plain words, with one example each."""
    if not found:
        return join(tag("h2", place.say(words.RULES)), tag("p", place.say(words.NO_REJECTED)))
    columns = [
        Column(place.say(words.SOURCE)),
        Column(place.say(words.RECORD)),
        Column(place.say(words.RULE), kind="said"),
        Column(place.say(words.ROWS), number=True),
        Column(place.say(words.EXAMPLE)),
        Column(place.say(words.VALUES), kind="said"),
    ]
    rows = [
        [
            row["source"],
            place.say(RECORDS[row["record"]].title),
            [rule_said(row["record"], row["rule"], place), " ", tag("span", row["rule"], class_="soft")],
            formats.number(row["rows"], place.lang),
            _example(row, place),
            values(row, place),
        ]
        for row in found
    ]
    return _section(words.RULES, words.RULES_CAPTION, columns, rows, place)


def rule_said(record: str, rules: str, place: Place) -> str:
    """Broken rules in plain words; one that has none yet by its name."""
    said = []
    for rule in rules.split(", "):
        column, _, kind = rule.partition("|")
        if kind in words.KINDS:
            said.append(place.say(words.KINDS[kind], column=cells.title([record], column, place)))
        else:
            said.append(place.say(words.NAMED[rule]) if rule in words.NAMED else rule.replace("_", " "))
    return "; ".join(said)


def values(row: Row, place: Place) -> str:
    """What the source wrote: the columns that the rule names, else the first few; never a person's key."""
    if row["values"] is None:
        return place.say(words.HIDDEN)
    written = {name: text for name, text in json.loads(row["values"]).items() if name not in PRIVATE}
    named = [rule.partition("|")[0] for rule in row["rule"].split(", ")]
    chosen = {name: text for name, text in written.items() if name in named}
    chosen = chosen or {name: text for name, text in written.items() if text is not None}
    return ", ".join(f"{name} = {_short(text)}" for name, text in list(chosen.items())[:MOST_VALUES])


def clocks(found: Sequence[Row], place: Place) -> Html:
    """Moments that fell in an hour that the clock change repeats or leaves out."""
    items = [
        tag(
            "li",
            place.say(
                words.CLOCK_SOME,
                record=place.say(RECORDS[row["record"]].title),
                source=row["source"],
                repeated=formats.number(row["repeated_hours"], place.lang),
                skipped=formats.number(row["skipped_hours"], place.lang),
            ),
        )
        for row in found
        if row["repeated_hours"] or row["skipped_hours"]
    ]
    body = tag("ul", items) if items else tag("p", place.say(words.CLOCK_NONE))
    return join(tag("h2", place.say(words.CLOCK)), body)


def _section(
    title: Text, caption: Text, columns: Sequence[Column], rows: Sequence[Sequence[Child]], place: Place
) -> Html:
    """A heading and its table, in a region that scrolls by itself."""
    said = place.say(caption)
    shown = table(said, columns, rows, kind="wide steward", caption_hidden=True)
    return join(tag("h2", place.say(title)), tag("p", said, class_="soft"), scrolling(shown, said))


def _state(row: Row, place: Place) -> Html:
    good = row["state"] == "good"
    return tag(
        "span",
        ("✓ " if good else "✗ ") + place.say(words.GOOD if good else words.LATE),
        class_="good" if good else "bad",
    )


def _reach(row: Row, place: Place) -> str:
    if row["data_to"]:
        return formats.day_of(row["data_to"], place.lang)
    return place.say(words.REFERENCE) if row["record"] in REFERENCES else cells.NOTHING


def _example(row: Row, place: Place) -> str:
    if row["example"] is not None:
        return str(row["example"])
    return place.say(words.HIDDEN if row["values"] is None else words.NO_KEY)


def _short(text: Any) -> str:
    said = cells.NOTHING if text is None else str(text)
    return said if len(said) <= LONGEST else said[: LONGEST - 1] + "…"
