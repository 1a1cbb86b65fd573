"""Key commitments of senior managers: which objective each serves, and whether it was kept by its day.

They belong to roles. Nobody is named and nobody is rated: what is told is a promise, its day and whether it is done.
"""

from dataclasses import dataclass
from datetime import date

from data.storage.names import lake_table
from data.storage.snapshot import Snapshot
from data.text import Text, Word
from metrics.assessment.objectives import BY_CODE, Objective
from metrics.calendar.periods import add_months, fiscal_year
from metrics.reporting.initiatives import LISTED, text_of

TABLE = lake_table("commitment")


class Kept(Word):
    """Whether a commitment was kept, what to look at first."""

    LATE = "late", "Late", "En retard"
    OPEN = "open", "Open", "En cours"
    DONE = "done", "Done", "Fait"


@dataclass(frozen=True, kw_only=True)
class Commitment:
    """One commitment on a day. `objective`: None where the strategy has none of that code."""

    code: str
    objective: Objective | None
    role: Text
    text: Text
    due: date
    done: date | None
    kept: Kept


def commitments(snapshot: Snapshot, day: date) -> list[Commitment]:
    """Those of the fiscal year of a day, and earlier ones of two years that are not done; the late ones first."""
    if not snapshot.has(TABLE):
        return []
    start, since = date(fiscal_year(day), 4, 1), add_months(day, -LISTED)
    found = []
    for row in snapshot.read(TABLE).iter_rows(named=True):
        done = row["done_on"] if row["done_on"] and row["done_on"] <= day else None
        of_year = row["due_on"] >= start or (done is None and row["due_on"] > since)
        if row["made_on"] > day or not of_year:
            continue
        kept = Kept.DONE if done else Kept.LATE if row["due_on"] <= day else Kept.OPEN
        found.append(
            Commitment(
                code=row["commitment_id"],
                objective=BY_CODE.get(row["objective"]),
                role=text_of(row, "role"),
                text=text_of(row, "text"),
                due=row["due_on"],
                done=done,
                kept=kept,
            )
        )
    order = list(Kept)
    return sorted(found, key=lambda one: (order.index(one.kept), one.due, one.code))
