"""Audit recommendations as they stand: which are settled, which are late, and how many of each."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from data.accountability_words import SETTLED, RecommendationStatus

Row = dict[str, Any]


def is_late(row: Row, today: date) -> bool:
    """Whether its day has passed and it is neither done nor given up."""
    return row["status"] not in SETTLED and row["due"] < today


def in_order(rows: Iterable[Row], today: date) -> list[Row]:
    """The late ones first, then what is not settled by its day, then the rest."""
    return sorted(rows, key=lambda row: (not is_late(row, today), row["status"] in SETTLED, row["due"], row["code"]))


def counted(rows: Iterable[Row]) -> dict[RecommendationStatus, int]:
    """How many have which status, in the order of the list, also where none has."""
    statuses = [row["status"] for row in rows]
    return {status: statuses.count(status.value) for status in RecommendationStatus}
