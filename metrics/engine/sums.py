"""Sums of parts for a question, from the smallest published table that can answer it, else from the lake."""

from collections.abc import Iterable

import polars as pl

from data.records import RECORDS
from data.storage.snapshot import Snapshot
from metrics.calendar.periods import containing, first_day
from metrics.definition.dimensions import with_dimensions
from metrics.definition.indicator import Indicator
from metrics.definition.rowsets import has_rows, record_behind, scan_rows
from metrics.engine.cubes import CUBES, Column, Cube, columns_of, cube_dimensions, sum_parts, table
from metrics.engine.kept_months import kept_from, require_rows
from metrics.engine.restricted import staff_sums
from metrics.engine.scope import Scope


def sums(indicators: Iterable[Indicator], scope: Scope, snapshot: Snapshot) -> pl.DataFrame:
    """One row per period and group.

    Out: `period` (first day, null without a grain), the `by` columns, and per indicator `<name>.numerator`,
    `<name>.denominator`, `<name>.n` (rows counted; of staff surveys, respondents), for samples `<name>.squares` and
    `<name>.moments`, all Int64 and exact, and `<name>.suppressed`.
    An indicator without a record behind its numerator or denominator is null throughout.
    """
    indicators = list(indicators)
    by_rows: dict[str, list[Column]] = {}
    for indicator in indicators:
        for column in columns_of(indicator):
            if has_rows(column.part.rows, snapshot):
                by_rows.setdefault(column.part.rows, []).append(column)
    keys = ["period", *scope.by]
    frames = [_over(rows, columns, scope, snapshot) for rows, columns in by_rows.items()]
    empty = pl.LazyFrame(schema={"period": pl.Date, **dict.fromkeys(scope.by, pl.String)})
    added = pl.concat([empty, *frames], how="diagonal").group_by(keys).agg(pl.all().sum()).collect()
    summed = {column.sum for columns in by_rows.values() for column in columns}
    return added.select(
        *keys,
        *(
            expression
            for indicator in indicators
            for expression in _sums_of(indicator, fed(indicator, snapshot), summed, added.columns)
        ),
    )


def _over(rows: str, columns: list[Column], scope: Scope, snapshot: Snapshot) -> pl.LazyFrame:
    if RECORDS[record_behind(rows)].restricted:
        return staff_sums(rows, columns, scope, snapshot)
    cube = _cube(rows, columns, scope, snapshot)
    if cube:
        sums_of_cube = snapshot.read(table(rows, cube)).lazy() if cube is CUBES[0] else snapshot.scan(table(rows, cube))
        frame = _filtered(sums_of_cube, "period", scope)
        period = first_day("period", scope.grain) if scope.grain else pl.lit(None, pl.Date)
        return frame.group_by(period.alias("period"), *scope.by).agg(
            pl.col(name).sum() for column in columns for name in column.names
        )
    record = record_behind(rows)
    first = kept_from(rows, snapshot)
    if scope.grain is None:
        require_rows(rows, scope.span, snapshot)
    frame = with_dimensions(scan_rows(rows, snapshot), record, scope.dimensions, snapshot)
    frames = []
    for dated in dict.fromkeys(column.part.dated for column in columns):
        same = [column for column in columns if column.part.dated == dated]
        known_to = snapshot.manifest.data_to
        rows_in_scope = _filtered(frame, dated, scope)
        if first and scope.grain:
            # Of a period that begins before, a part of the rows is gone: it has no number rather than a wrong one.
            rows_in_scope = rows_in_scope.filter(first_day(dated, scope.grain) >= first)
        frames.append(sum_parts(rows_in_scope, same, list(scope.by), scope.grain, known_to=known_to))
    return pl.concat(frames, how="diagonal")


def _filtered(frame: pl.LazyFrame, dated: str, scope: Scope) -> pl.LazyFrame:
    if scope.span:
        frame = frame.filter(pl.col(dated).is_between(scope.span.start, scope.span.end))
    for name, codes in scope.where.items():
        frame = frame.filter(pl.col(name).is_in(list(codes)))
    return frame


def _cube(rows: str, columns: list[Column], scope: Scope, snapshot: Snapshot) -> Cube | None:
    for cube in CUBES:
        name = table(rows, cube)
        if not snapshot.has(name) or not set(scope.dimensions) <= set(cube_dimensions(cube, rows)):
            continue
        if cube.grain == "month" and not _whole_months(scope):
            continue
        # Asking a scan for its columns reads its log: once for all, and never for the table that is held anyway.
        names = snapshot.read(name).columns if cube is CUBES[0] else snapshot.scan(name).collect_schema().names()
        if {column.sum for column in columns} <= set(names):
            return cube
    return None


def _whole_months(scope: Scope) -> bool:
    if scope.grain in ("day", "week"):
        return False
    span = scope.span
    return not span or (span.start.day == 1 and containing(span.end, "month").end == span.end)


def fed(indicator: Indicator, snapshot: Snapshot) -> bool:
    """Whether its records are there: of several parts that measure the same thing, one is enough."""
    required = all(has_rows(part.rows, snapshot) for part in indicator.parts if part.required)
    sides = [parts for parts in (indicator.numerator, indicator.denominator) if parts]
    return required and all(any(has_rows(part.rows, snapshot) for part in parts) for parts in sides)


def _is_of_respondents(column: Column) -> bool:
    return RECORDS[record_behind(column.part.rows)].restricted


def _sums_of(indicator: Indicator, is_fed: bool, summed: set[str], names: list[str]) -> list[pl.Expr]:
    """The sums of one indicator: null where it is not fed."""
    columns = [column for column in columns_of(indicator) if column.sum in summed]
    named = {role: [c for c in columns if c.role == role] for role in ("numerator", "denominator", *indicator.spread)}
    respondents = [c for c in columns if c.role in ("numerator", "denominator") and _is_of_respondents(c)]
    # Where one side is of respondents and the other is not, n is of them: what a survey's number rests on.
    counted = [c for c in respondents if c.role == "denominator"] or respondents
    counted = counted or named["denominator"] or named["numerator"]
    hidden = [c.sum + ".hidden" for c in columns if c.sum + ".hidden" in names]

    def add(columns: list[Column], rows: bool = False) -> pl.Expr:
        if not is_fed or not columns:
            return pl.lit(None, pl.Int64)
        added = pl.sum_horizontal(c.rows if rows else c.sum for c in columns).cast(pl.Int64)
        needed = [] if rows else [c.rows for c in columns if c.part.absent_without_rows]
        return pl.when(pl.all_horizontal(pl.col(name) > 0 for name in needed)).then(added) if needed else added

    return [
        add(named["numerator"]).alias(f"{indicator.name}.numerator"),
        add(named["denominator"]).alias(f"{indicator.name}.denominator"),
        add(counted, rows=True).alias(f"{indicator.name}.n"),
        *(add(named[role]).alias(f"{indicator.name}.{role}") for role in indicator.spread),
        (pl.any_horizontal(pl.col(h) > 0 for h in hidden) if hidden else pl.lit(False)).alias(
            f"{indicator.name}.suppressed"
        ),
    ]
