"""The last year of a fictional organisation, without a database: its visits and calls, who was there, and a home."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

import numpy as np
import polars as pl

from data.demo import transactions
from data.demo.calendar import CHANNELS, business_days, month_of
from data.demo.network import roster
from data.demo.network.places import Outlet, outlets
from data.demo.transactions import OUTCOMES
from data.storage.snapshot import Snapshot
from metrics.planning.assumptions import PROFILE
from tests.support.homes import home_with

FIRST_YEAR, SCALE = 2021, 0.01
UNTIL = date(2026, 11, 29)
FROM = date(2025, 12, 1)
SERVED_BY_PEOPLE = ("in_person", "telephone")
PROFILED = timedelta(days=364)


@dataclass(frozen=True)
class DemoYear:
    """`contacts`: `channel`, `location`, `operator`, `day`, `second` (of the day), `weekday` (1 Monday), `hour`,
    `wait_s`, `serve_s` (null for who left), `status`. `people`: columns of the record `capacity`. `outlets`: all.
    """

    contacts: pl.DataFrame
    people: pl.DataFrame
    outlets: list[Outlet]
    planted: roster.Planted

    @property
    def business_days(self) -> int:
        return int(np.busday_count(FROM, UNTIL + timedelta(days=1), busdaycal=business_days(UNTIL.year)))


@lru_cache(maxsize=1)
def demo_year(seed: int) -> DemoYear:
    """The year up to `UNTIL` of the organisation of that seed, at a hundredth of full size."""
    found = outlets(seed, FIRST_YEAR, SCALE)
    months = range(month_of(FROM), month_of(UNTIL) + 1)
    people = [roster.capacity(seed, FIRST_YEAR, SCALE, month) for month in months]
    return DemoYear(
        pl.concat([_contacts(seed, month, found) for month in months]).filter(pl.col("day") <= UNTIL),
        pl.concat(people).rename({"outlet_code": "location_id", "on_day": "on_date"}).drop("planned_on"),
        found,
        roster.planted(seed, FIRST_YEAR, SCALE),
    )


def _contacts(seed: int, month: int, found: list[Outlet]) -> pl.DataFrame:
    rows = transactions.interactions(seed, FIRST_YEAR, SCALE, month)
    mine = np.flatnonzero(np.isin(rows.channel, [CHANNELS.index(name) for name in SERVED_BY_PEOPLE]))
    day = rows.days[rows.day[mine]]
    second = rows.started[mine] - day.astype(np.int64) * 86_400
    place = rows.outlet[mine]
    return pl.DataFrame(
        {
            "channel": np.array(CHANNELS)[rows.channel[mine]],
            "location": np.array([o.code for o in found])[place],
            "operator": np.array([o.operator for o in found])[place],
            "day": day,
            "second": second,
            "weekday": (day.astype(int) + 3) % 7 + 1,
            "hour": second // 3600,
            "wait_s": rows.wait[mine],
            "serve_s": rows.serve[mine],
            "status": np.array(OUTCOMES)[rows.outcome[mine]],
        }
    ).with_columns(serve_s=pl.col("serve_s").replace(-1, None))


def home_of(folder: Path, year: DemoYear) -> tuple[Snapshot, pl.DataFrame, pl.DataFrame]:
    """A home with the year's contacts and capacity; and what forecasts know: days per channel, and the profile."""
    contacts = year.contacts.with_row_index("number")
    number = pl.col("number").cast(pl.String)
    rows = contacts.select(
        "channel", "status", "wait_s", "serve_s", number.alias("transaction_id"), number.alias("customer_key"),
        pl.lit("transaction").alias("kind"), pl.lit("plate").alias("service_id"),
        pl.col("location").alias("location_id"), pl.col("day").alias("started_on"), pl.col("day").alias("completed_on"),
    )  # fmt: skip
    snapshot = home_with(
        folder, data_to=UNTIL, publish=True, transaction=rows, capacity=year.people,
        service=pl.DataFrame({"service_id": ["plate"], "name_en": ["Plates"]}),
    )  # fmt: skip
    every_day = pl.DataFrame({"ds": pl.date_range(FROM, UNTIL, eager=True)})
    counted = contacts.group_by("channel", pl.col("day").alias("ds")).agg(pl.len().cast(pl.Int64).alias("started"))
    demand = (
        every_day.join(pl.DataFrame({"channel": SERVED_BY_PEOPLE}), how="cross")
        .join(counted, on=["channel", "ds"], how="left")
        .select("channel", "ds", pl.col("started").fill_null(0))
    )
    return snapshot, demand, _profile(contacts)


def _profile(contacts: pl.DataFrame) -> pl.DataFrame:
    recent = contacts.filter(pl.col("day") > UNTIL - PROFILED).with_columns(half_hour=pl.col("second") // 1800)
    of_centres = recent.filter(channel="in_person")
    both = pl.concat([recent.with_columns(location=pl.lit(None, pl.String)), of_centres])
    of_day = ["channel", "location", "weekday"]
    counted = both.group_by(*of_day, "half_hour").agg(n=pl.len(), handling_s=pl.col("serve_s").mean())
    share = pl.col("n") / pl.col("n").sum().over(of_day)
    return counted.with_columns(share=share).select(PROFILE.names()).cast(dict(PROFILE)).drop_nulls("handling_s")
