"""Extract: what a source's SELECT gives is staged as Parquet files of texts, batch by batch."""

import re
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl

from data.certainty import present, scalar
from data.connectors import database, files
from data.connectors.definition import Source
from data.connectors.text_file import MISFITS
from data.records import REFERENCES
from data.refusals.intake import ingest as refusals
from data.settings import fill, settings
from pipelines.ingest.time_limit import within


@dataclass(frozen=True)
class StagedRows:
    """What was read of one record: the staged files (at least one), their rows and the new watermark.

    `misfits`: lines of files that are no rows, each with the `rule` it breaks and its `values` as JSON.
    """

    paths: list[Path]
    rows: int
    watermark: str | None
    misfits: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=MISFITS))


def extract(source: Source, record: str, since: str | None, into: Path) -> StagedRows:
    """Stage one record's rows in the folder `into`: all of them, or those since the last watermark.

    `since` is the watermark that the last reading returned; the source's look-back goes some days before it.
    Raises: UserError where it cannot be read; `Unreachable`, where no record of the source can be.
    """
    into.mkdir(parents=True, exist_ok=True)
    work = _stage_table if source.url else _stage_files
    return within(settings().read_minutes, lambda: work(source, record, since, into))


def _stage_table(source: Source, record: str, since: str | None, into: Path) -> StagedRows:
    query = source.records[record]
    start = _look_back(since, query.look_back_days) if query.watermark else None
    batches = database.read(
        fill(source.url or ""),
        query.sql,
        watermark=query.watermark,
        since=start,
        seconds=60 * settings().read_minutes,
    )
    return _stage(batches, query.watermark, since, into)


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


def _stage_files(source: Source, record: str, since: str | None, into: Path) -> StagedRows:
    """Files are always read whole: which rows are new shows when they are stored."""
    # A path that is not absolute starts at the source's folder.
    pattern = str(source.folder / fill(source.files[record]))
    path = into / "part-00000.parquet"
    query = source.records[record]
    reference = record in REFERENCES
    misfits = files.stage(pattern, query.sql, path, query.format, shown=source.files[record], by_copies=reference)
    return StagedRows([path], pl.scan_parquet(path).select(pl.len()).collect().item(), None, misfits)


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
    greatest = values[present(values.cast(pl.Float64).arg_max())] if numeric else values.max()
    return scalar(greatest, str)


def _look_back(since: str | None, days: int) -> str | None:
    """`since` with its date some days earlier; a watermark that begins with no date stays as it is."""
    if since is None or not re.match(r"\d{4}-\d{2}-\d{2}", since):
        return since
    earlier = max(date.fromisoformat(since[:10]).toordinal() - days, 1)
    return f"{date.fromordinal(earlier)}{since[10:]}"
