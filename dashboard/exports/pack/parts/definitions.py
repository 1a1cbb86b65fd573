"""What the numbers mean: definition, way of computing, caveat, and how far the records behind each reach."""

from collections.abc import Iterator

from dashboard.exports.pack.edition import Edition
from dashboard.exports.pack.model import Column, Section, Table
from dashboard.exports.pack.parts import cells
from dashboard.queries import indicators
from dashboard.text import formats
from dashboard.text.wording import indicator as indicator_words
from dashboard.text.wording import pack as words
from dashboard.text.wording import scorecard as scorecard_words

NAME = "definitions"


def definitions(edition: Edition) -> Iterator[Section]:
    """A row for each headline indicator."""
    ctx = edition.ctx
    columns = [
        Column(ctx.say(scorecard_words.INDICATOR), width=1.8),
        Column(ctx.say(indicator_words.WHAT), width=3.4),
        Column(ctx.say(indicator_words.HOW), width=2.2),
        Column(ctx.say(indicator_words.CAVEAT), width=2.6),
        Column(ctx.say(indicator_words.DIRECTION), width=1.0),
        Column(ctx.say(indicator_words.FRESH), width=1.0),
    ]
    rows = []
    for one in edition.assessments:
        declared = one.indicator
        known_to = indicators.known_to(ctx.snapshot, declared.name)
        written = (
            declared.title,
            declared.definition,
            indicator_words.KINDS[declared.kind],
            declared.caveat,
            declared.better.text,
        )
        reach = formats.day(known_to, ctx.lang) if known_to else ""
        rows.append([*(cells.text(ctx.say(each)) for each in written), cells.text(reach)])
    table = Table(name=NAME, caption=ctx.say(words.DEFINITIONS_CAPTION), columns=columns, rows=rows)
    yield Section(name=NAME, title=ctx.say(words.DEFINITIONS), blocks=[table])
