"""The Delta tables: upsert by source and key, replace by month, take rows out, go back to a version."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shutil import rmtree

import polars as pl
from deltalake import write_deltalake

from data.certainty import scalar, scalar_or_none
from data.refusals import storage as refusals
from data.storage import delta_log, object_storage
from data.storage.changed_months import PARTITION as PARTITION
from data.storage.changed_months import find_changed_months
from data.storage.delta_table import Table
from data.storage.names import ROOTS

NO_VERSION = -1
"""Of a table that was not there."""


@dataclass(frozen=True)
class Upsert:
    """What an upsert did: rows written, rows already there, and the rows that changed as they were and as they are."""

    written: int
    unchanged: int
    before: pl.DataFrame | None
    after: pl.DataFrame


class Lake:
    """The tables of one home, at their latest versions: only a run holding the lock writes them.

    `at`: where they lie if not in the home, as `s3://bucket/folder`.
    """

    def __init__(self, home: Path, at: str = "") -> None:
        self.home = home
        self.at = at or str(home)
        self._published: dict[str, int] = {}
        self._opened: dict[str, Table] = {}

    def exists(self, table: str) -> bool:
        """Whether the table has ever been written."""
        seen = table in self._opened or table in self._published
        return seen or Table.is_deltatable(self._address(table))

    def version(self, table: str) -> int:
        """The latest version of the table."""
        if table in self._opened or table not in self._published:
            return self._open(table).version()
        return self._published[table]

    def versions(self) -> dict[str, int]:
        """The latest version of every table."""
        return {table: self.version(table) for table in self.tables()}

    def tables(self) -> list[str]:
        """Every table of the home, whether a manifest knows it or not."""
        if object_storage.is_remote(self.at):
            return object_storage.tables(self.at, ROOTS)
        return delta_log.tables(self.home, ROOTS)

    def scan(self, table: str, version: int | None = None) -> pl.LazyFrame:
        """The rows of the latest version, or of an earlier one."""
        if version is None or version == self.version(table):
            return pl.scan_delta(self._open(table))
        return pl.scan_delta(self._address(table), version=version)

    def last_day(self, table: str, dated: str, source: str) -> date | None:
        """The last day of a source's rows, found in the last month that has any: the others need not be read."""
        rows = self.scan(table).filter(pl.col("source") == source)
        months = sorted({part[PARTITION] or "" for part in self._open(table).partitions()}, reverse=True)
        for month in months:
            newest = rows.filter(pl.col(PARTITION) == month).select(pl.col(dated).max())
            day = scalar_or_none(newest.collect().item(), date)
            if day:
                return day
        return None

    @contextmanager
    def all_or_nothing(self, table: str) -> Iterator[int]:
        """Takes the table back to what it was if what is done within fails; gives its version, or `NO_VERSION`."""
        before = self.version(table) if self.exists(table) else None
        try:
            yield NO_VERSION if before is None else before
        except Exception:
            self._opened.pop(table, None)
            if table in self.tables():
                self._revert(table, before)
            raise

    def upsert(self, table: str, rows: pl.DataFrame, keys: Sequence[str], *, base: int | None = None) -> Upsert:
        """Writes the rows that are new or differ from what is stored under their key.

        `rows` has one row per key; words of closed lists are stored as text, which is what Delta knows.
        A key whose month changed leaves its old partition. `base`: the version that is searched, or
        `NO_VERSION`, where what was written since is known to have other keys.
        """
        rows = rows.with_columns(pl.col(pl.Enum, pl.Categorical).cast(pl.String))
        if base == NO_VERSION or not self.exists(table):
            self.append(table, rows)
            return Upsert(rows.height, 0, None, rows)
        stored = self.scan(table, base)
        missing = [column for column in rows.columns if column not in stored.collect_schema()]
        stored = stored.with_columns(pl.lit(None, rows.schema[c]).alias(c) for c in missing).select(rows.columns)
        same = _rows_under(stored, rows, keys)
        after = rows.join(same, on=rows.columns, how="anti", nulls_equal=True)
        before = same.join(after, on=list(keys), how="semi", nulls_equal=True)
        if before.height:
            merge = self._open(table).merge(
                after,
                _same_key(before, keys),
                source_alias="fresh",
                target_alias="stored",
                merge_schema=bool(missing),
            )
            merge.when_matched_update_all().when_not_matched_insert_all().execute()
        elif after.height:
            self.append(table, after)
        return Upsert(after.height, rows.height - after.height, before, after)

    def append(self, table: str, rows: pl.DataFrame) -> None:
        """Adds rows that are not there yet."""
        if not self.exists(table):
            self.write(table, rows)
        else:
            write_deltalake(self._open(table), rows, mode="append", schema_mode="merge")

    def remove(self, table: str, rows: pl.DataFrame, keys: Sequence[str]) -> None:
        """Takes out stored rows."""
        if rows.height:
            merge = self._open(table).merge(rows, _same_key(rows, keys), source_alias="fresh", target_alias="stored")
            merge.when_matched_delete().execute()

    def remove_before(self, table: str, columns: Sequence[str], day: date) -> int:
        """Takes out rows none of whose dates is on or after a day; returns how many."""
        stored = self.scan(table)
        there = [name for name in columns if name in stored.collect_schema()]
        last = pl.max_horizontal(pl.col(there))
        going = scalar(stored.select((last < day).sum()).collect().item(), int)
        if going:
            before = f"< CAST('{day.isoformat()}' AS DATE)"
            self._open(table).delete(" AND ".join(f'("{name}" IS NULL OR "{name}" {before})' for name in there))
        return going

    def checkpoint(self, table: str) -> int:
        """Makes the latest version readable without the log of those before; returns it."""
        self._open(table).create_checkpoint()
        return self.version(table)

    def write(self, table: str, rows: pl.DataFrame, *, months: Sequence[str] | None = None) -> None:
        """Replaces the table, or only its partitions `months` where they are given.

        What has the same rows already stays as it is, in the same files; without any change there is no new version.
        """
        rows = rows.with_columns(pl.col(pl.Enum, pl.Categorical).cast(pl.String))
        partition = [PARTITION] if PARTITION in rows.columns else None
        if not self.exists(table):
            settings = delta_log.settings(table)
            write_deltalake(
                self._address(table), rows, mode="overwrite", partition_by=partition, configuration=settings
            )
            return
        compared = [part.get(PARTITION) for part in self._open(table).partitions()] if months is None else months
        changed = find_changed_months(self.scan(table), rows, compared)
        if changed is not None and partition and None not in changed:
            months = (
                sorted(filter(None, changed)) if months is None else [month for month in months if month in changed]
            )
            rows = rows.filter(pl.col(PARTITION).is_in(changed, nulls_equal=True))
        if months is None and (changed is None or changed):
            write_deltalake(self._open(table), rows, mode="overwrite", schema_mode="overwrite", partition_by=partition)
        elif months:
            listed = ", ".join(f"'{month}'" for month in months)
            predicate = f"{PARTITION} IN ({listed})"
            if rows.is_empty():
                self._open(table).delete(predicate)
            else:
                write_deltalake(self._open(table), rows, mode="overwrite", predicate=predicate, partition_by=partition)

    def changed_tables(self) -> list[str]:
        """The tables that were written since all were taken back to what is published."""
        return [table for table, opened in self._opened.items() if opened.version() != self._published.get(table)]

    def small_files(self, table: str, below: int) -> dict[str | None, int]:
        """Month → how many files of fewer than so many bytes it has; of a table that has no months, None → how many."""
        files = pl.DataFrame(self._open(table).get_add_actions(flatten=True)).filter(pl.col("size_bytes") < below)
        month = f"partition.{PARTITION}"
        return dict(Counter(files[month] if month in files.columns else [None] * files.height))

    def join_files(self, table: str, months: Sequence[str | None]) -> None:
        """Makes the small files of each month one; rows and their order stay."""
        filters = [(PARTITION, "in", list(months))] if months != [None] else None
        self._open(table).optimize.compact(partition_filters=filters)

    def update_settings(self, table: str) -> None:
        """Gives a table that an earlier version of this program made the settings of this one."""
        settings = delta_log.settings(table)
        if not settings.items() <= self._open(table).metadata().configuration.items():
            self._open(table).alter.set_table_properties(settings)

    def restore(self, tables: Mapping[str, int]) -> list[str]:
        """Takes every table back to the version that is published: what a run that died left behind is undone.

        Tables that no manifest knows are removed. Returns the tables that were touched. Raises: UserError where a
        published table is lost: going on would publish what is left of it.
        """
        self._opened, undone = {}, []
        latest = {table: delta_log.latest(self.at, table) for table in self.tables()}
        if lost := [table for table in tables if table not in latest]:
            raise refusals.TABLE_LOST(place=self.at, table=lost[0])
        for table, version in latest.items():
            if table not in tables or version != tables[table]:
                self._revert(table, tables.get(table))
                undone.append(table)
        self._published = {table: self.version(table) if table in undone else tables[table] for table in tables}
        return undone

    def _revert(self, table: str, version: int | None) -> None:
        """Undoes what was written since a version; None: all of it."""
        if version is not None:
            if (latest := self._open(table).version()) == version:
                return
            died = [self.files(table, number) for number in range(version + 1, latest + 1)]
            self._open(table).restore(version)
            self.remove_files(set().union(*died) - self.files(table, version))
        elif object_storage.is_remote(self.at):
            object_storage.remove(self.at, table)
        else:
            rmtree(self.home / table)

    def files(self, table: str, version: int) -> set[str]:
        """The addresses of the files that a version is made of."""
        return set(Table(self._address(table), version=version).file_uris())

    def remove_files(self, addresses: Iterable[str]) -> int:
        """Removes files that no version is asked for any more; returns their bytes."""
        if object_storage.is_remote(self.at):
            return object_storage.remove_files(self.at, addresses)
        freed = 0
        for path in map(Path, addresses):
            if path.exists():
                freed += path.stat().st_size
                path.unlink()
        return freed

    def _open(self, table: str) -> Table:
        """The table at its latest version; what is written through it brings it there too."""
        if table not in self._opened:
            self._opened[table] = Table(self._address(table))
        return self._opened[table]

    def _address(self, table: str) -> str:
        return f"{self.at}/{table}"


def _rows_under(stored: pl.LazyFrame, rows: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """The stored rows that have a key of `rows`.

    The keys are looked for first, all else is read only in the months where they are; and between the least and the
    greatest key, since keys that are given in the order of time then leave most files unread.
    """
    wanted = rows.select(keys)
    if rows.is_empty():
        return rows.clear()
    bounds = [pl.col(key).is_between(pl.lit(rows[key].min()), pl.lit(rows[key].max())) for key in keys]
    near = stored.filter(bounds)
    if PARTITION in rows.columns:
        places = near.select(*keys, PARTITION).join(wanted.lazy(), on=list(keys), how="semi")
        months = places.select(pl.col(PARTITION).unique()).collect(engine="streaming").to_series()
        if months.is_empty():
            return rows.clear()
        near = near.filter(pl.col(PARTITION).is_in(months.to_list()))
    return near.join(wanted.lazy(), on=list(keys), how="semi").collect(engine="streaming")


def _same_key(stored: pl.DataFrame, keys: Sequence[str]) -> str:
    """When a fresh row is a stored one, and in which months those are, so that no other file is read."""
    same = [f"stored.{key} = fresh.{key}" for key in keys]
    if PARTITION in stored.columns:
        months = ", ".join(f"'{month}'" for month in sorted(stored[PARTITION].unique()))
        same.append(f"stored.{PARTITION} IN ({months})")
    return " AND ".join(same)
