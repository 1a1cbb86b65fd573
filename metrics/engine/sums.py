"""Sums of parts for a question, from the smallest published table that can answer it, else from the lake."""

from collections.abc import Iterable, Sequence
from datetime import date

import polars as pl

from data.records import RECORDS, local_date
from data.storage.lake import PARTITION
from data.storage.snapshot import Snapshot
from metrics.calendar.periods import containing, first_day
from metrics.definition.breakdowns import DIMENSIONS, dimensions_of, with_dimensions
from metrics.definition.indicator import Indicator
from metrics.definition.limits import rights, unlimited
from metrics.definition.rowsets import has_rows, neighbours_of, record_behind, scan_rows
from metrics.engine.cubes import (
    BUCKET,
    CUBES,
    Column,
    Cube,
    columns_of,
    columns_over,
    cube_dimensions,
    sum_parts,
    table,
)
from metrics.engine.kept_months import kept_from, require_rows
from metrics.engine.restricted import staff_sums
from metrics.engine.scope import Scope

MOST_HELD_ROWS = 100_000
"""More rows than that are read anew for each question."""
LONG_DAYS = 400
"""Of a span longer than that nearly every file is read, whatever is asked."""
MOST_MONTHS = 24
"""Of more months than that all are read: naming them one by one would cost more than it saves."""


def sums(indicators: Iterable[Indicator], scope: Scope, snapshot: Snapshot) -> pl.DataFrame:
    """One row per period and group.

    Out: `period` (first day, null without a grain), the `by` columns, and per indicator `<name>.numerator`,
    `<name>.denominator`, `<name>.n` (rows counted; of staff surveys, respondents), for samples `<name>.squares` and
    `<name>.moments`, all Int64 and exact, and `<name>.suppressed`.
    An indicator without a record behind its numerator or denominator is null throughout.
    """
    indicators = list(indicators)
    columns = [column for indicator in indicators for column in columns_of(indicator)]
    added = _add(columns, scope, snapshot)
    summed = {column.sum for column in columns if has_rows(column.part.rows, snapshot)}
    return added.select(
        "period",
        *scope.by,
        *(
            expression
            for indicator in indicators
            for expression in _sums_of(indicator, fed(indicator, snapshot), summed, added.columns)
        ),
    )


def counts_by_bucket(indicator: Indicator, scope: Scope, snapshot: Snapshot) -> pl.DataFrame:
    """How many rows of a distribution lie in which bucket, per period and group.

    Out: `period` (first day, null without a grain), the `by` columns, `bucket` (the longest duration in it, s) and
    `count`; nothing where no source supplies the rows.
    """
    (column,) = columns_of(indicator)
    counts = _add([column], scope, snapshot, buckets=True)
    if column.sum not in counts.columns:
        return counts.with_columns(pl.lit(0, pl.Int64).alias("count"))
    return counts.rename({column.sum: "count"}).filter(pl.col("count") != 0)


def _add(columns: Sequence[Column], scope: Scope, snapshot: Snapshot, *, buckets: bool = False) -> pl.DataFrame:
    """The sums of columns by period and group, and by bucket if wanted."""
    alike: dict[tuple[str, bool], list[Column]] = {}
    for column in columns:
        if has_rows(column.part.rows, snapshot):
            # Distributions are published apart from sums.
            alike.setdefault((column.part.rows, bool(column.part.distribution)), []).append(column)
    frames = [_over(rows, of_rows, scope, snapshot, buckets) for (rows, _), of_rows in alike.items()]
    keys = {"period": pl.Date, **dict.fromkeys(scope.by, pl.String), **({BUCKET: pl.Int64} if buckets else {})}
    empty = pl.LazyFrame(schema=keys)
    return pl.concat([empty, *frames], how="diagonal").group_by(list(keys)).agg(pl.all().sum()).collect()


def _over(rows: str, columns: list[Column], scope: Scope, snapshot: Snapshot, buckets: bool) -> pl.LazyFrame:
    record = record_behind(rows)
    if RECORDS[record].restricted:
        return staff_sums(rows, columns, scope, snapshot)
    cube = _cube(rows, columns, scope, snapshot)
    if cube:
        sums_of_cube = snapshot.read(table(rows, cube)).lazy() if cube is CUBES[0] else snapshot.scan(table(rows, cube))
        if scope.span:
            first_month, last_month = (pl.lit(day.isoformat()[:7]) for day in (scope.span.start, scope.span.end))
            sums_of_cube = sums_of_cube.filter(pl.col(PARTITION).is_between(first_month, last_month))
        told_by_day = [name for name in scope.dimensions if name not in cube.by]
        frame = _filtered(with_dimensions(sums_of_cube, record, told_by_day, snapshot, dated="period"), "period", scope)
        period = first_day("period", scope.grain) if scope.grain else pl.lit(None, pl.Date)
        names = dict.fromkeys(name for column in columns for name in column.names)
        keys = [*scope.by, *([BUCKET] if buckets else [])]
        return frame.group_by(period.alias("period"), *keys).agg(pl.col(name).sum() for name in names)
    first = kept_from(rows, snapshot)
    if scope.grain is None:
        require_rows(rows, scope.span, snapshot)
    _, of_day = _told(scope)
    frame = _rows_of(rows, columns, scope, snapshot)
    frames = []
    for dated in dict.fromkeys(column.part.dated for column in columns):
        same = list({column.sum: column for column in columns if column.part.dated == dated}.values())
        rows_in_scope = _filtered(with_dimensions(frame, record, of_day, snapshot, dated=dated), dated, scope)
        if first and scope.grain:
            # Of a period that begins before, a part of the rows is gone: it has no number rather than a wrong one.
            rows_in_scope = rows_in_scope.filter(first_day(dated, scope.grain) >= first)
        known_to = snapshot.manifest.data_to
        frames.append(sum_parts(rows_in_scope, same, list(scope.by), scope.grain, known_to=known_to, buckets=buckets))
    return pl.concat(frames, how="diagonal")


def _months(rows: str, columns: Sequence[Column], scope: Scope) -> list[str | None] | None:
    """The months to read of rows that know their neighbours: all that started before would be put in order for them.

    None: all, where rows count by another day than that on which they start, or in years of months.
    """
    own_day = all(column.part.dated == local_date(RECORDS[record_behind(rows)]) for column in columns)
    if not scope.span or not neighbours_of(rows) or not own_day:
        return None
    months: list[str | None] = []
    month = containing(scope.span.start, "month")
    while month.start <= scope.span.end:
        if len(months) == MOST_MONTHS:
            return None
        months.append(month.code)
        month = month.shift(1)
    return months


def _rows_of(rows: str, columns: Sequence[Column], scope: Scope, snapshot: Snapshot) -> pl.LazyFrame:
    """The rows of a row set with the breakdowns that they tell.

    A page asks a dozen questions under the same filters, some of them of all history: the few rows that those leave are
    then read once for all. Out: the same numbers, whether they are held or read.
    """
    record, (of_rows, of_day) = record_behind(rows), _told(scope)
    fixed = frozenset((name, tuple(codes)) for name, codes in scope.where.items() if name not in of_day)
    whole = unlimited(snapshot)
    key = (
        frozenset(whole.manifest.tables.items()),
        whole.lost,
        whole.manifest.catalogue,
        rights(snapshot),
        rows,
        fixed,
    )
    held = snapshot.held.find(key) if fixed else None
    if held is None and fixed and (neighbours_of(rows) or _is_long(scope)):
        held = _few_rows(scan_rows(rows, snapshot), rows, fixed, snapshot)
        snapshot.held.keep(key, held)
    needed = {*of_rows, *_used(columns)}
    # Rows of which there are too many were held as none at all, without any column.
    if held is None or not needed <= set(held.columns):
        return with_dimensions(scan_rows(rows, snapshot, _months(rows, columns, scope)), record, of_rows, snapshot)
    return held.lazy()


def _few_rows(
    frame: pl.LazyFrame, rows: str, fixed: Iterable[tuple[str, Sequence[str]]], snapshot: Snapshot
) -> pl.DataFrame:
    """The rows under filters with all that any question may ask of them; without a column where there are too many."""
    record = record_behind(rows)
    places = [name for name in dimensions_of(record) if not DIMENSIONS[name].of_day]
    frame = with_dimensions(frame, record, places, snapshot)
    for name, codes in fixed:
        frame = frame.filter(pl.col(name).is_in(list(codes)))
    used = _used(columns_over(rows, snapshot.catalogue))
    few = frame.select(list(dict.fromkeys([*places, *used]))).head(MOST_HELD_ROWS + 1).collect(engine="streaming")
    return few if few.height <= MOST_HELD_ROWS else pl.DataFrame()


def _used(columns: Iterable[Column]) -> list[str]:
    """The columns of rows that parts are made of."""
    parts = [column.part for column in columns]
    named = [name for part in parts for one in (part.expression, part.value) for name in one.meta.root_names()]
    return list(dict.fromkeys([*(part.dated for part in parts), *named]))


def _is_long(scope: Scope) -> bool:
    """Whether so many months are asked for that most files would be read anyway."""
    return scope.span is None or (scope.span.end - scope.span.start).days > LONG_DAYS


def _told(scope: Scope) -> tuple[list[str], list[str]]:
    """The breakdowns that rows tell, and those that the day tells by which they count."""
    of_day = [name for name in scope.dimensions if DIMENSIONS[name].of_day]
    return [name for name in scope.dimensions if name not in of_day], of_day


def _filtered(frame: pl.LazyFrame, dated: str, scope: Scope) -> pl.LazyFrame:
    if scope.span:
        frame = frame.filter(pl.col(dated).is_between(scope.span.start, scope.span.end))
    for name, codes in scope.where.items():
        frame = frame.filter(pl.col(name).is_in(list(codes)))
    return frame


def _cube(rows: str, columns: list[Column], scope: Scope, snapshot: Snapshot) -> Cube | None:
    of_rows, of_day = map(set, _told(scope))
    for cube in CUBES:
        name = table(rows, cube)
        needed = of_rows if cube.grain == "day" else of_rows | of_day
        if not snapshot.has(name) or not needed <= set(cube_dimensions(cube, rows)):
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
    if not span:
        return True
    # No month follows the last day that there is, which stands for no end.
    return span.start.day == 1 and (span.end == date.max or containing(span.end, "month").end == span.end)


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
