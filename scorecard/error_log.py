"""Unforeseen errors: the details go to a log under a reference, and the user reads where."""

import logging
import tempfile
import uuid
from datetime import datetime
from pathlib import Path
from typing import IO

MOST_OF_LIBRARIES = 10_000
"""Bytes of what libraries wrote to stderr that are logged with an error."""


def log_unforeseen(captured: IO[bytes] | None = None) -> str:
    """Writes the error at hand to the home's log; returns the sentence for the user. `captured`: libraries' output."""
    from data.permissions import OWNER_FOLDER, make_private
    from data.settings import settings

    reference = uuid.uuid4().hex[:8]
    log = settings().home / "errors.log"
    try:
        log.parent.mkdir(mode=OWNER_FOLDER, parents=True, exist_ok=True)
        make_private(log)
    except OSError:
        log = Path(tempfile.gettempdir()) / "scorecard-errors.log"
    logging.basicConfig(filename=log, format=f"%(asctime)s {reference} %(message)s", force=True)
    logging.exception("unforeseen, at %s", datetime.now().astimezone().isoformat())
    if captured and (text := _read(captured)):
        logging.error("libraries said: %s", text)
    return f"Something went wrong that we did not foresee (reference {reference}); the details are in {log}."


def _read(captured: IO[bytes]) -> str:
    captured.seek(0)
    return captured.read(MOST_OF_LIBRARIES).decode("utf-8", "replace").strip()
