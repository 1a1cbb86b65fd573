"""The Delta tables: upsert by source and key, replace by month, back to a version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

import polars as pl
from deltalake import DeltaTable, write_deltalake

PARTITION = "start_month"
"""The local month (`2024-11`) that the rows of a dated record are partitioned by."""


@dataclass(frozen=True)
class Upserted:
    """What an upsert did: rows written, rows already there, and the rows that changed as they were and as they are."""

    written: int
    unchanged: int
    before: pl.DataFrame | None
    after: pl.DataFrame


class Lake:
    """The tables of one home, at their latest versions: only a run holding the lock writes them."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def exists(self, table: str) -> bool:
        """Whether the table has ever been written."""
        return DeltaTable.is_deltatable(str(self.home / table))

    def version(self, table: str) -> int:
        """The latest version of the table."""
        return DeltaTable(self.home / table).version()

    def scan(self, table: str) -> pl.LazyFrame:
        """The rows of the latest version."""
        return pl.scan_delta(str(self.home / table))

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
        near = stored
        if PARTITION in rows.columns:
            # A row that is unchanged is in the same month, so other months need not be read.
            near = stored.filter(pl.col(PARTITION).is_in(rows[PARTITION].unique().implode()))
        after = rows.lazy().join(near, on=rows.columns, how="anti", nulls_equal=True).collect()
        before = stored.join(after.lazy(), on=list(keys), how="semi", nulls_equal=True).collect()
        if after.height:
            same = " AND ".join(f"stored.{column} = fresh.{column}" for column in keys)
            merge = DeltaTable(self.home / table).merge(
                after, same, source_alias="fresh", target_alias="stored", merge_schema=bool(missing)
            )
            merge.when_matched_update_all().when_not_matched_insert_all().execute()
        return Upserted(after.height, rows.height - after.height, before, after)

    def write(self, table: str, rows: pl.DataFrame, *, months: Sequence[str] | None = None) -> None:
        """Replaces the table, or only its partitions `months` where they are given."""
        path = self.home / table
        partition = [PARTITION] if PARTITION in rows.columns else None
        if months is None or not self.exists(table):
            write_deltalake(path, rows, mode="overwrite", schema_mode="overwrite", partition_by=partition)
            return
        listed = ", ".join(f"'{month}'" for month in months)
        predicate = f"{PARTITION} IN ({listed})"
        if rows.is_empty():
            DeltaTable(path).delete(predicate)
        else:
            write_deltalake(path, rows, mode="overwrite", predicate=predicate, partition_by=partition)

    def restore(self, tables: Mapping[str, int]) -> list[str]:
        """Takes every table back to the version that is published: what a run that died left behind is undone.

        Tables that no manifest knows are removed. Returns the tables that were touched.
        """
        undone = []
        for log in sorted(self.home.rglob("_delta_log")):
            table = log.parent.relative_to(self.home).as_posix()
            if table not in tables:
                rmtree(log.parent)
                undone.append(table)
            elif self.version(table) != tables[table]:
                DeltaTable(log.parent).restore(tables[table])
                undone.append(table)
        return undone
