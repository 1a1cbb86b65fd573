"""What the page of standards reads of complaints one by one, and of where more people complain; cached."""

from collections.abc import Mapping
from typing import Any

from dashboard.queries import trail
from dashboard.queries.cache import cached
from dashboard.queries.indicators import Where
from dashboard.queries.standards.service_quality import known_days
from data.access.viewer import Viewer
from data.audit.trail import Event
from data.storage.snapshot import Snapshot
from metrics.operations.funnel import Funnel, funnel
from metrics.standards import complaint_rows
from metrics.standards.complaint_rates import complaint_rates
from metrics.standards.complaint_rows import Clock, Course, Running
from metrics.standards.open_items import known_days as known


@cached(64)
def running(snapshot: Snapshot, viewer: Viewer, *, where: Where) -> dict[Clock, Running] | None:
    """Clocks of open complaints; None where the viewer is told of none."""
    whole_to = known(snapshot).whole_to
    found = complaint_rows.read_open(snapshot, viewer.limited(where), whole_to)
    return None if found is None else complaint_rows.running(found, whole_to)


def open_complaints(snapshot: Snapshot, viewer: Viewer, *, where: Where, most: int) -> list[dict[str, Any]]:
    """The open complaints whose clock runs out first; whoever shows them notes it (`note_opened`).

    Raises: UserError where the viewer may not open single complaints.
    """
    return _open(snapshot, viewer, where, most)


def note_opened(snapshot: Snapshot, viewer: Viewer, *, where: Where, most: int) -> None:
    """A line of the trail on who opens them; not where pages are drawn, for one page may serve several people."""
    found = _open(snapshot, viewer, where, most)
    trail.note_rows(viewer, Event.OPENED, "open complaints", None, where, len(found))


@cached(32)
def _open(snapshot: Snapshot, viewer: Viewer, where: Where, most: int) -> list[dict[str, Any]]:
    complaint_rows.check_rows(snapshot)
    found = complaint_rows.read_open(snapshot, viewer.limited(where), known(snapshot).whole_to)
    return [] if found is None else found.head(most).to_dicts()


@cached(64)
def courses(
    snapshot: Snapshot, viewer: Viewer, *, period: str, where: Where, by: str | None
) -> dict[str | None, Course]:
    """How the complaints of a period went; see `metrics.standards.complaint_rows.courses`."""
    return complaint_rows.courses(snapshot, known_days(snapshot, period), viewer.limited(where), by)


@cached(64)
def rates(
    snapshot: Snapshot, viewer: Viewer, *, period: str, where: Where, by: str
) -> tuple[Funnel | None, Mapping[str, tuple[int, int]]]:
    """The funnel of complaints over the twelve months to the end of a period, None where it cannot be drawn.

    And what it cannot hold, as `metrics.standards.complaint_rates.Rates.beyond`.
    """
    year = known_days(snapshot, period).last_twelve_months()
    told = complaint_rates(snapshot, year, viewer.limited(where), by)
    return funnel(told.spots), told.beyond
