"""The strategy map: the six success factors, how their indicators stand, and which hypotheses the history supports."""

from dashboard.queries import indicators
from dashboard.request.context import Place
from dashboard.text.wording import strategy as words
from dashboard.ui.component import draw
from dashboard.ui.markup import join, tag
from dashboard.views.strategy import evidence_table, map
from metrics.assessment.strategy import LEAST_PAIRS, lanes


def show(place: Place) -> None:
    """The map with its key, the table of its arrows, and all of it once more as a list."""
    found = lanes(indicators.scorecard(place.viewer, place.period.code, place.where, every=True))
    weighed = indicators.hypotheses(place.period.code)
    drawn = None
    if place.own.get("as") != "table":
        drawn = join(map.key(place), map.drawing(found, weighed, place))
    draw(
        join(
            tag("p", place.say(words.INTRO)),
            drawn,
            evidence_table.arrows(weighed, place),
            tag("p", place.say(words.RULE, least=LEAST_PAIRS), class_="soft"),
            evidence_table.nested(found, weighed, place),
        ),
        "strategy",
    )
