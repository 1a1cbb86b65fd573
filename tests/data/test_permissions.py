"""A home is its owner's alone: from the moment it is there, and whoever writes into it."""

import os
import sqlite3
import stat
import sys
from pathlib import Path

import pytest

from data import permissions
from data.settings import settings
from data.state.engine import open_state
from pipelines.run import run
from scorecard import __main__ as scorecard
from scorecard.error_log import log_unforeseen
from tests.support.city import city


@pytest.fixture(autouse=True)
def wide_open():
    """As most machines have it: what is made may be read by everybody."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def readable_by_others(folder: Path) -> list[str]:
    """What of a folder, itself included, gives any right to other accounts."""
    return [str(path) for path in (folder, *folder.rglob("*")) if stat.S_IMODE(path.stat().st_mode) & 0o077]


def test_nothing_that_a_run_verify_the_state_and_the_logs_write_can_be_read_by_others(tmp_path, monkeypatch):
    home = tmp_path / "home"
    monkeypatch.setenv("SCORECARD_HOME", str(home))
    run(home, [city(tmp_path)])
    run(home, [], full=True)
    monkeypatch.setattr(sys, "argv", ["scorecard", "verify"])
    with pytest.raises(SystemExit):
        scorecard.main()
    open_state(settings().state_url).dispose()
    with sqlite3.connect(home / "state.db") as connection:
        connection.execute("CREATE TABLE later (id)")
    log_unforeseen()

    assert {"state.db", "errors.log", "verified.json", "lake"} <= {path.name for path in home.iterdir()}
    assert readable_by_others(home) == []


def test_a_home_that_others_could_read_is_tightened_and_a_line_says_so(tmp_path, monkeypatch, capsys):
    home = tmp_path / "home"
    run(home, [city(tmp_path)])
    home.chmod(0o755)
    monkeypatch.setenv("SCORECARD_HOME", str(home))
    monkeypatch.setattr(sys, "argv", ["scorecard", "run", "--no-forecast"])
    for lines in (1, 0):
        with pytest.raises(SystemExit):
            scorecard.main()
        assert capsys.readouterr().err.count("now only its owner may") == lines
        assert stat.S_IMODE(home.stat().st_mode) == 0o700


def test_a_folder_of_other_peoples_files_is_left_as_it_is_and_said(tmp_path):
    (tmp_path / "letter.txt").write_text("not ours")
    tmp_path.chmod(0o755)

    assert "holds files of other programs" in permissions.own_home(tmp_path).en
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755
    (tmp_path / "manifest.json").write_text("{}")
    assert "now only its owner" in permissions.own_home(tmp_path).en
    assert permissions.own_home(tmp_path) is None


def test_a_file_where_the_home_should_be_is_said(tmp_path):
    (tmp_path / "home").write_text("")
    with pytest.raises(NotADirectoryError):
        permissions.own_home(tmp_path / "home")
