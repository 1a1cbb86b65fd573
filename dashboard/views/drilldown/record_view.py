"""One record: what happened, whether it met its standard, and the numbers that it counts in."""

from zoneinfo import ZoneInfo

from dashboard.queries import records
from dashboard.request.context import Place
from dashboard.text.wording import transactions as words
from dashboard.ui.component import draw
from dashboard.ui.markup import Html, join, tag
from dashboard.views.drilldown import record_blocks
from dashboard.views.drilldown.question import search
from data.records import RECORDS
from data.words import Text


def heading(place: Place) -> Text:
    """The record's kind and number; one that is refused or unknown is not named."""
    return record_blocks.heading(place)


def show(place: Place) -> None:
    """The page of the record that the address names."""
    name, key = place.own.get("record", "transaction"), place.own.get("key", "")
    draw(join(record_blocks.back(place), shown(name, key, place)), "transaction")


def shown(name: str, key: str, place: Place) -> Html:
    """The record, or the sentence that says why it is not shown."""
    record = RECORDS.get(name)
    if record and record.restricted:
        return tag("p", place.say(words.REFUSED), class_="note")
    rows = records.record(place.viewer, name, key) if record and key else []
    if not rows:
        return join(tag("p", place.say(words.NO_SUCH_RECORD, key=key or "–"), class_="note"), search(place))
    row = next((row for row in rows if row["source"] == place.own.get("source")), rows[0])
    zone, story = records.zones().get(row["source"], ZoneInfo("UTC")), records.story(name, row)
    happened = record_blocks.happened(row, story, place, zone) if name == "transaction" else None
    return join(
        record_blocks.sources(rows, row, place),
        record_blocks.about(row, name, place),
        happened,
        tag(
            "div",
            tag("div", tag("h2", place.say(words.FACTS)), record_blocks.facts(name, row, place, zone)),
            tag("div", tag("h2", place.say(words.COUNTS_IN)), record_blocks.counts(story.counted, place)),
            class_="two",
        ),
    )
