"""A limit to the time that one record may take."""

from collections.abc import Callable
from threading import Thread
from typing import TypeVar

from data.refusals.intake import ingest as refusals

Result = TypeVar("Result")


def within(minutes: float, work: Callable[[], Result]) -> Result:
    """What the work returns or raises; raises `UserError` where it has done neither after so many minutes.

    Work that is given up goes on beside the run: nothing can end it from outside, and nobody waits for it at the end.
    """
    results: list[Result] = []
    errors: list[BaseException] = []

    def attempt() -> None:
        try:
            results.append(work())
        except BaseException as error:
            errors.append(error)

    thread = Thread(target=attempt, daemon=True)
    thread.start()
    thread.join(60 * minutes)
    if errors:
        raise errors[0]
    if not results:
        raise refusals.TOO_SLOW(minutes=minutes)
    return results[0]
