"""The groups that a value is split into: which are listed, in which order, and what each weighs in the whole."""

from collections.abc import Mapping, Sequence
from typing import Any

from data.words import Better

Row = Mapping[str, Any]


def rank_groups(rows: Sequence[Row], better: Better, most: int | None = None) -> list[dict[str, Any]]:
    """The largest groups, worst first; without a good direction the highest value first; what has no value last.

    In: `value`, `denominator` and `n` of every group, each may be null. Out: the rows of the `most` largest (None: of
    all), so that a village with three visits does not push a city off the page; with `weight`, the group's share (0–1)
    of the whole: of the denominator, which is what the whole is divided by, else of the rows; null where it has none.
    """
    whole = sum(_size(row) or 0 for row in rows)
    largest = sorted(range(len(rows)), key=lambda place: -(rows[place]["n"] or 0))[:most]
    listed = sorted(sorted(largest), key=lambda place: _rank(rows[place], better))
    return [{**rows[place], "weight": _weight(rows[place], whole)} for place in listed]


def _weight(row: Row, whole: int) -> float | None:
    size = _size(row)
    return None if size is None or not whole else size / whole


def _size(row: Row) -> int | None:
    return row["n"] if row["denominator"] is None else row["denominator"]


def _rank(row: Row, better: Better) -> tuple[bool, float]:
    if row["value"] is None:
        return True, 0.0
    return False, row["value"] if better is Better.HIGHER else -row["value"]
