"""A city's requests by neighbourhood, weekday and half-hour: every cell is what its own file gives in plain loops."""

import csv
import os
from collections import defaultdict
from datetime import datetime
from pathlib import Path

import polars as pl
import pytest

import data
from data.connectors.definition import load
from data.storage.snapshot import Snapshot
from metrics.engine.answer import Question, answer
from pipelines.ingest.check import check
from pipelines.ingest.extract import extract
from tests.support.homes import home_with

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not os.environ.get("SCORECARD_REAL_DATA"), reason="SCORECARD_REAL_DATA names no folder"),
]


@pytest.fixture(scope="module")
def boston(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The requests as a run stores and publishes them."""
    source = load(Path(data.__path__[0]) / "sources" / "boston_311")
    folder = tmp_path_factory.mktemp("boston")
    tables = {}
    for record in source.records:
        extracted = extract(source, record, None, folder / record)
        read = pl.scan_parquet(extracted.paths)
        tables[record] = check(record, read, time_zone=source.time_zone, references={}).good
    return home_with(folder / "home", publish=True, **tables)


def in_plain_loops(*places):
    """The places of a request → how many were closed by their target, and how many had one."""
    cells = defaultdict(lambda: [0, 0])
    with (Path(os.environ["SCORECARD_REAL_DATA"]) / "boston_311_2011.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["closed_dt"] and row["target_dt"]:
                cell = cells[tuple(place(row) for place in places)]
                cell[0] += row["closed_dt"] <= row["target_dt"]
                cell[1] += 1
    return {at: tuple(cell) for at, cell in cells.items()}


def neighbourhood(row):
    return row["neighborhood"].strip() or None


def weekday_of_closing(row):
    return str(datetime.fromisoformat(row["closed_dt"]).isoweekday())


def half_hour_of_opening(row):
    opened = datetime.fromisoformat(row["open_dt"])
    return f"{opened.hour:02}:{'30' if opened.minute >= 30 else '00'}"


@pytest.mark.parametrize(
    ("by", "places"),
    [
        (["location", "weekday"], (neighbourhood, weekday_of_closing)),
        (["weekday", "hour"], (weekday_of_closing, half_hour_of_opening)),
        (["location", "hour"], (neighbourhood, half_hour_of_opening)),
    ],
    ids=["location-weekday", "weekday-hour", "location-hour"],
)
def test_the_on_time_share_of_every_cell_is_that_of_the_city_s_file(by, places, boston):
    cells = answer(Question(indicator="service_standards_met", by=by), boston)
    counted = cells.select(*by, "numerator", "denominator").rows()
    assert {row[:2]: row[2:] for row in counted} == in_plain_loops(*places)
    assert cells["denominator"].sum() == 43_821
    assert (cells["value"] == cells["numerator"] / cells["denominator"]).all()
