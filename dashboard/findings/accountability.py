"""What is said of agreements and audits: who has none, what ends soon, what is late, what was accepted."""

from collections.abc import Mapping, Sequence

from dashboard.queries import accountability, reporting
from dashboard.queries.accountability import Row
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.cells import NOTHING
from dashboard.text.wording import accountability as words
from data.accountability_words import Side
from data.words import Status
from metrics.accountability.acceptances import Answer
from metrics.accountability.agreements import AgreementInForce, PartnerAgreements, ending, without_agreement
from metrics.accountability.results import judged
from metrics.calendar.periods import Period

MOST = 4
"""Names in a sentence; the table has all of them."""


def partners_line(found: Sequence[PartnerAgreements], ctx: PageContext) -> str:
    """How many have an agreement, who has none, and what ends soon."""
    names = {one.partner: ctx.say(one.name) for one in found}
    lacking, soon = without_agreement(found), ending(agreement for one in found for agreement in one.agreements)
    n = {"partners": formats.number(len(found), ctx.lang), "day": formats.day(accountability.day(ctx), ctx.lang)}
    told = [ctx.say(words.LEAD, covered=formats.number(len(found) - len(lacking), ctx.lang), **n)]
    if lacking:
        told.append(ctx.say(words.WITHOUT, names=several([names[one.partner] for one in lacking], ctx)))
    if soon:
        days = [f"{names[one.partner]} ({last_day(one, ctx)})" for one in soon]
        told.append(ctx.say(words.ENDING, names=several(days, ctx)))
    return " ".join(told)


def overdue_line(found: Sequence[PartnerAgreements], ctx: PageContext) -> str:
    """Whose acceptance of results is overdue."""
    late = accountability.overdue(ctx)
    if not late:
        return ctx.say(words.NOT_OVERDUE)
    names = {one.partner: ctx.say(one.name) for one in found}
    return ctx.say(words.OVERDUE, names=several(overdue_names(late, names, ctx), ctx))


def overdue_names(late: Sequence[Answer], names: Mapping[str, str], ctx: PageContext) -> list[str]:
    """`Ministry of Health, 2026-27 Q2 (the organization and the partner)`, each agreement and quarter once."""
    sides: dict[tuple[str, Period], list[str]] = {}
    for one in late:
        sides.setdefault((one.agreement.partner, one.period), []).append(side_of(one.side, ctx))
    return [
        f"{names.get(partner, partner)}, {formats.period(period, ctx.lang)} ({formats.together(of, ctx.lang)})"
        for (partner, period), of in sides.items()
    ]


def last_day(one: AgreementInForce, ctx: PageContext) -> str:
    """Until when an agreement is in force."""
    return ctx.say(words.NO_END) if one.expires is None else formats.day(one.expires, ctx.lang)


def measures_met(one: AgreementInForce, ctx: PageContext) -> str:
    """How many measures reached what was agreed, of those that can be judged."""
    found = judged(accountability.results(ctx, one))
    if not found:
        return NOTHING
    met = sum(result.status is Status.MET for result in found)
    return ctx.say(words.OF, met=formats.number(met, ctx.lang), n=formats.number(len(found), ctx.lang))


def latest_answer(one: AgreementInForce, ctx: PageContext) -> tuple[str, str]:
    """Who has accepted the results of the last quarter that is over; and its tone: good, bad or plain."""
    if one.accept_within is None:
        return ctx.say(words.NOT_BY_QUARTER), "plain"
    said = accountability.answers(ctx, one)
    if not said:
        return ctx.say(words.NONE_YET), "plain"
    latest = [answer for answer in said if answer.period == said[0].period]
    period = formats.period(said[0].period, ctx.lang)
    sides = [answer.side for answer in latest if answer.decision and answer.decision["accepted"]]
    if len(sides) == len(latest):
        return ctx.say(words.BOTH, period=period), "good"
    late = any(answer.is_overdue(reporting.today(ctx)) for answer in latest)
    text = ctx.say(words.ONE_SIDE, side=side_of(sides[0], ctx), period=period) if sides else None
    return text or ctx.say(words.NO_SIDE, period=period), "bad" if late else "plain"


def audits_line(rows: Sequence[Row], ctx: PageContext) -> str:
    """How many recommendations stand how."""
    counts = [
        ctx.say(words.COUNT, n=formats.number(n, ctx.lang), status=ctx.say(status.text).lower())
        for status, n in accountability.counted(rows).items()
        if n
    ]
    return ctx.say(words.AUDIT_LEAD, n=formats.number(len(rows), ctx.lang), counts=formats.together(counts, ctx.lang))


def late_line(ctx: PageContext) -> str:
    """Which recommendations are late."""
    late = accountability.late(ctx)
    if not late:
        return ctx.say(words.NONE_LATE)
    return ctx.say(words.LATE, names=several([late_name(row, ctx) for row in late], ctx))


def side_of(side: Side, ctx: PageContext) -> str:
    """The side within a sentence."""
    return ctx.say(words.SIDES[side])


def several(names: Sequence[str], ctx: PageContext) -> str:
    """The first of several names, and how many more there are."""
    shown = list(names[:MOST])
    if more := len(names) - len(shown):
        shown.append(ctx.say(words.MORE, n=formats.number(more, ctx.lang)))
    return "; ".join(shown)


def late_name(row: Row, ctx: PageContext) -> str:
    """`AG-2023-03 (Contact centres, 30 Sep 2025)`."""
    return f"{row['code']} ({row['owner']}, {formats.day(row['due'], ctx.lang)})"
