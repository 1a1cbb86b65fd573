"""One JSON line per event; a log that cannot be written stops nobody."""

import json
import logging
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from deltalake.exceptions import DeltaError

from data.event_log import log_event, log_events, log_problem


def lines(home: Path) -> list[dict]:
    return [json.loads(line) for line in (home / "logs" / "scorecard.jsonl").read_text("utf-8").splitlines()]


def test_each_event_is_one_line_with_its_moment_its_run_and_what_is_known_of_it(tmp_path):
    with log_events(tmp_path, "20261122T010203Z"):
        log_event("record read", record="complaint", rows=7, data_to=datetime(2026, 11, 21, tzinfo=UTC).date())
    [line] = lines(tmp_path)

    assert datetime.now(UTC) - datetime.fromisoformat(line.pop("at")) < datetime.resolution * 60_000_000
    assert line == {
        "level": "info",
        "event": "record read",
        "run": "20261122T010203Z",
        "record": "complaint",
        "rows": 7,
        "data_to": "2026-11-21",
    }


def test_a_sentence_of_several_lines_and_accents_is_still_one_line(tmp_path):
    with log_events(tmp_path, "1"):
        log_problem("record not read", "Élise\nsaid “no”", record="line")

    [line] = lines(tmp_path)
    assert (line["level"], line["sentence"]) == ("warning", "Élise\nsaid “no”")


def test_what_ends_the_work_is_logged_and_goes_on(tmp_path):
    with pytest.raises(KeyboardInterrupt), log_events(tmp_path, "1"):
        raise KeyboardInterrupt

    [line] = lines(tmp_path)
    assert (line["event"], line["error"], line["sentence"]) == ("failed", "KeyboardInterrupt", "")


def test_what_the_disk_refused_is_logged_in_the_sentence_that_the_user_read(tmp_path):
    with pytest.raises(DeltaError), log_events(tmp_path, "1"):
        raise DeltaError("Generic LocalFileSystem error\n ↳ \x1b[31mNo space left on device (os error 28)")

    [line] = lines(tmp_path)
    assert line["sentence"].startswith(f"There is no space left for {tmp_path}: free some")


def test_outside_nothing_is_written_nor_printed(tmp_path, capsys):
    with log_events(tmp_path, "1"):
        log_event("within")
    log_problem("outside", "nobody listens")

    assert [line["event"] for line in lines(tmp_path)] == ["within"]
    assert capsys.readouterr() == ("", "")


def test_no_event_makes_no_file(tmp_path):
    with log_events(tmp_path, "1") as nothing:
        assert nothing is None

    assert list(tmp_path.iterdir()) == []


def test_a_log_that_cannot_be_written_stops_nobody(tmp_path, capsys):
    (tmp_path / "logs").write_text("a file where the folder should be")
    with log_events(tmp_path, "1"):
        log_event("published")

    assert capsys.readouterr() == ("", "")


MANY = """
import sys
from pathlib import Path
from data.event_log import log_event, log_events

with log_events(Path(sys.argv[1]), sys.argv[2]):
    for number in range(200):
        log_event("record read", number=number, sentence="x" * 500)
"""


def test_two_processes_that_write_at_once_take_no_line_from_each_other(tmp_path):
    both = [subprocess.Popen([sys.executable, "-c", MANY, tmp_path, run], cwd=Path.cwd()) for run in "AB"]
    assert [process.wait(60) for process in both] == [0, 0]

    assert sorted((line["run"], line["number"]) for line in lines(tmp_path)) == [
        (run, number) for run in "AB" for number in range(200)
    ]


def test_a_log_that_is_moved_away_meanwhile_begins_again(tmp_path):
    with log_events(tmp_path, "1"):
        log_event("before")
        (tmp_path / "logs" / "scorecard.jsonl").rename(tmp_path / "logs" / "scorecard.jsonl.1")
        log_event("after")

    assert [line["event"] for line in lines(tmp_path)] == ["after"]


def test_no_log_makes_a_home(tmp_path):
    with log_events(tmp_path / "nowhere", "1"):
        log_event("published")

    assert not (tmp_path / "nowhere").exists()


def test_others_can_listen_too_and_outside_there_is_no_run(tmp_path, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.INFO, "scorecard.events"):
        with log_events(tmp_path, "1"):
            log_event("published")
        log_event("looked at")

    assert [(record.message, record.run) for record in caplog.records] == [("published", "1"), ("looked at", None)]
