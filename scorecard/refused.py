"""Who met on the command line what is not theirs leaves a line in the audit trail, as on a page."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from scorecard.streams import say

if TYPE_CHECKING:
    from data.access.viewer import Viewer
    from data.errors import UserError

OPTION = "--viewer"


def note_refused(error: "UserError", words: Sequence[str]) -> None:
    """Adds the line where what was refused was a matter of rights, or of giving them.

    In: the words of the command line. A home that is not there yet has no trail; stderr says where the line cannot be
    written.
    """
    if not (error.code.startswith("access_") or words[:1] == ["users"]):
        return
    from data.audit.trail import Event, record
    from data.errors import UserError
    from data.settings import settings

    current = settings()
    if not current.home.is_dir():
        return
    details = {"code": error.code, "sentence": str(error), "by": "command line"}
    try:
        who = _who(words, current.state_url)
        record(current.home, current.state_url, who, Event.REFUSED, f"scorecard {_command(words)}", details)
    except UserError as not_noted:
        say(f"The refusal is not in the audit trail: {not_noted}")


def _who(words: Sequence[str], url: str) -> "Viewer":
    from data.access.viewer import Viewer
    from data.state import viewer_of

    given = [word.partition("=")[2] for word in words if word.startswith(f"{OPTION}=")]
    given += [value for name, value in pairwise(words) if name == OPTION]
    if not given:
        return Viewer()
    email = given[-1].strip().lower()
    return viewer_of(url, email) or Viewer("nobody", email=email)


def _command(words: Sequence[str]) -> str:
    """The command without what it was given: `users grant`."""
    commands = []
    for word in words[:2]:
        if not word.isalpha():
            break
        commands.append(word)
    return " ".join(commands[: 2 if commands[:1] in (["users"], ["audit"], ["source"], ["alerts"]) else 1])
