"""What an indicator means, from its declaration: the same words on its page and in the list of definitions."""

from datetime import date

from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import indicator as words
from dashboard.ui.markup import Html, tag
from data.records import RECORDS
from metrics.definition.indicator import Indicator


def definition(indicator: Indicator, ctx: PageContext, known_to: date | None) -> Html:
    """What, why, how, caveat, owner, direction, factor, frequency, unit, records and how far they reach."""
    records = ", ".join(ctx.say(RECORDS[record].title) for record in indicator.records)
    entries = (
        (words.WHAT, ctx.say(indicator.definition)),
        (words.WHY_IT_MATTERS, ctx.say(indicator.why_it_matters)),
        (words.HOW, ctx.say(words.KINDS[indicator.kind])),
        (words.CAVEAT, ctx.say(indicator.caveat)),
        (words.OWNER, ctx.say(indicator.owner)),
        (words.DIRECTION, ctx.say(indicator.better.text)),
        (words.FACTOR, ctx.say(indicator.factor.text)),
        (words.FREQUENCY, ctx.say(indicator.frequency.text)),
        (words.UNIT, ctx.say(indicator.unit.text)),
        (words.SOURCES, records),
        (words.FRESH, formats.day(known_to, ctx.lang) if known_to else "–"),
    )
    return tag("dl", ([tag("dt", ctx.say(name)), tag("dd", text)] for name, text in entries))
