"""Staff results: they exist only as a fixed, published list of groups, and rows never leave.

A group is the whole organisation, a branch, a unit, or a band of tenure, per wave. What is hidden is hidden once, when
the list is published; every reader sees the same list, so no filter can cut a smaller group out of it.
"""

import polars as pl

from data.refusals import questions as refusals
from data.storage.lake import PARTITION
from data.storage.names import published_table
from data.storage.snapshot import Snapshot, read_snapshot
from metrics.calendar.periods import first_day
from metrics.definition.dimensions import dimensions_of, with_dimensions
from metrics.definition.rowsets import record_behind, scan_rows
from metrics.engine.cubes import Column, columns_over, sum_parts
from metrics.engine.disclosure import suppress
from metrics.engine.scope import Scope

GROUPS = ("branch", "unit", "tenure")
"""The ways in which staff may be grouped, one at a time."""

NOT_RECORDED = "not_recorded"


def cells_table(rows: str) -> str:
    """The published list of a restricted row set."""
    return published_table(rows, "cells")


def groups_of(rows: str) -> list[str]:
    """The ways in which these rows may be grouped."""
    return [name for name in GROUPS if name in dimensions_of(record_behind(rows))]


def cells(rows: str, snapshot: Snapshot) -> pl.DataFrame:
    """The published list: per wave (`period`, its day), `grouping` and `code`, the sums of all parts; null if hidden.

    `respondents` is null in a hidden group too: how many they were is part of what is protected.
    """
    columns = columns_over(rows, snapshot.catalogue)
    groups = groups_of(rows)
    frame = with_dimensions(scan_rows(rows, snapshot), record_behind(rows), groups, snapshot)
    # Who is in no group is a group too: otherwise they could be had by subtracting all others from the whole.
    frame = frame.with_columns(pl.col(groups).fill_null(NOT_RECORDED), all=pl.lit("all"))
    answered = [column.rows for column in columns if column.role == "denominator"]
    sums_by_grouping = []
    for name in ("all", *groups):
        placed = frame.with_columns(grouping=pl.lit(name), code=pl.col(name))
        by = ["grouping", "code", *(["branch"] if name == "unit" else [])]
        sums = sum_parts(placed, columns, by, "day", known_to=snapshot.manifest.data_to)
        counted = placed.group_by(first_day(columns[0].part.dated, "day").alias("period"), *by).agg(
            pl.len().cast(pl.Int64).alias("respondents")
        )
        sums_by_grouping.append(counted.join(sums, on=["period", *by], how="left", nulls_equal=True))
    every = pl.concat(sums_by_grouping, how="diagonal").collect()
    # Each item is a list of its own, of those who answered it; a group is hidden where any of the lists hides it.
    lists = ["respondents", *dict.fromkeys(answered)]
    every = every.with_columns(pl.col(lists).fill_null(0))
    hidden = [_hidden(wave, n) for _, wave in every.group_by("period", maintain_order=True) for n in lists]
    keys = ["period", "grouping", "code"]
    listed = pl.concat([every.select(*keys, suppressed=pl.lit(False)), *hidden])
    every = every.join(listed.group_by(keys).agg(pl.col("suppressed").any()), on=keys)
    numbers = [name for column in columns for name in column.names] + ["respondents"]
    return every.select(
        pl.col("period").dt.strftime("%Y-%m").alias(PARTITION),
        "period",
        "grouping",
        "code",
        "suppressed",
        *(pl.when(~pl.col("suppressed")).then(pl.col(name)).alias(name) for name in numbers),
    ).sort("period", "grouping", "code")


def _hidden(wave: pl.DataFrame, n: str) -> pl.DataFrame:
    """Which groups of `n` people of one wave are hidden: a tree (all → branch → unit) and tenure beside it."""
    parent = (
        pl.when(pl.col("grouping") == "all")
        .then(None)
        .when(pl.col("grouping") == "unit")
        .then(pl.concat_str(pl.lit("branch:"), pl.col("branch")))
        .otherwise(pl.lit("all:all"))
    )
    listed = wave.select(
        "period",
        "grouping",
        "code",
        table=pl.col("grouping"),
        parent=parent,
        cell=pl.col("grouping") + ":" + pl.col("code"),
        n=pl.col(n),
    )
    return suppress(listed).select("period", "grouping", "code", "suppressed")


def _listed(table: str, snapshot: Snapshot) -> pl.DataFrame:
    """The published list; of a past one, waves that have changed since are hidden.

    Two lists of one wave, subtracted from each other, would tell how the few answered who came in between.
    """
    listed = snapshot.read(table)
    now = read_snapshot(snapshot.home) if snapshot.as_of else snapshot
    if now.manifest.tables.get(table) == snapshot.manifest.tables[table]:
        return listed
    changed = set(listed["period"])
    if now.has(table):
        current = now.read(table)
        both = [column for column in listed.columns if column in current.columns]
        sides = [
            one.join(other, on=both, how="anti", nulls_equal=True)
            for one, other in ((listed, current), (current, listed))
        ]
        changed = {wave for side in sides for wave in side["period"]}
    hidden = pl.col("period").is_in(changed)
    numbers = [name for name, dtype in listed.schema.items() if dtype.is_numeric()]
    return listed.with_columns(pl.when(~hidden).then(pl.col(numbers)), suppressed=pl.col("suppressed") | hidden)


def staff_sums(rows: str, columns: list[Column], scope: Scope, snapshot: Snapshot) -> pl.LazyFrame:
    """The sums of restricted rows for a question, from the published list only.

    Raises: UserError for a crossing of groups, which is never published.
    """
    if len(scope.dimensions) > 1 or any(name not in GROUPS for name in scope.dimensions):
        raise refusals.STAFF_GROUPS_CROSSED(groups=", ".join(GROUPS))
    grouping = scope.dimensions[0] if scope.dimensions else "all"
    frame = _listed(cells_table(rows), snapshot).lazy().filter(pl.col("grouping") == grouping)
    if scope.span:
        frame = frame.filter(pl.col("period").is_between(scope.span.start, scope.span.end))
    for codes in scope.where.values():
        frame = frame.filter(pl.col("code").is_in(list(codes)))
    period = first_day("period", scope.grain) if scope.grain else pl.lit(None, pl.Date)
    code = pl.when(pl.col("code") != NOT_RECORDED).then(pl.col("code"))
    keys = {"period": period, **dict.fromkeys(scope.by, code)}
    hidden = pl.col("suppressed").sum().cast(pl.Int64)
    return frame.group_by(expression.alias(name) for name, expression in keys.items()).agg(
        *(pl.col(name).sum() for column in columns for name in column.names),
        *(hidden.alias(column.sum + ".hidden") for column in columns),
    )
