"""How each standard was kept: per service and channel, what was not normal apart, beside its own past.

Every number is an answer of the engine on `service_standards_met`; here it is only set against what was promised.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from statistics import NormalDist
from typing import Any

from data.storage.snapshot import Snapshot
from data.words import Circumstance, InteractionKind, Status
from metrics.assessment.hot_spots import Spot, spots
from metrics.assessment.target import Where
from metrics.assessment.uncertainty import OUTSIDE
from metrics.calendar.periods import Period
from metrics.engine.answer import Question, answer
from metrics.standards.register import Register, Standard, register

INDICATOR = "service_standards_met"
TRANSACTION = InteractionKind.TRANSACTION.value
ENQUIRIES = tuple(kind.value for kind in InteractionKind if kind is not InteractionKind.TRANSACTION)
APART = Circumstance.NOT_NORMAL.value

ORDER = (Status.MISSED, Status.NEAR, Status.TOO_FEW, Status.MET, Status.NO_TARGET)
"""What is looked at first."""

Key = tuple[str, str, str | None, str | None]
"""Kind, channel, service (None for enquiries), circumstances (None where a source does not tell them)."""
Answers = Mapping[Key, Mapping[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Movement:
    """Against another period: its value, the difference, and whether chance alone would not explain it."""

    value: float
    change: float
    beyond_chance: bool


@dataclass(frozen=True, kw_only=True)
class Attainment:
    """How one standard was kept in normal circumstances, and beside it how many cases were not normal.

    `service`: None for enquiries, which are promised what their channel promises everyone. `circumstance`: None where
    the source tells none; `untold`: where it tells them of other cases. `apart`: value and number of cases that were
    not normal; they are never judged.
    """

    kind: str
    service: str | None
    channel: str
    circumstance: str | None
    standard: Standard | None
    spot: Spot
    apart: tuple[float, int] | None = None
    untold: bool = False
    before: Movement | None = None
    year_before: Movement | None = None

    @property
    def beyond(self) -> float:
        """How many more cases were missed than the target allows; negative where fewer were."""
        if self.spot.target is None or self.spot.missed is None:
            return 0.0
        return self.spot.missed - (1 - self.spot.target) * self.spot.of


def attainments(
    snapshot: Snapshot, days: Period, where: Where, *, before: Period | None = None, year_before: Period | None = None
) -> list[Attainment]:
    """Every standard that had cases in a period, the worst first. `days`: of the period, those that are known.

    Missed comes before near, before what is too few to judge, before met; among these the one with the most cases
    beyond what its target allows.
    """
    promised = register(snapshot, days.end)
    numbers = ask(snapshot, days, where)
    found = [*_of_kind(numbers, promised, snapshot, transactions=True), *_of_kind(numbers, promised, snapshot)]
    pasts = [ask(snapshot, past, where) if past else {} for past in (before, year_before)]
    moved = [_with_past(one, numbers, pasts, len(found)) for one in found]
    return sorted(moved, key=lambda one: (ORDER.index(one.spot.status), -one.beyond, one.service or "", one.channel))


def ask(snapshot: Snapshot, days: Period, where: Where) -> dict[Key, Mapping[str, Any]]:
    """The engine's answers: of transactions by service and channel, of enquiries by kind and channel."""
    kinds = where.get("kind", (TRANSACTION, *ENQUIRIES))
    asked = (("service", [kind for kind in kinds if kind == TRANSACTION]), (None, [k for k in kinds if k in ENQUIRIES]))
    found: dict[Key, Mapping[str, Any]] = {}
    for service, of in asked:
        if not of:
            continue
        by = tuple(name for name in ("kind", "channel", service, "circumstance") if name)
        question = Question(indicator=INDICATOR, by=by, period=days.code, where={**where, "kind": of})
        for row in answer(question, snapshot).to_dicts():
            if row["value"] is not None:
                found[row["kind"], row["channel"], row.get("service"), row["circumstance"]] = row
    return found


def counted(statuses: Iterable[Attainment]) -> dict[Status, int]:
    """How many standards have which status."""
    found = [one.spot.status for one in statuses]
    return {status: found.count(status) for status in ORDER}


def worst(listed: Sequence[Attainment]) -> Attainment | None:
    """Of the standards that were missed beyond chance the one with the most cases beyond its target."""
    standing_out = [one for one in listed if one.spot.excess is not None]
    return max(standing_out, key=lambda one: one.beyond, default=None)


def _of_kind(
    numbers: Answers, promised: Register, snapshot: Snapshot, *, transactions: bool = False
) -> list[Attainment]:
    """The standards of transactions, or of enquiries, in whatever circumstances are not told to be abnormal."""
    rows = [row for (kind, *_, case), row in numbers.items() if (kind == TRANSACTION) == transactions and case != APART]
    names = ("kind", "channel", "service", "circumstance") if transactions else ("kind", "channel", "circumstance")
    # Circumstances that a source does not tell are a group like any other here, not a row without a place.
    rows = [{**row, "circumstance": row["circumstance"] or ""} for row in rows]

    def standard_of(codes: Mapping[str, str]) -> Standard | None:
        return promised.of(codes.get("service"), codes["channel"], codes["kind"])

    def aim(codes: Mapping[str, str]) -> Any:
        standard = standard_of(codes)
        return standard and standard.aim

    found = spots(snapshot.catalogue[INDICATOR], rows, names, aim)
    any_told = any(case for *_, case in numbers)
    listed = []
    for spot in found.listed:
        codes = spot.codes
        key = (codes["kind"], codes["channel"], codes.get("service"))
        apart = numbers.get((*key, APART))
        listed.append(
            Attainment(
                kind=codes["kind"],
                service=codes.get("service"),
                channel=codes["channel"],
                circumstance=codes["circumstance"] or None,
                standard=standard_of(codes),
                spot=spot,
                apart=(apart["value"], apart["denominator"]) if apart else None,
                untold=any_told and not codes["circumstance"],
            )
        )
    return listed


def _with_past(one: Attainment, numbers: Answers, pasts: Sequence[Answers], looked_at: int) -> Attainment:
    key = (one.kind, one.channel, one.service, one.circumstance)
    moves = [_movement(numbers[key], past.get(key), looked_at) for past in pasts]
    return replace(one, before=moves[0], year_before=moves[1])


def _movement(now: Mapping[str, Any], then: Mapping[str, Any] | None, looked_at: int) -> Movement | None:
    """The difference of two shares, tested as pooled; a level of 5 % is shared among all that are looked at."""
    if then is None:
        return None
    of_now, of_then = now["denominator"], then["denominator"]
    pooled = (now["numerator"] + then["numerator"]) / (of_now + of_then)
    spread = sqrt(pooled * (1 - pooled) * (1 / of_now + 1 / of_then))
    change = now["value"] - then["value"]
    limit = NormalDist().inv_cdf(1 - OUTSIDE / (2 * looked_at))
    return Movement(value=then["value"], change=change, beyond_chance=abs(change) > limit * spread > 0)
