"""Standards that people registered, put beside those of the sources, so that a run publishes one register."""

import polars as pl

from data.records import RECORDS, key
from data.records.stored import stored_schema
from data.storage.lake import Lake
from data.storage.names import lake_table

RECORD = "service_standard"
REGISTER = "register"
"""The source that their rows are of."""


def add_registered(lake: Lake, standards: pl.DataFrame) -> None:
    """Writes the standards (`data.state.registered_standards`) that are new or differ into the lake."""
    if standards.is_empty():
        return
    schema = stored_schema(RECORDS[RECORD])
    columns = [pl.col(name).cast(pl.String if isinstance(kind, pl.Enum) else kind) for name, kind in schema.items()]
    rows = standards.select(pl.lit(REGISTER).alias("source"), *columns)
    lake.upsert(lake_table(RECORD), rows, ["source", *key(RECORDS[RECORD])])
