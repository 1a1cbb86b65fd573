"""What a page shows, drawn once for all who ask the same: a page is a function of edition, viewer and address.

Most of what a page costs that was opened before is writing its tables again, digit by digit; forms alone are each
reader's own, and are drawn each time.
"""

from collections.abc import Callable, Mapping
from typing import Any

from dashboard.queries import session
from dashboard.queries.cache import cached, with_all
from dashboard.request.context import PageContext
from dashboard.request.decisions import Decisions
from data.access.viewer import Viewer
from data.storage.snapshot import Snapshot

Blocks = Mapping[str, Any]
"""Name → markup, a chart's specification, or the rows of a file."""


def blocks_once(ctx: PageContext, make: Callable[[], Blocks], *, part: str = "", theme: str | None = None) -> Blocks:
    """What `make` draws for an address, kept under all that it may depend on.

    `part`: of the page, where it has several. `theme`: where its colours are drawn as well.
    """
    # A page of a past edition tells of today's beside it.
    now = session.open_snapshot(viewer=ctx.viewer) if ctx.as_of else ctx.snapshot
    chosen = sorted(ctx.where.items()), sorted(ctx.own.items()), ctx.as_of, part, theme
    asked = repr((ctx.page, ctx.lang, ctx.period.code, *chosen))
    return _blocks(ctx.snapshot, now, ctx.viewer, ctx.decisions, asked, make)


@cached(1_024, by=with_all)
def _blocks(
    snapshot: Snapshot, now: Snapshot, viewer: Viewer, decisions: Decisions, asked: str, _make: Callable[[], Blocks]
) -> Blocks:
    return _make()
