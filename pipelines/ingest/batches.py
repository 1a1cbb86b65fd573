"""Check any number of rows in the memory of a batch: cut as they were read, checked, and put together by month."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import polars as pl

from data.records import RECORDS, Record, key
from data.storage.lake import PARTITION
from pipelines.ingest.check import CheckResult, apply_rules, check, read_texts
from pipelines.ingest.extract import StagedRows
from pipelines.ingest.parse import ROW, parse

BATCH_ROWS = 750_000
"""Rows that are held at a time: transactions of 20 columns take 0.7 GB while they are parsed and written."""

BATCH_KEYS = 8 * BATCH_ROWS
"""Keys that are held at a time: one takes a fraction of its row."""

KEY_HASH = "key_hash"


@dataclass
class CheckedBatches:
    """What `check` finds in any number of rows.

    `good`: the rows as they are stored, no key in two of the frames; each has whole months where they fit a batch.
    """

    good: list[pl.LazyFrame] = field(default_factory=list)
    rejected: list[pl.DataFrame] = field(default_factory=list)
    superseded: int = 0
    repeated_hours: int = 0
    skipped_hours: int = 0
    days: int = 0

    def count(self, checked: CheckResult) -> None:
        """Adds what a batch has besides its good rows."""
        self.rejected.append(checked.rejected)
        self.superseded += checked.superseded
        self.repeated_hours += checked.repeated_hours
        self.skipped_hours += checked.skipped_hours
        self.days += checked.days


def check_batches(
    name: str,
    extracted: StagedRows,
    as_stored: Callable[[pl.DataFrame], pl.DataFrame],
    into: Path,
    *,
    time_zone: str,
    references: Mapping[str, pl.LazyFrame],
    watermark: str | None = None,
) -> CheckedBatches:
    """Checks what was staged of one record; what does not fit a batch is staged again in the folder `into`.

    `as_stored` gives good rows the columns that the lake adds. Raises `UserError` as `check` does.
    """
    rows, result = pl.scan_parquet(extracted.paths), CheckedBatches()
    if extracted.rows <= BATCH_ROWS:
        checked = check(name, rows, time_zone=time_zone, references=references, watermark=watermark)
        result.count(checked)
        result.good.append(as_stored(checked.good).lazy())
        return result
    raw = [
        read_texts(name, rows.slice(start, BATCH_ROWS), watermark=watermark).with_row_index(ROW, start)
        for start in range(0, extracted.rows, BATCH_ROWS)
    ]
    into.mkdir(parents=True, exist_ok=True)
    parts: list[_Part] = []
    for number, batch in enumerate(_cut(RECORDS[name], raw, into, time_zone)):
        checked = apply_rules(name, batch, time_zone=time_zone, references=references)
        result.count(checked)
        stored = as_stored(checked.good)
        parts += _staged(stored, into, number)
        nothing = stored.clear()
    result.good = [pl.scan_parquet(paths) for paths in _groups(parts)] or [nothing.lazy()]
    return result


def shares(keys: int) -> int:
    """In how many shares so many keys are held."""
    return keys // BATCH_KEYS + 1


def _cut(record: type[Record], raw: list[pl.LazyFrame], into: Path, time_zone: str) -> Iterator[pl.LazyFrame]:
    """The rows in batches as they were read, but those that must be checked together after all others."""
    together = _together(record, raw, into, time_zone)
    for number, batch in enumerate(raw):
        here = [rows.filter(rows.is_between(number * BATCH_ROWS, (number + 1) * BATCH_ROWS - 1)) for rows in together]
        apart = pl.concat(here) if here else None
        yield batch if apart is None or apart.is_empty() else batch.filter(~pl.col(ROW).is_in(apart.implode()))
    for rows in together:
        yield pl.concat(raw).filter(pl.col(ROW).is_in(rows.implode()))


def _together(record: type[Record], raw: list[pl.LazyFrame], into: Path, time_zone: str) -> list[pl.Series]:
    """The numbers of rows whose key, or a value that must be unique, is there more than once, in batches."""
    unique = [[name] for name, column in record.columns().items() if column.unique]
    again, *others = [_again(_marks(record, raw, columns, into, time_zone)) for columns in [key(record), *unique]]
    if others:
        # A claim and its copy may share their transaction with another claim: all of them are checked at once.
        series = [pl.concat([again, *others])[ROW].unique()]
    else:
        parts = len(again) // BATCH_ROWS + 1
        series = [again.filter(pl.col(KEY_HASH) % parts == part)[ROW] for part in range(parts)]
    return [numbers for numbers in series if len(numbers)]


def _marks(
    record: type[Record], raw: list[pl.LazyFrame], columns: list[str], into: Path, time_zone: str
) -> pl.LazyFrame:
    """Row numbers with eight bytes for the values of these columns; a row whose key has no value is not there."""
    paths = [into / f"marks-{columns[0]}-{number:05}.parquet" for number in range(len(raw))]
    for path, batch in zip(paths, raw, strict=True):
        values = parse(record, batch.select(ROW, *columns), time_zone).rows
        values = values.drop_nulls() if columns == key(record) else values
        values.select(ROW, pl.struct(columns).hash().alias(KEY_HASH)).write_parquet(path, compression="lz4")
    return pl.scan_parquet(paths)


def _again(marks: pl.LazyFrame) -> pl.DataFrame:
    """Those that are there more than once."""
    parts = shares(marks.select(pl.len()).collect().item())
    return pl.concat(
        marks.filter(pl.col(KEY_HASH) % parts == part)
        .collect(engine="streaming")
        .filter(pl.col(KEY_HASH).is_duplicated())
        for part in range(parts)
    )


class _Part(NamedTuple):
    """The rows of a month in a batch as it was read."""

    month: str
    path: Path
    rows: int


def _staged(stored: pl.DataFrame, into: Path, number: int) -> Iterator[_Part]:
    months = stored.partition_by(PARTITION, as_dict=True) if PARTITION in stored.columns else {("",): stored}
    for (month,), rows in months.items():
        path = into / f"good-{month}-{number:05}.parquet"
        rows.write_parquet(path, compression="lz4")
        yield _Part(month, path, rows.height)


def _groups(parts: list[_Part]) -> list[list[Path]]:
    """Files to be written at once: neighbouring months that fit a batch; one that does not fit, part by part."""
    groups: list[list[Path]] = []
    room = 0
    for _, of_month in groupby(sorted(parts), key=lambda part: part.month):
        month = list(of_month)
        fits = sum(part.rows for part in month) <= BATCH_ROWS
        for together in [month] if fits else [[part] for part in month]:
            rows = sum(part.rows for part in together)
            if rows > room:
                groups.append([])
                room = BATCH_ROWS
            groups[-1] += [part.path for part in together]
            room -= rows
    return groups
