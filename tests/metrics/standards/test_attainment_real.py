"""How a city's standards were kept, against counting its own file in plain loops; it is not part of the project."""

import csv
import os
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

import data
from data.connectors.definition import load
from data.storage.snapshot import Snapshot
from metrics.calendar.periods import parse
from metrics.standards.attainment import attainments
from pipelines.ingest.check import CheckResult, check
from pipelines.ingest.extract import extract
from tests.support.homes import home_with

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not os.environ.get("SCORECARD_REAL_DATA"), reason="SCORECARD_REAL_DATA names no folder"),
]
BOSTON = Path(data.__path__[0]) / "sources" / "boston_311"
FILE = "boston_311_2011.csv"
QUARTER = parse("FY2011-12-Q2")
"""July to September 2011, the whole of the file's first three months."""
CHANNELS = {
    "Constituent Call": "telephone", "Self Service": "online", "Citizens Connect App": "online", "Twitter": "online",
    "Employee Generated": "other", "Maximo Integration": "other",
}  # fmt: skip
STORM = ("Roxbury", "Dorchester")
"""The city tells no circumstances: here these neighbourhoods had a storm, and where none is named nobody knows."""


def records(folder: Path, more: pl.DataFrame | None = None) -> dict[str, CheckResult]:
    """Every record of the city, judged in order, so that references are there when they are needed.

    `more`: rows that the city's file holds besides, as the mapping gives them.
    """
    definition, found = load(BOSTON), {}
    for record in definition.records:
        extracted = extract(definition, record, None, folder / record)
        references = {name: judged.good.lazy() for name, judged in found.items()}
        rows = pl.scan_parquet(extracted.paths)
        if more is not None and record == "transaction":
            rows = pl.concat([rows, more.lazy().cast(rows.collect_schema())])
        found[record] = check(record, rows, time_zone=definition.time_zone, references=references)
    return found


def requests() -> Iterator[dict[str, str]]:
    with (Path(os.environ["SCORECARD_REAL_DATA"]) / FILE).open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


@pytest.fixture(scope="module")
def boston(tmp_path_factory) -> Snapshot:
    good = {name: judged.good for name, judged in records(tmp_path_factory.mktemp("read")).items()}
    place = pl.col("location_id")
    stormy = pl.when(place.is_in(STORM)).then(pl.lit("not_normal")).when(place.is_not_null()).then(pl.lit("normal"))
    good["transaction"] = good["transaction"].with_columns(stormy.alias("circumstance"))
    return home_with(tmp_path_factory.mktemp("boston"), publish=True, **good)


def test_attainment_by_service_channel_and_circumstance_is_that_of_plain_counting(boston):
    plain: Counter[tuple[str, str, str | None]] = Counter()
    met: Counter[tuple[str, str, str | None]] = Counter()
    for row in requests():
        if not row["closed_dt"] or not row["target_dt"]:
            continue
        closed, target = (datetime.fromisoformat(row[name]) for name in ("closed_dt", "target_dt"))
        if not QUARTER.start <= closed.date() <= QUARTER.end:
            continue
        place = row["neighborhood"].strip()
        case = None if not place else "not_normal" if place in STORM else "normal"
        key = row["type"], CHANNELS[row["source"]], case
        plain[key] += 1
        met[key] += closed <= target

    found = attainments(boston, QUARTER, {})

    judged = {(one.service, one.channel, one.circumstance): one.spot for one in found if one.spot.of}
    counts = {key: (spot.of, spot.of - spot.missed) for key, spot in judged.items()}
    assert counts == {key: (n, met[key]) for key, n in plain.items() if key[2] != "not_normal"}
    apart = {(one.service, one.channel): one.apart for one in found if one.apart and one.circumstance == "normal"}
    both = [key[:2] for key in plain if key[2] == "normal" and (*key[:2], "not_normal") in plain]
    stormy = {key: (met[*key, "not_normal"] / plain[*key, "not_normal"], plain[*key, "not_normal"]) for key in both}
    assert apart == stormy
    assert sum(plain.values()) > 10_000
    assert min(date.fromisoformat(row["open_dt"][:10]) for row in requests()) == QUARTER.start


def test_rows_that_are_sound_do_not_go_down_with_a_conflicting_neighbour(tmp_path: Path):
    definition = load(BOSTON)
    told = pl.read_parquet(extract(definition, "transaction", None, tmp_path / "once").paths)
    neighbour = told.head(1).with_columns(channel=pl.lit("pigeon"), transaction_id=pl.lit("another"))

    found = records(tmp_path, neighbour)["transaction"]

    assert found.good.height == told.height
    assert found.rejected.height == 1
    assert set(told["transaction_id"]) == set(found.good["transaction_id"])
