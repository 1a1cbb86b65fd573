"""What a data link rests on: whose token it shows, the tables that its owner may read, and the lines of the trail."""

from collections import OrderedDict
from datetime import UTC, datetime
from hashlib import sha256
from threading import Lock

from dashboard.queries import people, session, trail
from dashboard.queries.cache import with_all
from dashboard.request.data_question import SCORECARD, DataQuestion
from data.access.viewer import Viewer
from data.audit.trail import Event
from data.errors import UserError
from data.refusals import data_links as refusals
from data.state import viewer_of_token
from data.storage.snapshot import Snapshot

HOUR = 3600
MOST_NOTED = 10_000

_NOTED: OrderedDict[str, None] = OrderedDict()
_NOTING = Lock()


def owner_of(token: str) -> Viewer:
    """Whose token it is, with the role that they have now; raises UserError where it is not in force."""
    viewer = viewer_of_token(session.current().state_url, token)
    if viewer is None:
        raise refusals.NOT_IN_FORCE()
    return viewer


def open_tables(viewer: Viewer, as_of: str | None) -> Snapshot:
    """The tables that a question is asked of, as the viewer may read them; raises UserError where there are none."""
    if not session.published():
        raise refusals.NO_RUN()
    snapshot = session.open_snapshot(as_of, viewer)
    people.require_scope(snapshot, viewer)
    return snapshot


def edition_of(question: DataQuestion, form: str, snapshot: Snapshot, viewer: Viewer) -> str:
    """A mark that differs whenever the answer may: by the run, the question, whose it is, and what people decided."""
    decisions = session.open_decisions(snapshot, viewer).version if question.name == SCORECARD else ()
    told = question, form, with_all(snapshot), viewer.rights, decisions
    return sha256(repr(told).encode()).hexdigest()[:32]


def note_taken(viewer: Viewer, question: DataQuestion, form: str, rows: int) -> None:
    """A line of the trail on what was taken; raises UserError where that cannot be.

    A workbook that asks the same again within the hour has taken nothing else away, and would fill the trail.
    """
    mark = repr((viewer.email, viewer.rights, question, form))
    if not _is_first(mark):
        return
    where = {name: list(codes) for name, codes in question.where.items()}
    asked = {"by": list(question.by), "grain": question.grain, "period": question.period, "as_of": question.as_of}
    try:
        trail.note(viewer, Event.EXPORTED, f"data link {question.name}.{form}", **asked, where=where, rows=rows)
    except UserError:
        _forget(mark)
        raise


def note_refused(viewer: Viewer, name: str, error: UserError) -> None:
    """A line on what somebody asked for that is not theirs, once an hour."""
    if error.code.startswith("access_") and _is_first(repr((viewer.email, name, error.code))):
        trail.note_refusal(viewer, f"data link {name}", error)


def _is_first(mark: str) -> bool:
    """Whether this is the first time within the hour."""
    mark = _of_hour(mark)
    with _NOTING:
        if mark in _NOTED:
            return False
        _NOTED[mark] = None
        while len(_NOTED) > MOST_NOTED:
            _NOTED.popitem(last=False)
    return True


def _forget(mark: str) -> None:
    with _NOTING:
        _NOTED.pop(_of_hour(mark), None)


def _of_hour(mark: str) -> str:
    return f"{int(datetime.now(UTC).timestamp() // HOUR)} {mark}"
