"""The register as it is shown: every standard in force, the common ones first, of what somebody may see."""

from data.storage.snapshot import Snapshot
from metrics.assessment.target import Where
from metrics.calendar.periods import Period
from metrics.definition.limits import filters_of
from metrics.standards.offer import channels_of
from metrics.standards.register import Standard, register


def register_of(snapshot: Snapshot, days: Period, where: Where) -> list[Standard]:
    """The standards in force at the end of a period; under filters those of services that were offered there lately.

    A common standard is everybody's.
    """
    promised = register(snapshot, days.end)
    listed = [*promised.common.values(), *promised.others, *promised.own.values()]
    limited = bool(where) or filters_of(snapshot) != {}
    offered = channels_of(snapshot, days.last_twelve_months(), where) if limited else {}
    shown = [one for one in listed if one.service is None or not limited or one.channel in offered.get(one.service, ())]
    return sorted(shown, key=lambda one: (one.service is not None, one.service or "", one.channel, one.method or ""))
