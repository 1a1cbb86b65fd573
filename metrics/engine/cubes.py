"""The published tables: one wide table per row set and cube, the sums of all parts as columns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

import polars as pl
import polars.selectors as cs

from data.certainty import present
from data.records import RECORDS, local_date
from data.storage.lake import PARTITION
from data.storage.names import published_table
from data.storage.snapshot import Snapshot
from metrics.calendar.periods import first_day
from metrics.definition.breakdowns import DIMENSIONS, code_of_day, dimensions_of, with_dimensions
from metrics.definition.indicator import Indicator, Part
from metrics.definition.rowsets import record_behind, scan_rows
from metrics.engine.batches import batches_of, within

AT_ONCE = 2
"""Batches that are summed at the same time: one is read while the other is grouped."""


BUCKET = "bucket"
"""Column of a table of distributions: the longest duration of a bucket, Int64 seconds."""


@dataclass(frozen=True)
class Cube:
    """A grain and the breakdowns kept at it.

    `buckets`: it holds distributions, a row per bucket, rather than sums. `own_day`: only of parts that count by the
    day on which the row happened, which is the day that its time of day belongs to.
    """

    name: str
    grain: str
    by: tuple[str, ...]
    own_day: bool = False
    buckets: bool = False


CUBES = (
    Cube(
        "month",
        "month",
        ("channel", "line", "region", "operator", "language", "customer_type", "unit", "branch"),
    ),
    Cube(
        "service",
        "month",
        ("channel", "line", "service", "operator", "partner", "run_by", "kind", "circumstance", "category", "decision"),
    ),
    Cube("place", "month", ("channel", "line", "service", "region", "location", "operator", "partner", "run_by")),
    Cube("day", "day", ("channel", "line", "region")),
    Cube("hour", "month", ("channel", "region", "location", "weekday", "hour"), own_day=True),
    Cube("range", "month", ("channel", "region"), own_day=True, buckets=True),
    Cube("spread", "month", ("channel", "region", "location", "weekday", "hour"), own_day=True, buckets=True),
)
"""Chosen by what pages ask, smallest first; any other question is answered from the lake by the same expressions.

A range is a spread without its hours: a tenth of the rows, for percentiles of months.
"""


@dataclass(frozen=True, eq=False)
class Column:
    """A part under the names of its sum and of its number of rows in a published table."""

    indicator: str
    role: str
    place: int
    part: Part

    @property
    def sum(self) -> str:
        """Column of the sum; distributions have names of their own, so that indicators share them."""
        return (
            f"{self.part.distribution}.count"
            if self.part.distribution
            else f"{self.indicator}.{self.role}.{self.place}"
        )

    @property
    def rows(self) -> str:
        """Column of the number of rows that added something."""
        return self.sum if self.part.counts else f"{self.sum}.rows"

    @property
    def names(self) -> list[str]:
        """Both, each once."""
        return list(dict.fromkeys((self.sum, self.rows)))


def columns_of(indicator: Indicator) -> Iterator[Column]:
    """Every part of an indicator as a column."""
    for role, parts in (("numerator", indicator.numerator), ("denominator", indicator.denominator)):
        for place, part in enumerate(parts):
            yield Column(indicator.name, role, place, part)
    for role, part in indicator.spread.items():
        yield Column(indicator.name, role, 0, part)


def columns_over(rows: str, catalogue: Mapping[str, Indicator]) -> list[Column]:
    """Every part of a catalogue that is summed over a row set, each once."""
    columns = [column for indicator in catalogue.values() for column in columns_of(indicator)]
    return list({column.sum: column for column in columns if column.part.rows == rows}.values())


def columns_in(cube: Cube, columns: Iterable[Column]) -> list[Column]:
    """Those of the columns that a cube holds."""
    return [
        column
        for column in columns
        if bool(column.part.distribution) == cube.buckets
        and not (cube.own_day and column.part.dated != local_date(RECORDS[record_behind(column.part.rows)]))
    ]


def cubes_over(rows: str, catalogue: Mapping[str, Indicator]) -> list[Cube]:
    """The cubes in which a row set is published: those of hours where its rows tell them, and that hold anything."""
    told, columns = dimensions_of(record_behind(rows)), columns_over(rows, catalogue)
    return [cube for cube in CUBES if columns_in(cube, columns) and ("hour" in told or not cube.own_day)]


def cube_dimensions(cube: Cube, rows: str) -> list[str]:
    """The breakdowns of the cube that the rows allow."""
    return [name for name in dimensions_of(record_behind(rows)) if name in cube.by]


def cube_keys(cube: Cube, rows: str) -> list[str]:
    """The columns that tell the rows of one period in a published table from each other."""
    return [*cube_dimensions(cube, rows), *([BUCKET] if cube.buckets else [])]


def table(rows: str, cube: Cube) -> str:
    """The published table of a row set and cube."""
    return published_table(rows, cube.name)


def group_by_date(columns: Iterable[Column], *, buckets: bool = False) -> list[list[Column]]:
    """The columns that are dated alike, and by whose values buckets are: each family has rows of its own in a table."""
    families: dict[tuple[str, bool, bytes], list[Column]] = {}
    for column in columns:
        part = column.part
        value = part.value.meta.serialize() if buckets else b""
        families.setdefault((part.dated, part.deadline, value), []).append(column)
    return list(families.values())


def sum_parts(
    frame: pl.LazyFrame,
    columns: Iterable[Column],
    by: list[str],
    grain: str | None,
    *,
    known_to: date | None,
    months: list[str] | None = None,
    buckets: bool = False,
) -> pl.LazyFrame:
    """The sums of parts over rows, by period and group.

    In: rows with the columns of their row set and of `by`, but those that a day tells. Out: `period` (first day; null
    without a grain), `by`, and per column its sum and number of rows, Int64. `months`: only rows whose part is dated in
    these local months. `known_to`: the last day of which rows are known, where deadlines end. `buckets`: of
    distributions, a row per `BUCKET` too; else they are counts.
    """
    frames = []
    for alike in group_by_date(columns, buckets=buckets):
        part = alike[0].part
        dated = part.dated
        rows = frame if months is None else frame.filter(within(months, [dated]))
        rows = rows.filter(part.is_dated(known_to))
        period = first_day(dated, grain) if grain else pl.lit(None, pl.Date)
        # Indicators share parts: an equal sum is made once.
        once: dict[tuple[bytes, bool], list[Column]] = {}
        for column in alike:
            once.setdefault((column.part.expression.meta.serialize(), column.part.counts), []).append(column)
        values = {name: value for first, *_ in once.values() for name, value in _values_of_a_row(first).items()}
        keys = [*(_key(name, part) for name in by), *([present(part.bucket).alias(BUCKET)] if buckets else [])]
        names = [*by, *([BUCKET] if buckets else [])]
        if buckets:
            rows = rows.filter(pl.any_horizontal(column.part.when for column in alike))
        frames.append(
            rows.select(period.alias("period"), *keys, *(value.alias(name) for name, value in values.items()))
            .group_by("period", *names)
            .agg(pl.col(*values).sum().cast(pl.Int64))
            .with_columns(
                pl.col(original).alias(name)
                for first, *others in once.values()
                for other in others
                for original, name in zip(first.names, other.names, strict=True)
            )
            .filter(pl.any_horizontal(pl.col(c.rows) > 0 for c in alike))
            .select("period", *names, *(name for c in alike for name in c.names))
        )
    return pl.concat(frames, how="diagonal")


def _key(name: str, part: Part) -> pl.Expr:
    of_day = name in DIMENSIONS and DIMENSIONS[name].of_day
    return code_of_day(name, record_behind(part.rows), part.dated).alias(name) if of_day else pl.col(name)


def _values_of_a_row(column: Column) -> dict[str, pl.Expr]:
    part = column.part
    return {column.sum: part.when} if part.counts else {column.sum: part.expression, column.rows: part.expression != 0}


def build_cubes(
    rows: str, cubes: Sequence[Cube], snapshot: Snapshot, months: list[str] | None = None
) -> list[pl.DataFrame]:
    """A published table per cube, or the months of them that are given, from the rows of the lake.

    A batch of the rows is read once for all cubes and then forgotten; sums of batches are added. So memory depends
    on the batch and on the sums, not on how many rows there are.
    """
    columns = columns_over(rows, snapshot.catalogue)
    dated = list(dict.fromkeys(column.part.dated for column in columns))

    def sum_batch(batch: list[str | None] | None) -> list[pl.DataFrame]:
        return sum_rows(scan_rows(rows, snapshot, batch), rows, columns, cubes, snapshot, months)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        sums = list(pool.map(sum_batch, batches_of(record_behind(rows), dated, snapshot, months)))
    return [add_sums(frames, rows, columns, cube) for cube, frames in zip(cubes, zip(*sums, strict=True), strict=True)]


def sum_rows(
    frame: pl.LazyFrame,
    rows: str,
    columns: Sequence[Column],
    cubes: Sequence[Cube],
    snapshot: Snapshot,
    months: list[str] | None = None,
) -> list[pl.DataFrame]:
    """What some rows of a row set add to each cube: read once for all of them, texts as the numbers of their codes."""
    record = record_behind(rows)
    by = {cube: cube_dimensions(cube, rows) for cube in cubes}
    groups = list(dict.fromkeys(name for names in by.values() for name in names if not DIMENSIONS[name].of_day))
    dated = list(dict.fromkeys(column.part.dated for column in columns))
    expressions = [each for column in columns for each in (column.part.expression, column.part.value)]
    used = [*groups, *dated, *(name for each in expressions for name in each.meta.root_names())]
    frame = frame.with_columns(pl.col(pl.String).cast(pl.Categorical))
    frame = with_dimensions(frame, record, groups, snapshot, pl.Categorical())
    if months is not None:
        frame = frame.filter(within(months, dated))
    held = frame.select(list(dict.fromkeys(used))).collect(engine="streaming").lazy()
    known_to = snapshot.manifest.data_to
    sums_by_cube = [
        sum_parts(
            held,
            columns_in(cube, columns),
            by[cube],
            cube.grain,
            known_to=known_to,
            months=months,
            buckets=cube.buckets,
        )
        for cube in cubes
    ]
    return [
        sums.with_columns(cs.categorical().cast(pl.String), pl.col("period").dt.strftime("%Y-%m").alias(PARTITION))
        for sums in pl.collect_all(sums_by_cube, engine="streaming")
    ]


def add_sums(frames: Sequence[pl.DataFrame], rows: str, columns: Sequence[Column], cube: Cube) -> pl.DataFrame:
    """Sums over some rows of a row set and over others as those over all of them."""
    if len(frames) == 1:
        return frames[0]
    by, sums = [PARTITION, "period", *cube_keys(cube, rows)], pl.concat(frames, how="diagonal").lazy()
    each = [
        sums.filter(pl.col(family[0].sum).is_not_null())
        .group_by(by)
        .agg(pl.col([name for column in family for name in column.names]).sum())
        .filter(pl.any_horizontal(pl.col(column.rows) > 0 for column in family))
        for family in group_by_date(columns_in(cube, columns), buckets=cube.buckets)
    ]
    return pl.concat(each, how="diagonal").select(frames[0].columns).collect(engine="streaming")


def published_rows(catalogue: Mapping[str, Indicator]) -> list[str]:
    """The row sets that any indicator sums over and that may be shown at any grain."""
    used = dict.fromkeys(part.rows for indicator in catalogue.values() for part in indicator.parts)
    return [rows for rows in used if not RECORDS[record_behind(rows)].restricted]


def restricted_rows(catalogue: Mapping[str, Indicator]) -> list[str]:
    """The row sets of which only a fixed list of groups is ever published."""
    used = dict.fromkeys(part.rows for indicator in catalogue.values() for part in indicator.parts)
    return [rows for rows in used if RECORDS[record_behind(rows)].restricted]
