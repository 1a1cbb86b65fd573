"""What if there were a few people more, or fewer, in every queue while it is open?"""

from collections.abc import Sequence

import polars as pl

from metrics.staffing.requirements import Rules, served, summary

CHANGES = (-1, 0, 1, 2, 3)
"""People at work more (fewer) in each queue, all the time that it is open."""


def headcount(
    rows: pl.DataFrame, rules: Rules, cents_per_hour: int, by: Sequence[str] = (), changes: Sequence[int] = CHANGES
) -> pl.DataFrame:
    """How a week's contacts would fare, and what that would cost beside today.

    In: `by`, `half_hour`, `contacts`, `handling_s`, `people` (none null). Out, one row per change: `change`,
    `people_hours`, `service_level`, `wait_s`, `occupancy`, `cost_cents` (of the paid hours more or fewer). Somebody
    stays wherever somebody is.
    """
    today = rows["people"].sum() / 2
    found = []
    for change in changes:
        people = pl.when(pl.col("people") > 0).then(pl.max_horizontal(pl.col("people") + change, 1)).otherwise(0)
        changed = rows.select(*by, "half_hour", "contacts", "handling_s", people.cast(pl.Int64).alias("people"))
        whole = summary(served(changed, rules, by)).row(0, named=True)
        more = (whole["people_hours"] - today) / (1 - rules.shrinkage)
        columns = ("people_hours", "service_level", "wait_s", "occupancy")
        cost = {"change": change, "cost_cents": round(more * cents_per_hour)}
        found.append(cost | {name: whole[name] for name in columns})
    return pl.DataFrame(found)
