"""What machines ask beside the pages, of the very server that `scorecard dashboard` starts."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest
from prometheus_client.parser import text_string_to_metric_families

from dashboard.monitoring import routes
from dashboard.monitoring.page_timing import measure_page
from data.storage.forecast_tables import ForecastRun
from data.storage.lake import Lake
from data.storage.manifest import Manifest, RecordState, RowCount, write_manifest
from tests.support.server import serve

RUN = "20261122T030000Z"
MADE_AT = datetime(2026, 11, 22, 3, 30, tzinfo=UTC)


def publish(home: Path, *, run: str = RUN, problem: str | None = None) -> None:
    """One run of an hour that ended now: of ten visits two broke a rule."""
    (home / "manifest.json").unlink(missing_ok=True)
    now = datetime.now(UTC)
    rows = [{"source": "city", "record": "transaction", "rule": "wait_s|min", "key": f"secret-{n}", "values": "{}"}
            for n in range(2)]  # fmt: skip
    lake = Lake(home)
    lake.write("rejected", pl.DataFrame(rows).with_columns(resolved=pl.lit(None, pl.String)))
    state = RecordState(
        rows=RowCount(read=10, good=8, rejected=2), read_at=now, data_to=date(2026, 11, 21), problem=problem
    )
    manifest = Manifest(
        run=run,
        started_at=now.replace(microsecond=0),
        finished_at=now,
        tables={"rejected": lake.version("rejected")},
        fingerprint="",
        sources={"city": {"transaction": state}},
        folders={"city": "/secret/folder"},
    )
    write_manifest(home, manifest)
    verified = {"run": RUN, "at": now.isoformat(), "numbers": 1200, "differences": 0}
    (home / "verified.json").write_text(json.dumps(verified))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def address(home: Path) -> Iterator[str]:
    yield from serve(home)


def asked(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as answer:
        return answer.code, answer.read().decode()


def measured(text: str) -> dict[str, float]:
    """Every sample by its name and what distinguishes it."""
    return {
        " ".join([sample.name, *sample.labels.values()]): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_a_machine_is_told_whether_the_numbers_are_fresh_and_verified(address: str, home: Path):
    code, said = asked(f"{address}/healthz")
    assert (code, json.loads(said)["reasons"]) == (503, ["Nothing is published yet: run `scorecard run`."])

    publish(home)
    code, said = asked(f"{address}/healthz")
    assert (code, json.loads(said)["ready"], json.loads(said)["run"]) == (200, True, RUN)

    publish(home, problem="no such file: /secret/export.csv")
    code, said = asked(f"{address}/healthz")
    assert (code, json.loads(said)["late"]) == (503, ["city/transaction"])
    assert "secret" not in said

    (home / "manifest.json").write_text("{")
    assert asked(f"{address}/healthz")[0] == 503
    log = (home / "dashboard.log").read_text()
    assert "manifest.json is damaged: bring it back from a backup" in log
    assert "Traceback" not in log


def test_prometheus_reads_the_run_its_rows_and_the_server(address: str, home: Path):
    publish(home)
    forecasts = ForecastRun(run=RUN, made_at=MADE_AT, seconds=1, inputs="", origins={}, tables={})
    (home / "forecasts.json").write_text(forecasts.model_dump_json())
    code, text = asked(f"{address}/metrics")
    found = measured(text)

    assert code == 200
    assert (found["scorecard_up"], found["scorecard_ready"]) == (1, 1)
    assert found[f"scorecard_run_info {RUN}"] == 1
    assert 0 <= found["scorecard_last_run_duration_seconds"] < 1
    assert (found["scorecard_last_run_rows good city"], found["scorecard_last_run_rows rejected city"]) == (8, 2)
    assert found["scorecard_rejected_rows transaction city"] == 2
    assert found["scorecard_source_freshness_seconds city"] < 60
    assert found["scorecard_source_data_timestamp_seconds city"] == datetime(2026, 11, 21, tzinfo=UTC).timestamp()
    assert (found["scorecard_verified_numbers"], found["scorecard_verified_differences"]) == (1200, 0)
    assert found[f"scorecard_forecast_info {RUN}"] == 1
    assert found["scorecard_forecast_timestamp_seconds"] == MADE_AT.timestamp()
    assert found["process_resident_memory_bytes"] > 0
    assert "secret" not in text

    (home / "manifest.json").write_text("{")
    assert measured(asked(f"{address}/metrics")[1])["scorecard_up"] == 0


def test_the_pages_are_there_as_before(address: str):
    assert asked(address)[0] == 200
    assert asked(f"{address}/_stcore/health") == (200, "ok")


def test_the_time_of_a_page_is_counted_even_when_it_fails():
    def counted() -> float:
        return routes.REGISTRY.get_sample_value("scorecard_page_seconds_count", {"page": "drawn"}) or 0

    before = counted()
    with pytest.raises(ZeroDivisionError), measure_page("drawn"):
        _ = 1 / 0

    assert counted() == before + 1
