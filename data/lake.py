"""The Delta tables: upsert by source and key, replace by month, take out, back to a version."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shutil import rmtree
from urllib.parse import unquote, urlparse

import polars as pl
from deltalake import DeltaTable, write_deltalake

from data import object_storage
from data.problem import Problem

PARTITION = "start_month"
"""The local month (`2024-11`) that the rows of a dated record are partitioned by."""

ROOTS = ("lake", "published", "rejected", "gone", "restatement")
"""What is versioned by the manifest of runs; other folders of a home keep manifests of their own."""

SETTINGS = {"delta.enableExpiredLogCleanup": "false", "delta.logRetentionDuration": "interval 36500 days"}
"""Delta would forget after 30 days how an old version is read; which versions go is the settings' to say."""


@dataclass(frozen=True)
class Upserted:
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
        self._versions: dict[str, int] = {}

    def exists(self, table: str) -> bool:
        """Whether the table has ever been written."""
        return DeltaTable.is_deltatable(self._address(table))

    def version(self, table: str) -> int:
        """The latest version of the table."""
        return DeltaTable(self._address(table)).version()

    def versions(self) -> dict[str, int]:
        """The latest version of every table; of those that were not written since it was last asked, it is known."""
        self._versions = {table: self._versions.get(table) or self.version(table) for table in self.tables()}
        return dict(self._versions)

    def tables(self) -> list[str]:
        """Every table of the home, whether a manifest knows it or not."""
        if object_storage.is_remote(self.at):
            return object_storage.tables(self.at, ROOTS)
        # Not every folder below: a table has as many as it has months.
        logs = [log for root in ROOTS for deep in ("", "*/") for log in (self.home / root).glob(f"{deep}_delta_log")]
        return sorted(log.parent.relative_to(self.home).as_posix() for log in logs)

    def scan(self, table: str) -> pl.LazyFrame:
        """The rows of the latest version."""
        return pl.scan_delta(self._address(table))

    def last(self, table: str, dated: str, source: str) -> date | None:
        """The last day of a source's rows, found in the last month that has any: the others need not be read."""
        rows = self.scan(table).filter(pl.col("source") == source)
        months = sorted({part[PARTITION] or "" for part in DeltaTable(self._address(table)).partitions()}, reverse=True)
        for month in months:
            found = rows.filter(pl.col(PARTITION) == month).select(pl.col(dated).max()).collect().item()
            if found:
                return found
        return None

    def upsert(self, table: str, rows: pl.DataFrame, keys: Sequence[str]) -> Upserted:
        """Writes the rows that are new or differ from what is stored under their key.

        `rows` has one row per key; words of closed lists are stored as text, which is what Delta knows.
        A key whose month changed leaves its old partition.
        """
        rows = rows.with_columns(pl.col(pl.Enum, pl.Categorical).cast(pl.String))
        if not self.exists(table):
            self.write(table, rows)
            return Upserted(rows.height, 0, None, rows)
        stored = self.scan(table)
        missing = [column for column in rows.columns if column not in stored.collect_schema()]
        stored = stored.with_columns(pl.lit(None, rows.schema[c]).alias(c) for c in missing).select(rows.columns)
        same = _under(stored, rows, keys)
        after = rows.join(same, on=rows.columns, how="anti", nulls_equal=True)
        before = same.join(after, on=list(keys), how="semi", nulls_equal=True)
        if before.height:
            self._versions.pop(table, None)
            merge = DeltaTable(self._address(table)).merge(
                after, _matching(before, keys), source_alias="fresh", target_alias="stored", merge_schema=bool(missing)
            )
            merge.when_matched_update_all().when_not_matched_insert_all().execute()
        elif after.height:
            self.append(table, after)
        return Upserted(after.height, rows.height - after.height, before, after)

    def append(self, table: str, rows: pl.DataFrame) -> None:
        """Adds rows that are not there yet."""
        if not self.exists(table):
            self.write(table, rows)
        else:
            self._versions.pop(table, None)
            write_deltalake(self._address(table), rows, mode="append", schema_mode="merge")

    def remove(self, table: str, rows: pl.DataFrame, keys: Sequence[str]) -> None:
        """Takes out stored rows."""
        if rows.height:
            self._versions.pop(table, None)
            merge = DeltaTable(self._address(table)).merge(
                rows, _matching(rows, keys), source_alias="fresh", target_alias="stored"
            )
            merge.when_matched_delete().execute()

    def write(self, table: str, rows: pl.DataFrame, *, months: Sequence[str] | None = None) -> None:
        """Replaces the table, or only its partitions `months` where they are given."""
        self._versions.pop(table, None)
        path = self._address(table)
        partition = [PARTITION] if PARTITION in rows.columns else None
        known = self.exists(table)
        if months is None or not known:
            made = {} if known else {"configuration": SETTINGS}
            write_deltalake(path, rows, mode="overwrite", schema_mode="overwrite", partition_by=partition, **made)
            return
        listed = ", ".join(f"'{month}'" for month in months)
        predicate = f"{PARTITION} IN ({listed})"
        if rows.is_empty():
            DeltaTable(path).delete(predicate)
        else:
            write_deltalake(path, rows, mode="overwrite", predicate=predicate, partition_by=partition)

    def restore(self, tables: Mapping[str, int]) -> list[str]:
        """Takes every table back to the version that is published: what a run that died left behind is undone.

        Tables that no manifest knows are removed. Returns the tables that were touched. Raises: Problem where a
        published table is lost: going on would publish what is left of it.
        """
        undone, found = [], self.tables()
        if lost := [table for table in tables if table not in found]:
            raise Problem(
                f"{self.at} lacks the table {lost[0]} that was published: bring it back from a backup, or move the "
                "home away and let `scorecard run` read the sources anew."
            )
        for table in found:
            path = self._address(table)
            if table not in tables:
                object_storage.remove(self.at, table) if object_storage.is_remote(self.at) else rmtree(path)
                undone.append(table)
            elif (latest := self.version(table)) != tables[table]:
                died = [self.files(table, version) for version in range(tables[table] + 1, latest + 1)]
                DeltaTable(path).restore(tables[table])
                self.remove_files(set().union(*died) - self.files(table, tables[table]))
                undone.append(table)
            else:
                self._versions[table] = tables[table]
        return undone

    def files(self, table: str, version: int) -> set[str]:
        """The addresses of the files that a version is made of."""
        return set(DeltaTable(self._address(table), version=version).file_uris())

    def remove_files(self, addresses: Iterable[str]) -> int:
        """Removes files that no version is asked for any more; returns their bytes."""
        if object_storage.is_remote(self.at):
            return object_storage.remove_files(self.at, addresses)
        freed = 0
        for path in (Path(unquote(urlparse(address).path)) for address in addresses):
            if path.exists():
                freed += path.stat().st_size
                path.unlink()
        return freed

    def _address(self, table: str) -> str:
        return f"{self.at}/{table}"


def _under(stored: pl.LazyFrame, rows: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
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
        months = places.select(pl.col(PARTITION).unique()).collect().to_series()
        if months.is_empty():
            return rows.clear()
        near = near.filter(pl.col(PARTITION).is_in(months.to_list()))
    return near.join(wanted.lazy(), on=list(keys), how="semi").collect()


def _matching(stored: pl.DataFrame, keys: Sequence[str]) -> str:
    """When a fresh row is a stored one, and in which months those are, so that no other file is read."""
    same = [f"stored.{key} = fresh.{key}" for key in keys]
    if PARTITION in stored.columns:
        months = ", ".join(f"'{month}'" for month in sorted(stored[PARTITION].unique()))
        same.append(f"stored.{PARTITION} IN ({months})")
    return " AND ".join(same)
