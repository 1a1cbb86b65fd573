"""One partner's report: each agreement with its measures against what was agreed, and what both sides said of it."""

import json
from collections.abc import Sequence

from dashboard.findings.accountability import side_of
from dashboard.queries import accountability, reporting
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.cells import NOTHING
from dashboard.text.wording import accountability as words
from dashboard.ui.markup import Child, Html, join, tag
from dashboard.ui.tables import Column, scrolling, table
from dashboard.views.accountability.cells import expires, part, status, title, value
from dashboard.views.shared.comment import first_line, text
from data.refusals.questions import TOO_FINE
from data.words import Status
from metrics.accountability.acceptances import Answer
from metrics.accountability.agreements import AgreementInForce, PartnerAgreements
from metrics.accountability.results import Result, judged

LONGEST = 90
"""Characters of a comment in a row; its page has all of it."""
TITLES = (words.MEASURE, words.PART, words.AGREED, words.RESULT, words.RECORDS, words.STATUS, words.LEFT_OUT,
          words.COMMENT)  # fmt: skip
NUMBERS = (words.AGREED, words.RESULT, words.RECORDS)
EXTRA = (words.PART, words.RECORDS, words.LEFT_OUT, words.COMMENT)
"""On a phone what was agreed and what came of it comes first."""


def report(one: PartnerAgreements, ctx: PageContext) -> Html:
    """What holds first; a partner without agreement is told so."""
    period, day = formats.period(ctx.period, ctx.lang), formats.day(accountability.day(ctx), ctx.lang)
    lacking = None
    if not one.holds:
        lacking = tag("p", ctx.say(words.NO_AGREEMENT, name=ctx.say(one.name), day=day), class_="note warn")
    return join(
        tag(
            "p",
            ctx.say(words.REPORT, period=period),
            ". ",
            tag("span", ctx.say(words.PRINT), class_="soft screen"),
            data_start=True,
            tabindex=-1,
        ),
        tag("p", ctx.say(words.FILTERS), class_="soft") if ctx.where else None,
        lacking,
        (_agreement(agreement, ctx) for agreement in one.agreements),
    )


def _agreement(one: AgreementInForce, ctx: PageContext) -> Html:
    until = ctx.say(words.NO_END)
    if one.expires is not None:
        until = ctx.say(words.UNTIL, day=formats.day(one.expires, ctx.lang))
    facts = ctx.say(
        words.FACTS,
        kind=ctx.say(one.kind.text),
        party=ctx.say(one.party.text).lower(),
        signed=formats.day(one.signed, ctx.lang),
        until=until,
        principles=ctx.say(words.CARRIES if one.principles else words.CARRIES_NOT),
    )
    standing = expires(one, ctx, marked=True) if one.standing in words.STANDINGS else None
    return tag(
        "section",
        tag("h2", ctx.say(one.title), tag("span", f" {one.code}", class_="soft")),
        tag("p", facts, " ", standing),
        _measures(one, ctx) if one.holds else None,
        _answers(one, ctx),
    )


def _measures(one: AgreementInForce, ctx: PageContext) -> Html:
    if not one.measures:
        return tag("p", ctx.say(words.NO_MEASURES), class_="soft")
    found = accountability.results(ctx, one)
    period = formats.period(ctx.period, ctx.lang)
    caption = ctx.say(words.MEASURES_CAPTION, code=one.code, period=period)
    columns = [Column(ctx.say(each), number=each in NUMBERS, kind="extra" if each in EXTRA else "") for each in TITLES]
    body = table(
        caption, columns, [_measure(result, one.partner, ctx) for result in found], kind="wide", caption_hidden=True
    )
    summary = _summary(found, ctx) if one.covers(ctx.period) else _outside(one, ctx)
    return join(tag("p", summary), scrolling(body, caption))


def _outside(one: AgreementInForce, ctx: PageContext) -> str:
    days = {"first": formats.day(one.results_from, ctx.lang), "period": formats.period(ctx.period, ctx.lang)}
    if one.expires is None:
        return ctx.say(words.OUTSIDE_FROM, **days)
    return ctx.say(words.OUTSIDE, last=formats.day(one.expires, ctx.lang), **days)


def _summary(found: Sequence[Result], ctx: PageContext) -> str:
    told = judged(found)
    period = formats.period(ctx.period, ctx.lang)
    if not told:
        return ctx.say(words.NO_RESULTS, period=period)
    missed = [title(result.measure, ctx) for result in told if result.status is Status.MISSED]
    met = sum(result.status is Status.MET for result in told)
    n = {"met": formats.number(met, ctx.lang), "n": formats.number(len(told), ctx.lang), "period": period}
    return ctx.say(words.MET_LINE, names="; ".join(missed), **n) if missed else ctx.say(words.ALL_MET_LINE, **n)


def _measure(one: Result, partner: str, ctx: PageContext) -> list[Child]:
    measure, name = one.measure, title(one.measure, ctx)
    seen = measure.indicator in ctx.snapshot.catalogue
    link = ctx.link("indicator", **{**dict.fromkeys(ctx.where), "indicator": measure.indicator, **measure.part})
    said = accountability.comment(ctx, measure, partner)
    result: Child = value(one.value, measure, ctx)
    if one.problem is not None:
        by_quarter = one.problem.refusal is TOO_FINE
        told = ctx.say(words.BY_QUARTER) if by_quarter else one.problem.text(ctx.lang)
        result = tag("span", told, class_="soft")
    return [
        tag("a", name, href=link) if seen else name,
        part(measure, ctx),
        value(measure.level, measure, ctx),
        result,
        NOTHING if one.n is None else formats.number(one.n, ctx.lang),
        status(one, ctx),
        ctx.say(measure.exclusions) if measure.exclusions else NOTHING,
        first_line(said, "happened", ctx, LONGEST) if said else NOTHING,
    ]


def _answers(one: AgreementInForce, ctx: PageContext) -> Html | None:
    """A line per quarter and side; none where results are not accepted by quarter, or no quarter is over yet."""
    said = accountability.answers(ctx, one)
    if not said:
        return None
    titles = (words.QUARTER, words.SIDE, words.DUE, words.ANSWER, words.AS_ACCEPTED)
    columns = [Column(ctx.say(each)) for each in titles]
    caption = ctx.say(words.ANSWERS)
    body = table(caption, columns, [_answer(answer, ctx) for answer in said], kind="wide", caption_hidden=True)
    return join(tag("h3", caption), scrolling(body, caption))


def _answer(one: Answer, ctx: PageContext) -> list[Child]:
    period = formats.period(one.period, ctx.lang)
    link = tag("a", period, href=ctx.link(period=one.period.code))
    return [
        link if one.period != ctx.period else period,
        side_of(one.side, ctx),
        formats.day(one.due, ctx.lang),
        _said(one, ctx),
        _since(one, ctx),
    ]


def _said(one: Answer, ctx: PageContext) -> Child:
    if one.decision is None:
        days = (reporting.today(ctx) - one.due).days
        if days <= 0:
            return ctx.say(words.SAYS_NOTHING)
        late = words.SAYS_LATE_ONE if days == 1 else words.SAYS_LATE
        return tag("span", "✗ ", ctx.say(late, n=formats.number(days, ctx.lang)), class_="bad")
    row = one.decision
    day = formats.day(row["recorded_at"].astimezone().date(), ctx.lang)
    told = ctx.say(words.SAYS_YES if row["accepted"] else words.SAYS_NO, day=day, author=row["author"])
    mark = tag("span", "✓ " if row["accepted"] else "✗ ", told, class_="good" if row["accepted"] else "bad")
    remark = text(row, "text", ctx)
    return join(mark, ": ", remark) if remark else mark


def _since(one: Answer, ctx: PageContext) -> Child:
    """Which figures are other ones than those that were before the side when it answered."""
    if one.decision is None:
        return NOTHING
    then = json.loads(one.decision["figures"])
    changed = [
        ctx.say(
            words.CHANGED_FROM,
            name=title(result.measure, ctx),
            then=value(then[result.measure.code]["value"], result.measure, ctx),
            now=value(result.value, result.measure, ctx),
        )
        for result in accountability.results(ctx, one.agreement, one.period.code)
        if result.measure.code in then and then[result.measure.code]["value"] != result.value
    ]
    if not changed:
        return ctx.say(words.UNCHANGED)
    return tag("span", ctx.say(words.CHANGED, names="; ".join(changed)), class_="bad")
