"""The words of `vocabulary.toml`, by which columns and values are recognised."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from data.certainty import present
from data.records import RECORDS
from pipelines.mapping.profile import words

Phrase = tuple[str, ...]

ALONE = frozenset(map(words, ("y", "n", "yes", "no", "o", "oui", "non")))
"""They mean something as a whole value only: `No availability` says nothing of how it ended."""

EXACT, WITHIN, RANK = 1.0, 0.7, 0.004
"""How well a name fits: word for word, or with other words beside; each place further down the list counts less."""


@cache
def names_of(record: str, column: str) -> list[Phrase]:
    """The names by which a record's column is recognised, the best first: those listed, then its own."""
    listed = _read()["columns"].get(record, {}).get(column, ())
    title = present(RECORDS[record].columns()[column].metadata)["title"]
    return [*listed, words(column), words(title.en), words(title.fr)]


def fit(name: Phrase, phrases: list[Phrase]) -> float:
    """How well the words of a name fit a list of phrases, 0 to 1."""
    return max((_fit(name, phrase) - RANK * rank for rank, phrase in enumerate(phrases)), default=0.0)


def word_of(column: str, value: str) -> str | None:
    """The word of a closed list that a source's value means, None where none is near: `Constituent Call`, telephone.

    A value that is the word itself is sure; else the longest phrase within it decides.
    """
    meant = words(value)
    matches: dict[str, int] = {}
    for word, phrases in _read()["values"].get(column, {}).items():
        if meant == words(word):
            return str(word)
        longest = max((len(phrase) + (phrase == meant) for phrase in phrases if _means(phrase, meant)), default=0)
        if longest:
            matches[word] = longest
    return max(matches, key=matches.__getitem__) if matches else None


def speaks_of(hint: str, name: Phrase) -> bool:
    """Whether any phrase of a list of hints is in a name."""
    return any(_within(phrase, name) for phrase in _read()["hints"][hint])


def hints(hint: str) -> list[Phrase]:
    """A list of hints."""
    listed: list[Phrase] = _read()["hints"][hint]
    return listed


def _fit(name: Phrase, phrase: Phrase) -> float:
    if name == phrase:
        return EXACT
    if _within(phrase, name):
        return WITHIN * len(phrase) / len(name)
    return 0.0


def _means(phrase: Phrase, value: Phrase) -> bool:
    return phrase == value if phrase in ALONE else _within(phrase, value)


def _within(phrase: Phrase, name: Phrase) -> bool:
    """Whether the phrase stands in the name, its words side by side."""
    size = len(phrase)
    return any(name[start : start + size] == phrase for start in range(len(name) - size + 1))


@cache
def _read() -> Mapping[str, Any]:
    path = Path(__file__).with_suffix(".toml")
    return dict(_parsed(tomllib.loads(path.read_text(encoding="utf-8"))))


def _parsed(table: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, str):
            yield key, [words(phrase) for phrase in value.replace("\n", " ").split(",")]
        else:
            yield key, dict(_parsed(value))
