"""What a person can put right: a code, the values it speaks of, and one sentence in either language.

Each sentence is declared as a `Refusal` in `data/refusals`; the code that raises it gives the values, the code that
shows it chooses the language: `raise sources.UNKNOWN_COLUMN(column="chanel", file=path)`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from difflib import get_close_matches
from string import Formatter
from typing import Any

from data.text import Text

LINE_END = re.compile(r"[\r\n\v\f\x85\u2028\u2029]+")

OR = Text("or", "ou")
AND = Text("and", "et")
GROUPED = Text(",", "\u202f")
"""What stands between the thousands of a number written as `{rows:,}`."""
DECIMAL = Text(".", ",")


@dataclass(frozen=True)
class Refusal:
    """A sentence with gaps, saying what, where and what to do, under a code that scripts can rely on."""

    code: str
    text: Text

    def __call__(self, **values: Any) -> "UserError":
        """The error to raise; `values` fill the gaps, see `worded`."""
        return UserError(self, **values)


class UserError(Exception):
    """Something a person can put right: `code`, `values`, and `text("fr")`; as a string it is English."""

    def __init__(self, refusal: Refusal, **values: Any) -> None:
        self.refusal = refusal
        self.values = values
        super().__init__(self.code)

    @property
    def code(self) -> str:
        """What it is called in logs, in tests and by scripts."""
        return self.refusal.code

    def text(self, lang: str) -> str:
        """The sentence in `en` or `fr`."""
        template = getattr(self.refusal.text, lang)
        return _Sentence(lang).vformat(template, (), self.values) if self.values else template

    def __str__(self) -> str:
        return self.text("en")

    def __reduce__(self) -> tuple[Any, ...]:
        # Exceptions cross from one process to another by their arguments, which have no names.
        return _restored, (type(self), self.refusal, self.values)


def _restored(kind: type[UserError], refusal: Refusal, values: dict[str, Any]) -> UserError:
    return kind(refusal, **values)


class _Sentence(Formatter):
    """Fills gaps as the language writes them.

    `{rows:,}`, `{percent:g}`: a number as Python formats it, with the language's marks. `{names:and}`: a list as
    `a, b and c`. `{problems:lines}`: each on a line of its own. `{problem:inline}`: a sentence after a colon.
    """

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec == "inline":
            sentence = worded(value, self.lang)
            return sentence[:1].lower() + sentence[1:]
        if format_spec == "lines":
            return "\n".join(worded(item, self.lang) for item in value)
        if format_spec == "and":
            return _joined(value, AND, self.lang)
        if not format_spec:
            return worded(value, self.lang)
        written = format(value, format_spec)
        if isinstance(value, int | float) and self.lang == "fr":
            return written.translate({ord(","): GROUPED.fr, ord("."): DECIMAL.fr})
        return written


def worded(value: Any, lang: str) -> str:
    """A value within a sentence: a text or an error in its language, a list as `a, b or c`, a day as 2026-10-31,
    a moment with its time in UTC; a name with line ends in it, as files may have, stays on its line.
    """
    if isinstance(value, UserError):
        return value.text(lang)
    if isinstance(value, Text):
        return value.fr if lang == "fr" else value.en
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return _joined(value, OR, lang)
    return LINE_END.sub(" ", str(value))


def _joined(values: Iterable[Any], last: Text, lang: str) -> str:
    words = [worded(value, lang) for value in values]
    return f" {getattr(last, lang)} ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def nearest(word: str, valid: Iterable[str], most: int = 3) -> Text:
    """The valid words nearest to `word`, as the end of a sentence: `did you mean a, b or c?`"""
    words = list(valid)
    close = get_close_matches(word.lower(), words, n=most, cutoff=0.4) or sorted(words)[:12]
    if not close:
        return Text("none is known here.", "aucun n'est connu ici.")
    return Text(f"did you mean {worded(close, 'en')}?", f"vouliez-vous dire {worded(close, 'fr')}?")
