"""One record: what happened, whether it met its standard, and the numbers that it counts in."""

from zoneinfo import ZoneInfo

from dashboard import onerecord, records
from dashboard.behind import search
from dashboard.component import draw
from dashboard.markup import Html, join, tag
from dashboard.place import Place
from dashboard.wording import transactions as words
from data.records import RECORDS
from data.words import Text


def heading(place: Place) -> Text:
    """The record's kind and number; one that is refused or unknown is not named."""
    return onerecord.heading(place)


def show(place: Place) -> None:
    """The page of the record that the address names."""
    name, key = place.own.get("record", "transaction"), place.own.get("key", "")
    draw(join(onerecord.back(place), shown(name, key, place)), "transaction")


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
    happened = onerecord.happened(row, story, place, zone) if name == "transaction" else None
    return join(
        onerecord.sources(rows, row, place),
        onerecord.about(row, name, place),
        happened,
        tag(
            "div",
            tag("div", tag("h2", place.say(words.FACTS)), onerecord.facts(name, row, place, zone)),
            tag("div", tag("h2", place.say(words.COUNTS_IN)), onerecord.counts(story.counted, place)),
            class_="two",
        ),
    )
