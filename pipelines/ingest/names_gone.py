"""Names of rows that retention let go: a complaint that stays does not name its transaction any more."""

from collections.abc import Mapping, Sequence

import polars as pl

from data.records import RECORDS
from data.storage.lake import PARTITION, Lake
from data.storage.names import lake_table


def naming(record: str) -> dict[str, list[str]]:
    """Record → its columns that hold the key of a row of this record; only those that may be empty.

    A claim must name its transaction, of which it is a part: it leaves by its own retention.
    """
    keys = RECORDS[record].primary_key()
    return {
        name: keys
        for name, other in RECORDS.items()
        if name != record and all(key in other.columns() and other.columns()[key].nullable for key in keys)
    }


def forget_names(record: str, going: pl.LazyFrame, lake: Lake) -> list[str]:
    """Takes the names of rows that go out of the rows that stay; returns the tables that held any.

    In: `source` and the key of each row that goes; what a source names is a row of its own.
    """
    touched = []
    for name, keys in naming(record).items():
        table = lake_table(name)
        if not lake.exists(table):
            continue
        stored, named = lake.scan(table), ["source", *keys]
        own = ["source", *RECORDS[name].primary_key()]
        holders = stored.select(*dict.fromkeys([*own, *named]), PARTITION).join(going, on=named, how="semi")
        found = holders.select(*own, PARTITION).collect(engine="streaming")
        for month in found[PARTITION].unique().sort():
            rows = stored.filter(pl.col(PARTITION) == month).collect()
            lake.write(table, _without_names(rows, keys, found.select(own)), months=[month])
        if found.height:
            touched.append(table)
    return touched


def without_names_gone(rows: pl.DataFrame, record: str, kept_from: Mapping[str, str], lake: Lake) -> pl.DataFrame:
    """Rows as they are read, without names of rows that are not stored, where some of that record were let go.

    Their source still gives them. A row that is named before it arrives has its name once it is read again.
    """
    for gone in kept_from:
        keys = naming(gone).get(record)
        if not keys or not lake.exists(lake_table(gone)):
            continue
        own, named = ["source", *RECORDS[record].primary_key()], ["source", *keys]
        there = lake.scan(lake_table(gone)).select(named)
        telling = rows.lazy().filter(pl.all_horizontal(pl.col(keys).is_not_null())).select(*own, *keys)
        absent = telling.join(there, on=named, how="anti").select(own).collect()
        if absent.height:
            rows = _without_names(rows, keys, absent)
    return rows


def _without_names(rows: pl.DataFrame, columns: Sequence[str], where: pl.DataFrame) -> pl.DataFrame:
    """All rows, with columns emptied in those that have a key of `where`."""
    marked = rows.join(where.with_columns(_forgets=True), on=where.columns, how="left")
    emptied = [pl.when(pl.col("_forgets").is_null()).then(pl.col(name)).alias(name) for name in columns]
    return marked.with_columns(emptied).drop("_forgets")
