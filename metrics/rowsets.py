"""Row sets: records, and the few views of them whose rows know something of their neighbours or of a second table."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from data.manifest import Snapshot
from data.records import RECORDS

MILLION = 1_000_000


@dataclass(frozen=True, kw_only=True)
class RowSet:
    """A view: rows of `record` (with its key), changed or widened by `build`."""

    record: str
    build: Callable[[Snapshot], pl.LazyFrame]
    needs: tuple[str, ...]


def _cost(tables: Snapshot) -> pl.LazyFrame:
    """Ledger lines by the channel that bears them.

    A shared line becomes one row per channel of its cost centre's allocation key for the fiscal year, and one row
    without a channel for what no key allocates: the remainder stays visible and the sum is the ledger's, exactly.
    Adds `borne`: cents × millionths (Int64).
    """
    lines = tables.scan("lake/ledger_line").with_columns(
        fiscal_year=pl.col("posted_on").dt.offset_by("-3mo").dt.year().cast(pl.Int64)
    )
    direct = lines.filter(pl.col("channel").is_not_null()).with_columns(borne=pl.col("amount_cents") * MILLION)
    shared = lines.filter(pl.col("channel").is_null())
    if not tables.has("lake/allocation_share"):
        return pl.concat([direct, shared.with_columns(borne=pl.col("amount_cents") * MILLION)]).drop("fiscal_year")
    at = ["fiscal_year", "cost_centre"]
    shares = tables.scan("lake/allocation_share").select(*at, pl.col("channel").alias("bearer"), "share_millionths")
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


ROWSETS = {
    "cost": RowSet(record="ledger_line", build=_cost, needs=("ledger_line", "allocation_share")),
}


def record_behind(rows: str) -> str:
    """The record whose keys the rows carry."""
    return ROWSETS[rows].record if rows in ROWSETS else rows


def has_rows(rows: str, tables: Snapshot) -> bool:
    """Whether any source supplies the record."""
    return tables.has(f"lake/{record_behind(rows)}")


def scan_rows(rows: str, tables: Snapshot) -> pl.LazyFrame:
    """The rows of a record or a view."""
    return ROWSETS[rows].build(tables) if rows in ROWSETS else tables.scan(f"lake/{rows}")


def known_rows() -> list[str]:
    """Every name that a part may take its rows from."""
    return [*RECORDS, *ROWSETS]
