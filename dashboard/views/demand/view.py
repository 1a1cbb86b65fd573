"""Demand ahead: what comes, how sure that is, what planners make of it, whom it needs, and what if."""

from dashboard.queries import forecasts
from dashboard.request.context import Place
from dashboard.text.wording import demand as words
from dashboard.ui.component import draw
from dashboard.ui.markup import join, tag
from dashboard.views.demand import forecast, sections
from dashboard.views.demand.selection import Section, asked, pickers

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
    draw(join(pickers(place, wanted), forecast.notes(place)), "demand-asked")
    SECTIONS[wanted.section](wanted, place)
