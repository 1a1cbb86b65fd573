"""A text in both languages, and a code that carries one."""

import re
from enum import StrEnum
from typing import NamedTuple, Self

APOSTROPHE = re.compile(r"(?<=\w)'(?=[\w«{\d])")
"""Between letters, or before a gap: `l'état`, `d'{name}`."""


class _Both(NamedTuple):
    en: str
    fr: str


class Text(_Both):
    """One text a user sees, side by side in both languages; in French every apostrophe is typographic.

    One rule in one place, for what is written here and for names that a source brings: no text can miss it.
    """

    __slots__ = ()

    def __new__(cls, en: str, fr: str) -> Self:
        return super().__new__(cls, en, APOSTROPHE.sub("’", fr))


class Word(StrEnum):
    """A code that is stored, with the words that are shown: `Channel.KIOSK.text.fr`."""

    text: Text

    def __new__(cls, code: str, *texts: str) -> Self:
        # English and French are written where the word is declared, and there alone: `Channel("kiosk")` names its code.
        word = str.__new__(cls, code)
        word._value_ = code
        word.text = Text(*texts)
        return word

    @classmethod
    def texts(cls) -> dict[str, Text]:
        """Code → text, of every word of the list."""
        return {word.value: word.text for word in cls}
