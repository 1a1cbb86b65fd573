"""What a standard is called, and how its numbers are written."""

from dashboard.queries import indicators
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.cells import NOTHING
from dashboard.text.wording import service_quality as words
from data.words import InteractionKind, Unit
from metrics.standards.attainment import Attainment


def label(name: str, code: str | None, ctx: PageContext) -> str:
    """A member of a breakdown in the reader's language."""
    return ctx.say(words.NO_NAME) if code is None else ctx.say(indicators.name_of(ctx.snapshot, name, code))


def subject(one: Attainment, ctx: PageContext) -> str:
    """The service, or the kind of enquiry."""
    named = label("service", one.service, ctx) if one.service else ctx.say(InteractionKind(one.kind).text)
    return f"{named} ({ctx.say(words.NOT_SAID)})" if one.untold else named


def whole(one: Attainment, ctx: PageContext) -> str:
    """`Birth certificate, mail`."""
    return f"{subject(one, ctx)}, {label('channel', one.channel, ctx).lower()}"


def share(value: float | None, ctx: PageContext, decimals: int = 1) -> str:
    """A share, or a dash."""
    return NOTHING if value is None else formats.value(value, Unit.SHARE, ctx.lang, decimals)


def count(value: int | None, ctx: PageContext) -> str:
    """A count, or a dash."""
    return NOTHING if value is None else formats.number(value, ctx.lang)


def of_cases(value: float, of: int, ctx: PageContext) -> str:
    """`10.0% of 40`."""
    return ctx.say(words.OF_CASES, value=share(value, ctx), n=count(of, ctx))
