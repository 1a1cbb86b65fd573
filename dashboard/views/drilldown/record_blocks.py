"""The blocks of the page of one record: its facts, where it counts, and the way back."""

from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from dashboard.request.context import PageContext
from dashboard.text import cells, formats
from dashboard.text.wording import transactions as words
from dashboard.ui.markup import Html, join, tag
from dashboard.ui.tables import Column, scrolling, table
from dashboard.views.drilldown import timeline
from data.certainty import present
from data.records import RECORDS, half_hours, local_dates, record_name
from data.storage.lake import PARTITION
from data.text import Text
from metrics.calendar.periods import containing
from metrics.drilldown.record_story import Contribution, RecordStory

Row = Mapping[str, Any]


def facts(record: str, row: Row, ctx: PageContext, zone: ZoneInfo) -> Html:
    """Every column that has a value, in the order of the record; local days only stand beside their moments."""
    days = {*local_dates(RECORDS[record]).values(), *half_hours(RECORDS[record]).values()}
    entries = [
        (cells.title([record], name, ctx), cells.cell(record, name, value, ctx, zone))
        for name, value in row.items()
        if value is not None and name not in days and name not in (PARTITION, "source")
    ]
    entries.append((ctx.say(words.SOURCE), row["source"]))
    return tag("dl", ([tag("dt", name), tag("dd", text)] for name, text in entries))


def contributions(counted: Sequence[Contribution], ctx: PageContext) -> Html:
    """The indicators that it counts in, by the month in which it does, and what it adds to each."""
    if not counted:
        return tag("p", ctx.say(words.COUNTS_NONE))
    columns = [
        Column(ctx.say(words.CHOOSE)),
        Column(ctx.say(words.MONTH)),
        Column(ctx.say(words.ADDS_ABOVE), number=True),
        Column(ctx.say(words.ADDS_BELOW), number=True),
    ]
    rows = []
    for contribution in counted:
        month = containing(contribution.day, "month")
        href = ctx.link("indicator", indicator=contribution.indicator.name, period=month.code)
        rows.append(
            [
                tag("a", ctx.say(contribution.indicator.title), href=href),
                formats.period(month, ctx.lang),
                formats.number(contribution.numerator, ctx.lang),
                formats.number(contribution.denominator, ctx.lang)
                if contribution.indicator.denominator
                else cells.NOTHING,
            ]
        )
    caption = ctx.say(words.COUNTS_CAPTION)
    body = table(caption, columns, rows, kind="wide counts", caption_hidden=True)
    return join(tag("p", caption, class_="soft"), scrolling(body, caption))


def heading(ctx: PageContext) -> Text:
    """The record's kind and number; of one that is unknown or refused only that it is a record."""
    record = RECORDS.get(ctx.own.get("record", "transaction"))
    if record is None or record.restricted or not ctx.own.get("key"):
        return words.RECORD
    key = ctx.own["key"].replace("|", " · ")
    return Text(*(f"{title} {key}" for title in cells.singular(record_name(record))))


def service_history(row: Row, story: RecordStory, ctx: PageContext, zone: ZoneInfo) -> Html:
    """The verdict, the standard it is measured by, the bar and the timeline."""
    standard = story.standard
    text = standard and ctx.say(Text(standard["text_en"] or "", standard["text_fr"] or standard["text_en"] or ""))
    return join(
        timeline.verdict(present(story.standing), ctx),
        tag("p", ctx.say(words.STANDARD, standard=text), class_="soft") if text and row["due_at"] else None,
        tag("p", ctx.say(words.GUARANTEED), class_="soft") if row["guaranteed"] else None,
        timeline.bar(row, story, ctx),
        tag("h2", ctx.say(words.TIMELINE)),
        timeline.timeline(row, story, ctx, zone),
    )


def sources(rows: Sequence[Row], selected: Row, ctx: PageContext) -> Html | None:
    """The choice of a source, where several have the same number."""
    if len(rows) == 1:
        return None
    links = [
        tag("a", row["source"], href=ctx.link(source=row["source"]), aria_current="true" if row is selected else None)
        for row in rows
    ]
    return join(tag("p", ctx.say(words.IN_SOURCES)), tag("p", links, class_="tabs"))


def back(ctx: PageContext) -> Html | None:
    """The way back to the list that it was opened from."""
    if ctx.own.get("indicator", "") not in ctx.snapshot.catalogue:
        return None
    return tag("p", tag("a", "◂ ", ctx.say(words.BACK), href=ctx.link("transactions")), class_="back")


def about(row: Row, record: str, ctx: PageContext) -> Html | None:
    """The way to the transaction that a survey answer, complaint, claim or audit is about."""
    number = row.get("transaction_id")
    if record == "transaction" or not number:
        return None
    href = ctx.link("transaction", record="transaction", key=number)
    return tag("p", tag("a", ctx.say(words.TO_TRANSACTION), " ▸", href=href), class_="down")
