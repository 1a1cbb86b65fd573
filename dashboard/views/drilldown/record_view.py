"""One record: what happened, whether it met its standard, and the numbers that it counts in."""

from zoneinfo import ZoneInfo

from dashboard.queries import records
from dashboard.request.context import PageContext
from dashboard.text.wording import transactions as words
from dashboard.ui.component import draw
from dashboard.ui.markup import Html, join, tag
from dashboard.views.drilldown import record_blocks
from dashboard.views.drilldown.question import search
from data.records import RECORDS
from data.text import Text


def heading(ctx: PageContext) -> Text:
    """The record's kind and number; one that is refused or unknown is not named."""
    return record_blocks.heading(ctx)


def show(ctx: PageContext) -> None:
    """The page of the record that the address names."""
    name, key = ctx.own.get("record", "transaction"), ctx.own.get("key", "")
    draw(join(record_blocks.back(ctx), details(name, key, ctx)), "transaction")


def details(name: str, key: str, ctx: PageContext) -> Html:
    """The record, or the sentence that says why it is not shown."""
    record = RECORDS.get(name)
    if record and record.restricted:
        return tag("p", ctx.say(words.REFUSED), class_="note")
    rows = records.record(ctx.snapshot, ctx.viewer, name, key) if record and key else []
    if not rows:
        return join(tag("p", ctx.say(words.NO_SUCH_RECORD, key=key or "–"), class_="note"), search(ctx))
    row = next((row for row in rows if row["source"] == ctx.own.get("source")), rows[0])
    zone = records.zones(ctx.snapshot).get(row["source"], ZoneInfo("UTC"))
    story = records.story(ctx.snapshot, ctx.viewer, name, row)
    history = record_blocks.service_history(row, story, ctx, zone) if name == "transaction" else None
    return join(
        record_blocks.sources(rows, row, ctx),
        record_blocks.about(row, name, ctx),
        history,
        tag(
            "div",
            tag("div", tag("h2", ctx.say(words.FACTS)), record_blocks.facts(name, row, ctx, zone)),
            tag("div", tag("h2", ctx.say(words.COUNTS_IN)), record_blocks.contributions(story.counted, ctx)),
            class_="two",
        ),
    )
