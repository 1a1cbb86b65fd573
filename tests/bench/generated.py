"""A lake of any number of transactions, written month by month: what the measurements at full size run on."""

from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import polars as pl

from data.storage.lake import PARTITION, Lake
from data.storage.manifest import Manifest, RecordState, RowCount, write_manifest
from data.storage.snapshot import Snapshot
from metrics.catalogue.registry import declared
from metrics.engine.fingerprint import fingerprint, references_mark
from pipelines.publish.aggregate import aggregate
from tests.support.homes import ZONE, stored
from tests.support.source_folder import files

SOURCE = "generated"
FIRST, LAST = date(2021, 4, 1), date(2026, 3, 30)
"""The day after is the new one: it belongs to a month that is full, the dearest that there is."""
NEXT, ROWS_A_DAY = date(2026, 3, 31), 27_400
"""A day of fifty million transactions in five years, whatever the history is that it comes on top of."""
SERVICES, LOCATIONS, REGIONS = 40, 90, 6
CHANNELS = np.array(["online", "in_person", "kiosk", "telephone", "mail"])
SHARES = np.array([0.5, 0.34, 0.03, 0.12, 0.01])
OPEN_S = 9 * 3600
"""Counters and telephones open at nine, local time; the stored moment is UTC."""


def references() -> dict[str, pl.DataFrame]:
    """Lines, services, regions, operators and locations, each called by its code."""
    services, locations = range(SERVICES), range(LOCATIONS)
    tables = {
        "line": pl.DataFrame({"line_id": [f"line{n}" for n in range(7)]}),
        "region": pl.DataFrame({"region_id": [f"region{n}" for n in range(REGIONS)]}),
        "operator": pl.DataFrame({"operator_id": ["public", "private"]}),
        "service": pl.DataFrame(
            {
                "service_id": [f"service{n}" for n in services],
                "line_id": [f"line{n % 7}" for n in services],
                "online_from": ["2020-01-01" if n % 4 else None for n in services],
            }
        ),
        "location": pl.DataFrame(
            {
                "location_id": [f"centre{n}" for n in locations],
                "region_id": [f"region{n % REGIONS}" for n in locations],
                "operator_id": ["private" if n % 3 else "public" for n in locations],
            }
        ),
    }
    return {
        name: frame.with_columns(pl.lit(SOURCE).alias("source"), pl.col(f"{name}_id").alias("name_en"))
        for name, frame in tables.items()
    }


def transactions(first: date, last: date, rows: int, before: int) -> pl.DataFrame:
    """The transactions of these days of a month as a run stores them; their numbers go on from `before`."""
    chance = np.random.default_rng([first.year, first.month, first.day])
    days = pl.date_range(first, last, eager=True)
    channel = chance.choice(len(CHANNELS), rows, p=SHARES)
    at_site = channel != 0
    wait = np.minimum(chance.gamma(1.6, 400, rows).astype(np.int64), 7200)
    serve = np.maximum(chance.lognormal(5.9, 0.5, rows).astype(np.int64), 20)
    done = chance.random(rows) < 0.9
    second = OPEN_S + chance.integers(0, 28_000, rows)
    started_on = days.gather(np.sort(chance.integers(0, len(days), rows)))
    moment = pl.col("started_on").cast(pl.Datetime("us")).dt.replace_time_zone("UTC")

    def text(prefix: str, numbers: np.ndarray) -> pl.Series:
        codes = pl.Series([f"{prefix}{n}" for n in range(int(numbers.max()) + 1)])
        return codes.gather(numbers)

    frame = pl.DataFrame(
        {
            "started_on": started_on,
            "second": second,
            "channel": pl.Series(CHANNELS).gather(channel),
            "service_id": text("service", chance.integers(0, SERVICES, rows)),
            "location_id": text("centre", chance.integers(0, LOCATIONS, rows)),
            "at_site": at_site,
            "wait_s": wait,
            "serve_s": serve,
            "done": done,
            "identified": chance.random(rows) < 0.8,
            "french": chance.random(rows) < 0.04,
            "business": chance.random(rows) < 0.12,
            "enquiry": chance.random(rows) < 0.2,
            "customer": chance.integers(0, max(rows // 2, 1), rows),
            "fee_cents": chance.integers(0, 12_000, rows),
        }
    ).with_row_index("number", offset=before)
    started = moment + pl.duration(seconds="second")
    ended = started + pl.duration(seconds=pl.col("wait_s") + pl.col("serve_s"))
    return frame.select(
        pl.lit(SOURCE).alias("source"),
        pl.format("T{}", "number").alias("transaction_id"),
        pl.when("enquiry").then(pl.lit("information")).otherwise(pl.lit("transaction")).alias("kind"),
        "channel",
        "service_id",
        pl.when("at_site").then("location_id").alias("location_id"),
        pl.when("french").then(pl.lit("fr")).otherwise(pl.lit("en")).alias("language"),
        pl.when("identified").then(pl.format("k{}", "customer")).alias("customer_key"),
        pl.when("business").then(pl.lit("business")).otherwise(pl.lit("individual")).alias("customer_type"),
        started.alias("started_at"),
        "started_on",
        pl.when("done").then(ended).alias("completed_at"),
        pl.when("done").then("started_on").alias("completed_on"),
        (started + pl.duration(minutes=20)).alias("due_at"),
        pl.col("started_on").alias("due_on"),
        pl.when("done").then(pl.lit("completed")).otherwise(pl.lit("abandoned")).alias("status"),
        "wait_s",
        "serve_s",
        pl.lit("normal").alias("circumstance"),
        pl.lit(False).alias("guaranteed"),
        pl.lit(False).alias("assisted_digital"),
        "fee_cents",
        pl.col("started_on").dt.strftime("%Y-%m").alias(PARTITION),
    )


def generated_home(folder: Path, rows: int) -> Snapshot:
    """A home whose lake holds so many transactions; nothing is summed yet."""
    lake, states = Lake(folder), {}
    for name, frame in references().items():
        lake.write(f"lake/{name}", stored(name, frame))
        states[name] = RecordState(rows=RowCount(read=frame.height, good=frame.height))
    months = pl.date_range(FIRST, LAST, "1mo", eager=True).to_list()
    lasts = [min(day, LAST) for day in pl.Series(months).dt.month_end()]
    ends = [rows * (place + 1) // len(months) for place in range(len(months))]
    for month, last, before, end in zip(months, lasts, [0, *ends], ends, strict=False):
        frame = transactions(month, last, end - before, before)
        lake.write("lake/transaction", frame, months=[f"{month:%Y-%m}"])
    states["transaction"] = RecordState(rows=RowCount(read=rows, good=rows), data_to=LAST)
    return _publish(lake, states)


def published_home(folder: Path, rows: int) -> Snapshot:
    """The same with all its sums, as a first run leaves it."""
    tables = generated_home(folder, rows)
    lake = Lake(folder)
    aggregate(lake, tables, lambda step: None)
    return _publish(lake, tables.manifest.sources[SOURCE])


QUARTER_HOURS = 40
"""Of an open day: ten hours."""


def next_day(folder: Path, rows: int = ROWS_A_DAY) -> Path:
    """A source folder that has so many rows of one more day than the home: what a nightly run finds, or one by day."""
    frame = transactions(NEXT, NEXT, rows, 10**9).drop("source", PARTITION)
    local = pl.col(pl.Datetime).dt.convert_time_zone(ZONE).dt.strftime("%Y-%m-%d %H:%M:%S")
    rows = frame.select(pl.exclude("^.*_on$")).with_columns(local)
    files(folder, SOURCE, transaction=rows.head(1).cast(pl.String).to_dicts())
    rows.write_csv(folder / "transaction.csv")
    return folder


def _publish(lake: Lake, states: dict[str, RecordState]) -> Snapshot:
    now = datetime.now(UTC)
    manifest = Manifest(
        run=now.strftime("%Y%m%dT%H%M%S.%fZ"),
        started_at=now,
        finished_at=now,
        tables=lake.versions(),
        fingerprint="",
        sources={SOURCE: states},
        folders={},
    )
    tables = Snapshot(lake.home, manifest, catalogue=declared())
    manifest.fingerprint, manifest.references = fingerprint(tables), references_mark(tables)
    write_manifest(lake.home, manifest)
    return tables
