"""What everything that a planner writes must fulfil; each mistake is one sentence."""

from datetime import date

from data.errors import nearest
from data.refusals import state as refusals
from data.text import Text
from data.words import LONGEST_LINE, LONGEST_TEXT, Channel

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
"""No plan reaches further, and every year after a day is a year that can be written."""


def filled(value: str | None, field: Text, purpose: Text, longest: int = LONGEST_LINE) -> str:
    """A text without blanks around it; raises UserError where nothing is left, saying what it is for, or too much."""
    text = (value or "").strip()
    if not text:
        raise refusals.EMPTY(field=field, purpose=purpose)
    check_length(text, field, longest)
    # PostgreSQL keeps no NUL, and nobody types one on purpose.
    if "\0" in text:
        raise refusals.CHARACTER(field=field)
    return text


def optional(value: str | None, field: Text, longest: int = LONGEST_LINE) -> str | None:
    """The same for a text that may be left out."""
    return filled(value, field, refusals.TO_READ, longest) if value and value.strip() else None


def reason(value: str | None, purpose: Text) -> str:
    """Why something was decided."""
    return filled(value, refusals.REASON, purpose, LONGEST_TEXT)


def check_length(text: str, field: Text, longest: int) -> None:
    """What is written is read on pages that show it to everyone, so it is as long as a person writes."""
    if len(text) > longest:
        raise refusals.TOO_LONG(field=field, letters=len(text), most=longest)


def name(value: str | None, purpose: Text) -> str:
    """A name on one line, as a list shows it."""
    text = filled(value, refusals.NAME, purpose)
    if not text.isprintable():
        raise refusals.NAME_LINES()
    return text


def author(value: str | None) -> str:
    """Who writes."""
    return filled(value, refusals.AUTHOR, refusals.TO_ASK)


def check_days(first_day: date | None, last_day: date | None, name: str) -> None:
    """Both days are there, and the last is not before the first."""
    if first_day is None:
        raise refusals.NO_FIRST_DAY(name=name)
    if last_day is None:
        raise refusals.NO_LAST_DAY(name=name)
    if not (FIRST_DAY <= first_day <= LAST_DAY and FIRST_DAY <= last_day <= LAST_DAY):
        raise refusals.DAYS_TOO_FAR(name=name, first=FIRST_DAY, last=LAST_DAY)
    if last_day < first_day:
        raise refusals.DAYS_REVERSED(name=name, first=first_day, last=last_day)


def check_channel(channel: str | None) -> None:
    """One of the channels, or none for all."""
    if channel is not None and channel not in list(Channel):
        raise refusals.NO_CHANNEL(channel=channel, nearest=nearest(channel, Channel))
