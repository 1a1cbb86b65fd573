"""Where quarter and fiscal year will end, as pages ask it; see `metrics.planning.period_end.reading`."""

from collections.abc import Mapping

import polars as pl

from dashboard.queries.cache import cached, with_forecasts
from dashboard.request.context import PageContext
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


def year_ends(ctx: PageContext) -> Mapping[str, PeriodEnd]:
    """Indicator → where the fiscal year that is looked at will end."""
    ends = period_ends(ctx.snapshot, ctx.viewer, ctx.decisions.targets, ctx.where)
    years = {name: of["year"] for name, of in ends.items() if "year" in of}
    return {name: end for name, end in years.items() if reading.is_asked(end, ctx.period)}


@cached(64, by=with_forecasts)
def _period_ends(snapshot: Snapshot, targets: pl.DataFrame, where: Where) -> Mapping[str, Mapping[str, PeriodEnd]]:
    return reading.period_ends(snapshot, targets, where)
