"""Which services have a standard on every channel they are offered on, and where one is missing."""

from dataclasses import dataclass

from data.storage.snapshot import Snapshot
from metrics.assessment.target import Where
from metrics.calendar.periods import Period
from metrics.standards.offer import channels_of
from metrics.standards.register import register


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
    promised = register(snapshot, days.end)
    offered = channels_of(snapshot, days.last_twelve_months(), where)
    missing = {
        service: without
        for service, channels in offered.items()
        if (without := [channel for channel in channels if promised.of(service, channel) is None])
    }
    return Coverage(len(offered), missing)
