"""The catalogue of services as row sets look into it: each service once."""

import polars as pl

from data.storage.names import lake_table
from data.storage.snapshot import Snapshot

SELECT_SERVICES = 'SELECT * FROM "lake/service" QUALIFY row_number() OVER (PARTITION BY service_id ORDER BY source) = 1'
"""The same in SQL."""


def services(snapshot: Snapshot) -> pl.LazyFrame:
    """The catalogue, each service once: where two sources name it, the first by name counts."""
    return (
        snapshot.read(lake_table("service"))
        .sort("source")
        .unique("service_id", keep="first", maintain_order=True)
        .lazy()
    )
