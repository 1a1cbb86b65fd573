"""One indicator: is it a signal, where does it come from, why did it change, what does it mean, and the way down."""

import streamlit as st

from dashboard.queries import indicators
from dashboard.request.context import Place
from dashboard.text import formats
from dashboard.text.wording import frame
from dashboard.text.wording import indicator as words
from dashboard.ui import charts
from dashboard.ui.component import draw
from dashboard.ui.markup import Html, join, tag
from dashboard.ui.theme import palette
from dashboard.views.indicator import breakdown
from dashboard.views.shared import restatements, value_summary
from dashboard.views.shared.definition import definition
from data.words import Text
from metrics.assessment.assessment import Judged


def heading(place: Place) -> Text:
    """The indicator's own title."""
    indicator = indicators.named(place.own.get("indicator", ""))
    return indicator.title if indicator else frame.INDICATOR


def show(place: Place) -> None:
    """The page of the indicator that the address names."""
    indicator = indicators.named(place.own.get("indicator", ""))
    if indicator is None:
        back = tag("a", place.say(frame.BACK_TO_START), href=place.link("scorecard"))
        draw(join(tag("p", place.say(frame.NO_SUCH_INDICATOR), class_="note"), tag("p", back)), "indicator")
        return
    judged = indicators.judged(place.viewer, (indicator.name,), place.period.code, place.where)[0]
    history = tag("h2", place.say(words.HISTORY)), tag("p", value_summary.takeaway(judged, place))
    if not judged.points.height:
        draw(join(value_summary.facts(judged, place), history), "indicator")
    elif place.own.get("as") == "table":
        draw(join(value_summary.facts(judged, place), history, value_summary.points(judged, place)), "indicator")
    else:
        draw(join(value_summary.facts(judged, place), history, value_summary.key(judged, place)), "indicator")
        chart = charts.control_chart(judged, place, palette(st.context.theme.type))
        st.altair_chart(chart, alt=f"{place.say(indicator.title)}. {value_summary.takeaway(judged, place)}")
    meaning = tag("h2", place.say(words.DEFINITION)), definition(indicator, place, indicators.known_to(indicator.name))
    down = _way_down(judged, place)
    draw(join(_reasons(judged, place, down) if judged.value is not None else down, meaning), "indicator-below")


def _reasons(judged: Judged, place: Place, down: Html | None) -> Html:
    """What the value is compared with, where it comes from and why it changed."""
    left, right = tag("div", value_summary.compared(judged, place), down), tag("div", breakdown.split(judged, place))
    return join(
        restatements.noted(judged.indicator.name, place.period, place),
        tag("div", left, right, class_="two"),
        breakdown.why(judged, place),
    )


def _way_down(judged: Judged, place: Place) -> Html | None:
    """The link to the records behind the number, or why there is none."""
    if judged.indicator.restricted:
        return tag("p", place.say(words.NO_WAY_DOWN), class_="note")
    if "transactions" not in place.takes or judged.value is None:
        return None
    n = formats.number(judged.n or 0, place.lang)
    text = place.say(words.DOWN, n=n) if judged.n and not judged.indicator.derived else place.say(words.DOWN_PLAIN)
    return tag("p", tag("a", text, " ▸", href=place.link("transactions")), class_="down")
