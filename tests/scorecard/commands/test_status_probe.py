"""`scorecard status --probe`: the exit code and one line tell a monitoring system whether to wake anybody."""

import json
from datetime import UTC, datetime

import pytest

from data.storage.manifest import Manifest, write_manifest
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
