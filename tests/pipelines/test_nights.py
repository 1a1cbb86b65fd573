"""A home that is run every night: its files stay few, and every night is told as it was."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from data.storage import compaction
from data.storage.manifest import read_manifests
from data.storage.snapshot import read_snapshot
from metrics.catalogue.versions import open_snapshot
from metrics.engine.answer import Question, answer
from pipelines.run import run
from tests.support.source_folder import LINES, SERVICES, files, lake, same_tables

NIGHTS = 6


@pytest.fixture(autouse=True, scope="module")
def few_sums_and_files() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipelines.publish.aggregate.published_rows", lambda catalogue: ["transaction"])
        patch.setattr(compaction, "LOOSE", 2)
        yield


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that was run on six nights, with a transaction more each; nobody writes to it."""
    folder = tmp_path_factory.mktemp("nights")
    for night in range(1, NIGHTS + 1):
        run(folder / "home", [until(folder, night)])
    return folder / "home"


def until(folder: Path, night: int) -> Path:
    days = [f"t{day} | 2024-11-{day:02} 09:00:00" for day in range(1, night + 1)]
    rows = "\n".join(["transaction_id | started_at", *days])
    return files(folder / "city", line=LINES, service=SERVICES, transaction=rows)


def test_the_rows_of_a_month_are_in_few_files_and_all_there(home):
    assert lake(home) == [(f"t{day}",) for day in range(1, NIGHTS + 1)]
    # Three nights make three files, the fourth makes them one; two more have come since.
    assert read_snapshot(home).files("lake/transaction")["rows"].to_list() == [1, 1, 4]


def test_a_home_of_many_nights_has_the_tables_of_one_that_read_all_at_once(home, tmp_path):
    run(tmp_path / "once", [until(tmp_path, NIGHTS)])

    same_tables(home, tmp_path / "once")


def test_every_night_is_told_as_it_was_reported(home):
    told = []
    for manifest in reversed(read_manifests(home)):
        tables = open_snapshot(home, manifest.run)
        if True:
            told += answer(Question(indicator="transaction_volume", period="2024-11"), tables)["value"].to_list()

    assert told == list(range(1, NIGHTS + 1))


def test_that_files_were_joined_is_no_news_to_the_next_run(home, tmp_path, monkeypatch):
    monkeypatch.setattr(compaction, "LOOSE", 0)
    mine = copytree(home, tmp_path / "mine")
    run(mine, [until(tmp_path, NIGHTS + 1)])
    assert read_snapshot(mine).files("lake/transaction").height == 1
    before = read_snapshot(mine).manifest

    assert not run(mine, []).published
    assert read_snapshot(mine).manifest.tables == before.tables
