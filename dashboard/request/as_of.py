"""As reported or as known now: which day's scorecard a page shows, for everything that it asks while it is drawn."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar, copy_context

from data.storage.snapshot import Snapshot
from metrics.catalogue.registry import as_declared
from metrics.catalogue.versions import known_then

_asked: ContextVar[str | None] = ContextVar("as of", default=None)


def asked() -> str | None:
    """The run or the day whose scorecard is shown; None: as known now."""
    return _asked.get()


@contextmanager
def as_of(chosen: str | None) -> Iterator[None]:
    """What is asked within is answered by the tables and targets of that run or day; see `manifest.snapshot`."""
    before = _asked.set(chosen)
    try:
        yield
    finally:
        _asked.reset(before)


@contextmanager
def in_words_of(snapshot: Snapshot) -> Iterator[None]:
    """Indicators are as they were declared when the tables were published: see `versions.as_reported`."""
    with as_declared(known_then(snapshot)):
        yield


def later(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """What makes a file when its button is clicked, in another thread: as of the day that the page shows."""
    shown = copy_context()
    return lambda: shown.copy().run(make)
