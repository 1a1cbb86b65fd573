"""A home drawn for alerts: two counters over some months, one of which is bad at noon, and the targets in force."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl

from data.state import TARGET
from data.storage.snapshot import Snapshot
from metrics.calendar.periods import add_months
from tests.support.homes import ZONE, home_with

FIRST = date(2025, 1, 1)
COUNTER = "counter_within_20_minutes"
IN_TIME, TOO_LATE = 300, 3_000
"""Seconds of a wait."""
VISITS = 60
"""At each place, half-hour and month."""


def target(name: str = COUNTER, wanted: float = 0.85, near: float = 0.8, **scope: str) -> pl.DataFrame:
    rows = [
        {"indicator": name, "fiscal_year": year, "target": wanted, "near": near, "path": "step", "source": "s"} | scope
        for year in ("FY2024-25", "FY2025-26")
    ]
    return pl.DataFrame(rows, schema=TARGET)


def visits(late: dict[tuple[str, int], list[int]]) -> pl.DataFrame:
    """`late`: place and hour → per month, how many of `VISITS` wait too long."""
    rows = []
    for (place, hour), months in late.items():
        for number, missed in enumerate(months):
            for visit in range(VISITS):
                day = add_months(FIRST, number) + timedelta(days=visit % 28)
                started = datetime(day.year, day.month, day.day, hour, visit % 30, tzinfo=ZoneInfo(ZONE))
                key = f"{place}{hour}-{number}-{visit}"
                rows.append((key, place, started.astimezone(UTC), day, TOO_LATE if visit < missed else IN_TIME))
    return pl.DataFrame(
        rows,
        schema=["transaction_id", "location_id", "started_at", "started_on", "wait_s"],
        orient="row",
        schema_overrides={"started_at": pl.Datetime("us", "UTC")},
    ).with_columns(kind=pl.lit("transaction"), channel=pl.lit("in_person"), status=pl.lit("completed"))


def town(folder: Path, late: dict[tuple[str, int], list[int]], months: int) -> Snapshot:
    places = pl.DataFrame(
        {
            "location_id": ["north", "south"],
            "region_id": ["up", "down"],
            "name_en": ["North centre", "South centre"],
            "name_fr": ["Centre Nord", "Centre Sud"],
        }
    )
    end = add_months(FIRST, months) - timedelta(days=1)
    return home_with(folder, data_to=end, transaction=visits(late), location=places)
