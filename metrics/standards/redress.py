"""What was done where a promise was not kept: guarantees, claims and refunds; complaints and their clocks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from data.records.customer import ClaimDecision
from data.storage.snapshot import Snapshot
from metrics.assessment.target import Where
from metrics.calendar.periods import Period
from metrics.engine.answer import Question, answer
from metrics.engine.sums import fed

KEPT, CLAIMS, REFUND = "guarantees_kept", "guarantee_claims", "refund_per_claim"
RECEIVED, RATE = "complaints_received", "complaints_per_10000"
CLOCKS = ("complaints_acknowledged_on_time", "complaints_answered_in_15_days")
PAID, NOT_PAID = ClaimDecision.PAID.value, (ClaimDecision.REFUSED.value, ClaimDecision.EXCLUDED.value)


@dataclass(frozen=True, kw_only=True)
class Guarantees:
    """Items due in a period and how many were kept; claims made in it by decision, and what was paid, in cents.

    None where whoever asks cannot be told, or no source supplies the records.
    """

    due: int | None = None
    kept: int | None = None
    claims: Mapping[str | None, int] | None = None
    cents: int | None = None

    @property
    def breached(self) -> int | None:
        """Items due that were not kept."""
        return None if self.due is None or self.kept is None else self.due - self.kept

    @property
    def claimed(self) -> int | None:
        """All claims, whatever became of them."""
        return None if self.claims is None else sum(self.claims.values())

    @property
    def paid(self) -> int | None:
        """Claims that were paid back."""
        return None if self.claims is None else self.claims.get(PAID, 0)

    @property
    def not_paid(self) -> int | None:
        """Claims that were refused, or excluded by the rules of the guarantee; others are still open."""
        return None if self.claims is None else sum(self.claims.get(code, 0) for code in NOT_PAID)


@dataclass(frozen=True, kw_only=True)
class Cause:
    """Complaints of one cause: how many came in, and of those whose answer was due the shares in time."""

    code: str | None
    received: int
    acknowledged: float | None = None
    answered: float | None = None
    due: int = 0


@dataclass(frozen=True, kw_only=True)
class Complaints:
    """All complaints of a period, `causes` the most frequent first; `rate` per 10,000 interactions."""

    all: Cause
    causes: tuple[Cause, ...]
    rate: float | None = None


def guarantees(snapshot: Snapshot, days: Period, where: Where) -> Guarantees:
    """The guarantees of all that is looked at."""
    return guarantees_by(snapshot, days, where, ())[()]


def guarantees_by(
    snapshot: Snapshot, days: Period, where: Where, by: tuple[str, ...] = ("service", "channel")
) -> dict[tuple[str | None, ...], Guarantees]:
    """The same by group: those that had items due or claims."""
    due = _answers(KEPT, snapshot, days, where, by)
    claims = _answers(CLAIMS, snapshot, days, where, (*by, "decision"))
    paid = _answers(REFUND, snapshot, days, where, by)
    dated, claimable = _is_told(KEPT, snapshot, where), _is_told(CLAIMS, snapshot, where)
    groups = [*(group for group, row in due.items() if row["denominator"]), *(key[:-1] for key in claims)]
    return {
        group: Guarantees(
            due=due.get(group, {}).get("denominator", 0) if dated else None,
            kept=due.get(group, {}).get("numerator", 0) if dated else None,
            claims={key[-1]: one["numerator"] for key, one in claims.items() if key[:-1] == group}
            if claimable
            else None,
            cents=paid.get(group, {}).get("numerator", 0) if claimable else None,
        )
        for group in dict.fromkeys(groups if by else [()])
    }


def complaints(snapshot: Snapshot, days: Period, where: Where) -> Complaints | None:
    """The complaints of a period; None where whoever asks cannot be told any."""
    if not _is_told(RECEIVED, snapshot, where):
        return None
    asked = [_answers(name, snapshot, days, where, ("category",)) for name in (RECEIVED, *CLOCKS)]
    whole = [_answers(name, snapshot, days, where, ()).get((), {}) for name in (RECEIVED, *CLOCKS)]
    codes = dict.fromkeys(code for found in asked for (code,) in found)
    causes = [_cause(code, *(found.get((code,), {}) for found in asked)) for code in codes]
    rate = _answers(RATE, snapshot, days, where, ()).get((), {}).get("value")
    listed = tuple(sorted(causes, key=lambda one: (-one.received, one.code or "")))
    return Complaints(all=_cause(None, *whole), causes=listed, rate=rate)


def _cause(
    code: str | None, received: Mapping[str, Any], acknowledged: Mapping[str, Any], answered: Mapping[str, Any]
) -> Cause:
    return Cause(
        code=code,
        received=received.get("numerator") or 0,
        acknowledged=acknowledged.get("value"),
        answered=answered.get("value"),
        due=answered.get("denominator") or 0,
    )


def _is_told(name: str, snapshot: Snapshot, where: Where) -> bool:
    """Whether there is an answer at all: who asks may see it, its records are there, and it knows the filters."""
    indicator = snapshot.catalogue.get(name)
    return indicator is not None and fed(indicator, snapshot) and set(where) <= set(indicator.breakdowns)


def _answers(
    name: str, snapshot: Snapshot, days: Period, where: Where, by: tuple[str, ...]
) -> dict[tuple[str | None, ...], dict[str, Any]]:
    """The answer by group; nothing where it is not told."""
    if not _is_told(name, snapshot, where):
        return {}
    rows = answer(Question(indicator=name, by=by, period=days.code, where=where), snapshot).to_dicts()
    return {tuple(row[one] for one in by): row for row in rows if row["numerator"] is not None}
