"""The parts of the Demand page: what is read, what is drawn of it, and in which order."""

from dataclasses import replace

import streamlit as st

from dashboard.queries.demand import staffing as queries
from dashboard.request.context import PageContext
from dashboard.text.wording import demand as words
from dashboard.text.wording import staff as staff_words
from dashboard.ui.component import draw
from dashboard.ui.markup import join, tag
from dashboard.views.demand import (
    blocks,
    downloads,
    forecast,
    plan_forms,
    scenario_forms,
    scenario_keeping,
    scenario_text,
)
from dashboard.views.demand import scenarios as scenario_tables
from dashboard.views.demand.forecast import ForecastView
from dashboard.views.demand.selection import Selection


def ahead(selection: Selection, ctx: PageContext) -> None:
    """The fan beside its accuracy."""
    view = _series(selection, ctx)
    if view is None:
        return
    block = blocks.ahead_blocks(selection, ctx, view, st.context.theme.type)
    draw(block["said"], "demand-said")
    left, right = st.columns([9, 5], gap="small")
    with left:
        draw(block["key"], "demand-key")
        alt = f"{forecast.series_name(selection, ctx)}. {ctx.say(words.CHART)}"
        st.vega_lite_chart(spec=block["chart"], alt=alt)
        draw(join(tag("div", data_chart_above=alt), block["numbers"]), "demand-numbers")
        downloads.buttons(block["file"], selection, ctx)
    with right:
        draw(block["accuracy"], "demand-accuracy")


def staff(selection: Selection, ctx: PageContext) -> None:
    """A week of one queue, half-hour by half-hour."""
    block = blocks.staff_blocks(selection, ctx, st.context.theme.type)
    if not block:
        draw(tag("p", ctx.say(staff_words.NOTHING), class_="note", role="status"), "demand")
        return
    draw(block["said"], "demand-said")
    if "grid" not in block:
        return
    left, right = st.columns([1, 1], gap="large")
    with left:
        draw(block["grid"], "demand-grid")
        downloads.buttons(block["file"], selection, ctx)
        if "what_if" in block:
            draw(block["what_if"], "demand-what-if")
    if "warnings" not in block:
        return
    with right:
        draw(block["warnings"], "demand-warnings")
        draw(block["costs"], "demand-costs")
        st.vega_lite_chart(spec=block["chart"], alt=ctx.say(staff_words.CURVE_ALT))
        draw(tag("div", data_chart_above=ctx.say(staff_words.CURVE_ALT)), "demand-curve")


def plan(selection: Selection, ctx: PageContext) -> None:
    """What planners changed, and the forms that change it."""
    view = _series(selection, ctx)
    if view is None:
        return
    block = blocks.plan_blocks(selection, ctx, view)
    draw(block["said"], "demand-said")
    left, right = st.columns([1, 1], gap="large")
    with left:
        draw(block["weeks"], "demand-weeks")
        downloads.buttons(block["file"], selection, ctx)
    with right:
        plan_forms.override(view, selection, ctx)
        plan_forms.withdraw(ctx)
        plan_forms.special(selection, ctx)
        plan_forms.withdraw_special(ctx)
    draw(block["changes"], "demand-overrides")


def scenarios(selection: Selection, ctx: PageContext) -> None:
    """What is supposed, step by step, and what it would do beside today and beside others."""
    if queries.base(ctx.snapshot, ctx.viewer, ctx.decisions, selection.scenario_grain).is_empty():
        draw(tag("p", ctx.say(words.NO_SERIES), class_="note", role="status"), "demand")
        return
    chosen = scenario_tables.chosen(ctx)
    if chosen:
        # Links and forms speak of the scenario that is shown, whatever is the last written when they are followed.
        ctx = replace(ctx, own={**ctx.own, "scenario": chosen["name"]})
    draw(scenario_tables.overview(chosen, ctx), "demand-scenarios")
    draw(scenario_forms.kinds(ctx), "demand-kinds")
    scenario_forms.add(chosen, selection, ctx)
    if chosen:
        steps = [scenario_text.sentence(step, ctx) for step in chosen["steps"]]
        scenario_forms.remove_step(chosen, selection, ctx, steps)
        scenario_forms.publish(chosen, ctx)
        scenario_keeping.keep(chosen, selection, ctx)
        draw(scenario_tables.outcome(chosen, selection, ctx) or join(), "demand-outcome")
        downloads.buttons(downloads.outcome(chosen, selection, ctx), selection, ctx)
    draw(scenario_tables.assumptions(chosen, ctx), "demand-assumed")


def _series(selection: Selection, ctx: PageContext) -> ForecastView | None:
    """The series; where there is none, a sentence that says so."""
    view = forecast.read_forecast(selection, ctx)
    if view.ahead.is_empty():
        draw(tag("p", ctx.say(words.NO_SERIES), class_="note", role="status"), "demand")
        return None
    return view
