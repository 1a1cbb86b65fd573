"""Rows that their source no longer has: out of the numbers, kept with their values and the run that missed them."""

import polars as pl

from data.lake import PARTITION, Lake
from data.records import RECORDS
from pipelines.parse import as_json

TABLE = "gone"
SCHEMA = pl.Schema(dict.fromkeys(["source", "record", "key", "values", "run", "back"], pl.String))
"""`values`: the stored columns as JSON; `run`: the one that missed the row; `back`: the one in which it came again."""


def all_gone(lake: Lake) -> pl.DataFrame:
    """Every row that was ever missed."""
    return lake.scan(TABLE).collect() if lake.exists(TABLE) else pl.DataFrame(schema=SCHEMA)


def missing(lake: Lake, source: str, record: str, read_keys: pl.DataFrame) -> pl.DataFrame:
    """The stored rows of a source, all columns, whose key (its parts joined by |) a reading of all rows lacks."""
    table = f"lake/{record}"
    if not lake.exists(table):
        return pl.DataFrame()
    stored = lake.scan(table).filter(pl.col("source") == source)
    keys = RECORDS[record].primary_key()
    places = [PARTITION] if PARTITION in stored.collect_schema() else []
    # The keys alone first: as a rule none is missing, and nothing else need be read.
    listed = stored.select(*keys, *places, key=joined(record)).join(read_keys.lazy(), on="key", how="anti").collect()
    if places and listed.height:
        stored = stored.filter(pl.col(PARTITION).is_in(listed[PARTITION].unique().to_list()))
    return stored.join(listed.lazy().select(keys), on=keys, how="semi").collect()


def joined(record: str) -> pl.Expr:
    """A row's key as one text."""
    return pl.concat_str([pl.col(key).cast(pl.String) for key in RECORDS[record].primary_key()], separator="|")


def noted(
    gone: pl.DataFrame, *, source: str, record: str, run: str, missed: pl.DataFrame, stored: pl.DataFrame
) -> pl.DataFrame:
    """The table after a run: `missed` rows are added, those under the keys of `stored` rows have come back."""
    if gone.height and stored.height:
        again = stored.select(joined(record).alias("key"))["key"]
        waiting = (pl.col("source") == source) & (pl.col("record") == record) & pl.col("back").is_null()
        came = waiting & pl.col("key").is_in(again.implode())
        gone = gone.with_columns(back=pl.when(came).then(pl.lit(run)).otherwise(pl.col("back")))
    if missed.is_empty():
        return gone
    fresh = missed.select(
        pl.lit(source).alias("source"),
        pl.lit(record).alias("record"),
        joined(record).alias("key"),
        as_json([name for name in missed.columns if name not in ("source", PARTITION)]).alias("values"),
        pl.lit(run).alias("run"),
        pl.lit(None, pl.String).alias("back"),
    )
    return pl.concat([gone, fresh])
