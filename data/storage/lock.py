"""One run at a time: the lock of a home, and who holds it."""

import os
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from data.errors import UserError

LOCK = "run.lock"
HOLDER = "run.holder"
INTERRUPTED = "run.broken_off"
"""Lies in a home after work in it ended without a word, until `upkeep.sweep` has seen to what that left."""

UNFIT = re.compile(r'[%=?*\[\]{}^|\\"<>`\x00-\x1f]')
"""Delta, Polars or DuckDB reads something else into these than a name."""


@contextmanager
def lock_home(home: Path) -> Iterator[None]:
    """The home for one writer alone; the lock is the operating system's, so it goes with the process, however it ends.

    Raises: UserError, where another one is at work, saying which and since when, or where the home cannot be written.
    """
    holder = home / HOLDER
    if odd := UNFIT.search(home.as_posix()):
        raise UserError(
            f"The tables cannot lie in {home}, for its path has '{odd[0]}' in it: set SCORECARD_HOME to a folder whose "
            "path is of letters, digits, blanks, points, hyphens and underscores."
        )
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = FileLock(home / LOCK).acquire(timeout=0)
    except Timeout:
        raise UserError(f"Another run is at work in {home}{_held_by(holder)}: wait until it ends.") from None
    except OSError as error:
        why = error.strerror or error
        raise UserError(f"{home} cannot be written ({why}): set SCORECARD_HOME to a folder that can.") from None
    with lock:
        if holder.exists():
            holder.replace(home / INTERRUPTED)
        since = datetime.now().astimezone()
        holder.write_text(f"process {os.getpid()} on {socket.gethostname()} since {since:%Y-%m-%d %H:%M:%S %z}")
        try:
            yield
        except UserError:
            holder.unlink(missing_ok=True)
            raise
        # It stays where a full disk or an interrupt broke the work off, as where the process was killed.
        holder.unlink(missing_ok=True)


def _held_by(holder: Path) -> str:
    """What the holder wrote of itself, unless it has not come to that yet."""
    try:
        said = holder.read_text()
    except OSError:
        return ""
    return f" ({said})" if said else ""
