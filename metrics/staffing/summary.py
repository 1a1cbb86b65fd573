"""A week of half-hours at every place of a channel, summed: over places, over the week, and where people are short."""

from typing import Any

import polars as pl

from metrics.staffing import requirements
from metrics.staffing.requirements import Rules


def combine_places(rows: pl.DataFrame) -> pl.DataFrame:
    """All places together, by `weekday` and `half_hour`.

    In: rows of `requirements.achieved`. Out, sorted: `contacts`, `required`, `rostered`, `people`, `short` (people
    missing at places that lack some) and `occupancy` (mean, weighted by people); the latter three are null where a
    place has no staff recorded.
    """
    recorded = pl.col("people").is_not_null().all()
    occupancy = (pl.col("occupancy") * pl.col("people")).sum() / pl.col("people").sum()
    short = pl.when(pl.col("gap") < 0).then(-pl.col("gap")).otherwise(0).sum()
    return (
        rows.group_by("weekday", "half_hour")
        .agg(
            pl.col("contacts", "required", "rostered").sum(),
            people=pl.when(recorded).then(pl.col("people").sum()),
            short=pl.when(recorded).then(short),
            occupancy=pl.when(recorded & (pl.col("people").sum() > 0)).then(occupancy),
        )
        .sort("weekday", "half_hour")
    )


def summarize(rows: pl.DataFrame, rules: Rules) -> dict[str, Any]:
    """A week in one row: `requirements.summary`, and `paid_hours` of the people needed, at work or away.

    Where no staff is recorded: `contacts`, `required_hours`, `paid_hours`, and `people_hours` null.
    """
    required = rows["required"].sum() / 2
    paid = {"paid_hours": required / (1 - rules.shrinkage)}
    if rows["people"].null_count():
        return {"contacts": rows["contacts"].sum(), "required_hours": required, "people_hours": None, **paid}
    return requirements.summary(rows).row(0, named=True) | paid


def warnings(rows: pl.DataFrame) -> pl.DataFrame:
    """The half-hours with a warning, the busiest first: `location`, `weekday`, `half_hour`, `people`, `required`, …"""
    return rows.drop_nulls("warning").sort("occupancy", "gap", descending=[True, False], nulls_last=True)
