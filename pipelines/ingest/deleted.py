"""Rows that their source no longer has: out of the numbers, kept with their values and the run that missed them."""

import polars as pl

from data.records import RECORDS
from data.storage.lake import PARTITION, Lake
from data.storage.names import GONE, lake_table
from pipelines.ingest.parse import as_json

SCHEMA = pl.Schema(dict.fromkeys(["source", "record", "key", "values", "run", "back"], pl.String))
"""`values`: the stored columns as JSON; `run`: the one that missed the row; `back`: the one in which it came back."""


def read_gone(lake: Lake) -> pl.DataFrame:
    """Every row that was ever missed."""
    return lake.scan(GONE).collect() if lake.exists(GONE) else pl.DataFrame(schema=SCHEMA)


def find_gone(lake: Lake, source: str, record: str, read_keys: pl.LazyFrame, shares: int = 1) -> pl.DataFrame:
    """The stored rows of a source, all columns, whose key (its parts joined by |) a reading of all rows lacks.

    Keys are held a share at a time.
    """
    table = lake_table(record)
    if not lake.exists(table):
        return pl.DataFrame()
    stored = lake.scan(table).filter(pl.col("source") == source)
    keys = RECORDS[record].primary_key()
    places = [PARTITION] if PARTITION in stored.collect_schema() else []
    # The keys alone first: as a rule none is missing, and nothing else need be read.
    listed = pl.concat(
        stored.select(*keys, *places, key=key_text(record))
        .filter(pl.col("key").hash() % shares == share)
        .join(read_keys.filter(pl.col("key").hash() % shares == share), on="key", how="anti")
        .collect(engine="streaming")
        for share in range(shares)
    )
    if places and listed.height:
        stored = stored.filter(pl.col(PARTITION).is_in(listed[PARTITION].unique().to_list()))
    return stored.join(listed.lazy().select(keys), on=keys, how="semi").collect(engine="streaming")


def key_text(record: str) -> pl.Expr:
    """A row's key as one text."""
    return pl.concat_str([pl.col(key).cast(pl.String) for key in RECORDS[record].primary_key()], separator="|")


def mark_returned(gone: pl.DataFrame, *, source: str, record: str, run: str, stored: pl.DataFrame) -> pl.DataFrame:
    """The table after rows were stored: those missed before under the same keys have come back."""
    if gone.is_empty() or stored.is_empty():
        return gone
    returned = stored.select(key_text(record).alias("key"))["key"]
    waiting = (pl.col("source") == source) & (pl.col("record") == record) & pl.col("back").is_null()
    back = waiting & pl.col("key").is_in(returned.implode())
    return gone.with_columns(back=pl.when(back).then(pl.lit(run)).otherwise(pl.col("back")))


def add_gone(gone: pl.DataFrame, *, source: str, record: str, run: str, missed: pl.DataFrame) -> pl.DataFrame:
    """The table with the rows that a run missed."""
    if missed.is_empty():
        return gone
    new = missed.select(
        pl.lit(source).alias("source"),
        pl.lit(record).alias("record"),
        key_text(record).alias("key"),
        as_json([name for name in missed.columns if name not in ("source", PARTITION)]).alias("values"),
        pl.lit(run).alias("run"),
        pl.lit(None, pl.String).alias("back"),
    )
    return pl.concat([gone, new])
