"""Nobody changes what was done: a line put in, changed, taken out or cut off is seen, and no kill leaves a doubt."""

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from data.access.viewer import Viewer
from data.audit import trail
from data.audit.check import check_trail, search_trail
from data.audit.head import NAME
from data.audit.trail import Event, record, record_run
from data.errors import UserError
from data.state import is_decided, permission_history, viewer_of
from data.state.writing import grant, revoke

ADA = Viewer("planner", email="ada@example.org")
ROOT = Path(__file__).parents[3]


def url_of(home: Path) -> str:
    return f"sqlite:///{home / 'state.db'}"


def write(home: Path, *whats: str) -> None:
    for what in whats:
        record(home, url_of(home), ADA, Event.OPENED, what, {"period": "2025-01", "rows": 3})


def change(home: Path, statement: str) -> None:
    """Somebody who reaches the database changes it."""
    with create_engine(url_of(home)).begin() as connection:
        connection.execute(text(statement))


def problems(home: Path) -> list[str]:
    return [problem.en for problem in check_trail(home, url_of(home)).problems]


def test_a_trail_that_nobody_touched_is_whole(tmp_path: Path):
    assert check_trail(tmp_path, url_of(tmp_path)).lines == 0

    write(tmp_path, "one", "two", "three")

    finding = check_trail(tmp_path, url_of(tmp_path))
    assert (finding.lines, finding.whole) == (3, True)


def test_roles_and_the_trail_are_the_same_in_every_database(url: str, tmp_path: Path):
    tmp_path.joinpath("home").mkdir(exist_ok=True)
    grant(url, "Ada@example.org", "operations_manager", {"channel": ("telephone",)}, author="me")
    grant(url, "boss@example.org", "administrator", {}, author="me")
    record(tmp_path, url, ADA, Event.OPENED, "rows of trust", {"rows": 3})
    record_run(tmp_path, url, Event.DELETED, "rows of transaction", {"rows": 99_020, "before": "2024-10"})

    assert viewer_of(url, "ada@example.org").scope == (("channel", ("telephone",)),)
    revoke(url, "ada@example.org", author="me")
    assert (viewer_of(url, "ada@example.org"), is_decided(url, "ada@example.org")) == (None, True)
    assert is_decided(url, "nobody@example.org") is False
    assert permission_history(url)["role"].to_list() == ["operations_manager", "administrator", None]
    assert search_trail(url, text="99020")["who"].to_list() == ["run"]
    assert check_trail(tmp_path, url).whole
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM audit_line WHERE number = 2"))
    engine.dispose()
    assert not check_trail(tmp_path, url).whole


COPY = (
    "INSERT INTO audit_line (recorded_at, number, who, role, scope, event, what, details, previous, hash) "
    "SELECT recorded_at, {number}, who, role, scope, event, 'put in', details, {previous}, 'x' FROM audit_line "
    "WHERE number = 2"
)


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        (COPY.format(number=4, previous="(SELECT hash FROM audit_line WHERE number = 3)"), "Line 4 was changed"),
        (COPY.format(number=0, previous="''"), "is not the one that follows"),
        ("UPDATE audit_line SET what = 'else' WHERE number = 2", "Line 2 was changed"),
        ("UPDATE audit_line SET who = 'bob@example.org' WHERE number = 3", "Line 3 was changed"),
        ("UPDATE audit_line SET details = '{}' WHERE number = 1", "Line 1 was changed"),
        ("DELETE FROM audit_line WHERE number = 2", "Line 3 is not the one that follows"),
        ("DELETE FROM audit_line WHERE number = 1", "Line 2 is not the one that follows"),
        ("DELETE FROM audit_line WHERE number = 3", "ends with line 2, and line 3 was its last"),
        ("DELETE FROM audit_line", "ends with line 0, and line 3 was its last"),
    ],
)
def test_each_change_of_the_trail_is_seen_and_stays_seen_when_more_is_written(tmp_path: Path, statement, sentence):
    write(tmp_path, "one", "two", "three")
    change(tmp_path, statement)

    assert sentence in " ".join(problems(tmp_path))

    write(tmp_path, "later")
    assert problems(tmp_path)


def test_a_trail_written_anew_with_good_seals_does_not_end_where_it_was_left(tmp_path: Path):
    write(tmp_path, "one", "two")
    head = (tmp_path / NAME).read_bytes()
    (tmp_path / NAME).unlink()
    change(tmp_path, "DELETE FROM audit_line")
    write(tmp_path, "one", "something else")
    (tmp_path / NAME).write_bytes(head)

    assert "ends with line 2, and line 2 was its last" in " ".join(problems(tmp_path))


def test_an_end_that_is_missing_is_told_and_stays_told(tmp_path: Path):
    write(tmp_path, "one")
    (tmp_path / NAME).unlink()
    assert "missing" in problems(tmp_path)[0]

    write(tmp_path, "two")
    assert "did not end where it had been left" in problems(tmp_path)[0]


WRITES = """
import os, sys
from pathlib import Path
from data.access.viewer import Viewer
from data.audit.trail import Event, record
home = Path(sys.argv[1])
for _ in sys.stdin:
    writer = os.fork()
    if not writer:
        print(os.getpid(), flush=True)
        for n in range(10_000):
            record(home, f"sqlite:///{home / 'state.db'}", Viewer(), Event.OPENED, f"rows {n}")
            print("written", flush=True)
    os.waitpid(writer, 0)
    print("killed", flush=True)
"""
"""For each line that comes in a writer of its own, which writes until it is killed. They are forked before the database
is opened by any of them, so that what they import, which takes a second, is imported once."""


def test_after_twenty_kills_during_writes_the_trail_is_whole(tmp_path: Path):
    told = 0
    with subprocess.Popen(
        [sys.executable, "-c", WRITES, str(tmp_path)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as writers:  # fmt: skip
        for n in range(20):
            writers.stdin.write("next\n")
            writers.stdin.flush()
            writer = int(writers.stdout.readline())
            assert writers.stdout.readline() == "written\n"
            time.sleep(0.003 * n)
            os.kill(writer, signal.SIGKILL)
            told += 1 + len(list(iter(writers.stdout.readline, "killed\n")))
            finding = check_trail(tmp_path, url_of(tmp_path))
            assert finding.whole, finding
            assert finding.lines >= told, "a line that was told as written is there"


@pytest.mark.parametrize(
    ("number", "english", "french"),
    [
        (errno.ENOSPC, "the disk is full", "le disque est plein"),
        (errno.EROFS, "its disk is read-only", "son disque est en lecture seule"),
        (errno.EACCES, "its files may not be written", "ses fichiers ne peuvent être écrits"),
        (errno.EIO, "its disk cannot be written", "son disque ne peut être écrit"),
    ],
)
def test_what_cannot_be_recorded_is_refused_in_both_languages(tmp_path, monkeypatch, number, english, french):
    def refuse(*arguments) -> None:
        raise OSError(number, "as the system says it")

    monkeypatch.setattr(trail, "write_head", refuse)

    with pytest.raises(UserError) as error:
        write(tmp_path, "one")
    assert f"cannot be noted ({english})" in error.value.text("en")
    assert f"noter qui les ouvre ({french})" in error.value.text("fr")


def test_the_trail_is_searched_by_who_what_and_when(tmp_path: Path):
    write(tmp_path, "rows of trust", "transaction T1")
    record(tmp_path, url_of(tmp_path), Viewer(), Event.WROTE, "grant planner to bob@example.org")
    today = search_trail(url_of(tmp_path))["recorded_at"][0].date()

    def found(**asked) -> list[int]:
        return search_trail(url_of(tmp_path), **asked)["number"].to_list()

    assert found() == [3, 2, 1]
    assert found(who="ADA@example.org") == [2, 1]
    assert found(event="wrote") == [3]
    assert found(text="T1") == [2]
    assert found(text="2025-01") == [2, 1]
    assert found(text="%") == []
    assert found(most=1) == [3]
    assert found(first=today, last=today) == [3, 2, 1]
    assert found(last=today.replace(year=today.year - 1)) == []
