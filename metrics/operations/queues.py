"""Calls by half-hour: what was offered, given up, waited, how busy people were, and who had to call again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from data.storage.snapshot import Snapshot
from data.words import Channel
from metrics.calendar.periods import Period
from metrics.engine.answer import Question, answer
from metrics.engine.kept_months import kept_from
from metrics.operations.queue_days import QueueDays, read_days
from metrics.staffing.queue import HALF_HOUR

IN_TIME, WAIT, RESOLVED = "calls_within_standard", "average_speed_of_answer", "first_contact_resolution"


@dataclass(frozen=True, kw_only=True)
class QueueHour:
    """One half-hour (code `09:30`) of a period: calls `offered`, those that `missed` the standard.

    Shares are 0–1: `abandoned` of those offered, `wait_s` the mean of those answered, `in_time` of those offered,
    `repeated` within seven days of those answered, `occupancy` of the people's time. None where it is not recorded.
    """

    hour: str
    offered: int
    missed: int
    abandoned: float | None = None
    wait_s: float | None = None
    in_time: float | None = None
    repeated: float | None = None
    occupancy: float | None = None


def queue_hours(snapshot: Snapshot, period: Period, where: Mapping[str, Sequence[str]]) -> list[QueueHour]:
    """The half-hours in which calls were offered, in order; none where calls are not known.

    Monthly totals tell no half-hour and are left out. Occupancy is that of all calls and people: with a filter to some
    of the calls, or without single rows, it is None.
    """
    if not {IN_TIME, WAIT} <= snapshot.catalogue.keys() or where.keys() - set(snapshot.catalogue[IN_TIME].breakdowns):
        return []
    of = {name: _by_hour(name, snapshot, period, where) for name in (IN_TIME, WAIT, RESOLVED)}
    whole = not (where.keys() - {"channel"}) and (kept_from("transaction", snapshot) or period.start) <= period.start
    busy = _occupancy(read_days(snapshot, Channel.TELEPHONE, None, period.start, period.end)) if whole else {}
    return [
        _hour(hour, row, of[WAIT].get(hour), of[RESOLVED].get(hour), busy.get(hour))
        for hour, row in sorted(of[IN_TIME].items())
        if row["denominator"]
    ]


def _by_hour(
    name: str, snapshot: Snapshot, period: Period, where: Mapping[str, Sequence[str]]
) -> dict[str, dict[str, Any]]:
    if name not in snapshot.catalogue or where.keys() - set(snapshot.catalogue[name].breakdowns):
        return {}
    question = Question(
        indicator=name, by=("hour",), period=period.code, where={**where, "channel": [Channel.TELEPHONE.value]}
    )
    return {row["hour"]: row for row in answer(question, snapshot).drop_nulls("hour").to_dicts()}


def _hour(
    hour: str, offered: Mapping[str, Any], wait: Mapping[str, Any] | None, resolved: Mapping[str, Any] | None,
    occupancy: float | None,
) -> QueueHour:  # fmt: skip
    answered = wait["denominator"] if wait else 0
    return QueueHour(
        hour=hour,
        offered=offered["denominator"],
        missed=offered["denominator"] - offered["numerator"],
        abandoned=1 - answered / offered["denominator"],
        wait_s=wait["value"] if wait else None,
        in_time=offered["value"],
        repeated=1 - resolved["value"] if resolved and resolved["value"] is not None else None,
        occupancy=occupancy,
    )


def _occupancy(days: QueueDays) -> dict[str, float]:
    """Time spent serving ÷ time of the people, over the days on which people are recorded."""
    known = (days.people >= 0).all(axis=1, keepdims=True)
    there = np.where(known, days.people, 0).sum(axis=0) * HALF_HOUR
    busy = np.where(known, days.serve_s, 0).sum(axis=0)
    return {f"{at // 2:02}:{at % 2 * 30:02}": float(busy[at] / there[at]) for at in np.flatnonzero(there)}
