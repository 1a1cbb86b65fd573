"""What people do on the pages, noted in the audit trail: who opened rows, took them away, changed something or may not.

What cannot be noted is not done: each of these raises, and the page shows the sentence instead.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from dashboard.queries.session import current
from data.access.roles import Action
from data.access.viewer import Viewer
from data.audit.trail import Event, record
from data.errors import UserError


def note(viewer: Viewer, event: Event, what: str, **details: Any) -> None:
    """Adds a line; raises UserError where that cannot be."""
    settings = current()
    record(settings.home, settings.state_url, viewer, event, what, details)


def note_rows(
    viewer: Viewer, event: Event, what: str, period: str | None, where: Mapping[str, tuple[str, ...]], rows: int
) -> None:
    """That rows were opened or taken away: which, under which filters, and how many."""
    filters = {name: list(codes) for name, codes in where.items()}
    note(viewer, event, what, period=period, where=filters, rows=rows)


def note_refusal(viewer: Viewer, what: str, error: UserError) -> None:
    """That something was refused, and in which words."""
    note(viewer, Event.REFUSED, what, code=error.code, sentence=str(error))


@contextmanager
def writing(viewer: Viewer, action: Action, what: str, **details: Any) -> Iterator[None]:
    """Around whatever changes something: the role is asked, then the trail says what is being done.

    Raises: UserError where the role may not, or the trail cannot be written; where the change itself is refused, a
    further line says so.
    """
    try:
        viewer.check_action(action)
    except UserError as error:
        note_refusal(viewer, what, error)
        raise
    note(viewer, Event.WROTE, what, **details)
    try:
        yield
    except UserError as error:
        note_refusal(viewer, what, error)
        raise
