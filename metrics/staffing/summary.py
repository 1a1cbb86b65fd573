"""A week of half-hours at every place of a channel, summed: over places, over the week, and where people are short."""

from typing import Any

import polars as pl

from data.certainty import scalar
from metrics.staffing import requirements
from metrics.staffing.requirements import Rules

HEATS = 4
"""Grades of a heat map above none."""


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


def gaps_by_place(rows: pl.DataFrame) -> pl.DataFrame:
    """Where people are short on which weekday, the place that lacks most first.

    In: rows of `requirements.achieved`. Out: `location`, `weekday`, `short_hours` (people-hours missing in the
    half-hours that lack people), `whole` (the place's sum over the week) and `heat` (0 none … 4 the most).
    """
    short = pl.when(pl.col("gap") < 0).then(-pl.col("gap") / 2).otherwise(0.0)
    cells = rows.group_by("location", "weekday").agg(short.sum().alias("short_hours"))
    cells = cells.with_columns(whole=pl.col("short_hours").sum().over("location"))
    most = cells["short_hours"].max() or 1.0
    heat = (pl.col("short_hours") / most * HEATS).ceil().cast(pl.Int64).alias("heat")
    return cells.with_columns(heat).sort(pl.col("whole"), "location", "weekday", descending=[True, False, False])


def summarize(rows: pl.DataFrame, rules: Rules) -> dict[str, Any]:
    """A week in one row: `requirements.summary`, and `paid_hours` of the people needed, at work or away.

    Where no staff is recorded: `contacts`, `required_hours`, `paid_hours`, and `people_hours` null.
    """
    required = scalar(rows["required"].sum(), int) / 2
    paid = {"paid_hours": required / (1 - rules.shrinkage)}
    if rows["people"].null_count():
        return {"contacts": rows["contacts"].sum(), "required_hours": required, "people_hours": None, **paid}
    return requirements.summary(rows).row(0, named=True) | paid


def warnings(rows: pl.DataFrame) -> pl.DataFrame:
    """The half-hours with a warning, the busiest first: `location`, `weekday`, `half_hour`, `people`, `required`, …"""
    return rows.drop_nulls("warning").sort("occupancy", "gap", descending=[True, False], nulls_last=True)
