"""Extract: what a source's SELECT gives is staged as Parquet files of texts, batch by batch."""

import re
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl

from data.connectors import database, files
from data.connectors.definition import Query, Source
from data.refusals import ingest as refusals
from data.settings import fill


@dataclass(frozen=True)
class StagedRows:
    """What was read of one record: the staged files (at least one), their rows and the new watermark."""

    paths: list[Path]
    rows: int
    watermark: str | None


def extract(source: Source, record: str, since: str | None, into: Path) -> StagedRows:
    """Stage one record's rows in the folder `into`: all of them, or those since the last watermark.

    `since` is the watermark that the last reading returned; the source's look-back goes some days before it.
    Raises: UserError where it cannot be read; `Unreachable`, where no record of the source can be.
    """
    query = source.records[record]
    into.mkdir(parents=True, exist_ok=True)
    if source.url:
        start = _look_back(since, query.look_back_days) if query.watermark else None
        return _stage(_batches(source.url, query, start), query.watermark, since, into)
    return _stage_files(source, record, into)


def _batches(url: str, query: Query, start: str | None) -> Iterator[pl.DataFrame]:
    return database.read(fill(url), query.sql, watermark=query.watermark, since=start)


def _stage(batches: Iterator[pl.DataFrame], watermark: str | None, since: str | None, into: Path) -> StagedRows:
    """Each batch is written while the next is read: at most two are held, and a quarter of the time is saved."""
    written: list[Future[Path]] = []
    rows = 0
    with ThreadPoolExecutor(1) as writer:
        for number, batch in enumerate(batches):
            if written:
                written[-1].result()
            written.append(writer.submit(_write, batch, into / f"part-{number:05}.parquet"))
            rows += batch.height
            if watermark:
                since = _latest(batch, watermark, since)
    return StagedRows([done.result() for done in written], rows, since if watermark else None)


def _write(batch: pl.DataFrame, path: Path) -> Path:
    # lz4 halves the time of the default, and the file is read once.
    batch.write_parquet(path, compression="lz4")
    return path


def _stage_files(source: Source, record: str, into: Path) -> StagedRows:
    """Files are always read whole: which rows are new shows when they are stored."""
    # A path that is not absolute starts at the source's folder.
    pattern = str(source.folder / fill(source.files[record]))
    path = into / "part-00000.parquet"
    try:
        files.as_text(files.read(pattern, source.records[record].sql)).sink_parquet(path, compression="lz4")
    except pl.exceptions.PolarsError as error:
        raise files.unfit(error, pattern) from None
    return StagedRows([path], pl.scan_parquet(path).select(pl.len()).collect().item(), None)


def _latest(batch: pl.DataFrame, watermark: str, since: str | None) -> str | None:
    """The greatest watermark so far: numbers by size, anything else as text, as suits ISO moments."""
    if watermark not in batch.columns:
        raise refusals.NO_WATERMARK(watermark=watermark)
    values = pl.concat([batch[watermark].drop_nulls(), pl.Series([since] if since else [], dtype=pl.String)])
    # A moment far ahead is a slip of the source, and would hide all other rows until then.
    tomorrow = f"{datetime.now(UTC) + timedelta(days=1):%Y-%m-%d}"
    values = values.filter(~values.str.contains(r"^\d{4}-\d{2}-\d{2}") | (values.str.head(10) <= tomorrow))
    if values.is_empty():
        return None
    numeric = values.str.contains(r"^\d+(\.\d+)?$").all()
    return values[values.cast(pl.Float64).arg_max()] if numeric else values.max()


def _look_back(since: str | None, days: int) -> str | None:
    """`since` with its date some days earlier; a watermark that begins with no date stays as it is."""
    if since is None or not re.match(r"\d{4}-\d{2}-\d{2}", since):
        return since
    earlier = max(date.fromisoformat(since[:10]).toordinal() - days, 1)
    return f"{date.fromordinal(earlier)}{since[10:]}"
