"""Funding against its plan: appropriation and recoveries, over the whole quarters of the fiscal year so far.

What was received is the two parts of the indicator of recoveries, so that it is the same number everywhere.
"""

from dataclasses import dataclass
from datetime import date

import polars as pl

from data.certainty import scalar
from data.storage.names import lake_table
from data.storage.snapshot import Snapshot
from data.words import Frequency, Funding
from metrics.assessment.history import data_to, last_whole
from metrics.calendar.periods import Period, fiscal_year
from metrics.engine.answer import Question, answer

TABLE = lake_table("funding_plan")
INDICATOR = "recoveries_share"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One way of funding, or both (`kind` None), over `span`; amounts in cents, shares of all funding 0..1."""

    kind: Funding | None
    planned: int
    received: int
    planned_share: float
    received_share: float

    @property
    def gap(self) -> int:
        """Received less planned, in cents."""
        return self.received - self.planned


@dataclass(frozen=True, kw_only=True)
class FundingStanding:
    """The quarters that are compared, and what was planned and received in them."""

    span: Period
    lines: tuple[Line, ...]


def funding(snapshot: Snapshot, day: date) -> FundingStanding | None:
    """Up to a day; before the first quarter of a fiscal year is over, the whole year before.

    None without a plan of each way of funding for every quarter: what came in more quarters than were planned would
    look like too much.
    """
    indicator = snapshot.catalogue.get(INDICATOR)
    if indicator is None or not snapshot.has(TABLE):
        return None
    known_to = data_to(indicator, snapshot)
    last = last_whole(Frequency.QUARTER, min(day, known_to) if known_to else day)
    span = Period(date(fiscal_year(last.end), 4, 1), last.end, "span")
    plan = snapshot.read(TABLE).filter(pl.col("quarter_start").is_between(span.start, span.end))
    numbers = answer(Question(indicator=INDICATOR, period=span.code), snapshot)
    recovered, every = (numbers[name].item() for name in ("numerator", "denominator"))
    if not _is_whole(plan, span) or not every:
        return None
    amount = {kind: _planned(plan, kind) for kind in Funding}
    received = {Funding.RECOVERY: recovered, Funding.APPROPRIATION: every - recovered}
    planned = sum(amount.values())
    lines = [_line(kind, amount[kind], received[kind], planned, every) for kind in Funding]
    return FundingStanding(span=span, lines=(*lines, _line(None, planned, every, planned, every)))


def _is_whole(plan: pl.DataFrame, span: Period) -> bool:
    quarters = pl.date_range(span.start, span.end, "3mo", eager=True).len()
    return plan.select("quarter_start", "kind").n_unique() == quarters * len(Funding)


def _planned(plan: pl.DataFrame, kind: Funding) -> int:
    return scalar(plan.filter(pl.col("kind").cast(pl.String) == kind.value)["amount_cents"].sum(), int)


def _line(kind: Funding | None, planned: int, received: int, all_planned: int, all_received: int) -> Line:
    return Line(
        kind=kind,
        planned=planned,
        received=received,
        planned_share=planned / all_planned if all_planned else 0.0,
        received_share=received / all_received,
    )
