"""Who did what: lines in the state database, each sealed with the hash of the line before it.

A line can only be added. What cannot be recorded is not done: `record` raises, and who calls it goes no further.
"""

import errno
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import Connection, insert, select

from data.access.viewer import Viewer
from data.audit.head import Head, read_head, write_head
from data.errors import UserError
from data.permissions import make_private
from data.refusals import dashboard as refusals
from data.state import AuditLine
from data.state.base import Row
from data.state.engine import open_state, word_failures, write_transaction
from data.text import Text, Word

LOCK = "audit.lock"
WAIT_S = 30
LONGEST_WHAT = 1_000

SEALED = ("number", "recorded_at", "who", "role", "scope", "event", "what", "details", "previous")

REASONS = {
    errno.ENOSPC: refusals.DISK_FULL,
    errno.EDQUOT: refusals.DISK_FULL,
    errno.EROFS: refusals.READ_ONLY,
    errno.EACCES: refusals.FORBIDDEN,
    errno.EPERM: refusals.FORBIDDEN,
}


class Event(Word):
    """What somebody did."""

    SIGNED_IN = "signed_in", "Signed in", "Connexion"
    SIGNED_OUT = "signed_out", "Signed out", "Déconnexion"
    OPENED = "opened", "Opened records", "Consultation d'enregistrements"
    EXPORTED = "exported", "Took a file", "Exportation"
    WROTE = "wrote", "Changed something", "Modification"
    REFUSED = "refused", "Was refused", "Refus"
    DELETED = "deleted", "Deleted", "Suppression"


RUN = "run"
"""How the trail names what a run itself did."""


def record_run(home: Path, url: str, event: Event, what: str, details: Mapping[str, Any] | None = None) -> None:
    """Adds a line on what a run itself did; raises as `record`."""
    record(home, url, Viewer(RUN, email=RUN), event, what, details)


def record(
    home: Path, url: str, viewer: Viewer, event: Event, what: str, details: Mapping[str, Any] | None = None
) -> None:
    """Adds a line, on the disk when this returns.

    Raises: UserError where it cannot be added.
    """
    line = {
        "recorded_at": datetime.now(UTC),
        "who": viewer.who,
        "role": viewer.role,
        "scope": json.dumps({name: list(codes) for name, codes in viewer.scope}, ensure_ascii=False),
        "event": event.value,
        "what": what[:LONGEST_WHAT].replace("\0", " "),
        "details": json.dumps(details or {}, ensure_ascii=False, sort_keys=True, default=str).replace("\\u0000", " "),
    }
    try:
        make_private(home / LOCK)
        # The lock is the operating system's: it goes with the process, however that ends.
        with FileLock(home / LOCK, timeout=WAIT_S), word_failures(url):
            _write_end(home, _append(home, url, line))
    except OSError as error:
        raise _unwritten(event, _reason(error)) from error
    except _EndUnwritten as error:
        raise _unwritten(event, _reason(error.error)) from error
    except UserError as error:
        raise _unwritten(event, error) from error


def _append(home: Path, url: str, line: Mapping[str, Any]) -> Head:
    """Announces the line, then writes it; out: the end that it makes."""
    with write_transaction(open_state(url)) as connection:
        lines, last = last_line(connection)
        sealed = dict(line) | {"number": lines + 1, "previous": last}
        sealed["hash"] = seal(sealed)
        left = read_head(home)
        broken = left.broken or not left.meets(lines, last) if left else lines > 0
        _write_end(home, Head(lines=lines, hash=last, announced=sealed["hash"], broken=broken))
        connection.execute(insert(AuditLine).values(sealed))
    return Head(lines=lines + 1, hash=sealed["hash"], broken=broken)


class _EndUnwritten(Exception):
    """The end of the trail could not be written: no fault of the database, in whose transaction that happens."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.error = error


def _write_end(home: Path, head: Head) -> None:
    try:
        write_head(home, head)
    except OSError as error:
        raise _EndUnwritten(error) from error


def _reason(error: OSError) -> Text:
    if isinstance(error, Timeout):
        return refusals.OTHER
    return REASONS.get(error.errno or 0, refusals.OTHER)


def _unwritten(event: Event, reason: Text | UserError) -> UserError:
    """Who only looks still sees everything else; who changes something has changed nothing."""
    opens = event in (Event.OPENED, Event.EXPORTED)
    return (refusals.NOT_NOTED if opens else refusals.NOTHING_DONE)(reason=reason)


def last_line(connection: Connection) -> tuple[int, str]:
    """The number and the hash of the last line; 0 and nothing without any."""
    last = select(AuditLine.number, AuditLine.hash).order_by(AuditLine.number.desc()).limit(1)
    row = connection.execute(last).one_or_none()
    return (row.number, row.hash) if row else (0, "")


def seal(line: Row) -> str:
    """The hash of a line: of all that it says, and of the line before."""
    values = [line[name].isoformat() if name == "recorded_at" else line[name] for name in SEALED]
    return sha256(json.dumps(values, ensure_ascii=False).encode()).hexdigest()
