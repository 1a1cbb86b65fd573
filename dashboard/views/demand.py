"""Demand ahead: what comes, how sure that is, what planners make of it, whom it needs, and what if."""

import streamlit as st

from dashboard import (
    demand_accuracy,
    demand_ahead,
    demand_chart,
    demand_edit,
    demand_export,
    demand_plan,
    demand_staff,
    forecasts,
    staffed,
)
from dashboard.component import draw
from dashboard.demand_asked import Asked, Section, asked, pickers
from dashboard.markup import join, tag
from dashboard.place import Place
from dashboard.theme import palette
from dashboard.wording import demand as words
from dashboard.wording import staff as staff_words


def show(place: Place) -> None:
    """The part of the page that the address names, for the series that it names."""
    if forecasts.made() is None:
        draw(tag("p", place.say(words.NOTHING), class_="note", role="status"), "demand")
        return
    wanted = asked(place)
    draw(pickers(place, wanted), "demand-asked")
    SECTIONS[wanted.section](wanted, place)


def _ahead(wanted: Asked, place: Place) -> None:
    """The fan beside its accuracy."""
    shown = demand_ahead.shown(wanted, place)
    if shown.ahead.is_empty():
        draw(tag("p", place.say(words.NO_SERIES), class_="note", role="status"), "demand")
        return
    draw(demand_ahead.sentence(shown, wanted, place), "demand-said")
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


def _staff(wanted: Asked, place: Place) -> None:
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


def _plan(wanted: Asked, place: Place) -> None:
    """What planners changed, and the forms that change it."""
    shown = demand_ahead.shown(wanted, place)
    if shown.ahead.is_empty():
        draw(tag("p", place.say(words.NO_SERIES), class_="note", role="status"), "demand")
        return
    draw(demand_ahead.sentence(shown, wanted, place), "demand-said")
    left, right = st.columns([1, 1], gap="large")
    with left:
        draw(demand_plan.grid(shown, place), "demand-weeks")
    with right:
        demand_edit.override(shown, wanted, place)
        draw(demand_plan.overrides(place), "demand-overrides")
        demand_edit.withdraw(place)
        draw(demand_plan.specials(place), "demand-specials")
        demand_edit.special(wanted, place)
        demand_edit.withdraw_special(place)
    demand_export.buttons(demand_export.ahead(shown, wanted, place), wanted, place)


SECTIONS = {Section.AHEAD: _ahead, Section.PLAN: _plan, Section.STAFF: _staff}
