"""Rows about a transaction: it must be there, be claimed once, and no more be paid back than its fee.

Looked up are the transactions of the row's own source, where that supplies any. Most are of the last months, so these
are searched first, and all of them only for what is not among these.
"""

from collections.abc import Mapping
from datetime import date

import polars as pl

from data.certainty import present, scalar
from data.records import RECORDS, local_date
from data.storage.lake import PARTITION, Lake
from data.storage.names import lake_table
from metrics.calendar.periods import parse
from pipelines.ingest.parse import ROW

TRANSACTION, CLAIM = "transaction", "guarantee_claim"
ABOUT = ("complaint", CLAIM)
RECENT = 3
"""Months before a row in which its transaction mostly began."""


def looked_up(name: str, source: str, lake: Lake, kept_from: Mapping[str, str]) -> dict[str, pl.LazyFrame]:
    """What rows of a record are held against, by record; no transactions where the source supplies none.

    `kept_from`: record → the first month that is retained. Where transactions are let go of, a row may be about one
    that was, so that its absence tells nothing.
    """
    found = {}
    for record in (TRANSACTION, CLAIM) if name in ABOUT else ():
        if lake.exists(lake_table(record)) and record not in kept_from:
            found[record] = lake.scan(lake_table(record)).filter(pl.col("source") == source)
    if TRANSACTION in found and found[TRANSACTION].head(1).collect().is_empty():
        del found[TRANSACTION]
    return found


def break_rules(name: str, rows: pl.DataFrame, tables: Mapping[str, pl.LazyFrame]) -> list[pl.DataFrame]:
    """The rules that rows break, columns row number and `rule`."""
    named = rows.filter(pl.col("transaction_id").is_not_null()) if name in ABOUT else rows.clear()
    if named.is_empty():
        return []
    broken = []
    if TRANSACTION in tables:
        there = _transactions(name, named, tables[TRANSACTION])
        unknown = named.join(there, on="transaction_id", how="anti")
        broken.append(unknown.select(ROW, rule=pl.lit("transaction_id|unknown")))
        if name == CLAIM:
            paid = named.join(there, on="transaction_id")
            above = paid.filter(pl.col("amount_cents") > pl.col("fee_cents").fill_null(0))
            broken.append(above.select(ROW, rule=pl.lit("refund_within_fee")))
    if name == CLAIM and CLAIM in tables:
        before = tables[CLAIM].select("transaction_id", other="claim_id")
        ids = named["transaction_id"].unique()
        again = named.join(before.filter(pl.col("transaction_id").is_in(ids.implode())).collect(), on="transaction_id")
        twice = again.filter(pl.col("claim_id") != pl.col("other")).unique(ROW)
        broken.append(twice.select(ROW, rule=pl.lit("transaction_id|unique")))
    return broken


def _transactions(name: str, named: pl.DataFrame, stored: pl.LazyFrame) -> pl.DataFrame:
    """Of the transactions that rows name those that are stored, with their fees."""
    day = scalar(named[present(local_date(RECORDS[name]))].min(), date)
    first = parse(f"{day:%Y-%m}").shift(-RECENT).code
    recent = _among(named["transaction_id"].unique(), stored.filter(pl.col(PARTITION) >= first))
    rest = named.join(recent, on="transaction_id", how="anti")["transaction_id"].unique()
    return pl.concat([recent, _among(rest, stored)]) if len(rest) else recent


def _among(ids: pl.Series, stored: pl.LazyFrame) -> pl.DataFrame:
    same = stored.filter(pl.col("transaction_id").is_in(ids.implode()))
    return same.select("transaction_id", "fee_cents").unique("transaction_id").collect(engine="streaming")
