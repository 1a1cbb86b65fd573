"""What the pages read of places and half-hours; limited to what the viewer may see, and cached."""

import polars as pl

from dashboard.queries.cache import cached
from dashboard.queries.indicators import Where, numbers
from data.access.viewer import Viewer
from data.storage.snapshot import Snapshot
from data.words import TARGET_SCOPES
from metrics.assessment import hot_spots
from metrics.assessment.hot_spots import Spots
from metrics.assessment.target import TargetInForce, in_force
from metrics.calendar.periods import parse
from metrics.calendar.standing import so_far
from metrics.definition.limits import alike


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
    rows = numbers(snapshot, viewer, indicator, where=where, period=period, by=by)
    return _spots(alike(indicator, snapshot), targets, indicator, period, by, viewer.limited(where), rows)


@cached(128)
def _spots(
    snapshot: Snapshot,
    targets: pl.DataFrame,
    indicator: str,
    period: str,
    by: tuple[str, ...],
    where: Where,
    _rows: pl.DataFrame,
) -> Spots:
    declared = snapshot.catalogue[indicator]
    asked = parse(period)
    days = so_far(asked, snapshot.manifest.data_to or asked.end)
    own = targets.filter(pl.col("indicator") == indicator)
    aims: dict[tuple[str, ...], TargetInForce | None] = {}

    def aim(codes: dict[str, str]) -> TargetInForce | None:
        # A target is of a place, never of an hour.
        scope = {name: code for name, code in codes.items() if name in TARGET_SCOPES}
        key = tuple(scope.values())
        if key not in aims:
            aims[key] = in_force(own, declared, days, {**where, **{name: [code] for name, code in scope.items()}})
        return aims[key]

    return hot_spots.spots(declared, _rows.to_dicts(), by, aim)
