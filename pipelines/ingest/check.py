"""Check: rows that keep every rule go on, typed; the others are rejected with the rule's name and their values."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import cache

import dataframely as dy
import polars as pl

from data.certainty import present
from data.connectors.table import as_text
from data.errors import nearest
from data.records import RECORDS, Record, key, local_date, local_dates, references, required
from data.refusals.intake import ingest as refusals
from pipelines.ingest.about import break_rules
from pipelines.ingest.copies import copies, settle, settles
from pipelines.ingest.parse import ROW, as_json, parse

FIRST_DAY, LAST_DAY = date(1970, 1, 3), date(2199, 12, 31)
"""Outside these a date stands for one that is not known: 1900-01-01, the zero of many clocks, 9999-12-31."""


@dataclass(frozen=True)
class CheckResult:
    """Every row read is in `good`, in `rejected` or counted in `superseded`.

    `good`: the stored columns, typed. `rejected`: `record`, `key` (its parts joined by |; null where one is null),
    `rule` (all broken rules joined by a comma), `values` (JSON text of the row as read).
    `superseded`: identical copies of a row that is kept once.
    `repeated_hours`, `skipped_hours`: moments in an hour that the clock change repeated or left out.
    `days`: moments given as a day alone.
    """

    good: pl.DataFrame
    rejected: pl.DataFrame
    superseded: int
    repeated_hours: int
    skipped_hours: int
    days: int


def check(
    record_name: str,
    rows: pl.LazyFrame,
    *,
    time_zone: str,
    references: Mapping[str, pl.LazyFrame],
    watermark: str | None = None,
) -> CheckResult:
    """Judge the rows that a source's SELECT gave for one record.

    `rows` is read again for what is rejected, so it must give the same rows each time, as staged files do.
    `references`: by table name, rows that hold the table's key; a table that is not there is not checked against. Of a
    complaint or claim the stored transactions and claims too, as `about.looked_up` gives them.
    Raises: UserError, for a column that the record does not have or a required one it lacks.
    """
    raw = read_texts(record_name, rows, watermark=watermark).with_row_index(ROW)
    return apply_rules(record_name, raw, time_zone=time_zone, references=references)


def read_texts(
    record_name: str, rows: pl.LazyFrame, *, watermark: str | None = None, source: str | None = None
) -> pl.LazyFrame:
    """The record's columns as text, those that the source lacks as nulls; raises as `check` does."""
    return as_text(_with_columns(RECORDS[record_name], rows, watermark))


def apply_rules(
    record_name: str, raw: pl.LazyFrame, *, time_zone: str, references: Mapping[str, pl.LazyFrame]
) -> CheckResult:
    """Judges rows of `read_texts` by their numbers; rows that must be judged together are all among them."""
    record = RECORDS[record_name]
    parsed = parse(record, raw, time_zone)
    superseded, conflicting = copies(record, parsed.rows, parsed.failed)
    distinct = _without(parsed.rows, superseded)
    failed = _without(parsed.failed, superseded)
    # What could not be read is null: the rules of its row would be misjudged.
    sound = _without(distinct, failed[ROW])
    broken = pl.concat(
        [
            failed.select(ROW, "rule"),
            _broken_rules(record, sound),
            _far(record, sound),
            *_unknown(record, sound, references),
            *break_rules(record_name, sound, references),
        ]
    )
    good = _without(distinct, broken[ROW])
    if len(conflicting):
        # A copy that breaks another rule is no candidate; where none is kept, it conflicts all the same.
        among = good if settles(record) else distinct
        settled = settle(record, among.filter(pl.col(ROW).is_in(conflicting.implode())))
        good = pl.concat([_without(good, conflicting), settled.kept])
        broken = pl.concat([broken, settled.broken])
        superseded = pl.concat([superseded, settled.repeating])
    return CheckResult(
        good=good.drop(ROW),
        rejected=_rejected(record_name, record, raw, parsed.rows, broken),
        superseded=len(superseded),
        repeated_hours=parsed.repeated_hours,
        skipped_hours=parsed.skipped_hours,
        days=parsed.days,
    )


def _with_columns(record: type[Record], rows: pl.LazyFrame, watermark: str | None) -> pl.LazyFrame:
    """The record's columns: optional ones that the source lacks are null."""
    columns, given = record.column_names(), rows.collect_schema().names()
    if watermark and watermark in given and watermark not in columns:
        rows, given = rows.drop(watermark), [column for column in given if column != watermark]
    for column in given:
        if column not in columns:
            raise refusals.UNKNOWN_COLUMN(column=column, hint=nearest(column, columns))
    if missing := [f"`{column}`" for column in required(record) if column not in given]:
        raise refusals.MISSING_COLUMNS(columns=", ".join(missing))
    return rows.with_columns(pl.lit(None, pl.String).alias(column) for column in columns if column not in given)


def _without(rows: pl.DataFrame, numbers: pl.Series) -> pl.DataFrame:
    return rows if numbers.is_empty() else rows.filter(~pl.col(ROW).is_in(numbers.implode()))


@cache
def _rules(record: type[Record]) -> type[dy.Schema]:
    """The record's rules with a row number, and without its key: copies are checked apart, with kinder names."""
    columns = {name: copy(column) for name, column in record.columns().items()}
    for name in key(record):
        columns[name].primary_key = False
    return type(record.__name__, (record,), {**columns, ROW: dy.Any()})


def _broken_rules(record: type[Record], rows: pl.DataFrame) -> pl.DataFrame:
    rules = _rules(record)
    details = rules.filter(rows.lazy()).failure.details()
    names = [name for name in details.columns if name not in rules.column_names()]
    return (
        details.unpivot(names, index=ROW, variable_name="rule").filter(pl.col("value") == "invalid").select(ROW, "rule")
    )


def _far(record: type[Record], rows: pl.DataFrame) -> pl.DataFrame:
    """Rows dated where no record is: it would be a period of its own."""
    columns = {record.dated: present(local_date(record))} if record.dated else {}
    broken = [
        rows.filter(~pl.col(local).is_between(FIRST_DAY, LAST_DAY)).select(ROW, rule=pl.lit(f"{name}|far"))
        for name, local in (columns | local_dates(record)).items()
    ]
    return pl.concat(broken or [pl.DataFrame(schema={ROW: rows.schema[ROW], "rule": pl.String})])


def _unknown(record: type[Record], rows: pl.DataFrame, tables: Mapping[str, pl.LazyFrame]) -> list[pl.DataFrame]:
    broken = []
    for column, table in references(record).items():
        if table in tables:
            keys = tables[table].select(*key(RECORDS[table])).collect().to_series().unique()
            unknown = rows.filter(~pl.col(column).is_in(keys.implode()))
            broken.append(unknown.select(ROW, rule=pl.lit(f"{column}|unknown")))
    return broken


def _rejected(
    name: str, record: type[Record], raw: pl.LazyFrame, rows: pl.DataFrame, broken: pl.DataFrame
) -> pl.DataFrame:
    rules = broken.group_by(ROW, maintain_order=True).agg(pl.col("rule").str.join(", "))
    if rules.is_empty():
        return pl.DataFrame(schema=dict.fromkeys(["record", "key", "rule", "values"], pl.String))
    numbers = pl.col(ROW).is_in(rules[ROW].implode())
    written = raw.filter(numbers).select(ROW, values=as_json(raw.collect_schema().names()))
    parts = pl.concat_str([pl.col(part).cast(pl.String) for part in key(record)], separator="|")
    return (
        rules.join(rows.filter(numbers).select(ROW, key=parts), on=ROW)
        .join(written.collect(engine="streaming"), on=ROW)
        .sort(ROW)
        .select(pl.lit(name).alias("record"), "key", "rule", "values")
    )
