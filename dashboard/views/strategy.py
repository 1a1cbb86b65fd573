"""The strategy map: the six success factors, how their indicators stand, and which hypotheses the history supports."""

from dashboard import hypotheses, queries, strategymap
from dashboard.component import draw
from dashboard.markup import join, tag
from dashboard.place import Place
from dashboard.wording import strategy as words
from metrics.strategy import LEAST_PAIRS, lanes


def show(place: Place) -> None:
    """The map with its key, the table of its arrows, and all of it once more as a list."""
    found = lanes(queries.scorecard(place.viewer, place.period.code, place.where, every=True))
    weighed = queries.hypotheses(place.period.code)
    drawn = None
    if place.own.get("as") != "table":
        drawn = join(strategymap.key(place), strategymap.drawing(found, weighed, place))
    draw(
        join(
            tag("p", place.say(words.INTRO)),
            drawn,
            hypotheses.arrows(weighed, place),
            tag("p", place.say(words.RULE, least=LEAST_PAIRS), class_="soft"),
            hypotheses.nested(found, weighed, place),
        ),
        "strategy",
    )
