"""The parts of the Demand page: what is read, what is drawn of it, and in which order."""

import streamlit as st

from dashboard import (
    demand_accuracy,
    demand_ahead,
    demand_build,
    demand_chart,
    demand_edit,
    demand_export,
    demand_plan,
    demand_scenarios,
    demand_staff,
    demand_steps,
    staffed,
)
from dashboard.component import draw
from dashboard.demand_ahead import Shown
from dashboard.demand_asked import Asked
from dashboard.markup import join, tag
from dashboard.place import Place
from dashboard.theme import palette
from dashboard.wording import demand as words
from dashboard.wording import staff as staff_words


def ahead(wanted: Asked, place: Place) -> None:
    """The fan beside its accuracy."""
    shown = _series(wanted, place)
    if shown is None:
        return
    left, right = st.columns([8, 5], gap="large")
    with left:
        draw(demand_ahead.key(shown, place), "demand-key")
        chart = demand_chart.fan(shown, place, palette(st.context.theme.type))
        st.altair_chart(chart, alt=f"{demand_ahead.named(wanted, place)}. {place.say(words.CHART)}")
        draw(demand_ahead.numbers(shown, place), "demand-numbers")
        demand_export.buttons(demand_export.ahead(shown, wanted, place), wanted, place)
    with right:
        events = demand_ahead.events(shown, place), demand_ahead.believed(wanted, place)
        draw(join(demand_accuracy.panel(wanted, place), *events), "demand-accuracy")


def staff(wanted: Asked, place: Place) -> None:
    """A week of one queue, half-hour by half-hour."""
    week = demand_staff.week(wanted, place)
    if week is None:
        draw(tag("p", place.say(staff_words.NOTHING), class_="note", role="status"), "demand")
        return
    draw(join(demand_staff.pickers(week, wanted, place), demand_staff.summary(week, place)), "demand-said")
    if week.rows.is_empty():
        return
    left, right = st.columns([1, 1], gap="large")
    with left:
        draw(demand_staff.grid(week, place), "demand-grid")
        demand_export.buttons(demand_export.staff(week, place), wanted, place)
    with right:
        draw(demand_staff.warnings(week, place), "demand-warnings")
        curve = staffed.curve(place.viewer, week.channel, week.first, week.last)
        draw(demand_staff.costs(week, curve, place), "demand-costs")
        chart = demand_chart.cost_curve(curve, place, palette(st.context.theme.type))
        st.altair_chart(chart, alt=place.say(staff_words.CURVE_ALT))


def plan(wanted: Asked, place: Place) -> None:
    """What planners changed, and the forms that change it."""
    shown = _series(wanted, place)
    if shown is None:
        return
    left, right = st.columns([1, 1], gap="large")
    with left:
        draw(demand_plan.grid(shown, place), "demand-weeks")
        demand_export.buttons(demand_export.ahead(shown, wanted, place), wanted, place)
    with right:
        demand_edit.override(shown, wanted, place)
        demand_edit.withdraw(place)
        demand_edit.special(wanted, place)
        demand_edit.withdraw_special(place)
    draw(join(demand_plan.overrides(place), demand_plan.specials(place)), "demand-overrides")


def scenarios(wanted: Asked, place: Place) -> None:
    """What is supposed, step by step, and what it would do beside today and beside others."""
    if staffed.base(place.viewer, wanted.grain).is_empty():
        draw(tag("p", place.say(words.NO_SERIES), class_="note", role="status"), "demand")
        return
    one = demand_scenarios.chosen(place)
    draw(demand_scenarios.listed(one, place), "demand-scenarios")
    draw(demand_build.kinds(place), "demand-kinds")
    demand_build.add(one, wanted, place)
    if one:
        steps = [demand_steps.said(step, place) for step in one["steps"]]
        demand_build.take_out(one, wanted, place, steps)
        demand_build.publish(one, place)
        draw(demand_scenarios.outcome(one, wanted, place) or join(), "demand-outcome")
        demand_export.buttons(demand_export.outcome(one, wanted, place), wanted, place)
    draw(demand_scenarios.assumed(place), "demand-assumed")


def _series(wanted: Asked, place: Place) -> Shown | None:
    """The series with its sentence above it; where there is none, a sentence that says so."""
    shown = demand_ahead.shown(wanted, place)
    if shown.ahead.is_empty():
        draw(tag("p", place.say(words.NO_SERIES), class_="note", role="status"), "demand")
        return None
    draw(demand_ahead.sentence(shown, wanted, place), "demand-said")
    return shown
