"""What the texts of people name: the indicators and places that the reader may see, and no others."""

from dashboard.queries import indicators
from dashboard.queries.cache import cached
from dashboard.request.context import PageContext
from data.access.viewer import Viewer
from data.storage.snapshot import Snapshot
from metrics.reporting.mentions import Mention, Named, mentions, named

INDICATOR, PLACE = "indicator", "location"


def mentioned(text: str, ctx: PageContext) -> list[Mention]:
    """What a text names, in its order; see `metrics.reporting.mentions`."""
    return mentions(text, _named(ctx.snapshot, ctx.viewer))


@cached(32)
def _named(snapshot: Snapshot, viewer: Viewer) -> Named:
    places = indicators.names(snapshot, PLACE)
    own = viewer.limited({PLACE: tuple(places)})[PLACE]
    titles = {name: indicator.title for name, indicator in snapshot.catalogue.items()}
    return named({INDICATOR: titles, PLACE: {code: places[code] for code in own if code in places}})
