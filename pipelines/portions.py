"""Check any number of rows in the memory of a portion: cut as they were read, judged, and put together by month."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

import polars as pl

from data.lake import PARTITION
from data.records import RECORDS, Record, key
from pipelines.check import Checked, check, judge, texts
from pipelines.extract import Extracted
from pipelines.parse import ROW, parse

PORTION = 1_000_000
"""Rows that are held at a time: transactions of 20 columns take about 1 GB while they are parsed and written."""

MARKS = 8 * PORTION
"""Keys that are held at a time: one takes a fraction of its row."""

MARK = "mark"


@dataclass
class Judged:
    """What `check` says of rows of any number.

    `good`: the rows as they are stored, no key in two of the frames; each has whole months where they fit a portion.
    """

    good: list[pl.LazyFrame] = field(default_factory=list)
    rejected: list[pl.DataFrame] = field(default_factory=list)
    superseded: int = 0
    repeated_hours: int = 0
    skipped_hours: int = 0

    def count(self, checked: Checked) -> None:
        """Adds what a portion has besides its good rows."""
        self.rejected.append(checked.rejected)
        self.superseded += checked.superseded
        self.repeated_hours += checked.repeated_hours
        self.skipped_hours += checked.skipped_hours


def judged(
    name: str,
    extracted: Extracted,
    as_stored: Callable[[pl.DataFrame], pl.DataFrame],
    into: Path,
    *,
    time_zone: str,
    references: Mapping[str, pl.LazyFrame],
    watermark: str | None = None,
    source: str | None = None,
) -> Judged:
    """Judges what was staged of one record; what does not fit a portion is staged again in the folder `into`.

    `as_stored` gives good rows the columns that the lake adds. Raises `Problem` as `check` does.
    """
    rules = {"time_zone": time_zone, "references": references}
    rows, found = pl.scan_parquet(extracted.paths), Judged()
    if extracted.rows <= PORTION:
        checked = check(name, rows, watermark=watermark, source=source, **rules)
        found.count(checked)
        found.good.append(as_stored(checked.good).lazy())
        return found
    raw = [
        texts(name, rows.slice(start, PORTION), watermark=watermark, source=source).with_row_index(ROW, start)
        for start in range(0, extracted.rows, PORTION)
    ]
    parts: list[tuple[str, int, Path]] = []
    for number, portion in enumerate(_cut(RECORDS[name], raw, time_zone)):
        checked = judge(name, portion, **rules)
        found.count(checked)
        stored = as_stored(checked.good)
        parts += _staged(stored, into, number)
        nothing = stored.clear()
    found.good = [pl.scan_parquet(paths) for paths in _groups(parts)] or [nothing.lazy()]
    return found


def _cut(record: type[Record], raw: list[pl.LazyFrame], time_zone: str) -> Iterator[pl.LazyFrame]:
    """The rows in portions as they were read, but those that must be judged together after all others."""
    together = _together(record, raw, time_zone)
    apart = pl.concat(together) if together else pl.Series(ROW, [], pl.get_index_type())
    for portion in raw:
        yield portion.filter(~pl.col(ROW).is_in(apart.implode())) if together else portion
    for numbers in together:
        yield pl.concat(raw).filter(pl.col(ROW).is_in(numbers.implode()))


def _together(record: type[Record], raw: list[pl.LazyFrame], time_zone: str) -> list[pl.Series]:
    """The numbers of rows whose key, or a value that must be unique, is there more than once, in portions."""
    unique = [[name] for name, column in record.columns().items() if column.unique]
    again = _again(_marks(record, raw, key(record), time_zone).drop_nulls())
    if unique:
        # A claim and its copy may share their transaction with another claim: all of them are judged at once.
        others = [_again(_marks(record, raw, columns, time_zone)) for columns in unique]
        numbers = pl.concat([again, *others])[ROW].unique()
        return [numbers] if len(numbers) else []
    parts = len(again) // PORTION + 1
    found = [again.filter(pl.col(MARK) % parts == part)[ROW] for part in range(parts)]
    return [numbers for numbers in found if len(numbers)]


def _marks(record: type[Record], raw: list[pl.LazyFrame], columns: list[str], time_zone: str) -> pl.DataFrame:
    """Row numbers with eight bytes for the values of these columns; null where a key has no value."""
    whole = pl.all_horizontal(pl.col(columns).is_not_null()) if columns == key(record) else True
    mark = pl.when(whole).then(pl.struct(columns).hash()).alias(MARK)
    return pl.concat(parse(record, portion.select(ROW, *columns), time_zone).rows.select(ROW, mark) for portion in raw)


def _again(marks: pl.DataFrame) -> pl.DataFrame:
    parts = shares(len(marks))
    return pl.concat(
        marks.filter(pl.col(MARK) % parts == part).filter(pl.col(MARK).is_duplicated()) for part in range(parts)
    )


def shares(keys: int) -> int:
    """In how many shares so many keys are held."""
    return keys // MARKS + 1


def _staged(stored: pl.DataFrame, into: Path, number: int) -> Iterator[tuple[str, int, Path]]:
    """Month, rows and file of each part."""
    into.mkdir(parents=True, exist_ok=True)
    months = stored.partition_by(PARTITION, as_dict=True) if PARTITION in stored.columns else {("",): stored}
    for (month,), rows in months.items():
        path = into / f"good-{month}-{number:05}.parquet"
        rows.write_parquet(path, compression="lz4")
        yield month, rows.height, path


def _groups(parts: list[tuple[str, int, Path]]) -> list[list[Path]]:
    """Files to be written at once: neighbouring months that fit a portion; one that does not fit, a file at a time."""
    groups: list[list[Path]] = []
    room = 0
    for _, month in groupby(sorted(parts), key=lambda part: part[0]):
        files = list(month)
        whole = sum(rows for _, rows, _ in files)
        fits = whole <= PORTION
        for rows, paths in [(whole, [path for *_, path in files])] if fits else [(r, [p]) for _, r, p in files]:
            if rows > room:
                groups.append([])
                room = PORTION
            groups[-1] += paths
            room -= rows
    return groups
