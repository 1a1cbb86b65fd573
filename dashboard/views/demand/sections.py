"""The parts of the Demand page: what is read, what is drawn of it, and in which order."""

import streamlit as st

from dashboard.exports import demand_files
from dashboard.queries import staffing as staffed
from dashboard.request.context import Place
from dashboard.text.wording import demand as words
from dashboard.text.wording import staff as staff_words
from dashboard.ui.component import draw
from dashboard.ui.markup import join, tag
from dashboard.ui.theme import palette
from dashboard.views.demand import accuracy, charts, forecast, plan_forms, scenario_forms, scenario_text, staffing
from dashboard.views.demand import plan as demand_plan
from dashboard.views.demand import scenarios as demand_scenarios
from dashboard.views.demand.forecast import Shown
from dashboard.views.demand.selection import Asked


def ahead(wanted: Asked, place: Place) -> None:
    """The fan beside its accuracy."""
    shown = _series(wanted, place)
    if shown is None:
        return
    left, right = st.columns([8, 5], gap="large")
    with left:
        draw(forecast.key(shown, place), "demand-key")
        chart = charts.fan(shown, place, palette(st.context.theme.type))
        st.altair_chart(chart, alt=f"{forecast.named(wanted, place)}. {place.say(words.CHART)}")
        draw(forecast.numbers(shown, place), "demand-numbers")
        demand_files.buttons(demand_files.ahead(shown, wanted, place), wanted, place)
    with right:
        events = forecast.events(shown, place), forecast.believed(wanted, place)
        draw(join(accuracy.panel(wanted, place), *events), "demand-accuracy")


def staff(wanted: Asked, place: Place) -> None:
    """A week of one queue, half-hour by half-hour."""
    week = staffing.week(wanted, place)
    if week is None:
        draw(tag("p", place.say(staff_words.NOTHING), class_="note", role="status"), "demand")
        return
    draw(join(staffing.pickers(week, wanted, place), staffing.summary(week, place)), "demand-said")
    if week.rows.is_empty():
        return
    left, right = st.columns([1, 1], gap="large")
    with left:
        draw(staffing.grid(week, place), "demand-grid")
        demand_files.buttons(demand_files.staff(week, place), wanted, place)
    with right:
        draw(staffing.warnings(week, place), "demand-warnings")
        curve = staffed.curve(place.viewer, week.channel, week.first, week.last)
        draw(staffing.costs(week, curve, place), "demand-costs")
        chart = charts.cost_curve(curve, place, palette(st.context.theme.type))
        st.altair_chart(chart, alt=place.say(staff_words.CURVE_ALT))


def plan(wanted: Asked, place: Place) -> None:
    """What planners changed, and the forms that change it."""
    shown = _series(wanted, place)
    if shown is None:
        return
    left, right = st.columns([1, 1], gap="large")
    with left:
        draw(demand_plan.grid(shown, place), "demand-weeks")
        demand_files.buttons(demand_files.ahead(shown, wanted, place), wanted, place)
    with right:
        plan_forms.override(shown, wanted, place)
        plan_forms.withdraw(place)
        plan_forms.special(wanted, place)
        plan_forms.withdraw_special(place)
    draw(join(demand_plan.overrides(place), demand_plan.specials(place)), "demand-overrides")


def scenarios(wanted: Asked, place: Place) -> None:
    """What is supposed, step by step, and what it would do beside today and beside others."""
    if staffed.base(place.viewer, wanted.grain).is_empty():
        draw(tag("p", place.say(words.NO_SERIES), class_="note", role="status"), "demand")
        return
    one = demand_scenarios.chosen(place)
    draw(demand_scenarios.listed(one, place), "demand-scenarios")
    draw(scenario_forms.kinds(place), "demand-kinds")
    scenario_forms.add(one, wanted, place)
    if one:
        steps = [scenario_text.said(step, place) for step in one["steps"]]
        scenario_forms.take_out(one, wanted, place, steps)
        scenario_forms.publish(one, place)
        draw(demand_scenarios.outcome(one, wanted, place) or join(), "demand-outcome")
        demand_files.buttons(demand_files.outcome(one, wanted, place), wanted, place)
    draw(demand_scenarios.assumed(place), "demand-assumed")


def _series(wanted: Asked, place: Place) -> Shown | None:
    """The series with its sentence above it; where there is none, a sentence that says so."""
    shown = forecast.shown(wanted, place)
    if shown.ahead.is_empty():
        draw(tag("p", place.say(words.NO_SERIES), class_="note", role="status"), "demand")
        return None
    draw(forecast.sentence(shown, wanted, place), "demand-said")
    return shown
