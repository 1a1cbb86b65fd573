"""Which results both sides have accepted, and whose answer is overdue."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from data.accountability_words import Side
from metrics.accountability.agreements import AgreementInForce
from metrics.calendar.periods import Period, containing

GRAIN = "quarter"
MOST = 8
"""Quarters that are looked back at: what nobody asked for in two years is not chased any more."""

Row = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What one side said of the results of a quarter; `decision` None while it has said nothing."""

    agreement: AgreementInForce
    period: Period
    side: Side
    due: date
    decision: Row | None

    def is_overdue(self, today: date) -> bool:
        """Whether it should have been said by now."""
        return self.decision is None and today > self.due


def answers(agreement: AgreementInForce, decisions: pl.DataFrame, over_to: date) -> list[Answer]:
    """What each side said, quarter by quarter, the latest first; nothing where results are not accepted by quarter.

    `decisions`: as `data.state.acceptances` reads them. `over_to`: the last day that is over in the data.
    """
    if agreement.accept_within is None:
        return []
    newest = decisions.filter(pl.col("newest") & (pl.col("agreement") == agreement.code)).to_dicts()
    said = {(row["period"], row["side"]): row for row in newest}
    return [
        Answer(
            agreement=agreement,
            period=quarter,
            side=side,
            due=quarter.end + timedelta(days=agreement.accept_within),
            decision=said.get((quarter.code, side.value)),
        )
        for quarter in quarters(agreement, over_to)
        for side in Side
    ]


def quarters(agreement: AgreementInForce, over_to: date) -> list[Period]:
    """The quarters whose results are to be accepted, the latest first: whole ones, over, and within the agreement."""
    last = containing(over_to + timedelta(days=1), GRAIN).shift(-1)
    return [quarter for n in range(MOST) if agreement.covers(quarter := last.shift(-n))]


def overdue(said: Iterable[Answer], today: date) -> list[Answer]:
    """The answers that are overdue, the longest first."""
    return sorted((one for one in said if one.is_overdue(today)), key=lambda one: (one.due, one.agreement.code))
