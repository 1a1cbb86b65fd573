"""What happened, one JSON line per event with its run: for those who collect and search logs, not for the pages.

A nightly run of 28 records adds 9 KB, so the file grows by about 3 MB a year and is not rotated here. It is opened for
each event: `logrotate`, or anybody, may move or remove it at any time, and the next event begins a new one.
"""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path

from data.permissions import OWNER_FOLDER, open_private
from data.storage.failures import FAILURES, explain

FOLDER = "logs"
FILE = "scorecard.jsonl"

_log = logging.getLogger("scorecard.events")
_log.setLevel(logging.INFO)
# Without a handler Python would print warnings; a program that embeds this one adds handlers of its own.
_log.addHandler(logging.NullHandler())
_run: ContextVar[str | None] = ContextVar("run", default=None)


@contextmanager
def log_events(home: Path, run: str | None = None) -> Iterator[None]:
    """Events within are written to the home's log, each with the run's id; outside nothing is written.

    What ends the work too early is an event of its own. A log that cannot be written (a full disk, a read-only home)
    never stops the work it tells about.
    """
    handler = _JsonLines(home / FOLDER / FILE)
    before = _run.set(run)
    _log.addHandler(handler)
    try:
        yield
    except BaseException as error:
        reason = explain(error, home) if isinstance(error, FAILURES) else error
        log_problem("failed", str(reason), error=type(error).__name__)
        raise
    finally:
        _log.removeHandler(handler)
        handler.close()
        _run.reset(before)


def log_event(name: str, *, level: int = logging.INFO, **facts: object) -> None:
    """One event: its name in plain words, and what is known of it; never rows, answers, passwords or keys of people."""
    _log.log(level, name, extra={"run": _run.get(), "facts": facts})


def log_problem(name: str, sentence: str, **facts: object) -> None:
    """An event that somebody should look at, with the sentence the user read."""
    log_event(name, level=logging.WARNING, sentence=sentence, **facts)


class _JsonLines(logging.Handler):
    """A file of JSON lines that is made when the first event comes, and keeps silent about its own failures."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.setFormatter(_Json())

    def emit(self, record: logging.LogRecord) -> None:
        # No log makes a home, and a full disk or another user's stops nobody.
        with suppress(OSError, ValueError):
            self.path.parent.mkdir(mode=OWNER_FOLDER, exist_ok=True)
            # In one piece, which no other process writes into.
            with open_private(self.path, "ab", buffering=0) as file:
                file.write(f"{self.format(record)}\n".encode(errors="backslashreplace"))


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            "run": getattr(record, "run", None),
            **getattr(record, "facts", {}),
        }
        return json.dumps(line, ensure_ascii=False, default=str)
