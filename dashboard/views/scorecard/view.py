"""The scorecard: what is off, whether it is real, who has it."""

from dashboard.queries import indicators
from dashboard.request.context import Place
from dashboard.ui.component import draw
from dashboard.ui.markup import join
from dashboard.views.scorecard import blocks, outlook
from metrics.assessment.attention import Group, group


def show(place: Place) -> None:
    """Headline indicators as rows, or all of them, or those of one group."""
    judged = indicators.scorecard(place.viewer, place.period.code, place.where, every=bool(place.own.get("all")))
    wanted = place.own.get("show")
    shown = [one for one in judged if wanted not in list(Group) or group(one) == wanted]
    draw(
        join(
            blocks.freshness(indicators.freshness(), indicators.manifest(), place),
            blocks.bottom_line(judged, place),
            blocks.perspectives(shown, judged, place),
            blocks.more(place),
            blocks.what_changed(judged, place),
        ),
        "scorecard",
    )
    # Worked out once per forecast, in a second or two: the numbers above do not wait for it.
    draw(outlook.outlook(place), "outlook")
