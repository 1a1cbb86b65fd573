"""Cells of agreements: until when, how many measures were met, and what the sides said of the results."""

from dashboard.queries import accountability, indicators, reporting
from dashboard.request.context import PageContext
from dashboard.text import formats, verdicts
from dashboard.text.cells import NOTHING
from dashboard.text.wording import accountability as words
from dashboard.text.wording import service_quality as quality_words
from dashboard.ui.markup import Child, Html, join, tag
from data.accountability_words import Side
from data.words import Status
from metrics.accountability.agreements import AgreementInForce, Measure, Standing
from metrics.accountability.results import Result
from metrics.definition.breakdowns import DIMENSIONS


def expires(one: AgreementInForce, ctx: PageContext, *, marked: bool = False) -> Child:
    """The last day; with `marked` also that it has passed or is near."""
    day = ctx.say(words.NO_END) if one.expires is None else formats.day(one.expires, ctx.lang)
    if not marked or one.standing not in words.STANDINGS:
        return day
    sign, tone = ("✗", "bad") if one.standing is Standing.EXPIRED else ("!", "warn-text")
    return join(day, " ", tag("span", f"{sign} ", ctx.say(words.STANDINGS[one.standing]), class_=tone))


def measures_met(one: AgreementInForce, ctx: PageContext) -> Child:
    """How many measures reached what was agreed, of those that have a result."""
    found = [result for result in accountability.results(ctx, one) if result.value is not None]
    if not found:
        return NOTHING
    met = sum(result.status is Status.MET for result in found)
    return ctx.say(words.OF, met=formats.number(met, ctx.lang), n=formats.number(len(found), ctx.lang))


def latest_answer(one: AgreementInForce, ctx: PageContext) -> Child:
    """Who has accepted the results of the last quarter that is over."""
    if one.accept_within is None:
        return ctx.say(words.NOT_BY_QUARTER)
    said = accountability.answers(ctx, one)
    if not said:
        return ctx.say(words.NONE_YET)
    latest = [answer for answer in said if answer.period == said[0].period]
    period = formats.period(said[0].period, ctx.lang)
    sides = [answer.side for answer in latest if answer.decision and answer.decision["accepted"]]
    if len(sides) == len(latest):
        return tag("span", "✓ ", ctx.say(words.BOTH, period=period), class_="good")
    late = any(answer.is_overdue(reporting.today(ctx)) for answer in latest)
    text = ctx.say(words.ONE_SIDE, side=side_of(sides[0], ctx), period=period) if sides else None
    text = text or ctx.say(words.NO_SIDE, period=period)
    return tag("span", "✗ " if late else "", text, class_="bad" if late else None)


def side_of(side: Side, ctx: PageContext) -> str:
    """The side within a sentence."""
    return ctx.say(words.SIDES[side])


def status(one: Result, ctx: PageContext) -> Child:
    """How a result stands against what was agreed: a shape and a word."""
    if one.value is None:
        return NOTHING
    mark = tag("span", verdicts.MARKS[one.status], formats.SPACE, aria_hidden="true")
    unsure = one.status is Status.TOO_FEW and not one.few
    text = quality_words.UNSURE if unsure else one.status.text
    return tag("span", mark, ctx.say(text), class_=verdicts.TONES[one.status])


def value(number: float | None, measure: Measure, ctx: PageContext) -> str:
    """A number of a measure in the unit of its indicator."""
    indicator = ctx.snapshot.catalogue.get(measure.indicator)
    if number is None or indicator is None:
        return NOTHING
    return formats.value(number, indicator.unit, ctx.lang, indicator.decimals)


def title(measure: Measure, ctx: PageContext) -> str:
    """The indicator of a measure; its own name where the reader does not see that."""
    indicator = ctx.snapshot.catalogue.get(measure.indicator)
    return ctx.say(indicator.title) if indicator else measure.code


def part(measure: Measure, ctx: PageContext) -> Html:
    """What a measure is of, breakdown by breakdown."""
    texts = [
        ctx.say(
            words.PART_OF,
            name=ctx.say(DIMENSIONS[name].title),
            codes=formats.together([_name(name, code, ctx) for code in codes], ctx.lang),
        )
        for name, codes in measure.where
    ]
    return join("; ".join(texts))


def _name(name: str, code: str, ctx: PageContext) -> str:
    return ctx.say(indicators.name_of(ctx.snapshot, name, code))
