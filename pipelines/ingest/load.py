"""One record of one source, from the source to the lake."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl

from data.connectors.definition import Source
from data.errors import UserError
from data.records import RECORDS, local_date, told_by
from data.storage.lake import PARTITION, Lake, Upsert
from data.storage.manifest import RecordState, RowCount
from metrics.calendar.periods import containing
from metrics.engine.increments import KEPT_ROWS, Changed
from pipelines.ingest.batches import check_batches, shares
from pipelines.ingest.causes import Causes, causes_of, merge_causes
from pipelines.ingest.check import check
from pipelines.ingest.deleted import add_gone, find_gone, key_text, mark_returned
from pipelines.ingest.extract import extract
from pipelines.ingest.rejected import has_conflicts, open_rejections, read_values, update_rejected


@dataclass(frozen=True)
class Loaded:
    """What became of one record: its state, the rejected and gone tables after it, the months whose sums are stale.

    `changed`: the rows that are new or differ, None where they are too many to hold; those that `causes` tells to be
    gone are not among them.
    """

    state: RecordState
    rejected: pl.DataFrame
    gone: pl.DataFrame
    changed: Changed | None
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
    source no longer has are taken out. Memory depends on a portion of the rows, and on those that stay out or changed.
    Raises: UserError when it cannot be read; nothing of it is written then.
    """
    query = source.records[name]
    waiting = open_rejections(rejected, source.name, name)
    since = None if full or has_conflicts(waiting) else before.watermark
    extracted = extract(source, name, since, staging)
    checks = {
        "time_zone": source.time_zone,
        "references": _references(name, lake),
        "watermark": query.watermark,
        "source": source.name,
    }
    as_stored = partial(_stored, source=source.name, name=name)
    found = check_batches(name, extracted, as_stored, staging / "good", **checks)
    refused = pl.concat(found.rejected)
    read = pl.concat([*(_keys(rows, name) for rows in found.good), refused.lazy().select("key").drop_nulls()])
    missed = _missed(lake, source, name, read, extracted.rows) if full else pl.DataFrame()

    # After a full reading, what was refused and is not in the source any more has nothing to wait for either.
    answered = waiting.select("key") if full else _answered(waiting, read, whole=since is None)
    waiting = waiting.join(answered, on="key", how="anti", nulls_equal=True)
    again = check(name, read_values(waiting, name), **checks) if waiting.height else None
    came_again = as_stored(again.good) if again else None

    written, keys = _Written(), ["source", *RECORDS[name].primary_key()]
    with lake.all_or_nothing(f"lake/{name}") as base:
        lake.remove(f"lake/{name}", missed, keys)
        for place, portion in enumerate(found.good):
            rows = portion.collect()
            if again and place == 0:
                rows = pl.concat([rows, came_again])
            upserted = lake.upsert(f"lake/{name}", rows, keys, base=base)
            written.add(upserted, causes_of(upserted, keys, readmitted=came_again, gone=None if place else missed))
            gone = mark_returned(gone, source=source.name, record=name, run=run, stored=upserted.after)
    readmitted = again.good.height if again else 0
    count = RowCount(
        read=extracted.rows,
        good=written.rows - readmitted,
        rejected=refused.height,
        superseded=found.superseded,
        unchanged=written.unchanged,
        readmitted=readmitted,
        gone=missed.height,
        repeated_hours=found.repeated_hours,
        skipped_hours=found.skipped_hours,
    )
    state = RecordState(
        rows=count,
        watermark=extracted.watermark or before.watermark,
        read_at=datetime.now(UTC),
        data_to=_data_to(lake, source, name),
        expected_by=query.expected_by,
    )
    after = update_rejected(
        rejected,
        source=source.name,
        record=name,
        run=run,
        refused=pl.concat([refused, again.rejected] if again else [refused]).select("key", "rule", "values"),
        answered=pl.concat([answered, again.good.select(key_text(name).alias("key"))] if again else [answered]),
    )
    gone = add_gone(gone, source=source.name, record=name, run=run, missed=missed)
    return Loaded(state, after, gone, written.changed, written.causes)


@dataclass
class _Written:
    """What the portions of a record changed in the lake, added up."""

    rows: int = 0
    unchanged: int = 0
    changed: Changed | None = None
    causes: Causes = field(default_factory=dict)

    def add(self, upserted: Upsert, causes: Causes) -> None:
        """One portion more."""
        before = upserted.after.clear() if upserted.before is None else upserted.before
        portion = Changed(before, upserted.after)
        if not self.rows + self.unchanged:
            self.changed = portion
        elif self.changed is not None:
            held = self.changed.rows + portion.rows <= KEPT_ROWS
            self.changed = self.changed.and_those(portion) if held else None
        self.rows += upserted.written
        self.unchanged += upserted.unchanged
        self.causes = merge_causes([self.causes, causes])


def _answered(waiting: pl.DataFrame, read: pl.LazyFrame, *, whole: bool) -> pl.DataFrame:
    """The keys of waiting rows that a reading gave again; of rows without a key only one of all rows can tell."""
    keys = waiting.select("key").unique()
    given = keys.lazy().join(read, on="key", how="semi").collect(engine="streaming") if keys.height else keys
    return pl.concat([given, keys.filter(pl.col("key").is_null() & whole)])


def _missed(lake: Lake, source: Source, name: str, read: pl.LazyFrame, rows: int) -> pl.DataFrame:
    """The stored rows that a reading of all rows lacks; one that gives none at all is not believed."""
    missed = find_gone(lake, source.name, name, read, shares(rows))
    if missed.height and not rows:
        raise UserError(
            f"Source {source.name}, record {name}: it gives no rows any more where {missed.height:,} are stored; they "
            "are kept. Take the record out of the source's folder if that is meant."
        )
    return missed


def _references(name: str, lake: Lake) -> Mapping[str, pl.LazyFrame]:
    """The reference tables that the record's columns point to, as far as any source has supplied them."""
    wanted = {column.metadata["refers"] for column in RECORDS[name].columns().values()} - {""}
    return {table: lake.scan(f"lake/{table}") for table in wanted if lake.exists(f"lake/{table}")}


def _stored(good: pl.DataFrame, *, source: str, name: str) -> pl.DataFrame:
    """The rows as the lake holds them: by source, and by the local month in which they start."""
    stored = good.select(pl.lit(source).alias("source"), pl.all())
    dated = local_date(RECORDS[name])
    return stored.with_columns(pl.col(dated).dt.strftime("%Y-%m").alias(PARTITION)) if dated else stored


def _keys(rows: pl.LazyFrame, name: str) -> pl.LazyFrame:
    return rows.select(key_text(name).alias("key"))


def _data_to(lake: Lake, source: Source, name: str) -> date | None:
    """The last local day that the stored rows tell of: a monthly row tells of its whole month.

    It goes back when the source corrects a day that was too late, and never lies ahead: what is planned is not known.
    """
    dated = local_date(RECORDS[name])
    if not dated:
        return None
    last = lake.last_day(f"lake/{name}", dated, source.name)
    today = datetime.now(ZoneInfo(source.time_zone)).date()
    return min(containing(last, told_by(RECORDS[name])).end, today) if last else None
