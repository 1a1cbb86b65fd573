"""What the page of standards reads: how each was kept, what is missing, guarantees and complaints; and cached."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.queries import trail
from dashboard.queries.cache import cached
from dashboard.queries.indicators import Where
from data.access.viewer import Viewer
from data.audit.trail import Event
from data.storage.snapshot import Snapshot
from metrics.calendar.periods import Period, parse
from metrics.calendar.standing import same_days_a_year_before, so_far
from metrics.standards import open_items, redress
from metrics.standards.at_risk import Outlook
from metrics.standards.attainment import INDICATOR, Attainment, attainments
from metrics.standards.coverage import Coverage, coverage
from metrics.standards.elements import Elements
from metrics.standards.elements import elements as find_elements
from metrics.standards.guarantee_elsewhere import Elsewhere, guarantees_elsewhere
from metrics.standards.offer import OFFERED
from metrics.standards.redress import Complaints, Guarantees
from metrics.standards.register import Standard, register
from metrics.standards.registered import register_of


@dataclass(frozen=True, kw_only=True)
class Pasts:
    """What a period is compared with; an open one only with as many business days a year before."""

    before: Period | None
    year_before: Period


def known_days(snapshot: Snapshot, period: str) -> Period:
    """The days of a period of which there are data."""
    asked = parse(period)
    return so_far(asked, snapshot.manifest.data_to or asked.end)


def pasts(snapshot: Snapshot, period: str) -> Pasts:
    """The period before, and the same a year before."""
    asked = parse(period)
    over_to = snapshot.manifest.whole_to or asked.end
    return Pasts(
        before=asked.shift(-1) if asked.end <= over_to else None, year_before=same_days_a_year_before(asked, over_to)
    )


@cached(64)
def standards(snapshot: Snapshot, viewer: Viewer, *, period: str, where: Where) -> list[Attainment]:
    """Every standard that had cases, the worst first; none where the viewer cannot be told."""
    if INDICATOR not in snapshot.catalogue:
        return []
    compared = pasts(snapshot, period)
    return attainments(
        snapshot,
        known_days(snapshot, period),
        viewer.limited(where),
        before=compared.before,
        year_before=compared.year_before,
    )


@cached(64)
def missing(snapshot: Snapshot, viewer: Viewer, *, period: str, where: Where) -> Coverage | None:
    """Which services lack a standard on a channel; None where the viewer cannot be told."""
    if OFFERED not in snapshot.catalogue:
        return None
    return coverage(snapshot, known_days(snapshot, period), viewer.limited(where))


@cached(64)
def elements(snapshot: Snapshot, viewer: Viewer, *, period: str, where: Where) -> Elements | None:
    """Which services have the four elements of the directive; None where the viewer cannot be told."""
    if OFFERED not in snapshot.catalogue:
        return None
    return find_elements(snapshot, known_days(snapshot, period), viewer.limited(where))


@cached(64)
def registered(snapshot: Snapshot, viewer: Viewer, *, period: str, where: Where) -> list[Standard]:
    """The standards in force at the end of a period that are of what the viewer may see, and the common ones."""
    limited = viewer.limited(where)
    return register_of(snapshot, known_days(snapshot, period), limited)


@cached(64)
def guarantees(
    snapshot: Snapshot, viewer: Viewer, *, period: str, where: Where
) -> tuple[Guarantees, dict[tuple[str | None, ...], Guarantees]]:
    """Guarantees of all, and by service and channel."""
    asked = snapshot, known_days(snapshot, period), viewer.limited(where)
    return redress.guarantees(*asked), redress.guarantees_by(*asked)


@cached(64)
def complaints(snapshot: Snapshot, viewer: Viewer, *, period: str, where: Where) -> Complaints | None:
    """Complaints by cause with their clocks; None where the viewer cannot be told."""
    return redress.complaints(snapshot, known_days(snapshot, period), viewer.limited(where))


@cached(64)
def outlook(snapshot: Snapshot, viewer: Viewer, *, where: Where) -> Outlook | None:
    """Guarantees at risk now; None where the viewer is told of no guaranteed item."""
    return open_items.read_outlook(snapshot, viewer.limited(where))


def items_at_risk(snapshot: Snapshot, viewer: Viewer, *, where: Where, most: int) -> list[dict[str, Any]]:
    """The open items to look at first; whoever shows them notes it (`note_opened`).

    See `metrics.standards.open_items.read_items`. Raises: UserError where the viewer may not open single rows.
    """
    return _items(snapshot, viewer, where, most)


def note_opened(snapshot: Snapshot, viewer: Viewer, *, where: Where, most: int) -> None:
    """A line of the trail on who opens them; not where pages are drawn, for one page may serve several people."""
    found = _items(snapshot, viewer, where, most)
    trail.note_rows(viewer, Event.OPENED, "guaranteed items at risk", None, where, len(found))


@cached(32)
def _items(snapshot: Snapshot, viewer: Viewer, where: Where, most: int) -> list[dict[str, Any]]:
    return open_items.read_items(snapshot, viewer.limited(where)).head(most).to_dicts()


@cached(64)
def elsewhere(snapshot: Snapshot, viewer: Viewer, *, where: Where) -> list[Elsewhere]:
    """What a guarantee for another service would have cost over the last year."""
    last, limited = open_items.known_days(snapshot).whole_to, viewer.limited(where)
    paid = open_items.refunds_of_a_year(snapshot, last, limited)
    return guarantees_elsewhere(snapshot, register(snapshot, last), last, limited, paid)


def elsewhere_to(snapshot: Snapshot) -> date:
    """The last day of that year."""
    return open_items.known_days(snapshot).whole_to
