"""One record: its row, what else is known of the same transaction, its standard, and the numbers that it counts in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import polars as pl

from data.records import RECORDS, local_date
from data.records.stored import stored_schema
from data.storage.names import REGISTERED, lake_table
from data.storage.snapshot import Snapshot
from data.words import InteractionKind
from metrics.definition.breakdowns import dimensions_of, with_dimensions
from metrics.definition.indicator import Indicator, Part
from metrics.definition.limits import hidden_columns, role_of, unlimited, within
from metrics.definition.rowsets import NEAR, ROWSETS, has_rows, narrowed, neighbours_of, record_behind, scan_rows
from metrics.drilldown.service_standard import Standing, served_at, standing
from metrics.engine.answer import check_record

Row = Mapping[str, Any]
USUAL = ""
"""What a standard of every method, of the public and of normal circumstances may leave empty."""
Scope = Sequence[tuple[str, Sequence[str]]]
"""Breakdown → codes."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Contribution:
    """What one record adds to one indicator, and the day that places it in a period."""

    indicator: Indicator
    day: date
    numerator: int
    denominator: int


@dataclass(frozen=True, eq=False, kw_only=True)
class RecordStory:
    """What is known around one record.

    `counted`: what it adds to indicators. `related`: for a transaction, record → the rows that belong to it.
    `standard`: the service standard that was in force for it.
    """

    counted: list[Contribution]
    related: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)
    standard: Mapping[str, Any] | None = None
    standing: Standing | None = None
    served_at: datetime | None = None


def read_story(record: str, row: Row, snapshot: Snapshot) -> RecordStory:
    """The story of a record, as far as the snapshot shows it to who reads.

    Raises: UserError where they may not open single rows of the record.
    """
    check_record(record, snapshot)
    counted = contributions(record, row, snapshot)
    if record != "transaction":
        return RecordStory(counted=counted)
    return RecordStory(
        counted=counted,
        related=related_rows(row, snapshot),
        standard=standard_in_force(row, snapshot),
        standing=standing(row, snapshot.manifest.data_to),
        served_at=served_at(row),
    )


def rows_of(record: str, key: str, snapshot: Snapshot) -> list[dict[str, Any]]:
    """The rows of a key as `scorecard rows` writes it: one per source that has it, by the sources' names.

    Raises: UserError where who reads may not open single rows of the record.
    """
    check_record(record, snapshot)
    identity = _identity(record, key)
    if identity is None or not snapshot.has(lake_table(record)):
        return []
    rows = within(snapshot.scan(lake_table(record)), record, snapshot).filter(identity).sort("source").collect()
    return _masked(rows, record, snapshot).to_dicts()


def _masked(rows: pl.DataFrame, record: str, snapshot: Snapshot) -> pl.DataFrame:
    """The rows without what tells one person's from another's, where who reads does not see that."""
    return rows.with_columns(pl.lit(None, rows.schema[name]).alias(name) for name in hidden_columns(record, snapshot))


def lies_within(record: str, row: Row, scope: Scope, snapshot: Snapshot) -> bool:
    """Whether a row lies in groups; a row of a record that does not know them lies in none."""
    names = [name for name, _ in scope]
    if not set(names) <= set(dimensions_of(record)):
        return False
    frame = pl.LazyFrame([row], schema=stored_schema(RECORDS[record]), strict=False)
    placed = with_dimensions(frame, record, names, snapshot).select(names).collect().row(0, named=True)
    return all(placed[name] in codes for name, codes in scope)


def related_rows(transaction: Row, snapshot: Snapshot) -> dict[str, list[dict[str, Any]]]:
    """Record → the rows that belong to a transaction: its survey answers, complaints, claims and audits."""
    same = pl.col("transaction_id") == transaction["transaction_id"]
    names = [
        name
        for name, record in RECORDS.items()
        if "transaction_id" in record.columns() and name != "transaction" and snapshot.has(lake_table(name))
    ]
    role = role_of(snapshot)
    names = [name for name in names if role is None or name in role.records]
    # A survey may come from another source than what it is about; a number means the same transaction in each.
    frames = pl.collect_all(
        [snapshot.scan(lake_table(name)).filter(same).sort(RECORDS[name].primary_key()) for name in names]
    )
    return {name: _masked(frame, name, snapshot).to_dicts() for name, frame in zip(names, frames, strict=True)}


def standard_in_force(transaction: Row, snapshot: Snapshot) -> dict[str, Any] | None:
    """The service standard that was in force for a transaction when it started: its service's, else the common one.

    A service's own standard is about its transactions: who asks for information is promised what all are.
    """
    if not snapshot.has(lake_table("service_standard")):
        return None
    service = pl.col("service_id")
    of_all = service.is_null()
    is_about = of_all | (service == transaction["service_id"])
    rows = snapshot.read(lake_table("service_standard"))
    # Those of a method, an audience or circumstances of their own judge no case; what has ended judges none any more.
    apart = [name for name in ("method", "audience", "circumstance") if name in rows.columns]
    usual = [pl.col(name).cast(pl.String).fill_null(USUAL).is_in([USUAL, "external", "normal"]) for name in apart]
    standards = rows.filter(
        pl.col("channel").cast(pl.String) == transaction["channel"],
        is_about if transaction["kind"] == InteractionKind.TRANSACTION else of_all,
        pl.col("valid_from") <= transaction["started_on"],
        *usual,
    ).sort(of_all, -pl.col("valid_from").to_physical(), pl.col("source") != REGISTERED)
    # The newest of the service, else the newest common one; what has ended is followed by nothing older.
    newest = standards.unique("service_id", keep="first", maintain_order=True).to_dicts()
    return next((row for row in newest if not _has_ended(row, transaction["started_on"])), None)


def _has_ended(standard: Row, day: date) -> bool:
    last = standard.get("valid_to")
    return last is not None and last < day


def contributions(record: str, row: Row, snapshot: Snapshot) -> list[Contribution]:
    """The indicators that a record counts in, in the order of the catalogue."""
    if hidden_columns(record, snapshot):
        # Which rows decide this one is told by columns that who reads does not see.
        same = [pl.col(name) == row[name] for name in ("source", *RECORDS[record].primary_key())]
        row = unlimited(snapshot).scan(lake_table(record)).filter(same).collect().row(0, named=True)
    identity = pl.all_horizontal(pl.col(name) == row[name] for name in ("source", *RECORDS[record].primary_key()))
    narrow = narrowed(snapshot, {lake_table(record): identity | _followers(record, row)})
    parts = [
        (indicator, role, part)
        for indicator in snapshot.catalogue.values()
        if not indicator.restricted and _among(indicator, record, row, snapshot)
        for role in ("numerator", "denominator")
        for part in getattr(indicator, role)
        if record_behind(part.rows) == record and has_rows(part.rows, snapshot)
    ]
    views = list(dict.fromkeys(part.rows for _, _, part in parts))
    frames = [
        scan_rows(view, narrow)
        .filter(identity)
        .select(
            expression
            for place, (_, _, part) in enumerate(parts)
            if part.rows == view
            for expression in (_added(part, snapshot).alias(f"{place}"), pl.col(part.dated).alias(f"{place}.day"))
        )
        for view in views
    ]
    values = {name: frame[name] for frame in pl.collect_all(frames) for name in frame.columns}
    sums: dict[str, dict[str, Any]] = {}
    for place, (indicator, role, _) in enumerate(parts):
        if added := values[f"{place}"].sum():
            contribution = sums.setdefault(
                indicator.name, {"numerator": 0, "denominator": 0, "day": values[f"{place}.day"].min()}
            )
            contribution[role] += added
    return [Contribution(indicator=snapshot.catalogue[name], **values) for name, values in sums.items()]


def _identity(record: str, key: str) -> pl.Expr | None:
    """The rows of a key; None where its parts are not what the record's key is made of."""
    columns = RECORDS[record].primary_key()
    parts = key.split("|", len(columns) - 1)
    if len(parts) != len(columns):
        return None
    schema = stored_schema(RECORDS[record])
    try:
        values = [_read(text, schema[column]) for text, column in zip(parts, columns, strict=True)]
    except ValueError:
        return None
    return pl.all_horizontal(pl.col(column) == value for column, value in zip(columns, values, strict=True))


def _read(text: str, dtype: pl.DataType) -> Any:
    if dtype == pl.Date:
        return date.fromisoformat(text)
    return int(text) if dtype.is_integer() else text


def _among(indicator: Indicator, record: str, row: Row, snapshot: Snapshot) -> bool:
    """Whether the row is of a group that the indicator compares; others do not count in a gap."""
    if not indicator.between or record not in indicator.records:
        return True
    dimension, *codes = indicator.between
    return lies_within(record, row, [(dimension, codes)], snapshot)


def _followers(record: str, row: Row) -> pl.Expr:
    """The rows that a view of the record may look at to judge this one: what the same customer did soon after."""
    followers, dated = pl.lit(False), local_date(RECORDS[record]) or ""
    for rows in ROWSETS:
        alike = neighbours_of(rows) if record_behind(rows) == record else ()
        values = [{row[name] for name in columns if row.get(name) is not None} for columns in alike]
        if alike and all(values):
            soon = pl.col(dated).is_between(row[dated] - NEAR, row[dated] + NEAR)
            followers |= soon & pl.all_horizontal(
                pl.any_horizontal(pl.col(name).is_in(list(value)).fill_null(False) for name in columns if name in row)
                for columns, value in zip(alike, values, strict=True)
            )
    return followers


def _added(part: Part, snapshot: Snapshot) -> pl.Expr:
    """What the row adds to a sum; nothing while a deadline lies ahead of all that is known."""
    return pl.when(part.is_dated(snapshot.manifest.data_to)).then(part.expression).otherwise(0)
