"""The two worked sources give the figures that their publishers state; their files are not part of the project."""

import os
from pathlib import Path

import polars as pl
import pytest

import data
from data.connectors.definition import Source, load
from pipelines.ingest.check import CheckResult, check
from pipelines.ingest.extract import extract

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not os.environ.get("SCORECARD_REAL_DATA"), reason="SCORECARD_REAL_DATA names no folder"),
]
SOURCES = Path(data.__path__[0]) / "sources"


def checked(source: Source, folder: Path) -> dict[str, CheckResult]:
    """Every record of a source, judged in order, so that references are there when they are needed."""
    found: dict[str, CheckResult] = {}
    for record in source.records:
        extracted = extract(source, record, None, folder / record)
        found[record] = check(
            record,
            pl.scan_parquet(extracted.paths),
            time_zone=source.time_zone,
            references={name: judged.good.lazy() for name, judged in found.items()},
        )
        judged = found[record]
        assert extracted.rows == judged.good.height + judged.rejected.height + judged.superseded
    return found


@pytest.fixture(scope="module")
def boston(tmp_path_factory) -> dict[str, CheckResult]:
    return checked(load(SOURCES / "boston_311"), tmp_path_factory.mktemp("boston"))


@pytest.fixture(scope="module")
def contact_centres(tmp_path_factory) -> dict[str, CheckResult]:
    return checked(load(SOURCES / "serviceontario_contact_centres"), tmp_path_factory.mktemp("contact_centres"))


def test_every_boston_request_comes_in(boston):
    heights = {record: judged.good.height for record, judged in boston.items()}
    assert heights == {"line": 35, "service": 141, "location": 23, "transaction": 58_251}
    assert all(judged.rejected.is_empty() and not judged.superseded for judged in boston.values())


def test_boston_requests_in_an_hour_of_a_clock_change_are_counted(boston):
    assert (boston["transaction"].repeated_hours, boston["transaction"].skipped_hours) == (4, 0)


def test_boston_standards_met_by_channel(boston):
    standard = boston["transaction"].good.filter(pl.col("completed_at").is_not_null(), pl.col("due_at").is_not_null())
    by_channel = standard.group_by("channel").agg(met=(pl.col("completed_at") <= pl.col("due_at")).sum(), all=pl.len())
    counted = {channel: (met, every) for channel, met, every in by_channel.rows()}
    assert counted == {"telephone": (16_206, 21_688), "online": (9_123, 10_911), "other": (10_262, 11_222)}
    assert tuple(map(sum, zip(*counted.values(), strict=True))) == (35_591, 43_821)


def test_the_verdict_on_a_boston_standard_is_the_city_s_own(boston):
    path = Path(os.environ["SCORECARD_REAL_DATA"]) / "boston_311_2011.csv"
    flags = pl.read_csv(path, infer_schema=False).select(pl.col("case_enquiry_id").alias("transaction_id"), "ontime")
    judged = (
        boston["transaction"].good.join(flags, on="transaction_id").drop_nulls(["completed_at", "due_at", "ontime"])
    )
    assert judged.height == 43_664
    assert judged.filter((pl.col("completed_at") <= pl.col("due_at")) != (pl.col("ontime") == "ONTIME")).is_empty()


def test_every_contact_centre_total_comes_in(contact_centres):
    totals = contact_centres["contact_summary"]
    assert (totals.good.height, totals.rejected.height, totals.superseded) == (994, 0, 0)


def test_queues_are_named_without_double_spaces_and_each_serves_a_line(contact_centres):
    good = contact_centres["contact_summary"].good
    assert good["queue"].n_unique() == 25
    assert good.filter(pl.col("queue").str.contains("  ")).is_empty()
    assert good["line_id"].null_count() == 0
    assert set(good["line_id"]) == set(contact_centres["line"].good["line_id"])


def test_a_renamed_queue_is_one_line_without_a_gap(contact_centres):
    months = (
        contact_centres["contact_summary"]
        .good.group_by("line_id")
        .agg(every=pl.len(), different=pl.col("month").n_unique())
    )
    assert months.filter(pl.col("every") != pl.col("different")).is_empty()
    whole = dict(months.select("line_id", "every").rows())
    january_2016_to_september_2020 = 4 * 12 + 9
    assert whole["education"] == whole["energy"] == january_2016_to_september_2020
    april_2018_to_september_2020 = 9 + 12 + 9
    assert whole["social_services"] == april_2018_to_september_2020


def test_every_contact_centre_line_has_a_french_name(contact_centres):
    assert contact_centres["line"].good["name_fr"].null_count() == 0


@pytest.mark.parametrize(
    ("year", "calls", "minutes"), [(2016, 3_587_728, 1.156), (2017, 3_625_439, 0.936), (2018, 3_483_324, 1.630)]
)
def test_calls_and_their_average_wait_in_a_fiscal_year(contact_centres, year, calls, minutes):
    good = contact_centres["contact_summary"].good.filter(pl.col("month").dt.offset_by("-3mo").dt.year() == year)
    assert good["handled"].sum() == calls
    assert round(good["wait_s"].sum() / good["handled"].sum() / 60, 3) == minutes
