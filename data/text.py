"""A text in both languages, and a code that carries one."""

from enum import StrEnum
from typing import NamedTuple


class Text(NamedTuple):
    """One text a user sees, side by side in both languages."""

    en: str
    fr: str


class Word(StrEnum):
    """A code that is stored, with the words that are shown: `Channel.KIOSK.text.fr`."""

    text: Text

    def __new__(cls, code: str, en: str, fr: str) -> "Word":
        word = str.__new__(cls, code)
        word._value_ = code
        word.text = Text(en, fr)
        return word

    @classmethod
    def texts(cls) -> dict[str, Text]:
        """Code → text, of every word of the list."""
        return {word.value: word.text for word in cls}
