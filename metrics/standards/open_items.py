"""What a page reads of guarantees at risk, from the tables: the outlook, and the single items to work on."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from data.records import RECORDS
from data.storage.snapshot import Snapshot
from metrics.calendar.periods import Period, add_months
from metrics.definition.limits import unlimited
from metrics.definition.rowsets import has_rows
from metrics.engine.answer import check_record
from metrics.engine.reach import whole_to
from metrics.standards.at_risk import Outlook, Refunds, outlook, with_chance
from metrics.standards.guaranteed_items import DAYS, GROUP, RECORD, Where, alike, as_known, guaranteed_items
from metrics.standards.redress import guarantees

SHOWN = (*RECORDS[RECORD].primary_key(), *GROUP, "started_on", "due_on", "fee_cents")


@dataclass(frozen=True)
class Known:
    """Up to which day anything is known, and up to which day all of it is."""

    to: date
    whole_to: date


def known_days(snapshot: Snapshot) -> Known:
    """Of a day that is not over some is known: numbers hold it, as every page's; what is open is told of whole days."""
    whole = whole_to(unlimited(snapshot))
    return Known(max(snapshot.manifest.data_to or whole, whole), whole)


def read_outlook(snapshot: Snapshot, where: Where) -> Outlook | None:
    """What is at risk at the end of the last day that is over; None where no guaranteed item is known to who reads.

    What the day after has brought so far is among the items still to come. Raises: UserError for a filter that
    transactions do not know.
    """
    if not has_rows(RECORD, snapshot):
        return None
    last = known_days(snapshot).whole_to
    items = alike(as_known(guaranteed_items(snapshot, last, where), last))
    return None if items.is_empty() else outlook(items, last, refunds_of_a_year(snapshot, last, where))


def read_items(snapshot: Snapshot, where: Where) -> pl.DataFrame:
    """The items that were open then, those with the highest chance of a breach first, those past their time before all.

    Columns: `source`, `transaction_id`, `service_id`, `channel`, `started_on`, `due_on`, `fee_cents`, `left` (business
    days), `chance` (0–1, null where it cannot be told). Raises: UserError where who reads may not open transactions.
    """
    check_record(RECORD, snapshot)
    last = known_days(snapshot).whole_to
    items = as_known(guaranteed_items(snapshot, last, where), last)
    counted = with_chance(alike(items), last)
    still = items.filter(pl.col("ended_on").is_null()).select("source", *SHOWN).collect()
    told = counted.select(*GROUP, *DAYS[:2], "left", "chance")
    # A service or channel that is not told is one like any other here.
    return still.join(told, on=[*GROUP, *DAYS[:2]], how="left", nulls_equal=True).sort(
        ["chance", "due_on", "transaction_id"], descending=[True, False, False], nulls_last=True
    )


def refunds_of_a_year(snapshot: Snapshot, last: date, where: Where) -> Refunds | None:
    """How many breaches of the twelve months up to a day were claimed and paid; None where claims are not told."""
    year = Period(add_months(last, -12), last, "span")
    found = guarantees(snapshot, year, where)
    return None if found.breached is None or found.paid is None else Refunds(found.breached, found.paid)
