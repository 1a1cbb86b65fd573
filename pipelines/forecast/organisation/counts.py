"""Interactions counted from the records, and how far each source can be believed to be complete."""

from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl

from data.connectors.definition import load
from data.errors import UserError
from data.storage.forecast_tables import KEYS
from data.storage.names import CONTACTS_KEPT, lake_table
from data.storage.snapshot import Snapshot
from data.text import Text
from metrics.calendar.periods import parse
from metrics.definition.breakdowns import with_dimensions

NO_LINE = "other"
"""The line of what belongs to none: null already means all lines."""
STALE = {"day": 35, "month": 95}
"""Days: a source that ended longer before the newest one is history and not forecast."""
MISSED = 10
"""A source without any row on an open day that usually brings this many was not read that day."""
SERIES = list(KEYS)


def counts(snapshot: Snapshot) -> tuple[pl.DataFrame, list[Text]]:
    """Interactions per `source`, `ds`, `channel`, `line`, `location` (of visits): `started`, `completed`; and notes.

    Transactions, enquiries and referrals together: each of them needs somebody at a counter or a telephone. All sources
    are counted up to the last day that every one of them knows wholly.
    """
    if not snapshot.has(lake_table("transaction")):
        texts = dict.fromkeys(["source", *SERIES], pl.String())
        return pl.DataFrame(schema=texts | {"ds": pl.Date(), "started": pl.Int64(), "completed": pl.Int64()}), []
    counted = counts_by_day(snapshot)
    last_days = counted.filter(pl.col("started") > 0).group_by("source").agg(pl.col("ds").max().alias("end"))
    unfinished = _unfinished(snapshot)
    ends = {source: min(end, unfinished.get(source, end)) for source, end in last_days.iter_rows()}
    live, notes = _live(ends, "day")
    last = min((ends[source] for source in live), default=None)
    begun = counted.group_by("source").agg(pl.col("ds").filter(pl.col("started") > 0).min().alias("first"))
    known = pl.col("ds").is_between("first", pl.lit(last, pl.Date))
    counted = counted.join(begun, on="source").filter(pl.col("source").is_in(live), known)
    return counted.drop("first"), notes


def counts_by_day(snapshot: Snapshot) -> pl.DataFrame:
    """The same of all days that any row tells of; of months whose rows are gone as they were counted before."""
    keys = ["source", "ds", *SERIES]
    rows = with_dimensions(snapshot.scan(lake_table("transaction")), "transaction", ["line"], snapshot).with_columns(
        pl.col("line").fill_null(NO_LINE), location=pl.when(pl.col("channel") == "in_person").then("location_id")
    )
    done = rows.filter(pl.col("status") == "completed", pl.col("completed_on").is_not_null())
    started = rows.with_columns(ds="started_on").group_by(keys).agg(started=pl.len().cast(pl.Int64))
    completed = done.with_columns(ds="completed_on").group_by(keys).agg(completed=pl.len().cast(pl.Int64))
    both = started.join(completed, on=keys, how="full", coalesce=True, nulls_equal=True)
    counted = both.with_columns(pl.col("started", "completed").fill_null(0)).collect()
    month = snapshot.manifest.kept_from.get("transaction")
    if month is None or not snapshot.has(CONTACTS_KEPT):
        return counted
    kept = snapshot.scan(CONTACTS_KEPT).select(counted.columns).collect()
    return pl.concat([kept, counted.filter(pl.col("ds") >= parse(month).start)])


def silent_days(counted: pl.DataFrame, openings: pl.DataFrame) -> pl.DataFrame:
    """Days on which a source was silent although it was open and usually is not: `source`, `ds`.

    In: as `counts` gives them, and `openings` per `channel` and `ds`. Such days are unknown, not zero.
    """
    daily = counted.group_by("source", "ds").agg(pl.col("started").sum())
    spans = daily.group_by("source").agg(first=pl.col("ds").min(), last=pl.col("ds").max())
    spans = spans.select("source", ds=pl.date_ranges("first", "last"))
    fed = counted.select("source", "channel").unique()
    opened = fed.join(openings.filter("open").select("channel", "ds"), on="channel").select("source", "ds").unique()
    daily = spans.explode("ds").join(daily, on=["source", "ds"], how="left").join(opened, on=["source", "ds"])
    usual = pl.col("started").fill_null(0).median().over("source", pl.col("ds").dt.weekday())
    return daily.filter(pl.col("started").fill_null(0) == 0, usual >= MISSED).select("source", "ds")


def monthly_totals(snapshot: Snapshot) -> tuple[pl.DataFrame, list[Text]]:
    """What sources publish as totals only: month `ds`, `channel`, `line`, `started`, `completed`; and notes.

    A source that counts only what it handled has no more asked of it than that. All are taken up to the last month
    that every one of them knows.
    """
    schema = {"ds": pl.Date, "channel": pl.String, "line": pl.String, "started": pl.Int64, "completed": pl.Int64}
    if not snapshot.has(lake_table("contact_summary")):
        return pl.DataFrame(schema=schema), []
    rows = snapshot.scan(lake_table("contact_summary")).with_columns(pl.col("line_id").fill_null(NO_LINE)).collect()
    ends = dict(rows.group_by("source").agg(pl.col("month").max()).iter_rows())
    live, notes = _live(ends, "month")
    last = min((ends[source] for source in live), default=None)
    rows = rows.filter(pl.col("source").is_in(live), pl.col("month") <= pl.lit(last, pl.Date))
    return rows.group_by(ds="month", channel="channel", line="line_id").agg(
        started=pl.coalesce("offered", "handled").sum(), completed=pl.col("handled").sum()
    ).select(*schema), notes


def _live(ends: dict[str, date], grain: str) -> tuple[list[str], list[Text]]:
    """The sources that are still alive, and a sentence for each that is not."""
    newest = max(ends.values(), default=date.min)
    gone = {source: end for source, end in ends.items() if newest - end > timedelta(days=STALE[grain])}
    notes = [
        Text(
            f"Source {source} ends on {end}, long before the newest one ({newest}): it is not forecast.",
            f"La source {source} s'arrête le {end}, bien avant la plus récente ({newest}) : elle n'est pas prévue.",
        )
        for source, end in gone.items()
    ]
    return [source for source in ends if source not in gone], notes


def time_zones(snapshot: Snapshot) -> dict[str, str]:
    """Source → its time zone, without sources whose folder is gone."""
    zones = {}
    for source, folder in snapshot.manifest.folders.items():
        try:
            zones[source] = load(Path(folder)).time_zone
        except UserError:
            continue
    return zones


def _unfinished(snapshot: Snapshot) -> dict[str, date]:
    """Source → the day before the one on which it was read, in its zone: a day that is not over is not known."""
    read = {source: records.get("transaction") for source, records in snapshot.manifest.sources.items()}
    return {
        source: state.read_at.astimezone(ZoneInfo(zone)).date() - timedelta(days=1)
        for source, zone in time_zones(snapshot).items()
        if (state := read.get(source)) and state.read_at
    }
