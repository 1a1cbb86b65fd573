"""Ledger lines by the channel that bears them."""

from collections.abc import Collection
from datetime import date

import polars as pl

from data.storage.names import lake_table
from data.storage.snapshot import Snapshot
from metrics.definition.rowsets.rowset import MILLION, RowSet


def _build(snapshot: Snapshot) -> pl.LazyFrame:
    """Ledger lines by the channel that bears them.

    A shared line becomes one row per channel of its cost centre's allocation key for the fiscal year, and one row
    without a channel for what no key allocates: the remainder stays visible and the sum is the ledger's, exactly.
    Adds `borne`: cents × millionths (Int64).
    """
    lines = snapshot.scan(lake_table("ledger_line")).with_columns(
        fiscal_year=pl.col("posted_on").dt.offset_by("-3mo").dt.year().cast(pl.Int64)
    )
    direct = lines.filter(pl.col("channel").is_not_null()).with_columns(borne=pl.col("amount_cents") * MILLION)
    shared = lines.filter(pl.col("channel").is_null())
    if not snapshot.has(lake_table("allocation_share")):
        return pl.concat([direct, shared.with_columns(borne=pl.col("amount_cents") * MILLION)]).drop("fiscal_year")
    at = ["source", "fiscal_year", "cost_centre"]
    shares = snapshot.scan(lake_table("allocation_share")).select(
        *at, pl.col("channel").alias("bearer"), "share_millionths"
    )
    allocated = (
        shared.join(shares, on=at)
        .with_columns(channel=pl.col("bearer"), borne=pl.col("amount_cents") * pl.col("share_millionths"))
        .drop("bearer", "share_millionths")
    )
    remainder = (
        shared.join(shares.group_by(at).agg(pl.col("share_millionths").sum()), on=at, how="left")
        .with_columns(left_over=MILLION - pl.col("share_millionths").fill_null(0))
        .filter(pl.col("left_over") != 0)
        .with_columns(borne=pl.col("amount_cents") * pl.col("left_over"))
        .drop("left_over", "share_millionths")
    )
    return pl.concat([direct, allocated, remainder], how="vertical_relaxed").drop("fiscal_year")


def _select(tables: Collection[str], known_to: date | None) -> str:
    """In cents × millionths; what no key allocates has no channel."""
    if lake_table("allocation_share") not in tables:
        return f'SELECT *, amount_cents * {MILLION} AS borne FROM "lake/ledger_line"'
    return f"""
        WITH line AS (
            SELECT *, year(posted_on) - CASE WHEN month(posted_on) < 4 THEN 1 ELSE 0 END AS of_year
            FROM "lake/ledger_line"
        ), given AS (
            SELECT source, fiscal_year, cost_centre, sum(share_millionths)::BIGINT AS given
            FROM "lake/allocation_share" GROUP BY ALL
        )
        SELECT *, amount_cents * {MILLION} AS borne FROM line WHERE channel IS NOT NULL
        UNION ALL
        SELECT line.* REPLACE (share.channel AS channel), amount_cents * share_millionths
        FROM line JOIN "lake/allocation_share" AS share
        ON line.source = share.source AND of_year = share.fiscal_year AND line.cost_centre = share.cost_centre
        WHERE line.channel IS NULL
        UNION ALL
        SELECT line.*, amount_cents * ({MILLION} - coalesce(given, 0))
        FROM line LEFT JOIN given
        ON line.source = given.source AND of_year = given.fiscal_year AND line.cost_centre = given.cost_centre
        WHERE line.channel IS NULL AND coalesce(given, 0) <> {MILLION}
    """


COST = RowSet(
    name="cost",
    record="ledger_line",
    needs=("ledger_line", "allocation_share"),
    version=1,
    build=_build,
    select=_select,
)
