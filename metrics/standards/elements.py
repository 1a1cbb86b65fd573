"""The four elements that the service directive asks of a standard, and which of them each service still lacks.

A description of the service with its fee; a pledge; performance objectives for timeliness, access and accuracy; a way
to complain and to be redressed: on every channel the service is offered on, in both languages. What the common standard
of a channel says holds for all services there; a service is described by itself alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.storage.names import lake_table
from data.storage.snapshot import Snapshot
from data.text import Word
from metrics.assessment.target import Where
from metrics.calendar.periods import Period
from metrics.standards.offer import channels_of
from metrics.standards.register import Register, Standard, register


class Element(Word):
    DESCRIPTION = "description", "Description and fee", "Description et frais"
    PLEDGE = "pledge", "Pledge", "Engagement"
    OBJECTIVES = "objectives", "Performance objectives", "Objectifs de rendement"
    REDRESS = "redress", "Complaint and redress", "Plainte et recours"


@dataclass(frozen=True)
class Elements:
    """`services`: how many were offered. `missing`: service → element → the channels that lack it."""

    services: int
    missing: Mapping[str, Mapping[Element, Sequence[str]]]

    @property
    def complete(self) -> int:
        """How many have all four."""
        return self.services - len(self.missing)


def elements(snapshot: Snapshot, days: Period, where: Where) -> Elements:
    """What was offered in the twelve months up to the end of a period, against the register on that day."""
    promised, fees = register(snapshot, days.end), _fees(snapshot)
    offered = channels_of(snapshot, days.last_twelve_months(), where)
    lacking = {service: _lacking(service, channels, promised, fees) for service, channels in sorted(offered.items())}
    return Elements(len(offered), {service: found for service, found in lacking.items() if found})


def _lacking(
    service: str, channels: Sequence[str], promised: Register, fees: Mapping[str, int | None]
) -> dict[Element, list[str]]:
    own = [standard for (of, _), standard in promised.own.items() if of == service]
    described = any("description" in standard.told for standard in own)
    told_fee = fees.get(service) is not None or any(standard.fee_cents is not None for standard in own)
    found: dict[Element, list[str]] = {} if described and told_fee else {Element.DESCRIPTION: list(channels)}
    for channel in channels:
        standards = [one for one in (promised.own.get((service, channel)), promised.common.get(channel)) if one]
        told = {
            Element.PLEDGE: _is_told("pledge", standards),
            Element.OBJECTIVES: _has_objectives(standards),
            Element.REDRESS: _is_told("redress", standards),
        }
        for element, there in told.items():
            if not there:
                found.setdefault(element, []).append(channel)
    return found


def _is_told(name: str, standards: Sequence[Standard]) -> bool:
    return any(name in standard.told for standard in standards)


def _has_objectives(standards: Sequence[Standard]) -> bool:
    """Timeliness is the applying standard's own; access and accuracy may be what holds for all on the channel."""
    if not standards or standards[0].target is None:
        return False
    return all(_is_told(name, standards) for name in ("access", "accuracy"))


def _fees(snapshot: Snapshot) -> dict[str, int | None]:
    table = lake_table("service")
    if not snapshot.has(table):
        return {}
    return dict(snapshot.read(table).sort("source", descending=True).select("service_id", "fee_cents").iter_rows())
