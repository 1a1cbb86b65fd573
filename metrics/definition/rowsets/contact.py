"""Calls and visits of customers who are known by a key, and whether they come again for the same."""

from collections.abc import Collection
from datetime import date

import polars as pl

from data.storage.names import lake_table
from data.storage.snapshot import Snapshot
from metrics.definition.rowsets.rowset import RowSet

CHAIN = ("customer_key", "service_id")
EARLIER = "earlier_key"


def _build(snapshot: Snapshot) -> pl.LazyFrame:
    """Calls and visits of customers who are known by a key.

    Adds `repeated_within_7_days`: whether the same customer calls or comes again for the same service within 7 days
    of 24 hours, the last moment included. Of contacts begun at the same moment, all but the last are repeated.
    """
    contacts = snapshot.scan(lake_table("transaction")).filter(
        pl.col("channel").is_in(["telephone", "in_person"]), pl.col("customer_key").is_not_null()
    )
    if EARLIER not in contacts.collect_schema():
        contacts = contacts.with_columns(pl.lit(None, pl.String).alias(EARLIER))
    # Keys change on 1 April: for a fortnight contacts follow those of March under the key of the year before.
    under_earlier = contacts.filter(pl.col(EARLIER).is_not_null()).with_columns(
        pl.col(EARLIER).alias("customer_key"), _own=pl.lit(False)
    )
    contacts = pl.concat([contacts.with_columns(_own=pl.lit(True)), under_earlier])
    followed = pl.all_horizontal(pl.col(name) == pl.col(name).shift(-1) for name in CHAIN)
    soon = pl.col("started_at").shift(-1) - pl.col("started_at") <= pl.duration(days=7)
    # Most contacts are the only one of their chain; sorting the others alone is several times cheaper.
    contacts = contacts.with_columns(_alone=pl.len().over(CHAIN) == 1)
    chained = contacts.filter(~pl.col("_alone")).sort(*CHAIN, "started_at", "transaction_id", "source")
    return (
        pl.concat(
            [
                contacts.filter("_alone").with_columns(repeated_within_7_days=pl.lit(False)),
                chained.with_columns(repeated_within_7_days=(followed & soon).fill_null(False)),
            ]
        )
        .filter("_own")
        .drop("_alone", "_own")
    )


def _select(tables: Collection[str], known_to: date | None) -> str:
    """7 times 24 hours in microseconds; a contact without a service is followed by none.

    A contact of the first fortnight of April is looked at twice, as it was keyed before 1 April and since.
    """
    return f"""
        WITH known AS (
            SELECT * FROM "lake/transaction" UNION ALL BY NAME SELECT CAST(NULL AS VARCHAR) AS earlier_key WHERE FALSE
        )
        SELECT * EXCLUDE (keyed, own) FROM (
            SELECT *, service_id IS NOT NULL AND coalesce(
                epoch_us(lead(started_at) OVER following) - epoch_us(started_at) <= {7 * 24 * 3600 * 1_000_000}, FALSE
            ) AS repeated_within_7_days
            FROM (
                SELECT *, customer_key AS keyed, TRUE AS own FROM known
                UNION ALL SELECT *, earlier_key, FALSE FROM known WHERE earlier_key IS NOT NULL
            )
            WHERE channel IN ('telephone', 'in_person') AND customer_key IS NOT NULL
            WINDOW following AS (PARTITION BY keyed, service_id ORDER BY started_at, transaction_id, source)
        ) WHERE own
    """


CONTACT = RowSet(
    name="contact",
    record="transaction",
    needs=("transaction",),
    neighbours=(("customer_key", EARLIER), "service_id"),
    version=2,
    build=_build,
    select=_select,
)
