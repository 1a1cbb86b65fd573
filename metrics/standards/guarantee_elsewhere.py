"""What a guarantee for another service would have cost over the last year, had it been given with its standard.

Looked at are services and channels with a standard of their own in business days and no guarantee. Their cases are
counted as those of `guarantees_kept`: due in the year, completed or still open. What would have been paid back is told
twice: if as many had claimed as did where there is a guarantee, and if everybody had.
"""

from dataclasses import dataclass
from datetime import date

import polars as pl

from data.records.reference import StandardMeasure
from data.storage.snapshot import Snapshot
from metrics.calendar.periods import add_months
from metrics.definition.rowsets import has_rows, scan_rows
from metrics.indicators.customer_satisfaction_promises import IN_TIME
from metrics.indicators.shared import ENDED_WELL, OPEN, TRANSACTION
from metrics.standards.at_risk import Refunds
from metrics.standards.guaranteed_items import GROUP, RECORD, Where, within_filters
from metrics.standards.register import Register

ENOUGH = 30
"""Cases of a year; the public is told of no fewer either."""


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """One service and channel: cases due in the year, those late, their fees in cents if all had claimed, and `likely`

    if as many had as did elsewhere; None where no claim tells how many.
    """

    service: str
    channel: str
    due: int
    late: int
    most: int
    likely: float | None

    @property
    def kept(self) -> float:
        """The share that was in time."""
        return 1 - self.late / self.due

    @property
    def few(self) -> bool:
        """Whether a year of it is too little to promise anything by."""
        return self.due < ENOUGH


def guarantees_elsewhere(
    snapshot: Snapshot, promised: Register, last: date, where: Where, refunds: Refunds | None
) -> list[Elsewhere]:
    """The candidates for a guarantee, the one that was kept best first, those with few cases last.

    `last`: the last day of the year looked at. Raises: UserError for a filter that transactions do not know.
    """
    slow = {
        key: standard
        for key, standard in promised.own.items()
        if standard.measure is StandardMeasure.BUSINESS_DAYS and not standard.guarantee
    }
    if not slow or not has_rows(RECORD, snapshot):
        return []
    share = refunds.paid / refunds.breaches if refunds and refunds.breaches else None
    rows = _cases(snapshot, list(slow), last, where)
    found = [
        Elsewhere(**row, likely=None if share is None else row["most"] * min(share, 1.0))
        for row in rows.rename({"service_id": "service"}).to_dicts()
    ]
    return sorted(found, key=lambda one: (one.few, one.late / one.due, one.service, one.channel))


def _cases(snapshot: Snapshot, keys: list[tuple[str, str]], last: date, where: Where) -> pl.DataFrame:
    first = add_months(last, -12)
    due = pl.col("due_on").is_between(first, last, closed="right") & pl.col("due_at").is_not_null()
    rows = scan_rows(RECORD, snapshot).filter(
        due & TRANSACTION & (ENDED_WELL | OPEN) & ~pl.col("guaranteed").fill_null(False)
    )
    wanted = pl.LazyFrame(keys, schema=dict.fromkeys(GROUP, pl.String), orient="row")
    late = ~IN_TIME.fill_null(False)
    return (
        within_filters(rows, where, snapshot)
        .with_columns(pl.col(GROUP).cast(pl.String))
        .join(wanted, on=GROUP, how="semi")
        .group_by(GROUP)
        .agg(
            due=pl.len().cast(pl.Int64),
            late=late.sum().cast(pl.Int64),
            most=pl.col("fee_cents").filter(late).fill_null(0).sum().cast(pl.Int64),
        )
        .collect(engine="streaming")
    )
