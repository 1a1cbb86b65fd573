"""Claims one by one: why some were not paid, and the breaches that nobody claimed."""

from dataclasses import dataclass

import polars as pl

from data.storage.snapshot import Snapshot
from metrics.assessment.target import Where
from metrics.calendar.periods import Period
from metrics.calendar.standing import so_far
from metrics.definition.breakdowns import check_where, dimensions_of, with_dimensions
from metrics.definition.rowsets import has_rows, scan_rows
from metrics.indicators.customer_satisfaction_promises import IN_TIME
from metrics.indicators.shared import ENDED_WELL, OPEN
from metrics.standards.guaranteed_items import RECORD, within_filters
from metrics.standards.open_items import Known
from metrics.standards.redress import NOT_PAID

CLAIM = "guarantee_claim"


@dataclass(frozen=True)
class Unclaimed:
    """Breaches that nobody has claimed yet: how many, and the fees that could be asked back, in cents.

    `over`: whether all days of the period are over. Until then more may be breached than is known.
    """

    items: int
    cents: int
    over: bool


def unclaimed(snapshot: Snapshot, period: Period, where: Where, known: Known) -> Unclaimed | None:
    """Of the items due in a period those breached without any claim; None where claims are not told.

    Looked at are the days that breaches are counted of: all of which anything is known. Raises: UserError for a filter
    that transactions do not know.
    """
    if not (has_rows(CLAIM, snapshot) and has_rows(RECORD, snapshot)):
        return None
    days = so_far(period, known.to)
    due = pl.col("due_on").is_between(days.start, days.end) & pl.col("due_at").is_not_null()
    breached = pl.col("guaranteed") & due & (ENDED_WELL | OPEN) & ~IN_TIME.fill_null(False)
    claimed = scan_rows(CLAIM, snapshot).select("transaction_id")
    rows = within_filters(scan_rows(RECORD, snapshot).filter(breached), where, snapshot)
    left = rows.join(claimed, on="transaction_id", how="anti").select(
        pl.len().cast(pl.Int64).alias("items"), pl.col("fee_cents").fill_null(0).sum().cast(pl.Int64)
    )
    items, cents = left.collect(engine="streaming").row(0)
    return Unclaimed(items, cents, period.end <= known.whole_to)


def reasons(snapshot: Snapshot, days: Period, where: Where) -> dict[str | None, int]:
    """Reason → how many claims of a period were not paid for it, the most frequent first; None where none was given.

    Raises: UserError for a filter that claims do not know.
    """
    if not has_rows(CLAIM, snapshot):
        return {}
    named = check_where(where, dimensions_of(CLAIM), snapshot)
    rows = scan_rows(CLAIM, snapshot)
    if "reason" not in rows.collect_schema():
        # Rows that an earlier version stored tell none.
        rows = rows.with_columns(reason=pl.lit(None, pl.String))
    rows = with_dimensions(rows, CLAIM, named, snapshot)
    for name, codes in named.items():
        rows = rows.filter(pl.col(name).is_in(codes))
    not_paid = pl.col("decision").is_in(list(NOT_PAID)) & pl.col("claimed_on").is_between(days.start, days.end)
    counted = rows.filter(not_paid).group_by("reason").agg(pl.len().cast(pl.Int64).alias("n"))
    return dict(counted.sort(["n", "reason"], descending=[True, False]).collect().iter_rows())
