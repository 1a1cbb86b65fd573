"""The home that a command writes: its owner's alone, and a line where it was not; and the trail of what it writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from scorecard.streams import say


def own() -> Path:
    """The home, made or tightened; stderr says what was changed.

    Raises: UserError, where it cannot be made.
    """
    from data.permissions import own_home
    from data.refusals import storage as refusals
    from data.settings import settings

    home = settings().home
    try:
        told = own_home(home)
    except OSError as error:
        raise refusals.NOT_WRITABLE(home=home, reason=error.strerror or str(error)) from None
    if told:
        say(told.en)
    return home


@contextmanager
def note_writing(what: str, **details: Any) -> Iterator[str]:
    """Around what a command writes: the trail says what is being done, and a further line where it is refused.

    Gives the URL of the database that is written. Raises: UserError, where the trail cannot be written.
    """
    from data.access.viewer import Viewer
    from data.audit.trail import Event, record
    from data.errors import UserError
    from data.settings import settings

    home, url = own(), settings().state_url
    record(home, url, Viewer(), Event.WROTE, what, {"by": "command line", **details})
    try:
        yield url
    except UserError as error:
        record(home, url, Viewer(), Event.REFUSED, what, {"code": error.code, "sentence": str(error)})
        raise
