"""Where and when a standard breaks: the worst place and half-hour, two heat maps, and all places in order."""

from dashboard.findings.value import value_text
from dashboard.queries import operations
from dashboard.queries.blocks import blocks_once
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import operations as words
from dashboard.ui.component import draw
from dashboard.ui.markup import Html, join, tag
from dashboard.views.operations import desk_load, heat_map, league, operators, place_map, queues, today, why, worst
from dashboard.views.shared import value_summary
from metrics.assessment.assessment import Assessment
from metrics.assessment.hot_spots import Spots, is_share
from metrics.definition.indicator import Indicator

MEASURES = (
    "counter_within_20_minutes",
    "calls_within_standard",
    "service_standards_met",
    "counter_wait_p90",
    "call_wait_p90",
)
"""The standards of counters, of the telephone and of what is due by a day; then how long most people wait."""
BREAKDOWNS = (("location",), ("weekday", "hour"), ("location", "hour"), ("hour",))


def show(ctx: PageContext) -> None:
    """The page of the measure that the address names, else of the first that applies to what was chosen."""
    page = blocks_once(ctx, lambda: {"page": _page(ctx)})["page"]
    day = blocks_once(ctx, lambda: {"day": today.section(ctx)}, part="day")["day"]
    # What can still be helped today comes before what a month was like; a day that is over comes after it.
    parts = [(page, "operations"), (day, "today")]
    for block, name in reversed(parts) if today.is_under_way(ctx) else parts:
        if block:
            draw(block, name)


def _page(ctx: PageContext) -> Html:
    offered = [ctx.snapshot.catalogue[name] for name in MEASURES if name in ctx.snapshot.catalogue]
    if not offered:
        return tag("p", ctx.say(words.NO_MEASURE), class_="note", data_start=True, tabindex=-1)
    indicator = measure(offered, ctx)
    assessment = value_summary.assess(indicator, ctx)
    choice = tag("div", _measures(offered, indicator, ctx), data_start=True, tabindex=-1)
    if assessment.value is None:
        return join(choice, value_summary.facts(assessment, ctx))
    places, days, both, hours = (_spots(indicator, by, ctx) for by in BREAKDOWNS)
    # Where desks are looked at, both maps stand together; else each stands where it answers what is above it.
    desks = desk_load.is_chosen(indicator, ctx)
    cells = heat_map.of_measure(assessment, ctx)
    drawn_map = place_map.places(places, operations.coordinates(ctx.snapshot), assessment, ctx)
    return join(
        choice,
        _total(assessment, ctx),
        worst.lead(places, days, both, assessment, ctx),
        desk_load.choice(indicator, ctx) if both.listed or days.listed else None,
        desk_load.maps(assessment, ctx) if desks else heat_map.by_place(places, both, assessment, ctx, cells),
        why.section(both, days, hours, indicator, ctx),
        league.places(places, assessment, ctx, drawn_map),
        queues.by_half_hour(indicator, ctx),
        None if desks else heat_map.by_day(days, assessment, ctx, cells),
        operators.at_equal_mix(indicator, assessment, ctx) if is_share(indicator) else None,
        tag("p", ctx.say(words.RULE if is_share(indicator) else words.RULE_PERCENTILE), class_="soft"),
    )


def measure(offered: list[Indicator], ctx: PageContext) -> Indicator:
    """The measure that was chosen, else the first that means something in the channels that are looked at."""
    chosen = [one for one in offered if one.name == ctx.own.get("measure")]
    limited = ctx.viewer.limited(ctx.where)
    return next(iter([*chosen, *(one for one in offered if one.applies_to(limited)), *offered]))


def _spots(indicator: Indicator, by: tuple[str, ...], ctx: PageContext) -> Spots:
    if not set(by) <= set(indicator.breakdowns):
        return Spots()
    return operations.spots(
        ctx.snapshot, ctx.viewer, ctx.decisions.targets, indicator.name, period=ctx.period.code, by=by, where=ctx.where
    )


def _measures(offered: list[Indicator], shown: Indicator, ctx: PageContext) -> Html:
    links = [
        tag(
            "a",
            ctx.say(one.title),
            href=ctx.link(measure=one.name),
            aria_current="true" if one is shown else None,
        )
        for one in offered
    ]
    return tag("nav", links, class_="tabs", aria_label=ctx.say(words.MEASURES))


def _total(assessment: Assessment, ctx: PageContext) -> Html:
    told = {
        "name": ctx.say(assessment.indicator.title),
        "period": formats.period(assessment.period, ctx.lang),
        "value": value_text(assessment.value, assessment, ctx),
    }
    if assessment.target is None:
        return tag("p", ctx.say(words.MEASURED_WITHOUT, **told))
    target = value_text(assessment.target, assessment, ctx)
    return tag("p", ctx.say(words.MEASURED, target=target, **told))
