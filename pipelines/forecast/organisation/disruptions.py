"""Which days teach a model nothing: disruptions that events, outages or planners tell of.

They are unknown to models rather than learned from. On the fictional organisation, where 15 % of the days are such, the
calendar regression's error over 64 weekly origins is 12.7 % of what came per channel and line so, and 13.2 % where it
learns from them; over all series, sums included, 9.0 % and 9.7 %.
"""

import polars as pl

from data.records.reference import EventKind
from data.storage.names import lake_table
from data.storage.snapshot import Snapshot

DISRUPTIVE = [
    EventKind.OUTAGE,
    EventKind.STRIKE,
    EventKind.EMERGENCY,
    EventKind.SECURITY,
    EventKind.POLICY,
    EventKind.LAUNCH,
    EventKind.CLOSURE,
    EventKind.BACKLOG,
]
"""Kinds of events whose days are unlike others; one without an end is a new normal, from which models must learn."""
CONCERNED = 0.2
"""A sum of series is disturbed by what disturbs its parts where they bring at least this share of it."""
DOWN = 0.25
"""A channel that was down for this share of its schedule had no ordinary day."""


def disruption_spans(snapshot: Snapshot, special_days: pl.DataFrame | None) -> pl.DataFrame:
    """Spans that teach nothing: `first_day`, `last_day`, `channel`, `line` (null: all of them)."""
    schema = {"first_day": pl.Date, "last_day": pl.Date, "channel": pl.String, "line": pl.String}
    spans = [pl.DataFrame(schema=schema)]
    if special_days is not None:
        spans.append(special_days.select(*schema))
    if snapshot.has(lake_table("event")):
        events = snapshot.read(lake_table("event")).filter(
            pl.col("kind").is_in([kind.value for kind in DISRUPTIVE]), pl.col("ends_on").is_not_null()
        )
        spans.append(events.select(first_day="starts_on", last_day="ends_on", channel="channel", line="line_id"))
    if snapshot.has(lake_table("outage")):
        spans.append(_outages(snapshot).select(*schema))
    return pl.concat(spans).unique()


def _outages(snapshot: Snapshot) -> pl.DataFrame:
    down = snapshot.scan(lake_table("outage")).group_by("channel", "on_date").agg(pl.col("down_minutes").sum())
    if snapshot.has(lake_table("schedule")):
        planned = (
            snapshot.scan(lake_table("schedule")).group_by("channel", "on_date").agg(pl.col("scheduled_minutes").sum())
        )
        down = down.join(planned, on=["channel", "on_date"], how="left")
    else:
        down = down.with_columns(scheduled_minutes=pl.lit(None, pl.Int64))
    long = pl.col("down_minutes") >= DOWN * pl.col("scheduled_minutes").fill_null(24 * 60)
    return (
        down.filter(long)
        .select(first_day="on_date", last_day="on_date", channel="channel", line=pl.lit(None, pl.String))
        .collect()
    )


def disrupted_days(rows: pl.DataFrame, spans: pl.DataFrame) -> pl.DataFrame:
    """The series and days that teach nothing: `channel`, `line`, `location`, `ds`.

    `rows`: daily series of `channel`, `line`, `location` with `ds` and `started`. A span that names a channel or a line
    disturbs the sums that hold it where it brings a fifth of them or more.
    """
    keys = ["channel", "line", "location"]
    days = spans.filter(pl.col("last_day") >= pl.col("first_day")).with_columns(
        ds=pl.date_ranges("first_day", "last_day")
    )
    days = days.explode("ds").select("ds", of_channel="channel", of_line="line").unique()
    series = rows.group_by(keys).agg(total=pl.col("started").sum())
    concerned = series.join(days.select("of_channel", "of_line").unique(), how="cross").filter(
        _meets("channel", "of_channel") & _meets("line", "of_line")
    )
    parts = series.filter(pl.col("channel").is_not_null(), pl.col("line").is_not_null(), pl.col("location").is_null())
    held = (
        concerned.join(parts.select(part_channel="channel", part_line="line", part="total"), how="cross")
        .filter(
            pl.col("channel").is_null() | (pl.col("channel") == pl.col("part_channel")),
            pl.col("line").is_null() | (pl.col("line") == pl.col("part_line")),
            pl.col("of_channel").is_null() | (pl.col("of_channel") == pl.col("part_channel")),
            pl.col("of_line").is_null() | (pl.col("of_line") == pl.col("part_line")),
        )
        .group_by(*keys, "of_channel", "of_line", "total")
        .agg(pl.col("part").sum())
    )
    enough = pl.col("location").is_not_null() | (pl.col("part") >= CONCERNED * pl.col("total"))
    which = held.filter(enough).select(*keys, "of_channel", "of_line")
    return which.join(days, on=["of_channel", "of_line"], nulls_equal=True).select(*keys, "ds").unique()


def _meets(mine: str, theirs: str) -> pl.Expr:
    """Whether a series' code (null: all) and a span's (null: all) have anything in common."""
    return pl.col(mine).is_null() | pl.col(theirs).is_null() | (pl.col(mine) == pl.col(theirs))
