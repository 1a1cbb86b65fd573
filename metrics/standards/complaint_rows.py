"""Complaints one by one: those whose clocks are running, and how those of a period went beyond their clocks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import polars as pl

from data.records.customer import Redress
from data.storage.snapshot import Snapshot
from data.text import Word
from metrics.assessment.target import Where
from metrics.calendar.business_days import numbered_days
from metrics.calendar.periods import Period
from metrics.definition.breakdowns import check_where, dimensions_of, with_dimensions
from metrics.definition.rowsets import has_rows, scan_rows
from metrics.engine.answer import check_record

RECORD = "complaint"
SOON = 2
"""Business days within which a clock is about to run out."""
HALF_A_DAY = timedelta(hours=12)
LOOKED_BACK = timedelta(days=370)
LOOKED_AHEAD = timedelta(days=370)


class Clock(Word):
    ACKNOWLEDGE = "acknowledge", "Acknowledgement, 2 or 5 days", "Accusé, 2 ou 5 jours"
    ANSWER = "answer", "Answer, 15 days", "Réponse, 15 jours"


@dataclass(frozen=True)
class Running:
    """Clocks that are running: how many ran out, run out within two business days, and run longer."""

    out: int = 0
    soon: int = 0
    longer: int = 0

    @property
    def every(self) -> int:
        """All that are running."""
        return self.out + self.soon + self.longer


@dataclass(frozen=True, kw_only=True)
class Course:
    """How complaints went: `received`, of these `escalated` and `repeated` (about a transaction that somebody had

    complained of before), `answered`, and of these by what was given: `redress`, a code → how many, None where untold.
    """

    received: int = 0
    escalated: int = 0
    repeated: int = 0
    answered: int = 0
    redress: Mapping[str | None, int] = field(default_factory=dict)

    @property
    def redressed(self) -> int | None:
        """Answered with anything but an explanation; None where it is told of none."""
        if not any(self.redress):
            return None
        return sum(n for code, n in self.redress.items() if code not in (None, Redress.EXPLANATION.value))


def clocks(rows: pl.LazyFrame, whole_to: date) -> pl.DataFrame:
    """Complaints open at the end of a day with the clock that runs out first, those that ran out before all.

    Adds `clock`, `clock_due_on` and `left`: business days from the first that is not over to the last one in time, both
    included; 0 where it has run out. Of a complaint without deadlines nothing can be said.
    """
    acknowledge = pl.when(_not_by("acknowledged_at", whole_to)).then(_day("acknowledge_due_at"))
    first = pl.min_horizontal("_acknowledge", "answer_due_on")
    still = (
        rows.filter((pl.col("received_on") <= whole_to) & _not_by("answered_at", whole_to))
        .with_columns(_acknowledge=acknowledge)
        .with_columns(clock_due_on=first)
        .drop_nulls("clock_due_on")
        .with_columns(
            clock=pl.when(pl.col("_acknowledge") == pl.col("clock_due_on"))
            .then(pl.lit(Clock.ACKNOWLEDGE.value))
            .otherwise(pl.lit(Clock.ANSWER.value))
        )
        .drop("_acknowledge")
        .collect()
    )
    number = numbered_days(whole_to - LOOKED_BACK, whole_to + LOOKED_AHEAD)
    day = pl.col("clock_due_on").clip(min(number), max(number))
    left = day.replace_strict(dict(number), return_dtype=pl.Int64) - number[whole_to]
    late = pl.col("clock_due_on") <= whole_to
    return still.with_columns(left=pl.when(late).then(0).otherwise(left)).sort("clock_due_on", "complaint_id")


def _not_by(name: str, last: date) -> pl.Expr:
    """Whether something had not happened at the end of a day."""
    return pl.col(name).is_null() | (_day(name) > last)


def _day(name: str) -> pl.Expr:
    """The local day of a moment: only that of the deadline of the answer is stored.

    A deadline is in an afternoon or at the end of a day, and people answer by day, wherever that is.
    """
    return (pl.col(name) - HALF_A_DAY).dt.date()


def running(open_ones: pl.DataFrame, whole_to: date) -> dict[Clock, Running]:
    """Clock → how many of the open complaints it runs for, by time left; each complaint by its first clock."""
    out = pl.col("clock_due_on") <= whole_to
    counted = open_ones.group_by("clock").agg(
        out=out.sum(), soon=(~out & (pl.col("left") <= SOON)).sum(), longer=(~out & (pl.col("left") > SOON)).sum()
    )
    found = {row.pop("clock"): Running(**row) for row in counted.to_dicts()}
    return {clock: found.get(clock.value, Running()) for clock in Clock}


def read_open(snapshot: Snapshot, where: Where, whole_to: date) -> pl.DataFrame | None:
    """The open complaints, as `clocks`; None where no source tells complaints.

    Raises: UserError for a filter that complaints do not know.
    """
    if not has_rows(RECORD, snapshot):
        return None
    return clocks(_within(snapshot, where), whole_to)


def check_rows(snapshot: Snapshot) -> None:
    """Raises: UserError where who reads may not open single complaints."""
    check_record(RECORD, snapshot)


def courses(snapshot: Snapshot, days: Period, where: Where, by: str | None) -> dict[str | None, Course]:
    """How the complaints received in a period went, by a breakdown or all in one under None."""
    if not has_rows(RECORD, snapshot):
        return {}
    again = pl.col("transaction_id").is_not_null() & (
        pl.col("received_at").rank("ordinal").over("transaction_id", order_by="received_at") > 1
    )
    rows = _within(snapshot, where, [by] if by else []).with_columns(_again=again)
    asked = rows.filter(pl.col("received_on").is_between(days.start, days.end))
    answered = pl.col("answered_at").is_not_null()
    found = (
        asked.group_by(pl.col(by) if by else pl.lit(None, pl.String).alias("all"))
        .agg(
            received=pl.len().cast(pl.Int64),
            escalated=pl.col("escalated").fill_null(False).sum().cast(pl.Int64),
            repeated=pl.col("_again").sum().cast(pl.Int64),
            answered=answered.sum().cast(pl.Int64),
            redress=pl.col("redress").filter(answered),
        )
        .collect()
    )
    return {row.pop(by or "all"): _course(row) for row in found.to_dicts()}


def _course(row: dict[str, Any]) -> Course:
    given: dict[str | None, int] = {}
    for code in row.pop("redress"):
        given[code] = given.get(code, 0) + 1
    return Course(**row, redress=given)


def _within(snapshot: Snapshot, where: Where, by: list[str] | None = None) -> pl.LazyFrame:
    named = check_where(where, dimensions_of(RECORD), snapshot)
    rows = scan_rows(RECORD, snapshot)
    if "redress" not in rows.collect_schema():
        # Rows that an earlier version stored tell none.
        rows = rows.with_columns(redress=pl.lit(None, pl.String))
    rows = with_dimensions(rows, RECORD, list(dict.fromkeys([*named, *(by or [])])), snapshot)
    for name, codes in named.items():
        rows = rows.filter(pl.col(name).is_in(codes))
    return rows
