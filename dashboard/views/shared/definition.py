"""What an indicator means, from its declaration: the same words on its page and in the list of definitions."""

from datetime import date

from dashboard.request.context import Place
from dashboard.text import formats
from dashboard.text.wording import indicator as words
from dashboard.ui.markup import Html, tag
from data.records import RECORDS
from metrics.definition.indicator import Indicator


def definition(indicator: Indicator, place: Place, known_to: date | None) -> Html:
    """What, why, how, caveat, owner, direction, factor, frequency, unit, records and how far they reach."""
    records = ", ".join(place.say(RECORDS[record].title) for record in indicator.records)
    told = (
        (words.WHAT, place.say(indicator.definition)),
        (words.WHY_IT_MATTERS, place.say(indicator.why_it_matters)),
        (words.HOW, place.say(words.KINDS[indicator.kind])),
        (words.CAVEAT, place.say(indicator.caveat)),
        (words.OWNER, place.say(indicator.owner)),
        (words.DIRECTION, place.say(indicator.better.text)),
        (words.FACTOR, place.say(indicator.factor.text)),
        (words.FREQUENCY, place.say(indicator.frequency.text)),
        (words.UNIT, place.say(indicator.unit.text)),
        (words.SOURCES, records),
        (words.FRESH, formats.day(known_to, place.lang) if known_to else "–"),
    )
    return tag("dl", ([tag("dt", place.say(name)), tag("dd", text)] for name, text in told))
