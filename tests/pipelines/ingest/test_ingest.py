"""A source that cannot be reached is given up at once; one record that cannot be read is no reason to."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from data.connectors import database as databases
from data.storage.manifest import read_manifest
from data.storage.snapshot import read_snapshot
from metrics.quality import health
from pipelines.run import run
from tests.support.source_folder import LINES, SERVICES, database, fill_table, lake

DAYS = """
    transaction_id | started_at
    ---------------+--------------------
    t1             | 2024-11-05 09:00:00
"""
CLOSED = """
import sqlite3, sys
sqlite3.connect(sys.argv[1], isolation_level=None).execute("BEGIN EXCLUSIVE")
print(flush=True)
sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def few_sums(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sums of one record are enough here."""
    monkeypatch.setattr("pipelines.publish.aggregate.published_rows", lambda catalogue: ["transaction"])


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The SELECTs that a database was asked."""
    seen, read = [], databases.read

    def listening(url: str, sql: str, **options: object) -> Iterator:
        seen.append(sql)
        return read(url, sql, **options)

    monkeypatch.setattr(databases, "read", listening)
    return seen


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home that has read two databases of three records each."""
    for name in ("city", "county"):
        database(tmp_path / name, line=LINES, service=SERVICES, transaction=DAYS)
    run(tmp_path / "home", [tmp_path / "city", tmp_path / "county"])
    fill_table(tmp_path / "county", "transaction", DAYS.replace("t1", "t2"))
    return tmp_path / "home"


@contextmanager
def closed(path: Path) -> Iterator[None]:
    """Another program keeps the database to itself."""
    command = [sys.executable, "-c", CLOSED, path]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        other.stdout.readline()
        yield
        other.stdin.close()


def late(home: Path) -> list[tuple[str, str]]:
    return sorted(health.freshness(read_snapshot(home)).filter(state="late").select("source", "record").rows())


def test_a_database_that_is_locked_is_waited_for_once_and_its_records_are_all_late(home, asked, monkeypatch):
    monkeypatch.setattr(databases, "LOCKED_AFTER_S", 0)
    with closed(home.parent / "city/city.db"):
        outcome = run(home, [])

    assert len(asked) == 1 + 3, "one record of the city, all of the county"
    [sentence] = map(str, outcome.problems)
    assert sentence.startswith("Source city, 3 records (line, service, transaction): the database sqlite")
    assert late(home) == [("city", "line"), ("city", "service"), ("city", "transaction")]
    assert lake(home, "transaction", "source", "transaction_id") == [
        ("city", "t1"), ("county", "t1"), ("county", "t2")
    ]  # fmt: skip
    told = read_manifest(home).sources["city"]
    assert told["service"].problem == told["line"].problem.replace("record line", "record service")

    assert run(home, []).complete
    assert late(home) == []


def test_a_database_that_is_gone_at_the_first_run_is_late_in_every_record_too(tmp_path, asked):
    for name in ("city", "county"):
        database(tmp_path / name, line=LINES, service=SERVICES, transaction=DAYS)
    (tmp_path / "city/city.db").unlink()
    outcome = run(tmp_path / "home", [tmp_path / "city", tmp_path / "county"])

    assert len(asked) == 1 + 3
    assert len(outcome.problems) == 1
    assert list(outcome.manifest.sources["city"]) == ["line", "service", "transaction"]


def test_after_a_select_that_is_wrong_the_other_records_are_read(home, asked):
    connection = sqlite3.connect(home.parent / "city/city.db")
    connection.execute("DROP TABLE line")
    connection.close()
    outcome = run(home, [])

    assert len(asked) == 3 + 3
    assert [str(problem).partition(":")[0] for problem in outcome.problems] == ["Source city, record line"]
    assert late(home) == [("city", "line")]
