"""What a page shows, drawn once for all who ask the same: a page is a function of edition, viewer and address."""

from collections.abc import Callable, Mapping
from typing import Any

from dashboard.queries.cache import cached, with_forecasts, with_readings
from dashboard.request.context import PageContext
from dashboard.request.decisions import Decisions
from data.access.viewer import Viewer
from data.storage.snapshot import Snapshot

Blocks = Mapping[str, Any]
"""Name → markup, or the specification of a chart."""


def blocks_once(ctx: PageContext, make: Callable[[], Blocks], *, theme: str | None = None) -> Blocks:
    """What `make` draws for an address, kept under all that it may depend on; `theme`: where its colours do as well.

    Of a past edition it is drawn each time, because it tells of today's edition beside it.
    """
    if ctx.as_of:
        return make()
    chosen = sorted(ctx.where.items()), sorted(ctx.own.items()), theme
    asked = repr((ctx.page, ctx.lang, ctx.period.code, *chosen))
    return _blocks(ctx.snapshot, ctx.viewer, ctx.decisions, asked, make)


def _edition(snapshot: Snapshot) -> tuple[str, ...]:
    return *with_readings(snapshot), *with_forecasts(snapshot)


@cached(256, by=_edition)
def _blocks(
    snapshot: Snapshot, viewer: Viewer, decisions: Decisions, asked: str, _make: Callable[[], Blocks]
) -> Blocks:
    return _make()
