"""The parts of the Demand page: what is read, what is drawn of it, and in which order."""

from dataclasses import replace

import streamlit as st

from dashboard.queries import staffing as queries
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
    earlier,
    forecast,
    marks,
    plan_forms,
    scenario_forms,
    scenario_keeping,
    scenario_text,
    staffing,
    staffing_what_if,
)
from dashboard.views.demand import plan as plan_tables
from dashboard.views.demand import scenarios as scenario_tables
from dashboard.views.demand.forecast import ForecastView
from dashboard.views.demand.selection import Selection


def ahead(selection: Selection, ctx: PageContext) -> None:
    """The fan beside its accuracy."""
    view = _series(selection, ctx)
    if view is None:
        return
    left, right = st.columns([8, 5], gap="large")
    with left:
        draw(forecast.key(view, ctx), "demand-key")
        chart = charts.fan(view, ctx, palette(st.context.theme.type))
        st.vega_lite_chart(
            spec=charts.spec(chart), alt=f"{forecast.series_name(selection, ctx)}. {ctx.say(words.CHART)}"
        )
        draw(forecast.numbers(view, ctx), "demand-numbers")
        downloads.buttons(downloads.ahead(view, selection, ctx), selection, ctx)
    with right:
        events = marks.calendar(view.marks, ctx)
        draw(join(events, accuracy.panel(selection, ctx), earlier.earlier_forecasts(selection, ctx)), "demand-accuracy")


def staff(selection: Selection, ctx: PageContext) -> None:
    """A week of one queue, half-hour by half-hour."""
    week = staffing.week(selection, ctx)
    if week is None:
        draw(tag("p", ctx.say(staff_words.NOTHING), class_="note", role="status"), "demand")
        return
    draw(join(staffing.pickers(week, selection, ctx), staffing.summary(week, ctx)), "demand-said")
    if week.rows.is_empty():
        return
    left, right = st.columns([1, 1], gap="large")
    with left:
        draw(staffing.grid(week, ctx), "demand-grid")
        downloads.buttons(downloads.staff(week, ctx), selection, ctx)
    # What a model says that was wrong lately would stand beside the sentence that nothing can be said.
    if queries.withheld(ctx.snapshot, week.channel):
        return
    with right:
        draw(join(staffing_what_if.gaps(week, ctx), staffing.warnings(week, ctx)), "demand-warnings")
        draw(staffing_what_if.what_if(week, ctx) or join(), "demand-what-if")
        curve = queries.curve(ctx.snapshot, ctx.viewer, ctx.decisions, week.channel, week.first)
        draw(staffing.costs(week, curve, ctx), "demand-costs")
        chart = charts.cost_curve(curve, ctx, palette(st.context.theme.type))
        st.vega_lite_chart(spec=charts.spec(chart), alt=ctx.say(staff_words.CURVE_ALT))


def plan(selection: Selection, ctx: PageContext) -> None:
    """What planners changed, and the forms that change it."""
    view = _series(selection, ctx)
    if view is None:
        return
    left, right = st.columns([1, 1], gap="large")
    with left:
        draw(plan_tables.grid(view, ctx), "demand-weeks")
        downloads.buttons(downloads.ahead(view, selection, ctx), selection, ctx)
    with right:
        plan_forms.override(view, selection, ctx)
        plan_forms.withdraw(ctx)
        plan_forms.special(selection, ctx)
        plan_forms.withdraw_special(ctx)
    draw(join(plan_tables.overrides(ctx), plan_tables.specials(ctx)), "demand-overrides")


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
    draw(scenario_tables.assumptions(ctx), "demand-assumed")


def _series(selection: Selection, ctx: PageContext) -> ForecastView | None:
    """The series with its sentence above it; where there is none, a sentence that says so."""
    view = forecast.read_forecast(selection, ctx)
    if view.ahead.is_empty():
        draw(tag("p", ctx.say(words.NO_SERIES), class_="note", role="status"), "demand")
        return None
    draw(forecast.sentence(view, selection, ctx), "demand-said")
    return view
