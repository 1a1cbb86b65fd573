"""Who opened records: one JSON line each in `access.log` of the home, without anything about the people in them."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from dashboard.request.viewer import Viewer
from data.permissions import open_private

_WRITING = Lock()


def opened(home: Path, viewer: Viewer, what: str, period: str | None, where: Mapping[str, tuple[str, ...]]) -> None:
    """Notes that a viewer opened the rows behind a number, before they are read."""
    line = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "role": viewer.role,
        "scope": [[name, list(codes)] for name, codes in viewer.scope],
        "what": what,
        "period": period,
        "where": {name: list(codes) for name, codes in where.items()},
    }
    with _WRITING, open_private(home / "access.log", "a", encoding="utf-8") as log:
        log.write(json.dumps(line, ensure_ascii=False) + "\n")
