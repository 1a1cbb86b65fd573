"""A part of the organisation as what is written about it names it, and who is allowed to see that part."""

import json
from collections.abc import Collection, Iterable, Mapping

from data.access.viewer import Scope, Viewer

Slice = Mapping[str, tuple[str, ...]]
"""Breakdown → codes; empty: the whole organisation. `partner|run_by`: the rows of which either has such a code."""


def slice_of(viewer: Viewer, where: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """The part whose numbers a viewer looks at under these filters: never wider than what they are limited to."""
    part = {name: tuple(codes) for name, codes in viewer.limited(where).items()}
    return dict(viewer.extent) | part


def slice_code(part: Mapping[str, Iterable[str]]) -> str:
    """The part as it is stored: the same text for the same part, in whatever order it was chosen."""
    return json.dumps({name: sorted(part[name]) for name in sorted(part)}, ensure_ascii=False)


def parse_slice(code: str) -> dict[str, tuple[str, ...]]:
    """A stored part."""
    return {name: tuple(codes) for name, codes in json.loads(code).items()}


def lies_within(part: Mapping[str, Collection[str]], extent: Scope) -> bool:
    """Whether a part lies in a viewer's `extent` as a whole; what it does not name, it reaches beyond."""
    return all(any(_narrower(own, each) for own in part.items()) for each in extent)


def _narrower(one: tuple[str, Collection[str]], other: tuple[str, Collection[str]]) -> bool:
    """Whether what has one of these codes in one of these breakdowns has one of the other's in one of the other's."""
    (names, codes), (wider, within) = one, other
    return bool(codes) and set(codes) <= set(within) and set(names.split("|")) <= set(wider.split("|"))


def is_of_partner(partner: str, extent: Scope) -> bool:
    """Whether what is agreed with a partner lies in a viewer's `extent`: in its program, or in the places it runs."""
    return any(lies_within({name: (partner,)}, extent) for name in ("partner", "run_by"))
