"""A run as a whole: one at a time, and honest about what it could not read."""

import os
import shutil
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from filelock import FileLock
from sqlalchemy import create_engine

from data.errors import UserError
from data.storage.lake import Lake
from data.storage.lock import lock_home
from data.storage.manifest import RowCount, read_manifest
from data.storage.snapshot import read_snapshot
from metrics.quality import health
from pipelines.run import run
from tests.support.city import AFTER, BEFORE, WITH_PERMIT, city
from tests.support.source_folder import SERVICES, database, describe, files, lake, refused, rows_of


@pytest.fixture(autouse=True, scope="module")
def few_sums() -> Iterator[None]:
    """The sums of one record are enough here, and most of the time of a run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipelines.publish.aggregate.published_rows", lambda catalogue: ["transaction"])
        yield


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


# One at a time.


def test_a_second_run_is_refused_in_one_sentence_and_changes_nothing(tmp_path, home):
    run(home, [city(tmp_path)])
    before = read_manifest(home)
    city(tmp_path, AFTER)
    with FileLock(home / "run.lock"), pytest.raises(UserError, match=r"Another run is at work in .*home: wait until"):
        run(home, [])

    assert read_manifest(home) == before
    assert run(home, []).manifest.run != before.run


def test_the_second_run_says_who_holds_the_lock_and_since_when(tmp_path, home):
    run(home, [city(tmp_path)])
    with lock_home(home), pytest.raises(UserError) as refused:
        run(home, [])

    since = f"{datetime.now().astimezone():%Y-%m-%d}"
    assert f"(process {os.getpid()} on {socket.gethostname()} since {since}" in str(refused.value)
    assert not (home / "run.holder").exists(), "the name goes with the lock"


# Without news.


def test_a_run_without_news_publishes_nothing_and_notes_only_when_it_looked(tmp_path, home):
    run(home, [city(tmp_path)])
    before, versions = read_manifest(home), Lake(home).versions()
    kept = (home / "manifests" / f"{before.run}.json").read_bytes()
    outcome = run(home, [])

    assert not outcome.published
    assert outcome.manifest == read_manifest(home)
    assert outcome.manifest.run == before.run
    assert Lake(home).versions() == versions == before.tables
    assert (home / "manifests" / f"{before.run}.json").read_bytes() == kept
    looked = outcome.manifest.sources["city"]["transaction"]
    assert looked.read_at > before.finished_at
    assert (looked.rows.read, looked.rows.unchanged, looked.rows.rejected) == (2, 1, 1)


NEWS = {
    "a row": lambda folder: city(folder, AFTER),
    "a reference": lambda folder: city(folder, services=WITH_PERMIT),
    "a record that cannot be read any more": lambda folder: (folder / "city" / "transaction.csv").unlink(),
    "another refused row": lambda folder: city(folder, BEFORE + "t5 | 2024-11-06 09:00:00 | none"),
    "another word on when it is expected": lambda folder: (folder / "city" / "source.toml").write_text(
        (folder / "city" / "source.toml").read_text() + '[records.transaction]\nexpected_by = "noon"\n'
    ),
}


@pytest.mark.parametrize("what", NEWS)
def test_whatever_a_reader_could_see_is_news(what, tmp_path, home):
    run(home, [city(tmp_path)])
    before = read_manifest(home)
    NEWS[what](tmp_path)
    outcome = run(home, [])

    assert outcome.published
    assert outcome.manifest.run > before.run


# What a reader sees.


def test_a_reader_sees_the_run_it_opened_while_the_next_one_is_published(tmp_path, home):
    run(home, [city(tmp_path)])
    seen = read_snapshot(home)
    run(home, [city(tmp_path, AFTER, WITH_PERMIT)])

    assert seen.scan("lake/transaction").collect()["transaction_id"].to_list() == ["t1"]
    assert {str(day) for day in seen.scan("published/transaction.day").collect()["period"]} == {"2024-11-05"}


# What cannot be read.


def test_a_first_run_that_can_read_nothing_publishes_nothing(tmp_path, home):
    folder = city(tmp_path)
    for path in folder.glob("*.csv"):
        path.unlink()
    with pytest.raises(UserError) as problem:
        run(home, [folder])

    assert "city" in str(problem.value)
    assert read_manifest(home) is None


def test_a_record_that_cannot_be_read_keeps_its_last_good_data_and_is_late(tmp_path, home):
    folder = city(tmp_path)
    first = run(home, [folder]).manifest
    city(tmp_path, AFTER, WITH_PERMIT)
    (folder / "transaction.csv").write_bytes(b"")
    outcome = run(home, [])

    assert not outcome.complete
    (sentence,) = map(str, outcome.problems)
    assert "city" in sentence
    assert "transaction" in sentence
    assert "is empty" in sentence
    late = {row["record"]: row for row in health.freshness(read_snapshot(home)).to_dicts()}
    assert {record: row["state"] for record, row in late.items()} == {
        "line": "good",
        "service": "good",
        "transaction": "late",
    }
    assert late["transaction"]["data_to"] == "2024-11-05"
    assert late["transaction"]["read_at"] == first.sources["city"]["transaction"].read_at.isoformat(timespec="seconds")
    assert lake(home) == [("t1",)]
    assert lake(home, "service") == [("card",), ("permit",), ("plate",)]

    city(tmp_path, AFTER, WITH_PERMIT)
    run(home, [])
    assert set(health.freshness(read_snapshot(home))["state"]) == {"good"}
    assert lake(home) == [("t1",), ("t2",), ("t3",)]


def test_a_home_whose_only_source_cannot_be_read_keeps_its_numbers_and_says_that_they_are_late(tmp_path, home):
    folder = database(tmp_path / "city", service=SERVICES, transaction=BEFORE)
    first = run(home, [folder]).manifest
    (folder / "city.db").unlink()
    outcome = run(home, [])

    assert not outcome.complete
    assert len(outcome.problems) == 1, "one cause, one sentence"
    assert set(health.freshness(read_snapshot(home))["state"]) == {"late"}
    assert lake(home) == [("t1",)]
    assert health.runs(read_snapshot(home))["rows_read"].to_list() == [0, 4]
    assert outcome.manifest.fingerprint == first.fingerprint


def test_a_source_whose_folder_is_gone_is_late_and_the_others_are_read(tmp_path, home):
    county = files(tmp_path / "county", transaction=BEFORE)
    run(home, [city(tmp_path), county])
    shutil.move(county, tmp_path / "elsewhere")
    city(tmp_path, AFTER)
    outcome = run(home, [])

    (sentence,) = [text for text in map(str, outcome.problems) if "stayed out" not in text]
    assert "county" in sentence
    late = health.freshness(read_snapshot(home)).filter(source="county")
    assert late["state"].to_list() == ["late"]
    assert lake(home, "transaction", "source", "transaction_id") == [("city", "t1"), ("city", "t3"), ("county", "t1")]

    shutil.move(tmp_path / "elsewhere", county)
    run(home, [])
    assert set(health.freshness(read_snapshot(home))["state"]) == {"good"}


def test_a_source_that_moved_is_read_from_its_new_folder(tmp_path, home):
    folder = city(tmp_path)
    run(home, [folder])
    moved = shutil.move(folder, tmp_path / "moved")
    outcome = run(home, [moved])

    assert outcome.manifest.folders == {"city": str(moved)}
    assert rows_of(outcome.manifest).unchanged == 1


def test_two_folders_that_give_their_source_the_same_name_are_refused(tmp_path, home):
    other = files(tmp_path / "other", "city", transaction=AFTER)
    with pytest.raises(UserError, match=r"city.*other|other.*city"):
        run(home, [city(tmp_path), other])

    assert read_manifest(home) is None


def test_a_folder_given_twice_is_read_once(tmp_path, home):
    folder = city(tmp_path)
    assert rows_of(run(home, [folder, folder]).manifest).read == 2


def test_a_home_without_a_source_says_how_to_give_one(home):
    with pytest.raises(UserError, match="--source"):
        run(home, [])


def test_a_home_that_cannot_be_made_is_said_in_a_sentence(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UserError, match="SCORECARD_HOME"):
        run(tmp_path / "file" / "home", [])


def test_rows_read_are_those_of_the_run_and_not_of_an_earlier_one(tmp_path, home):
    folder = city(tmp_path)
    run(home, [folder])
    (folder / "transaction.csv").unlink()
    run(home, [])

    assert health.runs(read_snapshot(home)).select("rows_read", "problems").rows() == [(4, 1), (6, 0)]


def test_the_steps_of_a_run_are_told_in_order_up_to_the_end(tmp_path, home):
    told: list[tuple[str, float]] = []
    run(home, [city(tmp_path)], progress=lambda step, done: told.append((step, done)))

    shares = [done for _, done in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert told[0][0].startswith("city: ")


def test_the_moments_of_a_run_are_its_own(tmp_path, home):
    begun = datetime.now(UTC)
    manifest = run(home, [city(tmp_path)]).manifest

    assert begun <= manifest.started_at <= manifest.sources["city"]["line"].read_at <= manifest.finished_at


# A source on PostgreSQL.


@pytest.mark.postgres
def test_a_source_on_postgresql_is_read_through_the_whole_pipeline(tmp_path, home, postgres_database, monkeypatch):
    monkeypatch.setenv("CITY_URL", postgres_database)
    folder = tmp_path / "city"
    describe(folder, "$CITY_URL", ["line", "service", "transaction"], watermark="updated_at")
    engine = create_engine(postgres_database)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE line (line_id text, name_en text)")
        connection.exec_driver_sql("CREATE TABLE service (service_id text, line_id text, name_en text)")
        connection.exec_driver_sql(
            "CREATE TABLE transaction (transaction_id text, kind text, channel text, service_id text, status text,"
            " started_at timestamp, completed_at timestamptz, wait_s integer, guaranteed boolean, updated_at date)"
        )
        connection.exec_driver_sql("INSERT INTO line VALUES ('vehicles', 'Véhicules')")
        connection.exec_driver_sql("INSERT INTO service VALUES ('plate', 'vehicles', 'Plate')")
        connection.exec_driver_sql(
            "INSERT INTO transaction VALUES"
            " ('t1', 'transaction', 'online', 'plate', 'completed',"
            "  '2024-11-30 23:30', '2024-12-01 05:00+00', 5, true, '2024-12-01'),"
            " ('t2', 'transaction', 'pigeon', 'plate', 'completed',"
            "  '2024-12-02 09:00', '2024-12-02 10:00-05', 6, NULL, '2024-12-02')"
        )
    first = run(home, [folder])

    assert rows_of(first.manifest) == RowCount(read=2, good=1, rejected=1)
    columns = ["transaction_id", "wait_s", "guaranteed", "started_on", "completed_on", "start_month"]
    ((key, wait, guaranteed, *days),) = lake(home, "transaction", *columns)
    assert (key, wait, guaranteed) == ("t1", 5, True)
    assert [str(day) for day in days] == ["2024-11-30", "2024-12-01", "2024-11"]
    assert lake(home, "line", "name_en") == [("Véhicules",)]
    assert refused(home)["key"].to_list() == ["t2"]

    with engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE transaction SET channel = 'mail', updated_at = '2024-12-03' WHERE wait_s <> 5"
        )
    engine.dispose()
    assert rows_of(run(home, []).manifest) == RowCount(read=1, good=1)
    assert lake(home) == [("t1",), ("t2",)]
