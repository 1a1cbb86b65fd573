"""What is asked of everything that a planner writes; each mistake is one sentence."""

from datetime import date

from data.errors import UserError, nearest
from data.words import Channel


def filled(said: str | None, what: str, why: str) -> str:
    """A text without blanks around it; raises UserError where nothing is left, saying what it is for."""
    text = (said or "").strip()
    if not text:
        raise UserError(f"There is no {what}; write one, so that {why}.")
    # PostgreSQL keeps no NUL, and nobody types one on purpose.
    if "\0" in text:
        raise UserError(f"The {what} holds a character that cannot be kept; type it again.")
    return text


def optional(said: str | None, what: str) -> str | None:
    """The same for a text that may be left out."""
    return filled(said, what, "it can be read") if said and said.strip() else None


def named(name: str | None, what: str) -> str:
    """A name on one line, as a list shows it."""
    text = filled(name, "name", f"others can find this {what}")
    if not text.isprintable():
        raise UserError("The name is longer than one line or holds characters that do not print; write it on one line.")
    return text


def written_by(author: str | None) -> str:
    """Who says it."""
    return filled(author, "author", "others know whom to ask")


def in_order(first_day: date | None, last_day: date | None, name: str) -> None:
    """Both days are there, and the last is not before the first."""
    if first_day is None or last_day is None:
        raise UserError(f"'{name}' has no {'first' if first_day is None else 'last'} day; choose one.")
    if last_day < first_day:
        raise UserError(f"'{name}' ends on {last_day}, before it begins on {first_day}; swap the two or correct one.")


def known_channel(channel: str | None) -> None:
    """One of the channels, or none for all."""
    if channel is not None and channel not in list(Channel):
        raise UserError(f"There is no channel '{channel}'; {nearest(channel, Channel)}")
