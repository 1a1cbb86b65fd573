"""Row sets: records, and the few views of them whose rows know something of their neighbours or of a second table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import polars as pl

from data.records import RECORDS
from data.storage.lake import PARTITION
from data.storage.snapshot import Snapshot
from metrics.calendar.periods import parse

MILLION = 1_000_000

NEAR = timedelta(days=8)
"""No rule over neighbouring rows looks farther than 7 days of 24 hours: eight dates, where clocks change."""


@dataclass(frozen=True, kw_only=True)
class RowSet:
    """A view: rows of `record` (with its key), changed or widened by `build`."""

    record: str
    build: Callable[[Snapshot], pl.LazyFrame]
    needs: tuple[str, ...]
    version: int = 1
    """Raised whenever the rule gives other rows: sums are then made again, and definitions told as changed."""
    neighbours: tuple[str, ...] = ()
    """A row is also decided by rows that are alike in these columns and start within `NEAR` of it, none by others."""


def _cost(snapshot: Snapshot) -> pl.LazyFrame:
    """Ledger lines by the channel that bears them.

    A shared line becomes one row per channel of its cost centre's allocation key for the fiscal year, and one row
    without a channel for what no key allocates: the remainder stays visible and the sum is the ledger's, exactly.
    Adds `borne`: cents × millionths (Int64).
    """
    lines = snapshot.scan("lake/ledger_line").with_columns(
        fiscal_year=pl.col("posted_on").dt.offset_by("-3mo").dt.year().cast(pl.Int64)
    )
    direct = lines.filter(pl.col("channel").is_not_null()).with_columns(borne=pl.col("amount_cents") * MILLION)
    shared = lines.filter(pl.col("channel").is_null())
    if not snapshot.has("lake/allocation_share"):
        return pl.concat([direct, shared.with_columns(borne=pl.col("amount_cents") * MILLION)]).drop("fiscal_year")
    at = ["source", "fiscal_year", "cost_centre"]
    shares = snapshot.scan("lake/allocation_share").select(*at, pl.col("channel").alias("bearer"), "share_millionths")
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


def _contact(snapshot: Snapshot) -> pl.LazyFrame:
    """Calls and visits of customers who are known by a key.

    Adds `repeated_within_7_days`: whether the same customer calls or comes again for the same service within 7 days
    of 24 hours, the last moment included. Of contacts begun at the same moment, all but the last are repeated.
    """
    chain = ["customer_key", "service_id"]
    known = snapshot.scan("lake/transaction").filter(
        pl.col("channel").is_in(["telephone", "in_person"]), pl.col("customer_key").is_not_null()
    )
    followed = pl.all_horizontal(pl.col(name) == pl.col(name).shift(-1) for name in chain)
    soon = pl.col("started_at").shift(-1) - pl.col("started_at") <= pl.duration(days=7)
    # Most contacts are the only one of their chain; sorting the others alone is several times cheaper.
    known = known.with_columns(_alone=pl.len().over(chain) == 1)
    chained = known.filter(~pl.col("_alone")).sort(*chain, "started_at", "transaction_id", "source")
    return pl.concat(
        [
            known.filter("_alone").with_columns(repeated_within_7_days=pl.lit(False)),
            chained.with_columns(repeated_within_7_days=(followed & soon).fill_null(False)),
        ]
    ).drop("_alone")


def _services(snapshot: Snapshot) -> pl.LazyFrame:
    """The catalogue, each service once: where two sources name it, the first by name counts."""
    return snapshot.kept("lake/service").sort("source").unique("service_id", keep="first", maintain_order=True).lazy()


def _offered_online(snapshot: Snapshot) -> pl.LazyFrame:
    """Completed interactions, in any channel, for services that were offered online on that day."""
    done = snapshot.scan("lake/transaction")
    if not snapshot.has("lake/service"):
        return done.with_columns(online_from=pl.lit(None, pl.Date)).filter(pl.lit(False))
    since = _services(snapshot).select("service_id", "online_from")
    return done.join(since, on="service_id").filter(pl.col("completed_on") >= pl.col("online_from"))


def _service_month(snapshot: Snapshot) -> pl.LazyFrame:
    """One row per service and month at whose end it was offered, from its launch to the last month of data.

    Adds `month` (its first day) and `live_online`: whether it was online by the end of that month. A service without
    a launch day is left out.
    """
    last = pl.lit(snapshot.manifest.data_to, pl.Date)
    months = pl.date_ranges(
        pl.col("launched_on").dt.month_start(), pl.min_horizontal(last, "retired_on"), interval="1mo"
    )
    end = pl.col("month").dt.month_end()
    return (
        _services(snapshot)
        .filter(pl.col("launched_on").is_not_null(), last.is_not_null())
        .with_columns(month=months)
        .explode("month")
        .filter(pl.col("month").is_not_null(), pl.col("retired_on").is_null() | (pl.col("retired_on") >= end))
        .with_columns(live_online=(pl.col("online_from") <= end).fill_null(False))
    )


ROWSETS = {
    "cost": RowSet(record="ledger_line", build=_cost, needs=("ledger_line", "allocation_share")),
    "contact": RowSet(
        record="transaction", build=_contact, needs=("transaction",), neighbours=("customer_key", "service_id")
    ),
    "offered_online": RowSet(record="transaction", build=_offered_online, needs=("transaction", "service")),
    "service_month": RowSet(record="service", build=_service_month, needs=("service",)),
}


def record_behind(rows: str) -> str:
    """The record whose keys the rows carry."""
    return ROWSETS[rows].record if rows in ROWSETS else rows


def neighbours_of(rows: str) -> tuple[str, ...]:
    """The columns in which the rows are alike that decide each other; none where every row stands for itself."""
    return ROWSETS[rows].neighbours if rows in ROWSETS else ()


def has_rows(rows: str, snapshot: Snapshot) -> bool:
    """Whether any source supplies the record."""
    return snapshot.has(f"lake/{record_behind(rows)}")


def scan_rows(rows: str, snapshot: Snapshot, months: Sequence[str | None] | None = None) -> pl.LazyFrame:
    """The rows of a record or a view; `months`: only those that start in these local months, and no more is read."""
    table = f"lake/{record_behind(rows)}"
    if months is None:
        return ROWSETS[rows].build(snapshot) if rows in ROWSETS else snapshot.scan(table)
    started = pl.col(PARTITION).is_in(months, nulls_equal=True)
    if rows not in ROWSETS:
        return snapshot.scan(table).filter(started)
    if not neighbours_of(rows):
        return ROWSETS[rows].build(narrowed(snapshot, {table: started}))
    # What comes after may lie in the month before by its local date: where sources have different time zones.
    beside = [parse(month).shift(step).code for month in months if month for step in (-1, 1)]
    near = pl.col(PARTITION).is_in([*months, *beside], nulls_equal=True)
    return ROWSETS[rows].build(narrowed(snapshot, {table: near})).filter(started)


def narrowed(snapshot: Snapshot, only: Mapping[str, pl.Expr]) -> Snapshot:
    """The tables with some rows left out from the start, so that files that hold none of the others are not opened."""
    return Replaced(
        snapshot, {name: snapshot.scan(name).filter(rows) for name, rows in only.items() if snapshot.has(name)}
    )


class Replaced(Snapshot):
    """The tables with other rows in some of them."""

    def __init__(self, snapshot: Snapshot, instead: Mapping[str, pl.LazyFrame]) -> None:
        super().__init__(snapshot.home, snapshot.manifest, snapshot.as_of, catalogue=snapshot.catalogue)
        self._whole = snapshot
        self._instead = instead

    def scan(self, table: str) -> pl.LazyFrame:
        """The rows of a table, or those instead of them."""
        return self._instead[table] if table in self._instead else self._whole.scan(table)

    def kept(self, table: str) -> pl.DataFrame:
        """The same, held."""
        return super().kept(table) if table in self._instead else self._whole.kept(table)


def known_rows() -> list[str]:
    """Every name that a part may take its rows from."""
    return [*RECORDS, *ROWSETS]
