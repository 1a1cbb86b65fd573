"""What the page of the strategy reads of initiatives, commitments and funding, and cached."""

from dashboard.queries.cache import cached
from dashboard.queries.standards.service_quality import known_days
from dashboard.request.context import PageContext
from dashboard.request.decisions import Decisions
from data.access.viewer import Viewer
from data.storage.snapshot import Snapshot
from metrics.calendar.periods import parse
from metrics.reporting import commitments as of_managers
from metrics.reporting import funding as of_plan
from metrics.reporting import initiatives as of_strategy
from metrics.reporting.commitments import Commitment
from metrics.reporting.funding import FundingStanding
from metrics.reporting.initiatives import Initiative


def initiatives(ctx: PageContext) -> list[Initiative]:
    """The initiatives of the last two years, as the period of the page tells them."""
    return _initiatives(ctx.snapshot, ctx.viewer, ctx.decisions, ctx.period.code)


def commitments(ctx: PageContext) -> list[Commitment]:
    """The key commitments, as they stood at the end of the period of the page."""
    return _commitments(ctx.snapshot, ctx.viewer, ctx.period.code)


def funding(ctx: PageContext) -> FundingStanding | None:
    """Funding beside its plan up to the end of the period of the page."""
    return _funding(ctx.snapshot, ctx.viewer, ctx.period.code)


@cached(32)
def _commitments(snapshot: Snapshot, viewer: Viewer, period: str) -> list[Commitment]:
    return of_managers.commitments(snapshot, known_days(snapshot, period).end)


@cached(32)
def _funding(snapshot: Snapshot, viewer: Viewer, period: str) -> FundingStanding | None:
    return of_plan.funding(snapshot, known_days(snapshot, period).end)


@cached(32)
def _initiatives(snapshot: Snapshot, viewer: Viewer, decisions: Decisions, period: str) -> list[Initiative]:
    day = known_days(snapshot, period).end
    return of_strategy.initiatives(snapshot, parse(period), day, decisions.targets)
