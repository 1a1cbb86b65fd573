"""A part of the organisation as what is written about it names it, and who is allowed to see that part."""

import json
from collections.abc import Collection, Iterable, Mapping

from data.access.viewer import Scope, Viewer

Slice = Mapping[str, tuple[str, ...]]
"""Breakdown → codes; empty: the whole organisation."""


def slice_of(viewer: Viewer, where: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """The part whose numbers a viewer looks at under these filters: never wider than what they are limited to."""
    part = {name: tuple(codes) for name, codes in viewer.limited(where).items()}
    for name, codes in viewer.scope:
        part[name] = tuple(code for code in part.get(name, codes) if code in codes)
    return part


def slice_code(part: Mapping[str, Iterable[str]]) -> str:
    """The part as it is stored: the same text for the same part, in whatever order it was chosen."""
    return json.dumps({name: sorted(part[name]) for name in sorted(part)}, ensure_ascii=False)


def parse_slice(code: str) -> dict[str, tuple[str, ...]]:
    """A stored part."""
    return {name: tuple(codes) for name, codes in json.loads(code).items()}


def lies_within(part: Mapping[str, Collection[str]], scope: Scope) -> bool:
    """Whether a part lies in a scope as a whole; what it does not name, it reaches beyond."""
    return all(part.get(name) and set(part[name]) <= set(codes) for name, codes in scope)
