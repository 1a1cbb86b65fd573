"""Operators beside each other: as they are, and as if all served the same services at the same hours."""

from dashboard.findings.value import value_text
from dashboard.queries import indicators, operations
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.cells import NOTHING
from dashboard.text.wording import operations as words
from dashboard.ui.markup import Child, Html, join, tag
from dashboard.ui.tables import Column, scrolling, table
from dashboard.views.operations.links import label
from data.words import Unit
from metrics.assessment.assessment import Assessment
from metrics.definition.breakdowns import DIMENSIONS
from metrics.definition.indicator import Indicator
from metrics.operations.equal_mix import EqualMix, Standardized


def at_equal_mix(indicator: Indicator, assessment: Assessment, ctx: PageContext) -> Html | None:
    """What the page reads of operators, as `comparison` draws it."""
    if "operator" in indicator.breakdowns and not indicators.has_rows(ctx.snapshot, indicator, ctx.period):
        return join(tag("h2", ctx.say(words.OPERATORS)), tag("p", ctx.say(words.ROWS_GONE)))
    mix = operations.equal_mix(ctx.snapshot, ctx.viewer, indicator.name, period=ctx.period.code, where=ctx.where)
    return comparison(mix, assessment, ctx)


def comparison(found: EqualMix | None, assessment: Assessment, ctx: PageContext) -> Html | None:
    """The sentence and the table; nothing where there are no two operators."""
    if found is None:
        return None
    texts = (words.AS_IS, words.EQUAL, words.INTERVAL, words.OF, words.SERVED)
    columns = [Column(ctx.say(DIMENSIONS["operator"].title)), *(Column(ctx.say(text), number=True) for text in texts)]
    caption = ctx.say(words.OPERATORS_CAPTION)
    body = table(
        caption, columns, [_row(one, assessment, ctx) for one in found.groups], kind="wide", caption_hidden=True
    )
    how = ctx.say(words.OPERATORS_HOW, shared=formats.percent(found.shared, ctx.lang, 0)) if found.gap else None
    return join(
        tag("h2", ctx.say(words.OPERATORS)),
        tag("p", _sentence(found, ctx)),
        scrolling(body, caption),
        tag("p", how, class_="soft") if how else None,
    )


def _sentence(found: EqualMix, ctx: PageContext) -> str:
    gap = found.gap
    if gap is None:
        return ctx.say(words.NOT_COMPARABLE)
    if not gap.told_apart:
        return ctx.say(words.NOT_APART)
    best, worst = (label("operator", code, ctx) for code in (gap.best, gap.worst))
    numbers = {
        name: formats.gap(value, Unit.SHARE, ctx.lang).lstrip("+")
        for name, value in (("points", gap.points), ("low", gap.interval.low), ("high", gap.interval.high))
    }
    return ctx.say(words.APART, best=best, worst=worst, **numbers)


def _row(one: Standardized, assessment: Assessment, ctx: PageContext) -> list[Child]:
    def written(share: float) -> str:
        return value_text(share, assessment, ctx)

    link = ctx.link("transactions", indicator=assessment.indicator.name, operator=one.code)
    equal, interval = tag("span", ctx.say(words.NOT_COMPARED), class_="soft"), NOTHING
    if one.equal is not None and one.interval is not None:
        equal = tag("strong", written(one.equal))
        interval = ctx.say(words.FROM_TO, low=written(one.interval.low), high=written(one.interval.high))
    return [
        tag("a", label("operator", one.code, ctx), href=link),
        written(one.value),
        equal,
        interval,
        formats.number(one.of, ctx.lang),
        formats.percent(one.served, ctx.lang, 0),
    ]
