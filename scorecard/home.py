"""The home that a command writes: its owner's alone, and a line where it was not."""

from pathlib import Path

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
