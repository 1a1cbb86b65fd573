"""Which services there are, and on which channels each is offered: for the register, and for what it lacks.

A service is offered where somebody could complete it: on a channel with completed transactions in twelve months.
"""

from data.storage.snapshot import Snapshot
from metrics.assessment.target import Where
from metrics.calendar.periods import Period, add_months
from metrics.definition.breakdowns import names
from metrics.definition.limits import unlimited
from metrics.engine.answer import Question, answer
from metrics.engine.reach import whole_to
from metrics.standards.standard_file import Offer

OFFERED = "transaction_volume"


def channels_of(snapshot: Snapshot, year: Period, where: Where) -> dict[str, list[str]]:
    """Service → the channels it was offered on."""
    question = Question(indicator=OFFERED, by=("service", "channel"), period=year.code, where=where)
    offered: dict[str, list[str]] = {}
    for row in answer(question, snapshot).to_dicts():
        if row["numerator"] and row["service"] is not None:
            offered.setdefault(row["service"], []).append(row["channel"])
    return offered


def read_offer(snapshot: Snapshot) -> Offer:
    """All services, and the channels of the last twelve months."""
    last = whole_to(unlimited(snapshot))
    year = Period(add_months(last, -12), last, "span")
    return Offer(names("service", snapshot), channels_of(snapshot, year, {}), last)
