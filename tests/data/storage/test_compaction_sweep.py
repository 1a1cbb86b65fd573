"""What a run that was killed had written and named in no log goes; no file of any version that is kept does."""

import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from data.errors import UserError
from data.refusals.intake import runs
from data.storage import object_storage
from data.storage.compaction import LOOSE, sweep, tidy
from data.storage.delta_log import FOLDER, named_files
from data.storage.forecast_tables import TABLES, ForecastRun, forecast_table, read_forecasts, write_forecasts
from data.storage.lake import PARTITION, Lake
from data.storage.lock import HOLDER, INTERRUPTED, lock_home
from data.storage.manifest import Manifest, read_manifest, read_manifests, store_catalogue, write_manifest
from data.storage.retention import forget
from data.storage.snapshot import read_snapshot

VISITS, SUMS = "lake/visit", "published/visit.month"
NIGHTS = 4 * LOOSE
LEFT = "part-00000-11111111-2222-4333-8444-555555555555-c000.snappy.parquet"


def night(home: Path, number: int, keep: int = 6, at: str = "") -> None:
    """A run with one visit more, one that changes and sums written twice; of the runs so many are kept."""
    lake, last = Lake(home, at), read_manifest(home)
    lake.restore(last.tables if last else {})
    months = {f"v{number}": f"2024-{number % 3 + 1:02}", "again": "2024-01"}
    rows = [{"source": "s", "visit": visit, "night": number, PARTITION: month} for visit, month in months.items()]
    lake.upsert(VISITS, pl.DataFrame(rows), ["source", "visit"])
    for written in (-number, number):
        lake.write(SUMS, pl.DataFrame({"night": [written]}))
    tidy(lake)
    moment = datetime.now(UTC) - timedelta(days=NIGHTS - number)
    manifest = Manifest(
        run=f"run{number:02}",
        started_at=moment,
        finished_at=moment,
        tables=lake.versions(),
        tables_at=at,
        fingerprint="",
        catalogue=store_catalogue(home, ""),
        sources={},
        folders={},
    )
    write_manifest(home, manifest)
    forget(home, keep, 0)


DIES = """
import os, signal, sys
from pathlib import Path
import polars as pl
from data.storage.lake import Lake
from data.storage.lock import lock_home

home = Path(sys.argv[1])
with lock_home(home):
    Lake(home).write("published/visit.month", pl.DataFrame({"night": [-1]}))
    Lake(home).append("lake/visit", pl.DataFrame({"source": ["s"], "visit": ["died"], "month": ["2024-01"]}))
    for place in sys.argv[2:]:
        Path(place).parent.mkdir(parents=True, exist_ok=True)
        Path(place).write_bytes(b"begun")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def die(home: Path, *places: str) -> list[Path]:
    """A run is killed after it has committed two tables and begun files at these places, which are returned."""
    paths = [home / place / LEFT for place in places]
    subprocess.run([sys.executable, "-c", DIES, home, *paths], cwd=Path.cwd(), check=False)
    assert (home / HOLDER).exists(), "it died as it should"
    return paths


def begin(home: Path) -> int:
    """What a run does first; the bytes that were set free."""
    with lock_home(home):
        lake, last = Lake(home), read_manifest(home)
        lake.restore(last.tables if last else {})
        return sweep(lake, last.tables if last else ())


def parts(home: Path) -> set[Path]:
    return set(home.rglob("part-*"))


def answers(home: Path) -> dict[str, list[tuple]]:
    """What every run that is kept says."""
    seen = {manifest.run: read_snapshot(home, manifest.run) for manifest in read_manifests(home)}
    return {
        f"{run} {table}": sorted(tables.scan(table).collect().rows())
        for run, tables in seen.items()
        for table in (VISITS, SUMS)
    }


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Many nights, of which six are kept: files were joined, and the logs begin at a checkpoint."""
    home = tmp_path_factory.mktemp("years")
    for number in range(NIGHTS):
        night(home, number)
    first = [min((home / table / FOLDER).glob("0*.json")).stem for table in (VISITS, SUMS)]
    assert all(int(version) >= 10 for version in first), "the logs are shortened"
    assert len(parts(home / VISITS)) < NIGHTS, "files were joined"
    return home


@pytest.fixture
def home(years: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(years, tmp_path / "home"))


def test_files_that_no_log_names_go_and_every_run_that_is_kept_says_what_it_said(home):
    before, files = answers(home), parts(home)
    assert len(before) == 2 * 6
    begun = die(home, VISITS, f"{VISITS}/{PARTITION}=2024-01", SUMS, "published/new.month")
    assert set(begun) < parts(home)

    assert begin(home) == len(begun) * len(b"begun")
    assert answers(home) == before
    assert parts(home) == files
    for number in range(NIGHTS, NIGHTS + 3):
        night(home, number)
    assert {run: rows for run, rows in answers(home).items() if run in before} == {
        run: rows for run, rows in before.items() if run >= "run29"
    }


def test_a_file_that_is_only_half_written_has_a_number_behind_its_name(home):
    half = home / VISITS / f"{LEFT}#1"
    die(home, VISITS)
    half.write_bytes(b"be")

    assert begin(home) == len(b"begun") + len(b"be")
    assert not half.exists()


def test_what_a_version_that_no_run_names_was_made_of_is_named_in_the_log_and_stays(home):
    die(home, SUMS)
    begin(home)

    newest, lake = read_manifest(home), Lake(home)
    assert lake.scan(SUMS, newest.tables[SUMS] - 1).collect()["night"].to_list() == [-NIGHTS + 1]


def test_a_quiet_night_looks_at_no_file(home, monkeypatch):
    left = home / VISITS / LEFT
    left.write_bytes(b"of an older program")
    monkeypatch.setattr("data.storage.delta_log.files_below", lambda *_: pytest.fail("it looked"))

    assert begin(home) == 0
    assert left.exists()


def test_a_run_that_was_refused_in_a_sentence_left_nothing(home):
    with pytest.raises(UserError), lock_home(home):
        raise runs.NO_SOURCE()
    assert not (home / HOLDER).exists()


@pytest.mark.parametrize("end", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=["disk", "Ctrl+C"])
def test_work_that_is_broken_off_otherwise_is_seen_to_as_well(end, home):
    (home / VISITS / LEFT).write_bytes(b"begun")
    with pytest.raises(type(end)), lock_home(home):
        raise end

    assert begin(home) == len(b"begun")


def test_what_was_broken_off_is_remembered_until_it_has_been_seen_to(home):
    [left] = die(home, VISITS)
    with lock_home(home):
        assert (home / INTERRUPTED).exists(), "whoever comes next knows of it"
    assert (home / INTERRUPTED).exists(), "and who comes after one that did not see to it"

    assert begin(home) == len(b"begun")
    assert (left.exists(), (home / INTERRUPTED).exists()) == (False, False)


def test_a_first_run_that_died_leaves_nothing(tmp_path):
    [left] = die(tmp_path, "lake/transaction/month=2024-01")

    assert begin(tmp_path) == len(b"begun")
    assert not left.exists()


def test_a_log_whose_shortening_was_interrupted_still_tells_what_is_needed(home):
    before, log = answers(home), home / SUMS / FOLDER
    (log / f"{3:020}.json").write_text("{}")
    (log / f"{70:020}.checkpoint.parquet#1").write_bytes(b"be")
    [left] = die(home, SUMS)
    begin(home)

    assert not left.exists()
    assert answers(home) == before


@pytest.mark.parametrize("damage", ["its log is lost", "its log has a gap", "a checkpoint of another kind"])
def test_where_the_log_does_not_tell_all_everything_stays(damage, home):
    for run in ("run1", "run2", "run3"):
        write_forecasts(home, made(run), rows(run))
    log = home / "forecast/ahead" / FOLDER
    if damage == "its log has a gap":
        (log / f"{1:020}.json").unlink()
    elif damage == "a checkpoint of another kind":
        (log / f"{1:020}.checkpoint.0000000001.0000000002.parquet").write_bytes(b"")
    else:
        for path in log.iterdir():
            path.unlink()
    before = parts(home / "forecast/ahead")
    before |= set(die(home, "forecast/ahead"))
    begin(home)

    assert named_files(str(home), "forecast/ahead") is None
    assert parts(home / "forecast/ahead") == before


def made(run: str) -> ForecastRun:
    return ForecastRun(run=run, made_at=datetime.now(UTC), seconds=1, inputs="", origins={}, tables={})


def rows(run: str) -> dict[str, pl.DataFrame]:
    """Forecasts of one row a table."""
    return {
        name: pl.DataFrame({column: [None] for column in schema}).with_columns(
            pl.lit(run).alias("run") if "run" in schema else pl.lit("day").alias("grain")
        )
        for name, schema in TABLES.items()
        if name != "profile"
    }


def test_forecasts_are_swept_too_and_stay_what_they_are(home):
    for run in ("run1", "run2"):
        write_forecasts(home, made(run), rows(run))
    before = {name: forecast_table(home, read_forecasts(home), name) for name in rows("")}
    files = parts(home)
    die(home, "forecast/ahead/run=run3", "forecast/demand", "forecast/profile")

    assert begin(home) == 3 * len(b"begun")
    assert parts(home) == files
    assert len(list((home / "forecast").rglob("part-*"))) >= 2 * 3 + 1
    again = read_forecasts(home, "run1")
    assert [forecast_table(home, again, name)["run"].to_list() for name in ("ahead", "choice")] == [["run1"]] * 2
    assert all(forecast_table(home, read_forecasts(home), name).equals(table) for name, table in before.items())


def test_object_storage_is_swept_too(bucket, tmp_path):
    home, at = tmp_path / "home", f"{bucket}/service"
    for number in range(3):
        night(home, number, at=at)
    before = answers(home)
    files = object_storage.files(at, "lake")
    for table in (VISITS, "lake/new"):
        lake = Lake(home, at)
        lake.append(table, pl.DataFrame({"source": ["s"], "visit": ["died"], PARTITION: ["2024-01"]}))
        lake.remove_files([f"{at}/{table}/{FOLDER}/{lake.version(table):020}.json"])
    assert len(object_storage.files(at, "lake")) == len(files) + 2, "two files of rows that no log names"
    (home / INTERRUPTED).touch()
    published = read_manifest(home).tables
    lake = Lake(home, at)
    lake.restore(published)

    assert sweep(lake, published) > 0
    assert object_storage.files(at, "lake") == files
    assert answers(home) == before
