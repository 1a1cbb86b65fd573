"""The scorecard: what is off, whether it is real, who has it."""

from dashboard import outlook, parts, queries
from dashboard.component import draw
from dashboard.markup import join
from dashboard.place import Place
from metrics.attention import Group, group


def show(place: Place) -> None:
    """Headline indicators as rows, or all of them, or those of one group."""
    judged = queries.scorecard(place.viewer, place.period.code, place.where, every=bool(place.own.get("all")))
    wanted = place.own.get("show")
    shown = [one for one in judged if wanted not in list(Group) or group(one) == wanted]
    draw(
        join(
            parts.freshness(queries.freshness(), queries.manifest(), place),
            parts.bottom_line(judged, place),
            parts.perspectives(shown, judged, place),
            parts.more(place),
            parts.what_changed(judged, place),
        ),
        "scorecard",
    )
    # Worked out once per forecast, in a second or two: the numbers above do not wait for it.
    draw(outlook.outlook(place), "outlook")
