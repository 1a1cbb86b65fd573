"""Demand ahead: what comes, how sure that is, what planners make of it, whom it needs, and what if."""

from dashboard import demand_ahead, forecasts
from dashboard import demand_sections as sections
from dashboard.component import draw
from dashboard.demand_asked import Section, asked, pickers
from dashboard.markup import join, tag
from dashboard.place import Place
from dashboard.wording import demand as words

SECTIONS = {
    Section.AHEAD: sections.ahead,
    Section.PLAN: sections.plan,
    Section.STAFF: sections.staff,
    Section.SCENARIOS: sections.scenarios,
}


def show(place: Place) -> None:
    """The part of the page that the address names, for the series that it names."""
    if forecasts.made() is None:
        draw(tag("p", place.say(words.NOTHING), class_="note", role="status"), "demand")
        return
    wanted = asked(place)
    draw(join(pickers(place, wanted), demand_ahead.notes(place)), "demand-asked")
    SECTIONS[wanted.section](wanted, place)
