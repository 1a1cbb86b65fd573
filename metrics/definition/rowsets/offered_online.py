"""Completed interactions, in any channel, for services that were offered online on that day."""

from collections.abc import Collection
from datetime import date

import polars as pl

from data.storage.names import lake_table
from data.storage.snapshot import Snapshot
from metrics.definition.rowsets.rowset import RowSet
from metrics.definition.rowsets.services import SELECT_SERVICES, services


def _build(snapshot: Snapshot) -> pl.LazyFrame:
    """Completed interactions, in any channel, for services that were offered online on that day."""
    done = snapshot.scan(lake_table("transaction"))
    if not snapshot.has(lake_table("service")):
        return done.with_columns(online_from=pl.lit(None, pl.Date)).filter(pl.lit(False))
    since = services(snapshot).select("service_id", "online_from")
    return done.join(since, on="service_id").filter(pl.col("completed_on") >= pl.col("online_from"))


def _select(tables: Collection[str], known_to: date | None) -> str:
    """Without a catalogue of services nothing was ever offered online."""
    if lake_table("service") not in tables:
        return 'SELECT *, CAST(NULL AS DATE) AS online_from FROM "lake/transaction" WHERE FALSE'
    return f"""
        SELECT done.*, service.online_from
        FROM "lake/transaction" AS done JOIN ({SELECT_SERVICES}) AS service
        ON done.service_id = service.service_id WHERE done.completed_on >= service.online_from
    """


OFFERED_ONLINE = RowSet(
    name="offered_online",
    record="transaction",
    needs=("transaction", "service"),
    version=1,
    build=_build,
    select=_select,
)
