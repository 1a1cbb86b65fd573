"""One record of one source, from the source to the lake."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl

from data.lake import PARTITION, Lake
from data.manifest import RecordState, RowCount
from data.problem import Problem
from data.records import RECORDS, local_date, told_by
from data.source import Source
from metrics.differences import Changed
from metrics.periods import containing
from pipelines.causes import Causes, causes_of
from pipelines.check import check
from pipelines.extract import extract
from pipelines.gone import joined, missing, noted
from pipelines.rejected import copies_wait, open_rows, settled, values_of


@dataclass(frozen=True)
class Loaded:
    """What became of one record: its state, the rejected and gone tables after it, the months whose sums are stale.

    `changed`: the rows that are new or differ; those that `causes` tells to be gone are not among them.
    """

    state: RecordState
    rejected: pl.DataFrame
    gone: pl.DataFrame
    changed: Changed
    causes: Causes = field(default_factory=dict)


def load_record(
    source: Source,
    name: str,
    *,
    lake: Lake,
    before: RecordState,
    rejected: pl.DataFrame,
    gone: pl.DataFrame,
    run: str,
    staging: Path,
    full: bool = False,
) -> Loaded:
    """Reads, checks and upserts one record.

    `before`: its state after the last run, for the watermark. `full`: all rows are read, and stored ones that the
    source no longer has are taken out. Raises: Problem when it cannot be read; nothing of it is written then.
    """
    query = source.records[name]
    waiting = open_rows(rejected, source.name, name)
    since = None if full or copies_wait(waiting) else before.watermark
    extracted = extract(source, name, since, staging)
    references = _references(name, lake)
    checks = {
        "time_zone": source.time_zone,
        "references": references,
        "watermark": query.watermark,
        "source": source.name,
    }
    checked = check(name, pl.scan_parquet(extracted.paths), **checks)

    # Rows without a key can only be told to be gone by a reading of all rows.
    whole = pl.DataFrame({"key": [None] if since is None else []}, schema={"key": pl.String})
    read_keys = pl.concat([_keys(checked.good, name), checked.rejected.select("key").drop_nulls(), whole]).unique()
    missed = _missed(lake, source, name, read_keys, extracted.rows) if full else pl.DataFrame()
    if full:
        # What was refused and is no longer in the source either has nothing to wait for.
        read_keys = pl.concat([read_keys, waiting.select("key")]).unique()
    waiting = waiting.join(read_keys, on="key", how="anti", nulls_equal=True)
    again = check(name, values_of(waiting, name), **checks) if waiting.height else None
    good = pl.concat([checked.good, again.good]) if again else checked.good
    refused = pl.concat([checked.rejected, again.rejected]) if again else checked.rejected

    keys = ["source", *RECORDS[name].primary_key()]
    lake.remove(f"lake/{name}", missed, keys)
    upserted = lake.upsert(f"lake/{name}", _stored(good, source.name, name), keys)
    readmitted = again.good.height if again else 0
    rows = RowCount(
        read=extracted.rows,
        good=upserted.written - readmitted,
        rejected=checked.rejected.height,
        superseded=checked.superseded,
        unchanged=upserted.unchanged,
        readmitted=readmitted,
        gone=missed.height,
        repeated_hours=checked.repeated_hours,
        skipped_hours=checked.skipped_hours,
    )
    state = RecordState(
        rows=rows,
        watermark=extracted.watermark or before.watermark,
        read_at=datetime.now(UTC),
        data_to=_data_to(lake, source, name),
        expected_by=query.expected_by,
    )
    after = settled(
        rejected,
        source=source.name,
        record=name,
        run=run,
        refused=refused.select("key", "rule", "values"),
        came_in=_keys(good, name),
        read_keys=read_keys,
    )
    came_again = _stored(again.good, source.name, name) if again else None
    causes = causes_of(upserted, keys, readmitted=came_again, gone=missed)
    missing_now = noted(gone, source=source.name, record=name, run=run, missed=missed, stored=upserted.after)
    before_it = upserted.after.clear() if upserted.before is None else upserted.before
    return Loaded(state, after, missing_now, Changed(before_it, upserted.after), causes)


def _missed(lake: Lake, source: Source, name: str, read_keys: pl.DataFrame, rows: int) -> pl.DataFrame:
    """The stored rows that a reading of all rows lacks; one that gives none at all is not believed."""
    missed = missing(lake, source.name, name, read_keys)
    if missed.height and not rows:
        raise Problem(
            f"Source {source.name}, record {name}: it gives no rows any more where {missed.height:,} are stored; they "
            "are kept. Take the record out of the source's folder if that is meant."
        )
    return missed


def _references(name: str, lake: Lake) -> Mapping[str, pl.LazyFrame]:
    """The reference tables that the record's columns point to, as far as any source has supplied them."""
    wanted = {column.metadata["refers"] for column in RECORDS[name].columns().values()} - {""}
    return {table: lake.scan(f"lake/{table}") for table in wanted if lake.exists(f"lake/{table}")}


def _stored(good: pl.DataFrame, source: str, name: str) -> pl.DataFrame:
    """The rows as the lake holds them: by source, and by the local month in which they start."""
    stored = good.select(pl.lit(source).alias("source"), pl.all())
    dated = local_date(RECORDS[name])
    return stored.with_columns(pl.col(dated).dt.strftime("%Y-%m").alias(PARTITION)) if dated else stored


def _keys(rows: pl.DataFrame, name: str) -> pl.DataFrame:
    return rows.select(joined(name).alias("key"))


def _data_to(lake: Lake, source: Source, name: str) -> date | None:
    """The last local day that the stored rows tell of: a monthly row tells of its whole month.

    It goes back when the source corrects a day that was too late, and never lies ahead: what is planned is not known.
    """
    dated = local_date(RECORDS[name])
    if not dated:
        return None
    last = lake.last(f"lake/{name}", dated, source.name)
    today = datetime.now(ZoneInfo(source.time_zone)).date()
    return min(containing(last, told_by(RECORDS[name])).end, today) if last else None
