"""Demand ahead: what comes, how sure that is, what planners make of it, whom it needs, and what if."""

import streamlit as st

from dashboard import demand_accuracy, demand_ahead, demand_chart, demand_export, forecasts
from dashboard.component import draw
from dashboard.demand_asked import Asked, Section, asked, pickers
from dashboard.markup import join, tag
from dashboard.place import Place
from dashboard.theme import palette
from dashboard.wording import demand as words


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


SECTIONS = {Section.AHEAD: _ahead}
