"""Standards that people registered, put beside those of the sources, so that a run publishes one register."""

import polars as pl

from data.certainty import scalar
from data.records import RECORDS, key
from data.records.stored import stored_schema
from data.storage.lake import Lake
from data.storage.names import REGISTERED, lake_table

RECORD = "service_standard"


def add_registered(lake: Lake, standards: pl.DataFrame) -> None:
    """Writes the standards (`data.state.registered_standards`) that are new or differ into the lake."""
    if standards.is_empty():
        return
    schema = stored_schema(RECORDS[RECORD])
    columns = [pl.col(name).cast(pl.String if isinstance(kind, pl.Enum) else kind) for name, kind in schema.items()]
    rows = standards.select(pl.lit(REGISTERED).alias("source"), *columns)
    lake.upsert(lake_table(RECORD), rows, ["source", *key(RECORDS[RECORD])])


def count_registered(lake: Lake) -> int:
    """How many registered standards the lake holds."""
    if not lake.exists(lake_table(RECORD)):
        return 0
    held = lake.scan(lake_table(RECORD)).select((pl.col("source") == REGISTERED).sum())
    return scalar(held.collect().item(), int)
