"""The tables that a command reads, as far as who asks may see them."""

from typing import TYPE_CHECKING

from scorecard.streams import say

if TYPE_CHECKING:
    from data.access.viewer import Viewer
    from data.storage.snapshot import Snapshot


def find_viewer(email: str | None) -> "Viewer":
    """The person of an address; without one the administrator of the home, whom nobody can keep from reading it.

    Raises: UserError for an address that has no role.
    """
    from data.access.viewer import Viewer

    if email is None:
        return Viewer()
    from data.refusals import access as refusals
    from data.settings import settings
    from data.state import viewer_of  # the database of what people write, which the administrator needs not

    viewer = viewer_of(settings().state_url, email)
    if viewer is None:
        raise refusals.UNKNOWN_VIEWER(email=email)
    return viewer


def require_page(viewer: "Viewer", page: str, command: str) -> None:
    """Raises: UserError where a person does not see the page that a command tells the same as."""
    from data.refusals import access as refusals

    if not viewer.may_open(page):
        raise refusals.COMMAND(command=command, role=viewer.declared.title)


def note_reading(viewer: "Viewer", what: str, **details: object) -> None:
    """A line of the audit trail on rows that were shown to a person; raises UserError where it cannot be written."""
    from data.audit.trail import Event, record
    from data.settings import settings

    if viewer.email:
        record(settings().home, settings().state_url, viewer, Event.OPENED, what, details | {"by": "command line"})


def open_snapshot(as_of: str | None, viewer: "Viewer | None" = None) -> "Snapshot":
    """The tables in force, or those of a past run or day with the definitions of then; stderr says which they are.

    With a viewer as far as that person may read them; stderr says what they are limited to.
    """
    from data.settings import settings
    from metrics.catalogue import versions
    from metrics.catalogue.visible import scope_text, visible

    snapshot = versions.open_snapshot(settings().home, as_of)
    if as_of:
        say(versions.describe_report(snapshot))
    elif pending := versions.pending_changes(snapshot):
        say(f"Defined otherwise since the last run: {', '.join(pending)}; shown as published. Run `scorecard run`.")
    if viewer is None or not viewer.email:
        return snapshot
    say(f"As {viewer.email} ({viewer.role}) may see it: {scope_text(viewer) or 'the whole organization'}.")
    return visible(snapshot, viewer)
