"""One record of one source, from the source to the lake: extract → check → compare with what is stored → store."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from data.certainty import present
from data.connectors.definition import Source
from data.event_log import log_event
from data.records import RECORDS, local_date
from data.refusals.intake import ingest as refusals
from data.storage.lake import NO_VERSION, PARTITION, Lake, Upsert
from data.storage.manifest import RecordState, RowCount
from data.storage.names import lake_table
from metrics.calendar.periods import containing
from metrics.engine.increments import MOST_ROWS, ChangedRows
from pipelines.ingest.about import looked_up
from pipelines.ingest.batches import CheckedBatches, check_batches, shares
from pipelines.ingest.beyond import Retained
from pipelines.ingest.causes import Causes, causes_of, merge_causes
from pipelines.ingest.check import CheckResult, check
from pipelines.ingest.customer_keys import EARLIER, KEY, open_keys
from pipelines.ingest.deleted import add_gone, find_gone, key_text, mark_returned
from pipelines.ingest.extract import StagedRows, extract
from pipelines.ingest.privacy import refuse_personal, refuse_personal_refused
from pipelines.ingest.rejected import (
    as_rejected,
    has_conflicts,
    mask_keys,
    mask_stored,
    open_rejections,
    read_values,
    update_rejected,
)


@dataclass(frozen=True)
class LoadedRecord:
    """What became of one record: its state, the rejected and gone tables after it, the months whose sums are stale.

    `rules`: those that most of the rows refused now break, most frequent first.
    `changed`: the rows that are new or differ, None where they are too many to hold; rows that `causes` calls gone are
    not among them.
    """

    state: RecordState
    rejected: pl.DataFrame
    gone: pl.DataFrame
    changed: ChangedRows | None
    causes: Causes = field(default_factory=dict)
    rules: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Retry:
    """Rows refused in earlier runs: the keys of those that have nothing to wait for any more, and the others checked.

    `checked` is None where no row waits.
    """

    answered: pl.DataFrame
    checked: CheckResult | None


class RecordLoad:
    """The loading of one record. `load` names the steps; only `_store` writes.

    `before`: its state after the last run, for the watermark. `rejected`, `gone`: the tables as they are before it.
    `full`: all rows are read, and stored ones that the source no longer has are taken out. Memory depends on a batch of
    the rows, and on those that stay out or changed. `kept_from`: record → the first month of which rows are retained.
    """

    def __init__(
        self,
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
        kept_from: Mapping[str, str] | None = None,
    ) -> None:
        self.source, self.name, self.lake, self.before = source, name, lake, before
        self.gone, self.customer_keys = gone, open_keys(lake, name, full=full)
        self.run, self.staging, self.full = run, staging, full
        self.table, self.keys = lake_table(name), ["source", *RECORDS[name].primary_key()]
        self.query = source.records[name]
        kept = kept_from or {}
        self.retained = Retained(name, source.name, source.time_zone, kept, lake)
        self.rejected = mask_stored(rejected, name, self.customer_keys)
        self.waiting = open_rejections(self.rejected, source.name, name)
        # Only a reading of all rows can tell which of several contradicting copies still stand.
        self.since = None if full or has_conflicts(self.waiting) else before.watermark
        self.rules: dict[str, Any] = {
            "time_zone": source.time_zone,
            "references": {**_references(name, lake), **looked_up(name, source.name, lake, kept)},
            "watermark": self.query.watermark,
        }

    def load(self) -> LoadedRecord:
        """Reads, checks and stores the record; raises: UserError when it cannot be read, nothing is written then."""
        staged = self._extract()
        batches = self._check(staged)
        for refused in batches.rejected:
            refuse_personal_refused(self.name, refused, self.query.allow)
        read_keys = self._keys(batches)
        missed = self._find_missed(read_keys, staged.rows)
        retry = self._check_waiting(read_keys)
        stored = self._store(batches, missed, retry)
        return self._describe(staged, batches, missed, retry, stored)

    def _extract(self) -> StagedRows:
        return extract(self.source, self.name, self.since, self.staging)

    def _check(self, staged: StagedRows) -> CheckedBatches:
        def as_stored(good: pl.DataFrame) -> pl.DataFrame:
            return self.retained.within(self._as_stored(good))

        batches = check_batches(self.name, staged, as_stored, self.staging / "good", **self.rules)
        batches.rejected = [self.retained.refused(refused) for refused in batches.rejected]
        batches.rejected.append(as_rejected(self.name, staged.misfits))
        return batches

    def _keys(self, batches: CheckedBatches) -> pl.LazyFrame:
        """The keys of all rows read, good or not."""
        good = [rows.select(key_text(self.name).alias("key")) for rows in batches.good]
        return pl.concat([*good, pl.concat(batches.rejected).lazy().select("key").drop_nulls()])

    def _find_missed(self, read_keys: pl.LazyFrame, rows: int) -> pl.DataFrame:
        """The stored rows that a reading of all rows lacks; one that gives none at all is not believed."""
        if not self.full:
            return pl.DataFrame()
        missed = find_gone(self.lake, self.source.name, self.name, read_keys, shares(rows))
        if missed.height and not rows:
            raise refusals.NO_ROWS_ANY_MORE(rows=missed.height)
        return missed

    def _check_waiting(self, read_keys: pl.LazyFrame) -> _Retry:
        # After a full reading, what was refused and is not in the source any more has nothing to wait for either.
        answered = self.waiting.select("key") if self.full else self._answered(read_keys)
        waiting = self.waiting.join(answered, on="key", how="anti", nulls_equal=True)
        checked = check(self.name, read_values(waiting, self.name), **self.rules) if waiting.height else None
        return _Retry(answered, checked)

    def _answered(self, read_keys: pl.LazyFrame) -> pl.DataFrame:
        """The keys of waiting rows that the source gave again; of rows without a key only one of all rows can tell."""
        keys, whole = self.waiting.select("key").unique(), self.since is None
        given = keys.lazy().join(read_keys, on="key", how="semi").collect(engine="streaming") if keys.height else keys
        return pl.concat([given, keys.filter(pl.col("key").is_null() & whole)])

    def _store(self, batches: CheckedBatches, missed: pl.DataFrame, retry: _Retry) -> "_Stored":
        """Takes missed rows out of the lake and writes those that are new or differ: all of it or nothing."""
        readmitted = self.retained.forgetful(self._as_stored(retry.checked.good)) if retry.checked else None
        stored, waiting = _Stored(self.gone), self.waiting["key"].drop_nulls().unique().implode()
        with self.lake.all_or_nothing(self.table) as base:
            base = max(base, self._salt_stored())
            self.lake.remove(self.table, missed, self.keys)
            for number, batch in enumerate(batches.good):
                rows = batch.collect()
                if readmitted is not None and number == 0:
                    rows = pl.concat([rows, readmitted])
                upsert = self.lake.upsert(self.table, rows, self.keys, base=base)
                gone = None if number else missed
                waited = upsert.after.filter(key_text(self.name).is_in(waiting))
                stored.add(upsert, causes_of(upsert, self.keys, waited=waited, gone=gone))
                stored.gone = mark_returned(
                    stored.gone, source=self.source.name, record=self.name, run=self.run, stored=upsert.after
                )
        return stored

    def _describe(
        self, staged: StagedRows, batches: CheckedBatches, missed: pl.DataFrame, retry: _Retry, stored: "_Stored"
    ) -> LoadedRecord:
        """How the record stands now, with the tables of rows that stay out; nothing is written here."""
        refused, answered, readmitted = pl.concat(batches.rejected), retry.answered, 0
        if retry.checked:
            readmitted = retry.checked.good.height
            admitted = retry.checked.good.select(key_text(self.name).alias("key"))
            refused_again, answered = retry.checked.rejected, pl.concat([answered, admitted])
        else:
            refused_again = refused.clear()
        place = {"source": self.source.name, "record": self.name, "run": self.run}
        data_to = self._data_to()
        state = RecordState(
            rows=RowCount(
                read=staged.rows + staged.misfits.height,
                good=stored.rows - readmitted,
                rejected=refused.height,
                superseded=batches.superseded,
                unchanged=stored.unchanged,
                readmitted=readmitted,
                gone=missed.height,
                beyond=self.retained.beyond,
                repeated_hours=batches.repeated_hours,
                skipped_hours=batches.skipped_hours,
                days=batches.days,
            ),
            watermark=staged.watermark or self.before.watermark,
            read_at=datetime.now(UTC),
            data_to=data_to,
            under_way=data_to == self._today() if data_to else False,
            expected_by=self.query.expected_by,
        )
        keyed = KEY in self.query.sql
        every_refused = mask_keys(pl.concat([refused, refused_again]), self.customer_keys, in_text=keyed)
        every_refused = every_refused.select("key", "rule", "values")
        return LoadedRecord(
            state=state,
            rejected=update_rejected(self.rejected, refused=every_refused, answered=answered, **place),
            gone=add_gone(stored.gone, missed=missed, **place),
            changed=stored.changed,
            causes=stored.causes,
            rules=refused["rule"]
            .value_counts(sort=True)
            .sort("count", "rule", descending=[True, False])["rule"]
            .to_list(),
        )

    def _salt_stored(self) -> int:
        """Gives rows that an earlier version stored as their source keyed them keys of ours; the version then.

        One month is held at a time.
        """
        lake, table = self.lake, self.table
        if self.customer_keys is None or not lake.exists(table):
            return NO_VERSION
        stored = lake.scan(table)
        if EARLIER in stored.collect_schema():
            return NO_VERSION
        months = stored.select(PARTITION).unique().collect()[PARTITION].sort().to_list()
        lake.append(table, self.customer_keys.salt(self.name, stored.head(0).collect()))
        for month in months:
            rows = stored.filter(pl.col(PARTITION) == month).collect()
            lake.write(table, self.customer_keys.salt(self.name, rows), months=[month])
        log_event("customers' keys salted", source=self.source.name, record=self.name, months=len(months))
        return lake.version(table)

    def _as_stored(self, good: pl.DataFrame) -> pl.DataFrame:
        """The rows as the lake holds them: by source, and by the local month in which they start."""
        refuse_personal(self.name, good, self.query.allow)
        if self.customer_keys:
            good = self.customer_keys.salt(self.name, good)
        rows = good.select(pl.lit(self.source.name).alias("source"), pl.all())
        dated = local_date(RECORDS[self.name])
        return rows.with_columns(pl.col(dated).dt.strftime("%Y-%m").alias(PARTITION)) if dated else rows

    def _data_to(self) -> date | None:
        """The last local day that the stored rows cover: a monthly row covers its whole month.

        It goes back when the source corrects a day that was too late, and never lies ahead: what is planned is not
        known.
        """
        dated = local_date(RECORDS[self.name])
        if not dated or RECORDS[self.name].ahead:
            return None
        last = self.lake.last_day(self.table, dated, self.source.name)
        return min(containing(last, RECORDS[self.name].grain).end, self._today()) if last else None

    def _today(self) -> date:
        """The day that it is where the source is."""
        return datetime.now(ZoneInfo(self.source.time_zone)).date()


@dataclass
class _Stored:
    """What the batches of a record changed in the lake, added up, and the table of gone rows after them."""

    gone: pl.DataFrame
    rows: int = 0
    unchanged: int = 0
    changed: ChangedRows | None = None
    causes: Causes = field(default_factory=dict)

    def add(self, upsert: Upsert, causes: Causes) -> None:
        """One batch more."""
        before = upsert.after.clear() if upsert.before is None else upsert.before
        batch = ChangedRows(before, upsert.after)
        if not self.rows + self.unchanged:
            self.changed = batch
        elif self.changed is not None:
            fits = self.changed.rows + batch.rows <= MOST_ROWS
            self.changed = self.changed.with_those(batch) if fits else None
        self.rows += upsert.written
        self.unchanged += upsert.unchanged
        self.causes = merge_causes([self.causes, causes])


def _references(name: str, lake: Lake) -> Mapping[str, pl.LazyFrame]:
    """The reference tables that the record's columns point to, as far as any source has supplied them."""
    records = {present(column.metadata)["refers"] for column in RECORDS[name].columns().values()} - {""}
    return {record: lake.scan(lake_table(record)) for record in records if lake.exists(lake_table(record))}
