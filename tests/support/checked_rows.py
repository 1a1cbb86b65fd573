"""Rows that are drawn and checked, and what came of them."""

from datetime import UTC, datetime

import polars as pl

from data.records import RECORDS
from data.records.stored import stored_schema
from pipelines.ingest.check import CheckResult, check
from tests.support.drawn_tables import rows

TORONTO = "America/Toronto"
PLAIN = {
    "kind": "transaction",
    "channel": "online",
    "service_id": "renew",
    "status": "in_progress",
    "started_at": "2024-05-01 10:00:00",
}


def check_drawn(table: str, record: str = "transaction", *, like: dict | None = None, **kwargs) -> CheckResult:
    """The drawn rows, with plain values where nothing is drawn."""
    drawn = rows(table)
    like = PLAIN if like is None and record == "transaction" else like or {}
    filled = drawn.with_columns(pl.lit(value).alias(name) for name, value in like.items() if name not in drawn)
    checked = check(record, filled.lazy(), **{"time_zone": TORONTO, "references": {}, **kwargs})
    assert checked.good.height + checked.rejected.height + checked.superseded == drawn.height
    assert checked.good.schema == stored_schema(RECORDS[record])
    return checked


def rules(checked: CheckResult) -> dict[str | None, str]:
    """Key → broken rules, of the rejected rows."""
    return dict(checked.rejected.select("key", "rule").rows())


def keys(checked: CheckResult) -> list[str]:
    return sorted(checked.good["transaction_id"])


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


def good(checked: CheckResult, column: str) -> list:
    """The column's values in the good rows, by key."""
    return checked.good.sort(checked.good.columns[0])[column].to_list()
