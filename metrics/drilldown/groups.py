"""The groups that a value is split into: in which order they are listed, and what each weighs in the whole."""

from collections.abc import Mapping, Sequence
from typing import Any

from data.words import Better

Row = Mapping[str, Any]


def rank_groups(rows: Sequence[Row], better: Better, enough: int = 0) -> list[dict[str, Any]]:
    """All groups, worst first; without a good direction the highest value first; what has no value last.

    In: `value`, `denominator` and `n` of every group, each may be null. `enough`: groups of fewer rows come after the
    others, and say so in `few`, so that a village with three visits is not named before a city. Out: with `weight`,
    the group's share (0–1) of the whole: of the denominator, which is what the whole is divided by, else of the rows;
    null where it has none.
    """
    whole = sum(_size(row) or 0 for row in rows)
    marked = [{**row, "weight": _weight(row, whole), "few": (row["n"] or 0) < enough} for row in rows]
    return sorted(marked, key=lambda row: _rank(row, better))


def _weight(row: Row, whole: int) -> float | None:
    size = _size(row)
    return None if size is None or not whole else size / whole


def _size(row: Row) -> int | None:
    size: int | None = row["n"] if row["denominator"] is None else row["denominator"]
    return size


def _rank(row: Row, better: Better) -> tuple[bool, bool, float]:
    if row["value"] is None:
        return True, True, 0.0
    return False, row["few"], row["value"] if better is Better.HIGHER else -row["value"]
