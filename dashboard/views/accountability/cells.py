"""Cells of agreements: until when, how many measures were met, and what the sides said of the results."""

from dashboard.findings.accountability import last_day
from dashboard.findings.accountability import latest_answer as found_answer
from dashboard.queries import indicators
from dashboard.request.context import PageContext
from dashboard.text import formats, verdicts
from dashboard.text.cells import NOTHING
from dashboard.text.wording import accountability as words
from dashboard.text.wording import service_quality as quality_words
from dashboard.ui.markup import Child, Html, join, tag
from data.words import Status
from metrics.accountability.agreements import AgreementInForce, Measure, Standing
from metrics.accountability.results import Result
from metrics.definition.breakdowns import DIMENSIONS


def expires(one: AgreementInForce, ctx: PageContext, *, marked: bool = False) -> Child:
    """The last day; with `marked` also that it has passed or is near."""
    day = last_day(one, ctx)
    if not marked or one.standing not in words.STANDINGS:
        return day
    sign, tone = ("✗", "bad") if one.standing is Standing.EXPIRED else ("!", "plain")
    return join(day, " ", tag("span", f"{sign} ", ctx.say(words.STANDINGS[one.standing]), class_=tone))


def latest_answer(one: AgreementInForce, ctx: PageContext) -> Child:
    """Who has accepted the results of the last quarter that is over."""
    text, tone = found_answer(one, ctx)
    sign = {"good": "✓ ", "bad": "✗ "}.get(tone, "")
    return tag("span", sign, text, class_=tone) if sign else text


def status(one: Result, ctx: PageContext) -> Child:
    """How a result stands against what was agreed: a shape and a word."""
    if one.value is None:
        return NOTHING
    if not one.agreed:
        return tag("span", ctx.say(words.NOT_AGREED_YET), class_="soft")
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
