"""Staff results: they exist only as a fixed, published list of groups, and rows never leave.

A group is the whole organisation, a branch, a unit, or a band of tenure, per wave. What is hidden is hidden once, when
the list is published; every reader sees the same list, so no filter can cut a smaller group out of it.
"""

import polars as pl

from data.records import RECORDS
from data.refusals import questions as refusals
from data.storage.lake import PARTITION
from data.storage.names import published_table, shown_table
from data.storage.snapshot import Snapshot, read_snapshot
from metrics.calendar.periods import first_day
from metrics.definition.breakdowns import dimensions_of, with_dimensions
from metrics.definition.rowsets import record_behind, scan_rows
from metrics.engine.cubes import Column, columns_over, sum_parts
from metrics.engine.editions import SINCE, UNTIL, cell_editions, next_edition
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


def shown_answers(rows: str, snapshot: Snapshot, before: Snapshot | None) -> pl.DataFrame:
    """The answers behind the published list, with the editions of their wave in which they count.

    `before`: what was published last. A wave is shown once its last day is over: until then answers come every day.
    """
    now = _with_groups(rows, snapshot).filter(pl.col("closed_on") < snapshot.manifest.started_at.date()).collect()
    kept = _last_shown(rows, before)
    keys, columns = _keys(rows), columns_over(rows, snapshot.catalogue)
    if kept is None:
        kept = now.clear().with_columns(pl.lit(None, pl.Int64).alias(name) for name in (SINCE, UNTIL))
    waves = [pl.col("closed_on") == day for day in sorted({*now["closed_on"], *kept["closed_on"]})]
    editions = [next_edition(kept.filter(wave), now.filter(wave), keys, columns) for wave in waves]
    return pl.concat([kept.clear(), *(one.select(kept.columns) for one in editions)]).sort(PARTITION, *keys, SINCE)


def _last_shown(rows: str, before: Snapshot | None) -> pl.DataFrame | None:
    """What the last list was made of; where a version of this program made it that knew no editions, all answers."""
    if before is None or not before.has(cells_table(rows)):
        return None
    if before.has(shown_table(rows)):
        return before.scan(shown_table(rows)).collect()
    return first_edition(rows, before).collect()


def first_edition(rows: str, snapshot: Snapshot) -> pl.LazyFrame:
    """All answers as they are stored, as the one edition of their wave."""
    edition = [pl.lit(1, pl.Int64).alias(SINCE), pl.lit(None, pl.Int64).alias(UNTIL)]
    return _with_groups(rows, snapshot).with_columns(edition)


def _with_groups(rows: str, snapshot: Snapshot) -> pl.LazyFrame:
    groups = groups_of(rows)
    frame = with_dimensions(scan_rows(rows, snapshot), record_behind(rows), groups, snapshot)
    # Who is in no group is a group too: otherwise they could be had by subtracting all others from the whole.
    return frame.with_columns(pl.col(groups).cast(pl.String).fill_null(NOT_RECORDED))


def _keys(rows: str) -> list[str]:
    return ["source", *RECORDS[record_behind(rows)].primary_key()]


def cells(rows: str, snapshot: Snapshot) -> pl.DataFrame:
    """The published list: per wave (`period`, its day), `grouping` and `code`, the sums of all parts; null if hidden.

    `edition`: which of its wave the numbers are of. `respondents`, too, is null in a hidden group: how many they were
    is part of what is protected.
    """
    columns = columns_over(rows, snapshot.catalogue)
    table = shown_table(rows)
    shown = (snapshot.scan(table) if snapshot.has(table) else first_edition(rows, snapshot)).collect()
    editions = [
        (day, grouping, code, edition)
        for (day,), wave in shown.group_by("closed_on")
        for (grouping, code), edition in cell_editions(wave, _keys(rows), columns).items()
    ]
    keys = ["period", "grouping", "code"]
    of_cells = pl.DataFrame(
        editions,
        schema={"period": pl.Date, "grouping": pl.String, "code": pl.String, "edition": pl.Int64},
        orient="row",
    )
    placed = pl.concat(
        shown.with_columns(all=pl.lit("all"), grouping=pl.lit(name), period="closed_on").with_columns(code=pl.col(name))
        for name in ("all", *groups_of(rows))
    )
    listed = placed.select(keys).unique().join(of_cells, on=keys, how="left")
    counted = placed.join(of_cells, on=keys).filter(
        pl.col(SINCE) <= pl.col("edition"), pl.col(UNTIL).is_null() | (pl.col(UNTIL) > pl.col("edition"))
    )
    sums = sum_parts(
        counted.drop("period").lazy(), columns, keys[1:], "day", known_to=snapshot.manifest.data_to
    ).collect()
    respondents = counted.group_by(keys).agg(pl.len().cast(pl.Int64).alias("respondents"))
    numbers = list(dict.fromkeys(name for column in columns for name in column.names))
    return (
        listed.join(respondents, on=keys, how="left")
        .join(sums, on=keys, how="left")
        .select(
            pl.col("period").dt.strftime("%Y-%m").alias(PARTITION),
            *keys,
            pl.col("edition").is_null().alias("suppressed"),
            "edition",
            *numbers,
            "respondents",
        )
        .sort(keys)
    )


def _listed(table: str, snapshot: Snapshot) -> pl.DataFrame:
    """The published list as it was reported; of one that was made without editions, waves that have changed are hidden.

    Two such lists of one wave, subtracted from each other, would tell how the few answered who came in between.
    """
    listed = snapshot.read(table)
    if "edition" in listed.columns:
        return listed
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
