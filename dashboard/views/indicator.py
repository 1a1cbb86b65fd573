"""One indicator."""

from dashboard.component import draw
from dashboard.markup import tag
from dashboard.place import Place
from dashboard.queries import named
from dashboard.wording import frame
from data.words import Text


def heading(place: Place) -> Text:
    """The indicator's own title."""
    indicator = named(place.own.get("indicator", ""))
    return indicator.title if indicator else frame.INDICATOR


def show(place: Place) -> None:
    """To come."""
    draw(tag("p", place.say(frame.INDICATOR)), "indicator")
