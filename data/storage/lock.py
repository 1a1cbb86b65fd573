"""One run at a time: the lock of a home, and who holds it."""

import json
import os
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from data.errors import UserError
from data.permissions import OWNER_FILE, own_home, owner_only
from data.refusals import storage as refusals

LOCK = "run.lock"
HOLDER = "run.holder"
INTERRUPTED = "run.broken_off"
"""Lies in a home after work in it ended without a word, until `compaction.sweep` has removed what that left."""

UNFIT = re.compile(r'[%=?*\[\]{}^|\\"<>`\x00-\x1f]')
"""Delta, Polars or DuckDB reads something else into these than a name."""


@contextmanager
def lock_home(home: Path) -> Iterator[None]:
    """The home for one writer alone; the lock is the operating system's, so it goes with the process, however it ends.

    Raises: UserError, where another one is at work, saying which and since when, or where the home cannot be written.
    """
    holder = home / HOLDER
    if unfit := UNFIT.search(home.as_posix()):
        raise refusals.UNFIT_PATH(home=home, character=unfit[0])
    try:
        own_home(home)
        if wrong := [path for path in (home / LOCK, holder) if path.is_dir()]:
            raise refusals.NOT_A_FILE(file=wrong[0])
        lock = FileLock(home / LOCK, mode=OWNER_FILE).acquire(timeout=0)
    except Timeout:
        raise _locked(home, holder) from None
    except OSError as error:
        raise refusals.NOT_WRITABLE(home=home, reason=error.strerror or str(error)) from None
    with lock, owner_only():
        if holder.exists():
            holder.replace(home / INTERRUPTED)
        since = f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S %z}"
        holder.write_text(json.dumps({"process": os.getpid(), "machine": socket.gethostname(), "since": since}))
        try:
            yield
        except UserError:
            holder.unlink(missing_ok=True)
            raise
        # It stays where a full disk or an interrupt ended the work early, as where the process was killed.
        holder.unlink(missing_ok=True)


def _locked(home: Path, holder: Path) -> UserError:
    """Says who holds the lock, unless the holder has not written its name yet, or another version wrote it."""
    try:
        values = json.loads(holder.read_text())
        return refusals.LOCKED_BY(home=home, **{name: values[name] for name in ("process", "machine", "since")})
    except (OSError, ValueError, KeyError, TypeError):
        return refusals.LOCKED(home=home)
