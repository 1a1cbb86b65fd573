"""Past runs that are let go: their files go, and no run that is kept misses one."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from deltalake import DeltaTable

from data.errors import UserError
from data.storage.delta_log import FOLDER
from data.storage.lake import PARTITION, Lake
from data.storage.manifest import (
    CATALOGUES,
    MANIFESTS,
    Manifest,
    read_manifest,
    read_manifests,
    store_catalogue,
    write_manifest,
)
from data.storage.retention import forget
from data.storage.snapshot import read_snapshot

TABLE = "lake/visit"


def publish(home: Path, run: str, **visits: str) -> Manifest:
    """A run that reads visits by their month, and whose moment is so many days ago as its name says."""
    lake = Lake(home)
    rows = [{"source": "s", "visit": visit, "run": run, PARTITION: month} for visit, month in visits.items()]
    lake.upsert(TABLE, pl.DataFrame(rows), ["source", "visit"])
    lake.write("published/visit.month", pl.DataFrame({"run": [run]}))
    finished = datetime.now(UTC) - timedelta(days=int(run.rpartition("-")[2]))
    manifest = Manifest(
        run=run,
        started_at=finished,
        finished_at=finished,
        tables=lake.versions(),
        fingerprint="",
        catalogue=store_catalogue(home, f"the catalogue of {run}"),
        sources={},
        folders={},
    )
    write_manifest(home, manifest)
    return manifest


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Four runs: the two first wrote a month each, the third wrote one of them again, the fourth both."""
    publish(tmp_path, "run1-40", a="2024-10")
    publish(tmp_path, "run2-30", b="2024-11")
    publish(tmp_path, "run3-20", a="2024-10")
    publish(tmp_path, "run4-10", a="2024-10", b="2024-11")
    return tmp_path


def files(home: Path) -> int:
    return len([path for path in home.rglob("*.parquet") if "_delta_log" not in path.parts])


def rows_of(home: Path, run: str) -> list[tuple]:
    tables = read_snapshot(home, run)
    assert tables.scan("published/visit.month").collect()["run"].to_list() == [run]
    return sorted(tables.scan(TABLE).select("visit", "run").collect().rows())


THEN = {
    "run1-40": [("a", "run1-40")],
    "run2-30": [("a", "run1-40"), ("b", "run2-30")],
    "run3-20": [("a", "run3-20"), ("b", "run2-30")],
    "run4-10": [("a", "run4-10"), ("b", "run4-10")],
}


def test_every_run_that_is_kept_answers_as_before(home):
    assert forget(home, 4, 0) == 0
    assert forget(home, 1, 365) == 0

    assert {run: rows_of(home, run) for run in THEN} == THEN


def test_runs_beyond_both_limits_go_with_the_files_that_no_other_needs(home):
    assert files(home) == 5 + 4, "visits in five files, sums in four"
    freed = forget(home, 1, 25)

    assert freed > 0
    assert [manifest.run for manifest in read_manifests(home)] == ["run4-10", "run3-20"]
    assert {run: rows_of(home, run) for run in ("run3-20", "run4-10")} == {
        run: THEN[run] for run in ("run3-20", "run4-10")
    }
    # Of the visits only what the first run wrote of October is needed by neither; of the sums those of two runs.
    assert files(home) == 5 - 1 + 4 - 2
    assert {path.read_text() for path in (home / CATALOGUES).iterdir()} == {
        "the catalogue of run3-20",
        "the catalogue of run4-10",
    }


def test_the_run_before_the_one_in_force_is_always_kept_for_whoever_is_reading_it(home):
    forget(home, 1, 0)

    assert [manifest.run for manifest in read_manifests(home)] == ["run4-10", "run3-20"]


def test_a_run_that_was_let_go_says_so_in_a_sentence(home):
    forget(home, 2, 0)
    with pytest.raises(UserError, match=r"no run 'run1-40': the runs kept go from run3-20 to run4-10.*KEEP_RUNS"):
        read_snapshot(home, "run1-40")


def test_what_a_run_that_died_had_written_goes_too(home):
    lake = Lake(home)
    lake.write("published/visit.month", pl.DataFrame({"run": ["died"]}))
    lake.restore(read_manifest(home).tables)
    forget(home, 3, 0)

    assert files(home) == 5 + 3
    assert rows_of(home, "run4-10") == THEN["run4-10"]


def test_what_a_run_that_died_had_replaced_is_still_needed(tmp_path):
    publish(tmp_path, "run1-40", a="2024-10", b="2024-11")
    lake = Lake(tmp_path)
    lake.remove(TABLE, pl.DataFrame({"source": ["s"], "visit": ["a"]}), ["source", "visit"])
    lake.restore(read_manifest(tmp_path).tables)
    publish(tmp_path, "run2-30", c="2024-12")
    publish(tmp_path, "run3-20", d="2024-12")
    forget(tmp_path, 1, 0)

    assert [run for _, run in rows_of(tmp_path, "run2-30")] == ["run1-40", "run1-40", "run2-30"]


def test_what_was_written_between_two_runs_goes_with_the_first(home):
    lake = Lake(home)
    for between in ("x", "y"):
        lake.write("published/visit.month", pl.DataFrame({"run": [between]}))
    publish(home, "run5-5", c="2024-12")
    assert files(home) == 5 + 1 + 4 + 3
    forget(home, 1, 15)

    assert [manifest.run for manifest in read_manifests(home)] == ["run5-5", "run4-10"]
    # Of the visits what the first two wrote of each month, and the third; of the sums those of the first three.
    assert files(home) == 13 - 3 - 3
    publish(home, "run6-4", d="2024-12")
    forget(home, 1, 0)
    assert files(home) == 4 + 2, "what came between was in no manifest, but in the log"


def test_what_was_begun_and_interrupted_is_gone_on_with(home, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(Lake, "remove_files", interrupted)
        with pytest.raises(KeyboardInterrupt):
            forget(home, 1, 25)
    assert [manifest.run for manifest in read_manifests(home)] == ["run4-10", "run3-20"], "out of sight"
    assert files(home) == 9, "but still there"
    forget(home, 1, 25)

    assert files(home) == 5 - 1 + 4 - 2
    assert rows_of(home, "run3-20") == THEN["run3-20"]
    assert {path.suffix for path in (home / MANIFESTS).iterdir()} == {".json"}


def interrupted(*_: object) -> int:
    raise KeyboardInterrupt


def test_the_log_is_as_long_as_the_runs_that_are_kept(tmp_path):
    nights = 35
    for night in range(nights):
        publish(tmp_path, f"run{night:02}-{nights - night}", a=f"2024-{night % 3 + 1:02}")
        forget(tmp_path, 12, 0)
    runs = [manifest.run for manifest in read_manifests(tmp_path, nights)]

    assert len(runs) == 12
    assert {run: rows_of(tmp_path, run) for run in runs} == {run: [("a", run)] for run in runs}
    # The oldest run that is kept has version 23, and every tenth commit (9, 19, 29) has a checkpoint.
    commits = sorted(path.name for path in (tmp_path / TABLE / FOLDER).glob("*.json"))
    assert commits == [f"{version:020}.json" for version in range(19, nights)]
    assert Lake(tmp_path).restore(read_manifests(tmp_path, 1)[0].tables) == []


def test_a_run_that_died_can_be_taken_back_with_a_shortened_log(tmp_path):
    for night in range(25):
        publish(tmp_path, f"run{night:02}-{25 - night}", a=f"2024-{night % 3 + 1:02}")
        forget(tmp_path, 2, 0)
    lake = Lake(tmp_path)
    lake.write("published/visit.month", pl.DataFrame({"run": ["died"]}))
    lake.remove(TABLE, pl.DataFrame({"source": ["s"], "visit": ["a"]}), ["source", "visit"])

    assert lake.restore(read_manifest(tmp_path).tables) == [TABLE, "published/visit.month"]
    assert rows_of(tmp_path, "run24-1") == [("a", "run24-1")]
    publish(tmp_path, "run25-0", b="2024-02")
    assert rows_of(tmp_path, "run25-0") == [("a", "run24-1"), ("b", "run25-0")]


def test_forecasts_have_versions_of_their_own_and_are_left_alone(home):
    lake = Lake(home)
    lake.write("forecast/ahead", pl.DataFrame({"yhat": [1]}))
    lake.write("forecast/ahead", pl.DataFrame({"yhat": [2]}))
    forget(home, 1, 0)
    lake.restore(read_manifest(home).tables)

    assert pl.read_delta(DeltaTable(home / "forecast/ahead", version=0))["yhat"].to_list() == [1]
    assert lake.version("forecast/ahead") == 1


def test_no_table_forgets_how_its_old_versions_are_read(home):
    assert DeltaTable(home / TABLE).metadata().configuration["delta.enableExpiredLogCleanup"] == "false"
    Lake(home).write(TABLE, pl.DataFrame({"other": [1], PARTITION: ["2024-10"]}))
    assert DeltaTable(home / TABLE).metadata().configuration["delta.enableExpiredLogCleanup"] == "false"
