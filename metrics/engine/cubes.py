"""The published tables: one wide table per row set and cube, the sums of all parts as columns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

import polars as pl
import polars.selectors as cs

from data.records import RECORDS
from data.storage.lake import PARTITION
from data.storage.names import published_table
from data.storage.snapshot import Snapshot
from metrics.calendar.periods import first_day
from metrics.definition.dimensions import dimensions_of, with_dimensions
from metrics.definition.indicator import Indicator, Part
from metrics.definition.rowsets import record_behind, scan_rows
from metrics.engine.batches import batches_of, within

AT_ONCE = 2
"""Batches that are summed at the same time: one is read while the other is grouped."""


@dataclass(frozen=True)
class Cube:
    """A grain and the breakdowns kept at it."""

    name: str
    grain: str
    by: tuple[str, ...]


CUBES = (
    Cube(
        "month",
        "month",
        ("channel", "line", "region", "operator", "language", "customer_type", "unit", "branch"),
    ),
    Cube("place", "month", ("channel", "line", "service", "region", "location", "operator", "partner", "run_by")),
    Cube("day", "day", ("channel", "line", "region")),
)
"""Chosen by what pages ask, smallest first; any other question is answered from the lake by the same expressions."""


@dataclass(frozen=True, eq=False)
class Column:
    """A part under the names of its sum and of its number of rows in a published table."""

    indicator: str
    role: str
    place: int
    part: Part

    @property
    def sum(self) -> str:
        """Column of the sum."""
        return f"{self.indicator}.{self.role}.{self.place}"

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
    """Every part of a catalogue that is summed over a row set."""
    return [column for indicator in catalogue.values() for column in columns_of(indicator) if column.part.rows == rows]


def cube_dimensions(cube: Cube, rows: str) -> list[str]:
    """The breakdowns of the cube that the rows allow."""
    return [name for name in dimensions_of(record_behind(rows)) if name in cube.by]


def table(rows: str, cube: Cube) -> str:
    """The published table of a row set and cube."""
    return published_table(rows, cube.name)


def group_by_date(columns: Iterable[Column]) -> dict[tuple[str, bool], list[Column]]:
    """The columns that are dated alike: each family has rows of its own in a table of sums."""
    families: dict[tuple[str, bool], list[Column]] = {}
    for column in columns:
        families.setdefault((column.part.dated, column.part.deadline), []).append(column)
    return families


def sum_parts(
    frame: pl.LazyFrame,
    columns: Iterable[Column],
    by: list[str],
    grain: str | None,
    *,
    known_to: date | None,
    months: list[str] | None = None,
) -> pl.LazyFrame:
    """The sums of parts over rows, by period and group.

    In: rows with the columns of their row set and of `by`. Out: `period` (first day; null without a grain), `by`, and
    per column its sum and number of rows, Int64. `months`: only rows whose part is dated in these local months.
    `known_to`: the last day of which rows are known, where deadlines end.
    """
    frames = []
    for (dated, _), alike in group_by_date(columns).items():
        rows = frame if months is None else frame.filter(within(months, [dated]))
        rows = rows.filter(alike[0].part.is_dated(known_to))
        period = first_day(dated, grain) if grain else pl.lit(None, pl.Date)
        # Indicators share parts: an equal sum is made once.
        once: dict[tuple[bytes, bool], list[Column]] = {}
        for column in alike:
            once.setdefault((column.part.expression.meta.serialize(), column.part.counts), []).append(column)
        values = {name: value for first, *_ in once.values() for name, value in _values_of_a_row(first).items()}
        frames.append(
            rows.select(period.alias("period"), *by, *(value.alias(name) for name, value in values.items()))
            .group_by("period", *by)
            .agg(pl.col(*values).sum().cast(pl.Int64))
            .with_columns(
                pl.col(original).alias(name)
                for first, *others in once.values()
                for other in others
                for original, name in zip(first.names, other.names, strict=True)
            )
            .filter(pl.any_horizontal(pl.col(c.rows) > 0 for c in alike))
            .select("period", *by, *(name for c in alike for name in c.names))
        )
    return pl.concat(frames, how="diagonal")


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
    groups = list(dict.fromkeys(name for names in by.values() for name in names))
    dated = list(dict.fromkeys(column.part.dated for column in columns))
    used = [*groups, *dated, *(name for column in columns for name in column.part.expression.meta.root_names())]
    frame = frame.with_columns(pl.col(pl.String).cast(pl.Categorical))
    frame = with_dimensions(frame, record, groups, snapshot, pl.Categorical())
    if months is not None:
        frame = frame.filter(within(months, dated))
    held = frame.select(list(dict.fromkeys(used))).collect(engine="streaming").lazy()
    known_to = snapshot.manifest.data_to
    sums_by_cube = [sum_parts(held, columns, by[cube], cube.grain, known_to=known_to, months=months) for cube in cubes]
    return [
        sums.with_columns(cs.categorical().cast(pl.String), pl.col("period").dt.strftime("%Y-%m").alias(PARTITION))
        for sums in pl.collect_all(sums_by_cube, engine="streaming")
    ]


def add_sums(frames: Sequence[pl.DataFrame], rows: str, columns: Sequence[Column], cube: Cube) -> pl.DataFrame:
    """Sums over some rows of a row set and over others as those over all of them."""
    if len(frames) == 1:
        return frames[0]
    by, sums = [PARTITION, "period", *cube_dimensions(cube, rows)], pl.concat(frames, how="diagonal").lazy()
    each = [
        sums.filter(pl.col(family[0].sum).is_not_null())
        .group_by(by)
        .agg(pl.col([name for column in family for name in column.names]).sum())
        .filter(pl.any_horizontal(pl.col(column.rows) > 0 for column in family))
        for family in group_by_date(columns).values()
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
