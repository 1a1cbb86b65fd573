"""Which texts of planners who sees a part may read: those on their part, and those about everything.

A text's own words cannot be limited; what it is about, and so who may read it, is told by the series that it names.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from data.access.slices import lies_within
from data.access.viewer import Scope

SERIES = ("channel", "line", "location")
NAMES = {
    "channel": ("channel", "from_channel", "to_channel", "monthly", "leave", "contacts"),
    "line": ("line", "lines"),
    "location": ("location",),
}
"""Where a step of a scenario names channels, lines of business and places."""

HIDDEN = "…"
"""In the place of a text that somebody may not read."""


def is_about(row: Mapping[str, Any], scope: Scope) -> bool:
    """Whether an override or a special day is about everything, or lies in a scope as a whole.

    What it does not tell (a region, a service) is not known to lie there.
    """
    if all(row.get(name) is None for name in SERIES):
        return True
    return lies_within({name: (row[name],) for name in SERIES if row.get(name) is not None}, scope)


def all_concern(steps: Iterable[Mapping[str, Any]], scope: Scope) -> bool:
    """Whether each step of a scenario names nothing in particular, or something in the scope.

    One that moves contacts from a channel to another concerns both.
    """
    return all(_concerns(step, scope) for step in steps)


def _concerns(step: Mapping[str, Any], scope: Scope) -> bool:
    named = {name: {code for key in keys for code in _codes(step.get(key))} for name, keys in NAMES.items()}
    if not any(named.values()):
        return True
    return all(named.get(name, set()) & set(codes) for name, codes in scope)


def _codes(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        return (value,)
    return value or ()
