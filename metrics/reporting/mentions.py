"""Indicators and places that a text names, by the names and codes that there are; nothing is guessed.

A name is found as a whole word, in either language. One of several words is found in any capitals; one of a single word
only as it is written, because `trust` is a word and `Trust` an indicator.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from data.text import Text

SHORTEST = 4
"""Letters of a name: shorter ones are words of their own too often."""
APOSTROPHES = re.compile("['’]")


@dataclass(frozen=True)
class Mention:
    """Where a text names something: its letters from `start` to `end`; `code` of the list that it stands in."""

    start: int
    end: int
    kind: str
    code: str


Named = tuple[tuple[str, str, tuple[str, ...]], ...]
"""Kind, code, and the names that lead to it."""


def named(lists: Mapping[str, Mapping[str, Text]]) -> Named:
    """Kind → code → name in both languages, as `mentions` takes them. A name of two things leads to neither."""
    # A code that looks like a word would be found in what is said of something else.
    known = [
        (kind, code, {*text, code} if "_" in code else {*text})
        for kind, names in lists.items()
        for code, text in names.items()
    ]
    times = Counter(name for *_, names in known for name in {name.casefold() for name in names})
    return tuple(
        (kind, code, tuple(sorted(name for name in names if len(name) >= SHORTEST and times[name.casefold()] == 1)))
        for kind, code, names in known
    )


def mentions(text: str, names: Named) -> list[Mention]:
    """What a text names, in its order; of names within each other the longer one."""
    pattern, found = _pattern(names)
    plain = APOSTROPHES.sub("'", text)
    return [
        Mention(match.start(), match.end(), *found[_key(match[0])])
        for match in pattern.finditer(plain)
        if _key(match[0]) in found
    ]


@lru_cache(16)
def _pattern(names: Named) -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    found = {_key(APOSTROPHES.sub("'", name)): (kind, code) for kind, code, each in names for name in each}
    ordered: Iterable[str] = sorted(found, key=len, reverse=True)
    choices = "|".join(re.escape(name) if " " not in name else f"(?i:{re.escape(name)})" for name in ordered)
    return re.compile(rf"(?<![\w-])(?:{choices})(?![\w-])" if choices else r"(?!)"), found


def _key(name: str) -> str:
    return name.casefold() if " " in name else name
