"""The one exception whose text a user may see."""

from collections.abc import Iterable
from difflib import get_close_matches


class Problem(Exception):
    """Something a person can put right: one plain sentence saying what, where and what to do."""


def nearest(word: str, valid: Iterable[str], most: int = 3) -> str:
    """The valid words nearest to `word`, as the end of a sentence: `did you mean a, b or c?`"""
    words = list(valid)
    close = get_close_matches(word.lower(), words, n=most, cutoff=0.4) or sorted(words)[:12]
    said = " or ".join(filter(None, [", ".join(close[:-1]), close[-1]])) if close else ""
    return f"did you mean {said}?" if said else "none is known here."
