"""The parts of the Demand page: what is read, what is drawn of it, and in which order."""

import streamlit as st

from dashboard.queries import staffing as staffed
from dashboard.request.context import PageContext
from dashboard.text.wording import demand as words
from dashboard.text.wording import staff as staff_words
from dashboard.ui.component import draw
from dashboard.ui.markup import join, tag
from dashboard.ui.theme import palette
from dashboard.views.demand import (
    accuracy,
    charts,
    downloads,
    forecast,
    plan_forms,
    scenario_forms,
    scenario_text,
    staffing,
)
from dashboard.views.demand import plan as demand_plan
from dashboard.views.demand import scenarios as demand_scenarios
from dashboard.views.demand.forecast import Shown
from dashboard.views.demand.selection import Asked


def ahead(wanted: Asked, ctx: PageContext) -> None:
    """The fan beside its accuracy."""
    shown = _series(wanted, ctx)
    if shown is None:
        return
    left, right = st.columns([8, 5], gap="large")
    with left:
        draw(forecast.key(shown, ctx), "demand-key")
        chart = charts.fan(shown, ctx, palette(st.context.theme.type))
        st.altair_chart(chart, alt=f"{forecast.named(wanted, ctx)}. {ctx.say(words.CHART)}")
        draw(forecast.numbers(shown, ctx), "demand-numbers")
        downloads.buttons(downloads.ahead(shown, wanted, ctx), wanted, ctx)
    with right:
        events = forecast.events(shown, ctx), forecast.believed(wanted, ctx)
        draw(join(accuracy.panel(wanted, ctx), *events), "demand-accuracy")


def staff(wanted: Asked, ctx: PageContext) -> None:
    """A week of one queue, half-hour by half-hour."""
    week = staffing.week(wanted, ctx)
    if week is None:
        draw(tag("p", ctx.say(staff_words.NOTHING), class_="note", role="status"), "demand")
        return
    draw(join(staffing.pickers(week, wanted, ctx), staffing.summary(week, ctx)), "demand-said")
    if week.rows.is_empty():
        return
    left, right = st.columns([1, 1], gap="large")
    with left:
        draw(staffing.grid(week, ctx), "demand-grid")
        downloads.buttons(downloads.staff(week, ctx), wanted, ctx)
    with right:
        draw(staffing.warnings(week, ctx), "demand-warnings")
        curve = staffed.curve(ctx.snapshot, ctx.viewer, ctx.decisions, week.channel, week.first, week.last)
        draw(staffing.costs(week, curve, ctx), "demand-costs")
        chart = charts.cost_curve(curve, ctx, palette(st.context.theme.type))
        st.altair_chart(chart, alt=ctx.say(staff_words.CURVE_ALT))


def plan(wanted: Asked, ctx: PageContext) -> None:
    """What planners changed, and the forms that change it."""
    shown = _series(wanted, ctx)
    if shown is None:
        return
    left, right = st.columns([1, 1], gap="large")
    with left:
        draw(demand_plan.grid(shown, ctx), "demand-weeks")
        downloads.buttons(downloads.ahead(shown, wanted, ctx), wanted, ctx)
    with right:
        plan_forms.override(shown, wanted, ctx)
        plan_forms.withdraw(ctx)
        plan_forms.special(wanted, ctx)
        plan_forms.withdraw_special(ctx)
    draw(join(demand_plan.overrides(ctx), demand_plan.specials(ctx)), "demand-overrides")


def scenarios(wanted: Asked, ctx: PageContext) -> None:
    """What is supposed, step by step, and what it would do beside today and beside others."""
    if staffed.base(ctx.snapshot, ctx.viewer, ctx.decisions, wanted.grain).is_empty():
        draw(tag("p", ctx.say(words.NO_SERIES), class_="note", role="status"), "demand")
        return
    one = demand_scenarios.chosen(ctx)
    draw(demand_scenarios.listed(one, ctx), "demand-scenarios")
    draw(scenario_forms.kinds(ctx), "demand-kinds")
    scenario_forms.add(one, wanted, ctx)
    if one:
        steps = [scenario_text.said(step, ctx) for step in one["steps"]]
        scenario_forms.take_out(one, wanted, ctx, steps)
        scenario_forms.publish(one, ctx)
        draw(demand_scenarios.outcome(one, wanted, ctx) or join(), "demand-outcome")
        downloads.buttons(downloads.outcome(one, wanted, ctx), wanted, ctx)
    draw(demand_scenarios.assumed(ctx), "demand-assumed")


def _series(wanted: Asked, ctx: PageContext) -> Shown | None:
    """The series with its sentence above it; where there is none, a sentence that says so."""
    shown = forecast.shown(wanted, ctx)
    if shown.ahead.is_empty():
        draw(tag("p", ctx.say(words.NO_SERIES), class_="note", role="status"), "demand")
        return None
    draw(forecast.sentence(shown, wanted, ctx), "demand-said")
    return shown
