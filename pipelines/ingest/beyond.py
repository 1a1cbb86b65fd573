"""Rows older than what is retained: a source may go on holding them, but they are not stored again."""

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from data.records import RECORDS
from data.records.stored import stored_schema
from data.storage.lake import Lake
from data.storage.names import lake_table
from data.storage.run_id import run_start
from metrics.calendar.periods import parse as parse_period
from pipelines.ingest.names_gone import without_names_gone
from pipelines.ingest.parse import ROW, parse
from pipelines.ingest.rejected import read_values


def dates_of(record: str) -> list[str]:
    """The columns of all local dates of a record: a row counts in the month of each."""
    return [name for name, dtype in stored_schema(RECORDS[record]).items() if dtype == pl.Date]


class Retained:
    """What is retained of one record of one source. `beyond`: how many rows were left out so far.

    `kept_from`: of every record the first month of which rows are retained, where any have left.
    """

    def __init__(self, record: str, source: str, time_zone: str, kept_from: Mapping[str, str], lake: Lake) -> None:
        self.record, self.source, self.time_zone, self.lake = record, source, time_zone, lake
        self.kept_from, month = kept_from, kept_from.get(record)
        self.first = parse_period(month).start if month else None
        self.beyond = 0

    def within(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows that are stored: those with a date that is retained, and those that are stored already.

        They do not name again what has left.
        """
        return self.forgetful(self._young(rows))

    def forgetful(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The same rows, without names of what has left."""
        return without_names_gone(rows, self.record, self.kept_from, self.lake)

    def _young(self, rows: pl.DataFrame) -> pl.DataFrame:
        if self.first is None:
            return rows
        old = rows.filter(pl.max_horizontal(dates_of(self.record)) < self.first)
        if old.is_empty():
            return rows
        keys = RECORDS[self.record].primary_key()
        table = lake_table(self.record)
        if self.lake.exists(table):
            # One that was corrected until none of its dates is retained goes when the run lets rows go.
            stored = self.lake.scan(table).filter(pl.col("source") == self.source).select(keys)
            old = old.join(stored.join(old.lazy(), on=keys, how="semi").collect(), on=keys, how="anti")
        self.beyond += old.height
        return rows.join(old, on=keys, how="anti")

    def refused(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The refused rows that wait: those with a date that is retained, or without any that can be read."""
        if self.first is None or rows.is_empty():
            return rows
        last = last_dates(rows, self.record, self.time_zone)
        kept = rows.filter((last >= self.first) | last.is_null())
        self.beyond += rows.height - kept.height
        return kept


def last_dates(refused: pl.DataFrame, record: str, time_zone: str) -> pl.Series:
    """The last date that each refused row tells; null where none can be read."""
    texts = read_values(refused, record).with_row_index(ROW)
    rows = parse(RECORDS[record], texts, time_zone).rows.sort(ROW)
    return rows.select(pl.max_horizontal(dates_of(record))).to_series()


def old_refused(rejected: pl.DataFrame, record: str, time_zone: str, first: date) -> pl.DataFrame:
    """The rows of a record among all refused ones that are older than `first`, by the run where they tell no date."""
    rows = rejected.filter(pl.col("record") == record)
    if rows.is_empty():
        return rows
    days = pl.Series([run_start(run).date() for run in rows["run"]], dtype=pl.Date)
    last = last_dates(rows, record, time_zone)
    return rows.filter(last.zip_with(last.is_not_null(), days) < first)


def old_gone(gone: pl.DataFrame, record: str, first: date) -> pl.DataFrame:
    """The same of rows that their source no longer has."""
    rows = gone.filter(pl.col("record") == record)
    dates = [pl.col("values").str.json_path_match(f"$.{name}").str.to_date(strict=False) for name in dates_of(record)]
    return rows.filter(pl.max_horizontal(dates) < first)


def without(rows: pl.DataFrame, going: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """A table without some of its rows."""
    return rows.join(pl.concat([rows.clear(), *going]), on=rows.columns, how="anti", nulls_equal=True)
