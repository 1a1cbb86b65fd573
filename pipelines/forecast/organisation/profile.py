"""How a day spreads over its half-hours, for calls and visits: from the contacts of the last year."""

from datetime import timedelta

import polars as pl

from data.storage.forecast_tables import TABLES
from data.storage.names import lake_table
from data.storage.snapshot import Snapshot
from pipelines.forecast.organisation.counts import time_zones

CHANNELS = ["telephone", "in_person"]
"""Where people wait for people; elsewhere nobody has to be there at the half-hour."""
RECENT = timedelta(days=364)


def profiles(snapshot: Snapshot, centres: list[str]) -> pl.DataFrame:
    """Columns `TABLES["profile"]`: per channel, and for each of the centres, the shares of every weekday sum to 1.

    `handling_s` is the mean service time where it is known. A source whose time zone is no longer known is left out.
    """
    zones = time_zones(snapshot)
    if not snapshot.has(lake_table("transaction")) or not zones:
        return TABLES["profile"].to_frame()
    contacts = snapshot.scan(lake_table("transaction")).filter(pl.col("channel").is_in(CHANNELS))
    last = contacts.select(pl.col("started_on").max()).collect().item()
    if last is None:
        return TABLES["profile"].to_frame()
    recent = contacts.filter(pl.col("started_on") > last - RECENT)
    local = [
        recent.filter(pl.col("source") == source).with_columns(
            weekday=pl.col("started_on").dt.weekday().cast(pl.Int64), half_hour=_half_hour(zone)
        )
        for source, zone in zones.items()
    ]
    rows = pl.concat(local).select("channel", "location_id", "weekday", "half_hour", "serve_s").collect()
    whole = rows.with_columns(location=pl.lit(None, pl.String))
    of_centres = rows.filter(pl.col("channel") == "in_person", pl.col("location_id").is_in(centres))
    both = pl.concat([whole, of_centres.with_columns(location="location_id")])
    day = ["channel", "location", "weekday"]
    counted = both.group_by(*day, "half_hour").agg(contacts=pl.len(), handling_s=pl.col("serve_s").mean())
    shared = counted.with_columns(share=pl.col("contacts") / pl.col("contacts").sum().over(day))
    return shared.select(TABLES["profile"].names()).sort(*day, "half_hour", nulls_last=False)


def _half_hour(zone: str) -> pl.Expr:
    local = pl.col("started_at").dt.convert_time_zone(zone)
    return local.dt.hour().cast(pl.Int64) * 2 + (local.dt.minute() >= 30).cast(pl.Int64)
