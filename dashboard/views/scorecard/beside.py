"""What stands beside the values: the same period as known now, the year before of an open one, or a second one."""

from collections.abc import Sequence

from dashboard.queries import indicators, session
from dashboard.request import periods
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import scorecard as words
from dashboard.ui.markup import Html, tag
from dashboard.views.scorecard.rows import Beside
from metrics.assessment.assessment import Assessment
from metrics.calendar.periods import Period


def values(assessments: Sequence[Assessment], ctx: PageContext) -> Beside | None:
    """The second column of values: beside a past edition the present, beside an open period the year before."""
    names = tuple(assessment.indicator.name for assessment in assessments)
    if ctx.as_of:
        now = indicators.values_of(
            session.open_snapshot(viewer=ctx.viewer), ctx.viewer, names, ctx.period.code, ctx.where
        )
        return Beside(ctx.say(words.KNOWN_NOW), now, changes=False)
    if second := second_period(ctx):
        of_second = indicators.values_of(ctx.snapshot, ctx.viewer, names, second.code, ctx.where)
        return Beside(formats.period(second, ctx.lang), of_second)
    if any(assessment.open for assessment in assessments):
        before = indicators.values_of(ctx.snapshot, ctx.viewer, names, None, ctx.where, ctx.period.code)
        year = formats.period(ctx.period.a_year_before(), ctx.lang)
        return Beside(ctx.say(words.SAME_DAYS, year=year), before)
    return None


def second_period(ctx: PageContext) -> Period | None:
    """The period that was chosen to stand beside the one asked for, another than that."""
    period = periods.read(ctx.own.get("beside"))
    return None if period == ctx.period else period


def choice(ctx: PageContext) -> Html | None:
    """The links that put a second period beside the first, or take it away; none where something stands there."""
    whole_to = ctx.snapshot.manifest.whole_to
    if ctx.as_of or whole_to is None or ctx.period.end > whole_to:
        return None
    offered = dict.fromkeys([ctx.period.shift(-1), ctx.period.a_year_before()])
    second = second_period(ctx)
    links = [
        tag(
            "a",
            formats.period(period, ctx.lang),
            href=ctx.link(beside=period.code),
            aria_current="true" if period == second else None,
        )
        for period in offered
    ]
    if second:
        links.append(tag("a", ctx.say(words.NOTHING_BESIDE), href=ctx.link(beside=None)))
    return tag("nav", ctx.say(words.SIDE_BY_SIDE), " ", links, class_="tabs", aria_label=ctx.say(words.SIDE_BY_SIDE))
