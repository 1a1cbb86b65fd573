"""Which services have a standard on every channel they are offered on, and where one is missing."""

from dataclasses import dataclass

from data.storage.snapshot import Snapshot
from metrics.assessment.target import Where
from metrics.calendar.periods import Period
from metrics.engine.answer import Question, answer
from metrics.standards.register import register

OFFERED = "transaction_volume"
"""A service is offered where somebody could complete it: on a channel with transactions in twelve months."""


@dataclass(frozen=True)
class Coverage:
    """`services`: how many were offered at all. `missing`: service → the channels without any standard."""

    services: int
    missing: dict[str, list[str]]

    @property
    def covered(self) -> int:
        """How many have a standard on every channel."""
        return self.services - len(self.missing)


def coverage(snapshot: Snapshot, days: Period, where: Where) -> Coverage:
    """What was offered in the twelve months up to the end of a period, against the register on that day."""
    year = days.last_twelve_months()
    question = Question(indicator=OFFERED, by=("service", "channel"), period=year.code, where=where)
    promised = register(snapshot, days.end)
    offered: dict[str, list[str]] = {}
    for row in answer(question, snapshot).to_dicts():
        if row["numerator"] and row["service"] is not None:
            offered.setdefault(row["service"], []).append(row["channel"])
    missing = {
        service: without
        for service, channels in offered.items()
        if (without := [channel for channel in channels if promised.of(service, channel) is None])
    }
    return Coverage(len(offered), missing)
