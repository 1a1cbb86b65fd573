"""What a standard is called, and how its numbers are written."""

from dashboard.queries import indicators
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.cells import NOTHING
from dashboard.text.wording import service_quality as words
from data.words import InteractionKind, Status, Unit
from metrics.standards.attainment import Attainment, counted, worst
from metrics.standards.redress import Complaints, Guarantees


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


def worst_line(listed: list[Attainment], ctx: PageContext) -> str:
    """The standard that was kept worst, or that none was missed beyond chance."""
    first = worst(listed)
    if first is None:
        return ctx.say(words.NOTHING_WORST, period=formats.period(ctx.period, ctx.lang))
    return ctx.say(
        words.WORST,
        what=whole(first, ctx),
        value=share(first.spot.value, ctx),
        n=count(first.spot.of, ctx),
        target=share(first.spot.target, ctx),
    )


def counts_line(listed: list[Attainment], ctx: PageContext) -> str:
    """How many were met, near, missed or too few to judge."""
    found = {status: n for status, n in counted(listed).items() if n}
    texts = [ctx.say(words.ONE[s] if n == 1 else words.COUNTS[s], n=count(n, ctx)) for s, n in found.items()]
    return ctx.say(words.COUNTED, n=count(len(listed), ctx), counts=formats.together(texts, ctx.lang))


def promise_notes(one: Attainment, ctx: PageContext) -> list[str]:
    """That a standard is a guarantee, and since when it is in force where that is within the period."""
    if one.standard is None:
        return []
    notes = [ctx.say(words.GUARANTEE)] if one.standard.guarantee else []
    if ctx.period.start < one.standard.since <= ctx.period.end:
        notes.append(ctx.say(words.NEW_STANDARD, day=formats.day(one.standard.since, ctx.lang)))
    return notes


def interval(one: Attainment, ctx: PageContext) -> str:
    """Between what the share lies, or a dash."""
    if one.spot.interval is None:
        return NOTHING
    ends = {name: share(getattr(one.spot.interval, name), ctx) for name in ("low", "high")}
    return ctx.say(words.FROM_TO, **ends)


def status_text(one: Attainment, ctx: PageContext) -> str:
    """The status in a word."""
    status = one.spot.status
    return ctx.say(words.UNSURE if status is Status.TOO_FEW and not one.spot.few else status.text)


def guarantee_texts(one: Guarantees, ctx: PageContext) -> list[str]:
    """Due, kept, breached, claimed, paid, refused, and what was paid back."""
    numbers = [one.due, one.kept, one.breached, one.claimed, one.paid, one.not_paid]
    cents = NOTHING if one.cents is None else formats.cents(one.cents, ctx.lang, 2)
    return [*(count(number, ctx) for number in numbers), cents]


def guarantee_line(every: Guarantees, ctx: PageContext) -> str:
    """The same of all in a sentence."""
    names = ("due", "kept", "breached", "claimed", "paid", "refused", "cents")
    return ctx.say(words.GUARANTEE_LEAD, **dict(zip(names, guarantee_texts(every, ctx), strict=True)))


def complaints_line(found: Complaints, ctx: PageContext) -> str:
    """How many complaints came in, and how many that is of 10,000 interactions."""
    n = count(found.all.received, ctx)
    if found.rate is None:
        return ctx.say(words.COMPLAINTS_PLAIN, n=n)
    return ctx.say(words.COMPLAINTS_LEAD, n=n, rate=formats.number(found.rate, ctx.lang, 1))
