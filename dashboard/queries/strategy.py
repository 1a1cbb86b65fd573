"""What the page of the strategy reads of initiatives, and cached."""

from dashboard.queries.cache import cached
from dashboard.queries.standards.service_quality import known_days
from dashboard.request.context import PageContext
from dashboard.request.decisions import Decisions
from data.access.viewer import Viewer
from data.storage.snapshot import Snapshot
from metrics.calendar.periods import parse
from metrics.reporting import initiatives as of_strategy
from metrics.reporting.initiatives import Initiative


def initiatives(ctx: PageContext) -> list[Initiative]:
    """The initiatives of the last two years, as the period of the page tells them."""
    return _initiatives(ctx.snapshot, ctx.viewer, ctx.decisions, ctx.period.code)


@cached(32)
def _initiatives(snapshot: Snapshot, viewer: Viewer, decisions: Decisions, period: str) -> list[Initiative]:
    day = known_days(snapshot, period).end
    return of_strategy.initiatives(snapshot, parse(period), day, decisions.targets)
