"""Writing a note of a meeting."""

from sqlalchemy import insert

from data.refusals import reporting as refusals
from data.state.cycle.meeting_note import MeetingNote
from data.state.engine import open_state, word_failures, write_transaction
from data.state.writing import checks
from data.words import LONGEST_TEXT


def add_note(
    url: str, *, period: str, part: str, indicator: str | None, text: str | None, language: str, author: str
) -> None:
    """Adds a note; one is never changed, so two who take them at once are in nobody's way.

    Raises: UserError, for no text or one that is too long, or no author.
    """
    words = checks.filled(text, refusals.MEETING_NOTE, refusals.TO_KNOW, LONGEST_TEXT)
    values = {"period": period, "part": part, "indicator": indicator, "text": words, "language": language}
    values["author"] = checks.author(author)
    with word_failures(url), write_transaction(open_state(url)) as connection:
        connection.execute(insert(MeetingNote).values(values))
