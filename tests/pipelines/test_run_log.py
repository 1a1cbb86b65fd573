"""A run tells in the home's log what it read, what it could not read and what it published, all under its own id."""

import json
from pathlib import Path

import pytest

from data.errors import UserError
from data.storage.lock import lock_home
from pipelines.run import run
from tests.support.source_folder import LINES, SERVICES, files

DAYS = """
    transaction_id | started_at          | service_id
    ---------------+---------------------+-----------
    t1             | 2024-11-05 09:00:00 | plate
    t2             | 2024-11-06 09:00:00 | none
"""


@pytest.fixture(autouse=True)
def few_sums(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sums of one record are enough here."""
    monkeypatch.setattr("pipelines.publish.aggregate.published_rows", lambda catalogue: ["transaction"])


def told(home: Path) -> list[dict]:
    return [json.loads(line) for line in (home / "logs" / "scorecard.jsonl").read_text("utf-8").splitlines()]


def test_every_step_is_an_event_with_its_counts(tmp_path):
    source, home = files(tmp_path / "source", line=LINES, service=SERVICES, transaction=DAYS), tmp_path / "home"
    manifest = run(home, [source]).manifest
    events = told(home)

    assert {event["run"] for event in events} == {manifest.run}
    assert [event["event"] for event in events] == ["run started", *["record read"] * 3, "published"]
    [read] = [event for event in events if event.get("record") == "transaction"]
    assert (read["source"], read["read"], read["good"], read["rejected"]) == ("source", 2, 1, 1)
    assert (events[-1]["rows_read"], events[-1]["restated"]) == (manifest.rows_read, 0)


def test_a_run_without_news_and_a_record_that_is_late_are_told_too(tmp_path):
    source, home = files(tmp_path / "source", line=LINES, service=SERVICES, transaction=DAYS), tmp_path / "home"
    first = run(home, [source]).manifest.run
    run(home, [])
    assert told(home)[-1] | {"at": "", "run": ""} == {
        "at": "", "level": "info", "event": "nothing new", "run": "", "published": first
    }  # fmt: skip

    (source / "transaction.csv").unlink()
    run(home, [])
    [late] = [event for event in told(home) if event["level"] == "warning"]
    assert (late["event"], late["record"]) == ("record not read", "transaction")
    assert "no file matches" in late["sentence"]


def test_a_run_that_fails_is_told_with_its_sentence(tmp_path):
    with pytest.raises(UserError, match="--source"):
        run(tmp_path, [])

    assert [(event["event"], event.get("error")) for event in told(tmp_path)] == [
        ("run started", None), ("failed", "UserError")
    ]  # fmt: skip


def test_a_run_that_is_refused_since_another_is_at_work_is_told_under_an_id_of_its_own(tmp_path):
    source, home = files(tmp_path / "source", line=LINES, service=SERVICES, transaction=DAYS), tmp_path / "home"
    first = run(home, [source]).manifest.run
    with lock_home(home), pytest.raises(UserError) as refused:
        run(home, [])

    last = told(home)[-1]
    assert (last["event"], last["sentence"]) == ("failed", str(refused.value))
    assert last["run"] > first


def test_a_run_whose_workers_do_not_answer_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("pipelines.publish.workers.ANSWERS_WITHIN_S", 1)
    with pytest.raises(UserError, match="No Dask scheduler answers"):
        run(tmp_path / "home", [], workers="tcp://127.0.0.1:9")

    assert [(event["event"], event["sentence"][:26]) for event in told(tmp_path / "home")] == [
        ("failed", "No Dask scheduler answers ")
    ]


def test_a_home_whose_lock_cannot_be_written_is_told_where_its_log_can(tmp_path):
    (tmp_path / "run.lock").mkdir()
    with pytest.raises(UserError, match="cannot be written"):
        run(tmp_path, [])

    assert [event["event"] for event in told(tmp_path)] == ["failed"]


def test_a_home_that_is_refused_for_its_name_is_not_made_for_its_log(tmp_path):
    with pytest.raises(UserError, match="has '%' in it"):
        run(tmp_path / "100%", [])

    assert list(tmp_path.iterdir()) == []
