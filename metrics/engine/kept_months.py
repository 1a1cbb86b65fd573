"""Months whose rows are not retained any more: their sums stay as published, under the definition of their day.

What went is kept as it was published, whatever the declarations say later. A published table shows it under the columns
of today: a part by its name; one that is no longer declared is added to the first part of its side, so that the side
keeps its sum; an indicator that is no longer declared is not shown, and is back as soon as it is declared again.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import polars as pl

from data.connectors.sql import quote
from data.refusals import questions as refusals
from data.storage.lake import PARTITION
from data.storage.names import KEPT, kept_table
from data.storage.snapshot import Snapshot
from data.text import Text
from metrics.calendar.periods import Period, parse
from metrics.definition.indicator import Indicator
from metrics.definition.rowsets import record_behind
from metrics.engine.cubes import (
    BUCKET,
    Column,
    Cube,
    columns_in,
    columns_over,
    cube_dimensions,
    cube_keys,
    group_by_date,
    table,
)

Sources = dict[str, dict[str, list[str]]]
"""Table of kept sums → column of today → the columns of that table which make it."""


def kept_from(rows: str, snapshot: Snapshot) -> date | None:
    """The first day of which the rows of a row set are retained; None where all are."""
    month = snapshot.manifest.kept_from.get(record_behind(rows))
    return parse(month).start if month else None


def require_rows(rows: str, span: Period | None, snapshot: Snapshot) -> None:
    """Raises: UserError for a span, or for all there is, of which rows are not retained any more."""
    first = kept_from(rows, snapshot)
    if first and (span is None or span.start < first):
        raise refusals.ROWS_NOT_RETAINED(record=record_behind(rows), month=f"{first:%Y-%m}")


def has_all_rows(indicator: Indicator, span: Period, snapshot: Snapshot) -> bool:
    """Whether all rows of a span are retained of every record of an indicator."""
    return all((first := kept_from(part.rows, snapshot)) is None or first <= span.start for part in indicator.parts)


def describe(indicator: Indicator, snapshot: Snapshot) -> Text | None:
    """What a reader must know of the months of an indicator whose rows are gone; None where there are none."""
    months = [month for name in indicator.records if (month := snapshot.manifest.kept_from.get(name))]
    if not months:
        return None
    return Text(
        f"Before {max(months)} only sums are kept, as they were published and defined then; single rows are gone.",
        f"Avant {max(months)}, seules les sommes sont conservées, telles que publiées et définies alors; les lignes "
        "une à une ont disparu.",
    )


def sums_to_keep(rows: str, cube: Cube, snapshot: Snapshot, until: str) -> pl.DataFrame:
    """The published sums of the months before `until` that are not kept yet."""
    months = pl.col(PARTITION) < until
    if first := snapshot.manifest.kept_from.get(record_behind(rows)):
        months &= pl.col(PARTITION) >= first
    return snapshot.scan(table(rows, cube)).filter(months).collect()


def with_kept(sums: pl.DataFrame, rows: str, cube: Cube, snapshot: Snapshot) -> pl.DataFrame:
    """Sums made of rows, with those of months whose rows are gone in their place."""
    first = snapshot.manifest.kept_from.get(record_behind(rows))
    if first is None:
        return sums
    keys = [PARTITION, "period", *cube_keys(cube, rows)]
    frames = [sums.filter(pl.col(PARTITION) >= first)]
    sources = sources_of(rows, cube, snapshot)
    columns_today = columns_in(cube, columns_over(rows, snapshot.catalogue))
    for family in group_by_date(columns_today, buckets=cube.buckets):
        names = [name for column in family for name in column.names]
        parts = [
            snapshot.scan(source)
            .filter(pl.any_horizontal(pl.col(taken).is_not_null() for name in names for taken in columns.get(name, [])))
            .select(*_keys(keys, snapshot.scan(source)), *(_added(columns.get(name, []), name) for name in names))
            for source, columns in sources.items()
            if any(name in columns for name in names)
        ]
        if parts:
            summed = pl.concat(parts).group_by(keys).agg(pl.col(names).sum())
            frames.append(summed.filter(pl.any_horizontal(pl.col(c.rows) > 0 for c in family)).collect())
    return pl.concat(frames, how="diagonal").select(sums.columns)


def select_kept(rows: str, cube: Cube, snapshot: Snapshot) -> str:
    """The same in SQL, not yet added up: `period`, the breakdowns, and every column; empty where nothing is kept."""
    names = [name for column in columns_in(cube, columns_over(rows, snapshot.catalogue)) for name in column.names]
    selects = []
    for source, columns in sources_of(rows, cube, snapshot).items():
        there = snapshot.scan(source).collect_schema().names()
        keys = [f"{quote(name) if name in there else 'NULL'} AS {quote(name)}" for name in cube_dimensions(cube, rows)]
        keys += [BUCKET] if cube.buckets else []
        values = [f"{_sql(columns.get(name, []))} AS {quote(name)}" for name in dict.fromkeys(names)]
        selects.append(f"SELECT {', '.join(['period', *keys, *values])} FROM {quote(source)}")
    return " UNION ALL ".join(selects)


def sources_of(rows: str, cube: Cube, snapshot: Snapshot) -> Sources:
    """Where the sums of a row set and cube are kept, and by which columns they are shown today."""
    today = columns_in(cube, columns_over(rows, snapshot.catalogue))
    sources: Sources = {}
    for name in sorted(snapshot.manifest.tables):
        other = name.removeprefix(f"{KEPT}/").removesuffix(f".{cube.name}")
        if name != kept_table(other, cube.name) or record_behind(other) != record_behind(rows):
            continue
        taken: dict[str, list[str]] = {}
        there = snapshot.scan(name).collect_schema().names()
        for kept in _parts(there):
            if column := _shown_as(kept, other, rows, today, snapshot.catalogue):
                taken.setdefault(column.sum, []).append(kept)
                counted = f"{kept}.rows" if f"{kept}.rows" in there else kept
                if column.rows != column.sum:
                    taken.setdefault(column.rows, []).append(counted)
        if taken:
            sources[name] = taken
    return sources


def _parts(names: Sequence[str]) -> Iterator[str]:
    return (name for name in names if name.count(".") == 2 or name.endswith(".count"))


def _shown_as(
    kept: str, other: str, rows: str, today: Sequence[Column], catalogue: Mapping[str, Indicator]
) -> Column | None:
    """The column of today that a kept one is added to."""
    same = next((column for column in today if column.sum == kept), None)
    if same and other == rows:
        return same
    if kept.endswith(".count"):
        # A distribution that is no longer declared alike tells nothing of another one.
        return None
    indicator, role, _ = kept.split(".")

    def of_side(columns: Sequence[Column]) -> list[Column]:
        return [column for column in columns if (column.indicator, column.role) == (indicator, role)]

    # It stays with its own row set as long as that has any part of its side.
    if other != rows and of_side(columns_over(other, catalogue)):
        return None
    return next(iter(of_side(today)), None)


def _keys(keys: Sequence[str], frame: pl.LazyFrame) -> list[pl.Expr]:
    there = frame.collect_schema().names()
    return [pl.col(name) if name in there else pl.lit(None, pl.String).alias(name) for name in keys]


def _added(columns: Sequence[str], name: str) -> pl.Expr:
    added = pl.sum_horizontal(pl.col(column).fill_null(0) for column in columns) if columns else pl.lit(0)
    return added.cast(pl.Int64).alias(name)


def _sql(columns: Sequence[str]) -> str:
    present = [quote(column) for column in columns]
    if not present:
        return "CAST(NULL AS BIGINT)"
    added = " + ".join(f"coalesce({column}, 0)" for column in present)
    return f"CASE WHEN {' OR '.join(f'{column} IS NOT NULL' for column in present)} THEN {added} END"
