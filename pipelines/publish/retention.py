"""Rows that have grown older than they are retained leave the home; the sums of their months stay."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from data.certainty import present
from data.connectors.definition import load
from data.errors import UserError
from data.records import RECORDS
from data.refusals.intake import runs as refusals
from data.storage.lake import PARTITION, Lake
from data.storage.manifest import Manifest
from data.storage.names import CONTACTS_KEPT, GONE, REJECTED, kept_table, lake_table
from data.storage.snapshot import Snapshot
from metrics.calendar.periods import add_months, parse
from metrics.definition.rowsets import has_rows, record_behind
from metrics.engine.cubes import cubes_over, published_rows
from metrics.engine.kept_months import sums_to_keep
from pipelines.ingest import deleted, rejected
from pipelines.ingest.beyond import dates_of, old_gone, old_refused, without
from pipelines.ingest.names_gone import forget_names


@dataclass(frozen=True, kw_only=True)
class Leaving:
    """What leaves of a record: rows of the lake, refused rows and gone rows from before a month."""

    record: str
    months: int
    month: str
    rows: int
    refused: int
    gone: int
    left: int
    """Rows that stay."""

    @property
    def first(self) -> date:
        """The first day that is retained."""
        return parse(self.month).start

    @property
    def any(self) -> bool:
        """Whether anything leaves."""
        return bool(self.rows + self.refused + self.gone)

    @property
    def empties(self) -> bool:
        """Whether nothing of the record would be left."""
        return bool(self.rows) and not self.left


def time_zones(folders: Mapping[str, str]) -> dict[str, str]:
    """Source → its time zone, in which refused rows tell moments; without sources whose folder is gone."""
    zones = {}
    for source, folder in folders.items():
        with suppress(UserError):
            zones[source] = load(Path(folder)).time_zone
    return zones


def find_leaving(
    retention: Mapping[str, int], lake: Lake, manifest: Manifest, zones: Mapping[str, str]
) -> list[Leaving]:
    """What would leave now of each record for which a retention is set, in the order of the records.

    Months are counted back from the last day of data. A month leaves whole, once its last day is too old; a row leaves
    once none of its dates is retained, for it counts in the month of each. `zones`: source → its time zone.
    """
    if manifest.data_to is None:
        return []
    return [
        _leaving(record, retention[record], lake, manifest, zones)
        for record in RECORDS
        if record in retention and lake_table(record) in manifest.tables
    ]


def _leaving(record: str, months: int, lake: Lake, manifest: Manifest, zones: Mapping[str, str]) -> Leaving:
    month = f"{add_months(present(manifest.data_to), -months):%Y-%m}"
    # What has left does not come back where more is to be retained from now on.
    month = max(month, manifest.kept_from.get(record, ""))
    first, stored = parse(month).start, lake.scan(lake_table(record))
    old = pl.max_horizontal(dates_of(record)) < first
    rows, going = stored.select(pl.len(), old.sum()).collect().row(0)
    refused, gone = _old(record, first, lake, zones)
    return Leaving(
        record=record,
        months=months,
        month=month,
        rows=going,
        refused=refused.height,
        gone=gone.height,
        left=rows - going,
    )


def _old(record: str, first: date, lake: Lake, zones: Mapping[str, str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The refused and the gone rows of a record that are too old."""
    every = rejected.read_rejected(lake)
    refused = [
        old_refused(of_source, record, zones.get(source, "UTC"), first)
        for (source,), of_source in every.filter(pl.col("record") == record).group_by("source")
    ]
    return pl.concat([every.clear(), *refused]), old_gone(deleted.read_gone(lake), record, first)


def is_due(leaving: Leaving, manifest: Manifest) -> bool:
    """Whether a run has to let go of something, or a month more is gone of a record that some rows have left."""
    return leaving.any or manifest.kept_from.get(leaving.record, leaving.month) < leaving.month


def refuse_emptying(leaving: Leaving) -> UserError:
    """What is said where nothing of a record would be left, which nobody can have meant without saying so."""
    return refusals.RETENTION_EMPTIES(record=leaving.record, months=leaving.months, rows=leaving.rows)


def let_go(leaving: Leaving, lake: Lake, now: Snapshot, zones: Mapping[str, str]) -> list[str]:
    """Keeps the sums of the months whose rows leave, takes these rows and their names out, and says so in the manifest.

    In: a snapshot whose published tables have all months. Out: the tables whose earlier versions must not be kept.
    """
    manifest, record = now.manifest, leaving.record
    before = manifest.kept_from.get(record, "")
    if before < leaving.month:
        for rows in published_rows(now.catalogue):
            if record_behind(rows) != record or not has_rows(rows, now):
                continue
            for cube in cubes_over(rows, now.catalogue):
                lake.append(kept_table(rows, cube.name), sums_to_keep(rows, cube, now, leaving.month))
    manifest.kept_from = manifest.kept_from | {record: leaving.month}
    refused, gone = _old(record, leaving.first, lake, zones)
    table = lake_table(record)
    left = _by_source(lake, table)
    old = lake.scan(table).filter(pl.max_horizontal(dates_of(record)) < leaving.first)
    naming = forget_names(record, old.select("source", *RECORDS[record].primary_key()), lake)
    taken = lake.remove_before(table, dates_of(record), leaving.first)
    left = {source: rows - _by_source(lake, table).get(source, 0) for source, rows in left.items()}
    touched = [table, *naming] if taken else []
    for name, every, going in (
        (REJECTED, rejected.read_rejected(lake), refused),
        (GONE, deleted.read_gone(lake), gone),
    ):
        if going.height:
            lake.write(name, without(every, [going]))
            touched.append(name)
    _account(manifest, record, left, refused, gone)
    return touched


def _by_source(lake: Lake, table: str) -> dict[str, int]:
    return dict(lake.scan(table).group_by("source").len().collect().iter_rows())


def _account(
    manifest: Manifest, record: str, left: Mapping[str, int], refused: pl.DataFrame, gone: pl.DataFrame
) -> None:
    """Says of the last reading of each source where its rows are now."""
    for source, records in manifest.sources.items():
        if record not in records:
            continue
        rows = records[record].rows
        open_rows = refused.filter(pl.col("source") == source, pl.col("resolved").is_null()).height
        fewer = min(rows.rejected, open_rows)
        away = gone.filter(pl.col("source") == source, pl.col("back").is_null()).height
        update = {
            "left": rows.left + left.get(source, 0),
            "rejected": rows.rejected - fewer,
            "beyond": rows.beyond + fewer,
            "gone": max(0, rows.gone - away),
        }
        records[record] = records[record].model_copy(update={"rows": rows.model_copy(update=update)})


def keep_contacts(counted: pl.DataFrame, leaving: Leaving, now: Snapshot, lake: Lake) -> None:
    """Keeps the contacts of the months that leave, by day, for forecasts; in: `ds` and other columns."""
    days = counted.filter(pl.col("ds") < leaving.first)
    if month := now.manifest.kept_from.get(leaving.record):
        days = days.filter(pl.col("ds") >= parse(month).start)
    lake.append(CONTACTS_KEPT, days.with_columns(pl.col("ds").dt.strftime("%Y-%m").alias(PARTITION)))
