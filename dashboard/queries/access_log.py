"""Who opened records: one JSON line each in `access.log` of the home, without anything about the people in them."""

import errno
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from data.access.viewer import Viewer
from data.permissions import open_private
from data.refusals import dashboard as refusals

NAME = "access.log"
LARGEST = 10_000_000
"""Bytes; then the file is put aside under the moment, whole, and the next one begins."""

REASONS = {
    errno.ENOSPC: refusals.DISK_FULL,
    errno.EDQUOT: refusals.DISK_FULL,
    errno.EROFS: refusals.READ_ONLY,
    errno.EACCES: refusals.FORBIDDEN,
    errno.EPERM: refusals.FORBIDDEN,
}

_WRITING = Lock()


def opened(home: Path, viewer: Viewer, what: str, period: str | None, where: Mapping[str, tuple[str, ...]]) -> None:
    """Notes that a viewer opened the rows behind a number, before they are read.

    Raises: UserError where that cannot be noted, so that nobody looks unseen.
    """
    now = datetime.now(UTC)
    line = {
        "at": now.isoformat(timespec="seconds"),
        "role": viewer.role,
        "scope": [[name, list(codes)] for name, codes in viewer.scope],
        "what": what,
        "period": period,
        "where": {name: list(codes) for name, codes in where.items()},
    }
    path = home / NAME
    try:
        with _WRITING:
            if path.exists() and path.stat().st_size > LARGEST:
                path.rename(path.with_stem(f"access-{now:%Y%m%dT%H%M%S.%fZ}"))
            with open_private(path, "a", encoding="utf-8") as log:
                log.write(json.dumps(line, ensure_ascii=False) + "\n")
    except OSError as error:
        raise refusals.NOT_NOTED(reason=REASONS.get(error.errno or 0, refusals.OTHER)) from error
