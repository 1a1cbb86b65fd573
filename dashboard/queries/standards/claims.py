"""What the page of standards reads of claims one by one; cached."""

from dashboard.queries.cache import cached
from dashboard.queries.indicators import Where
from dashboard.queries.standards.service_quality import known_days
from data.access.viewer import Viewer
from data.storage.snapshot import Snapshot
from metrics.calendar.periods import parse
from metrics.standards import claims
from metrics.standards.claims import Unclaimed
from metrics.standards.open_items import known_days as known


@cached(64)
def unclaimed(snapshot: Snapshot, viewer: Viewer, *, period: str, where: Where) -> Unclaimed | None:
    """Breaches of a period that nobody claimed; None where claims are not told."""
    return claims.unclaimed(snapshot, parse(period), viewer.limited(where), known(snapshot))


@cached(64)
def reasons(snapshot: Snapshot, viewer: Viewer, *, period: str, where: Where) -> dict[str | None, int]:
    """Why claims of a period were not paid."""
    return claims.reasons(snapshot, known_days(snapshot, period), viewer.limited(where))
