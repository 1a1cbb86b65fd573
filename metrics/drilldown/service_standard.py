"""How one transaction stands against the moment by which its service standard wants it done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from data.words import InteractionStatus
from metrics.calendar.business_days import business_days

DAY = 24 * 60 * 60


class Verdict(StrEnum):
    """Only what was completed can have met its standard; what ended otherwise has none to meet."""

    MET = "met"
    LATE = "late"
    OPEN = "open"
    OVERDUE = "overdue"
    NO_STANDARD = "no_standard"
    NOT_COMPLETED = "not_completed"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The verdict, and by how much: in business days where the margin spans days, else in seconds."""

    verdict: Verdict
    business_days: int | None = None
    seconds: int | None = None


def standing(transaction: Mapping[str, Any], known_to: date | None) -> Standing:
    """The verdict of a transaction; an open one is judged on the last day of data.

    A margin of a day or more, or one over a night, counts in business days when at least one lies between.
    """
    due, done = transaction["due_at"], transaction["completed_at"]
    status = transaction["status"]
    if due is None:
        return Standing(verdict=Verdict.NO_STANDARD)
    if status == InteractionStatus.COMPLETED and done is not None:
        days = _between(transaction["completed_on"], transaction["due_on"])
        verdict = Verdict.MET if done <= due else Verdict.LATE
        return Standing(verdict=verdict, **_margin(abs((due - done).total_seconds()), days))
    if status == InteractionStatus.IN_PROGRESS:
        late = known_to is not None and known_to > transaction["due_on"]
        days = _between(transaction["due_on"], known_to) if known_to else 0
        return Standing(verdict=Verdict.OVERDUE if late else Verdict.OPEN, business_days=days)
    return Standing(verdict=Verdict.NOT_COMPLETED)


def served_at(transaction: Mapping[str, Any]) -> datetime | None:
    """The moment at which service began, None where the wait is not known."""
    wait = transaction["wait_s"]
    return None if wait is None else transaction["started_at"] + timedelta(seconds=wait)


def _margin(seconds: float, days: int) -> dict[str, int]:
    return {"business_days": days} if days and seconds >= DAY else {"seconds": round(seconds)}


def _between(one: date, other: date) -> int:
    """Business days after the earlier day, up to the later one."""
    first, last = sorted((one, other))
    return business_days(first + timedelta(days=1), last) if last > first else 0
