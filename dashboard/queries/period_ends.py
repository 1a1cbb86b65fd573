"""Where quarter and fiscal year will end, as pages ask it; see `metrics.planning.period_end.reading`."""

from collections.abc import Mapping

import polars as pl

from dashboard.queries.cache import cached, with_forecasts
from data.access.viewer import Viewer
from data.storage.snapshot import Snapshot
from metrics.planning.period_end import reading
from metrics.planning.period_end.reading import PeriodEnd

Where = Mapping[str, tuple[str, ...]]


def period_ends(
    snapshot: Snapshot, viewer: Viewer, targets: pl.DataFrame, where: Where
) -> Mapping[str, Mapping[str, PeriodEnd]]:
    """Indicator → grain → where it will end; nothing under a filter, or for who sees a part only."""
    return _period_ends(snapshot, targets, viewer.limited(where))


@cached(64, by=with_forecasts)
def _period_ends(snapshot: Snapshot, targets: pl.DataFrame, where: Where) -> Mapping[str, Mapping[str, PeriodEnd]]:
    return reading.period_ends(snapshot, targets, where)
