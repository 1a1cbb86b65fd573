"""`scorecard status --probe`: the exit code and one line tell a monitoring system whether to wake anybody."""

import json
from datetime import UTC, datetime

import pytest

from data.errors import UserError
from data.storage.manifest import Manifest, write_manifest
from data.verify.result import Verification, read_verification, write_verification
from scorecard import __main__ as scorecard


@pytest.fixture
def home(tmp_path, monkeypatch):
    now = datetime.now(UTC)
    times = {"started_at": now, "finished_at": now}
    write_manifest(tmp_path, Manifest(run="20261122", tables={}, fingerprint="", sources={}, folders={}, **times))
    monkeypatch.setenv("SCORECARD_HOME", str(tmp_path))
    return tmp_path


def probed(monkeypatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["scorecard", "status", "--probe", *arguments])
    with pytest.raises(SystemExit) as end:
        scorecard.main()
    return end.value.code


def test_fresh_and_verified_is_exit_0_and_one_line(home, monkeypatch, capsys):
    (home / "verified.json").write_text(
        json.dumps({"run": "20261122", "at": datetime.now(UTC).isoformat(), "numbers": 1200, "differences": 0})
    )

    assert probed(monkeypatch) == 0
    assert capsys.readouterr().out == "Run 20261122 is fresh and verified (1,200 numbers).\n"


def test_otherwise_exit_1_and_every_reason_in_one_line(home, monkeypatch, capsys):
    monkeypatch.setenv("SCORECARD_FRESH_HOURS", "0")

    assert probed(monkeypatch) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("The sources were last read 0.0 hours ago; it should be at most 0 hours")
    assert printed.err.endswith("The published run has not been verified: run `scorecard verify`.\n")
    assert printed.err.count("\n") == 1


def test_as_json_it_is_what_healthz_says(home, monkeypatch, capsys):
    assert probed(monkeypatch, "--format", "json") == 1
    assert json.loads(capsys.readouterr().out)["verified"] == "never"


def test_what_verify_found_but_could_not_keep_counts_all_the_same(home, monkeypatch, tmp_path_factory):
    """Of a home that can only be read; the earlier success in it is no longer true."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path_factory.mktemp("temporary")))
    then, now = (datetime(2026, 11, day, tzinfo=UTC) for day in (22, 23))
    write_verification(home, Verification(run="20261122", at=then, numbers=1200, differences=0))
    assert probed(monkeypatch) == 0
    worse = Verification(run="20261122", at=now, numbers=1200, differences=37)

    def fail(file, text):
        if file.parent == home:
            raise OSError(30, "Read-only file system")

    with monkeypatch.context() as patched:
        patched.setattr("data.verify.result.replace_file", fail)
        with pytest.raises(UserError, match="37"):
            write_verification(home, worse)
    assert probed(monkeypatch) == 1
    assert read_verification(home) == worse
    write_verification(home, Verification(run="20261122", at=datetime.now(UTC), numbers=1200, differences=0))
    assert probed(monkeypatch) == 0
