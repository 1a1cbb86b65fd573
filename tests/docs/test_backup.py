"""Backing up and restoring as the document says, to the letter: the same numbers and the same decisions."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from data.state import targets
from data.state.engine import open_state, write_transaction
from pipelines.run import run
from scorecard.targets_loading import load_targets
from tests.support.every_table import Rows, contents, fill
from tests.support.source_folder import LINES, SERVICES, files, same_tables

DOCUMENT = (Path(__file__).parents[2] / "docs" / "how-to" / "back-up-and-restore.md").read_text("utf-8")
DAYS = """
    transaction_id | started_at          | channel   | service_id
    ---------------+---------------------+-----------+-----------
    t1             | 2024-11-05 09:00:00 | online    | plate
    t2             | 2024-11-06 09:00:00 | telephone | card
"""
TARGETS = "indicator,fiscal_year,target,near\ndigital_take_up,FY2024-25,0.5,0.4\n"


def steps(name: str) -> list[str]:
    """The lines of a block of the document."""
    return re.search(rf"<!-- followed by a test: {name} -->\n```\n(.*?)```", DOCUMENT, re.S)[1].splitlines()


def follow(lines: list[str], **settings: str | Path) -> str:
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1:]
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"], *map(str, programs)])
    environment = os.environ | {"PATH": path} | {name: str(value) for name, value in settings.items()}
    done = subprocess.run(
        ["bash", "-euc", "\n".join(lines)], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def numbers(home: Path) -> list[dict]:
    query = "scorecard query transaction_volume --by channel --grain month --format json"
    return json.loads(follow([query], SCORECARD_HOME=home))


def write_everywhere(url: str) -> Rows:
    """A row in every table that people fill; out: all that is in them."""
    with write_transaction(open_state(url)) as connection:
        fill(connection, 1000)
    return everything(url)


def everything(url: str) -> Rows:
    with open_state(url).connect() as connection:
        return contents(connection)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with numbers, and a target that somebody decided."""
    home, decided = tmp_path / "home", tmp_path / "targets.csv"
    (tmp_path / "backup").mkdir()
    run(home, [files(tmp_path / "source", line=LINES, service=SERVICES, transaction=DAYS)])
    decided.write_text(TARGETS)
    load_targets(decided, f"sqlite:///{home / 'state.db'}")
    return home


@pytest.mark.skipif(not shutil.which("sqlite3"), reason="There is no sqlite3 here: install the package sqlite3.")
def test_what_is_backed_up_comes_back_elsewhere_with_the_same_numbers(home, tmp_path):
    backup, new = tmp_path / "backup", tmp_path / "elsewhere" / "home"
    before, decided = numbers(home), targets(f"sqlite:///{home / 'state.db'}")
    written = write_everywhere(f"sqlite:///{home / 'state.db'}")
    follow(steps("back up"), SCORECARD_HOME=home, BACKUP=backup)
    home.rename(tmp_path / "lost")

    follow(steps("restore"), SCORECARD_HOME=new, BACKUP=backup)

    assert [row["value"] for row in before] == [1.0, 1.0]
    assert numbers(new) == before
    assert everything(f"sqlite:///{new / 'state.db'}") == written
    assert all(written.values()), "a row in every table, and each came back"
    assert decided["target"].to_list() == [0.5]
    same_tables(new, tmp_path / "lost")
    assert not run(new, []).published, "the next run goes on where the last one ended"


@pytest.mark.postgres
def test_what_people_wrote_in_postgresql_comes_back(tmp_path, postgres_database):
    dump, restore = steps("PostgreSQL")
    (tmp_path / "targets.csv").write_text(TARGETS)
    load_targets(tmp_path / "targets.csv", postgres_database)
    decided, where = targets(postgres_database), postgres_database.replace("+psycopg", "")
    written = write_everywhere(postgres_database)
    follow([dump], BACKUP=tmp_path, STATE=where)
    (tmp_path / "targets.csv").write_text(TARGETS.replace("0.5", "0.7"))
    load_targets(tmp_path / "targets.csv", postgres_database)
    assert targets(postgres_database)["target"].to_list()[0] == 0.7

    follow([restore], BACKUP=tmp_path, STATE=where)

    assert everything(postgres_database) == written
    assert decided["target"].to_list() == [0.5]
