"""Tables in object storage, on a server that speaks S3: written, taken back, let go and read as on a disk."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from deltalake import DeltaTable
from deltalake.fs import DeltaStorageHandler
from pyarrow.fs import PyFileSystem

from data.errors import UserError
from data.storage.compaction import LOOSE, tidy
from data.storage.lake import PARTITION, Lake
from data.storage.manifest import Manifest, read_manifests, write_manifest
from data.storage.object_storage import CLAIM, names
from data.storage.retention import forget
from data.storage.snapshot import read_snapshot
from data.verify.run import verify
from metrics.catalogue.versions import open_snapshot
from metrics.engine.answer import Question, answer
from metrics.engine.published_spec import specification
from pipelines.run import run
from scorecard import __main__ as scorecard
from tests.support.source_folder import LINES, SERVICES, files, lake, same_tables

FIRST = """
    transaction_id | started_at          | channel   | service_id
    ---------------+---------------------+-----------+-----------
    t1             | 2024-11-05 09:00:00 | online    | plate
    t2             | 2024-11-06 09:00:00 | telephone | plate
    t3             | 2024-12-30 23:30:00 | telephone | card
"""
LATER = FIRST.replace("2024-11-06 09:00:00 | telephone", "2025-01-06 09:00:00 | kiosk    ")
TABLES = {"lake", "published", "rejected", "gone", "restatement"}


@pytest.fixture
def source(tmp_path: Path) -> Callable[[str], Path]:
    """A function that writes the transactions of a source and gives its folder."""
    return lambda rows: files(tmp_path / "source", line=LINES, service=SERVICES, transaction=rows)


@pytest.fixture
def url(bucket: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A folder of the bucket that the setting names; a stroke at its end makes no difference."""
    monkeypatch.setenv("SCORECARD_LAKE_URL", f"{bucket}/service/")
    return f"{bucket}/service"


@pytest.fixture
def few_sums(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sums of one record are enough here, and most of the time of a run."""
    monkeypatch.setattr("pipelines.publish.aggregate.published_rows", lambda catalogue: ["transaction"])


@pytest.fixture
def stored(url: str, source: Callable[[str], Path], tmp_path: Path, few_sums: None) -> Path:
    """A home whose tables are there."""
    run(tmp_path / "home", [source(FIRST)])
    return tmp_path / "home"


def test_a_home_with_its_tables_in_a_bucket_has_the_numbers_of_one_on_a_disk(
    stored, url, source, tmp_path, monkeypatch
):
    run(stored, [source(LATER)])
    monkeypatch.delenv("SCORECARD_LAKE_URL")
    run(tmp_path / "disk", [source(FIRST)])
    run(tmp_path / "disk", [source(LATER)])

    same_tables(stored, tmp_path / "disk")
    question = Question(indicator="transaction_volume", by=["channel"], grain="month")
    assert answer(question, open_snapshot(stored)).equals(answer(question, open_snapshot(tmp_path / "disk")))
    assert read_snapshot(stored).manifest.tables_at == url
    assert TABLES.isdisjoint(path.name for path in stored.iterdir())


def test_every_number_can_be_verified_there_and_a_file_that_is_lost_is_found(url, source, tmp_path):
    run(tmp_path, [source(FIRST)])
    snapshot = open_snapshot(tmp_path)
    verification = verify(tmp_path, snapshot.manifest, specification(snapshot))
    assert (verification.numbers > 0, verification.differences) == (True, 0)

    [lost] = DeltaTable(f"{url}/published/transaction.day").file_uris()[:1]
    PyFileSystem(DeltaStorageHandler(url)).delete_file(lost.removeprefix(f"{url}/"))
    verification = verify(tmp_path, snapshot.manifest, specification(snapshot))

    assert verification.listed[0].table == "published/transaction.day"


def test_a_run_without_news_writes_nothing(stored):
    before = read_snapshot(stored).manifest

    assert not run(stored, []).published
    assert read_snapshot(stored).manifest.tables == before.tables


def test_what_a_run_that_died_obsolete_files_is_taken_back(stored, url, source, tmp_path):
    left = Lake(stored, url)
    left.write("lake/transaction", left.scan("lake/transaction").collect().head(1))
    left.write("published/half.month", pl.DataFrame({"period": [1]}))
    assert lake(stored) == [("t1",), ("t2",), ("t3",)], "readers see none of it"

    run(stored, [source(LATER)])

    assert lake(stored) == [("t1",), ("t2",), ("t3",)]
    assert not Lake(stored, url).exists("published/half.month")


def test_runs_that_are_not_kept_let_go_of_their_files_and_of_no_others(stored, url, source, monkeypatch):
    first = read_snapshot(stored)
    monkeypatch.setenv("SCORECARD_KEEP_RUNS", "1")
    monkeypatch.setenv("SCORECARD_KEEP_DAYS", "0")
    run(stored, [source(LATER)])
    assert first.scan("lake/transaction").collect().height == 3, "the run before is always kept"

    run(stored, [source(FIRST)])

    with pytest.raises(OSError, match="parquet"):
        first.scan("lake/transaction").collect()
    assert lake(stored) == [("t1",), ("t2",), ("t3",)]


def test_files_are_joined_there_and_what_past_nights_left_goes_with_their_part_of_the_log(bucket, tmp_path):
    nights = LOOSE + 6
    for night in range(nights):
        a_night(tmp_path, bucket, night)

    then = [
        read_snapshot(tmp_path, each.run).scan("lake/visit").collect()["night"].sort()
        for each in read_manifests(tmp_path)
    ]
    assert [values.to_list() for values in then] == [list(range(nights)), list(range(nights - 1))]
    lake = Lake(tmp_path, bucket)
    assert lake.restore(read_snapshot(tmp_path).manifest.tables) == []
    data, log = (names(bucket, f"lake/visit/{folder}") for folder in ("start_month=2024-11", "_delta_log"))
    # Joined when the tenth file came; the run before the last needs all that is there but the last file.
    assert len(data) == 1 + nights - (LOOSE + 2)
    assert {f"lake/visit/start_month=2024-11/{name}" for name in data} == {
        address.removeprefix(f"{bucket}/") for address in lake.files("lake/visit", lake.version("lake/visit"))
    }
    # Checkpoints come every ten commits, and every night made one, but the tenth: one more for the joining.
    assert sorted(log)[0] == f"{9:020}.checkpoint.parquet"


def a_night(home: Path, bucket: str, night: int) -> None:
    """A run that adds a row of one month, and keeps only the run before it."""
    lake, then = Lake(home, bucket), datetime(2024, 11, 1, tzinfo=UTC) + timedelta(days=night)
    lake.restore(read_snapshot(home).manifest.tables if night else {})
    lake.append("lake/visit", pl.DataFrame({"night": [night], PARTITION: ["2024-11"]}))
    tidy(lake)
    made = {"started_at": then, "finished_at": then, "fingerprint": "", "sources": {}, "folders": {}}
    write_manifest(home, Manifest(run=f"run{night:02}", tables=lake.versions(), tables_at=bucket, **made))
    forget(home, 1, 0)


def test_a_new_home_never_takes_over_another_one_s_tables(stored, url, source, tmp_path):
    with pytest.raises(UserError, match="holds the tables of another home: bring that home back from its backup"):
        run(tmp_path / "new", [source(FIRST)])

    assert lake(stored) == [("t1",), ("t2",), ("t3",)]


def test_a_first_run_that_died_may_begin_again(stored, source):
    (stored / "manifest.json").unlink()

    run(stored, [source(FIRST)])

    assert lake(stored) == [("t1",), ("t2",), ("t3",)]
    assert (stored / CLAIM).exists()


def test_a_home_whose_setting_has_changed_says_where_its_tables_are(stored, url, bucket, monkeypatch):
    before = read_snapshot(stored).manifest
    monkeypatch.setenv("SCORECARD_LAKE_URL", f"{bucket}/elsewhere")
    with pytest.raises(UserError, match=rf"lie at {url}, but SCORECARD_LAKE_URL looks for them at {bucket}/elsewhere"):
        run(stored, [])
    monkeypatch.delenv("SCORECARD_LAKE_URL")
    with pytest.raises(
        UserError, match=rf"lie at {url}, but SCORECARD_LAKE_URL looks for them in the home: set it back"
    ):
        run(stored, [])

    assert read_snapshot(stored).manifest == before


@pytest.mark.parametrize(
    ("name", "value"),
    [("SCORECARD_LAKE_URL", "s3://no-such-bucket/service"), ("AWS_ENDPOINT_URL", "http://127.0.0.1:9")],
)
def test_a_storage_that_cannot_be_used_is_one_sentence(name, value, bucket, source, tmp_path, monkeypatch):
    monkeypatch.setenv("SCORECARD_LAKE_URL", f"{bucket}/service")
    monkeypatch.setenv("AWS_MAX_RETRIES", "0")
    monkeypatch.setenv(name, value)

    with pytest.raises(UserError, match=r"The object storage of .* cannot be used: check SCORECARD_LAKE_URL"):
        run(tmp_path / "home", [source(FIRST)])

    assert not (tmp_path / "home" / "manifest.json").exists()


def test_who_only_reads_is_told_so_too(stored, monkeypatch, capsys):
    monkeypatch.setenv("AWS_MAX_RETRIES", "0")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("SCORECARD_HOME", str(stored))
    monkeypatch.setattr("sys.argv", ["scorecard", "query", "transaction_volume"])

    with pytest.raises(SystemExit, match="1"):
        scorecard.main()

    assert capsys.readouterr().err.startswith("The object storage of ")
