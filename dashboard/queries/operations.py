"""What the pages read of places and half-hours; limited to what the viewer may see, and cached."""

import polars as pl

from dashboard.queries.cache import cached
from dashboard.queries.indicators import Where, numbers
from data.access.viewer import Viewer
from data.storage.snapshot import Snapshot
from metrics.assessment import hot_spots
from metrics.assessment.hot_spots import Spots
from metrics.calendar.periods import parse


@cached(64)
def spots(
    snapshot: Snapshot,
    viewer: Viewer,
    targets: pl.DataFrame,
    indicator: str,
    *,
    period: str,
    by: tuple[str, ...],
    where: Where,
) -> Spots:
    """The places or half-hours of one indicator and period; see `metrics.assessment.hot_spots`."""
    declared, limited = snapshot.catalogue[indicator], viewer.limited(where)
    aim = hot_spots.aim_of(declared, parse(period), limited, snapshot, targets)
    rows = numbers(snapshot, viewer, indicator, where=where, period=period, by=by).to_dicts()
    return hot_spots.spots(declared, rows, by, aim)
