"""The command line as scripts use it: the real program, a foreign locale and a far time zone."""

import csv
import io
import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from typer.main import get_command
from typer.testing import CliRunner

from data.storage.manifest import read_manifest
from pipelines.run import run
from scorecard import __main__ as scorecard
from scorecard.commands.dashboard import can_listen
from tests.support.server import wait_for
from tests.support.source_folder import LINES, SERVICES, database, files, lake, waiting

PROGRAM = Path(sys.executable).with_name("scorecard")
ROWS = """
    transaction_id | started_at          | channel   | service_id | wait_s | location_id
    ---------------+---------------------+-----------+------------+--------+------------
    t1             | 2024-11-05 09:00:00 | online    | plate      | 60     |
    t2             | 2024-11-06 09:00:00 | telephone | plate      | 120    | centre
    t3             | 2024-11-30 23:30:00 | telephone | card       | 0      | centre
    t4             | 2025-01-06 09:00:00 | kiosk     | card       |        |
"""
LOCATIONS = "location_id | name_en\ncentre | Café Nº 1"


@dataclass(frozen=True)
class Result:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def csv(self) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.out)))


def environment(home: Path) -> dict[str, str]:
    """Nothing of the tests' own settings, and a machine that speaks ASCII and lives at +12:45."""
    rest = {name: value for name, value in os.environ.items() if not name.startswith(("SCORECARD_", "LC_", "PYTHON"))}
    return rest | {"LANG": "C", "TZ": "Pacific/Chatham", "SCORECARD_HOME": str(home), "COLUMNS": "100"}


def call(home: Path, *arguments: str | Path, folder: Path | None = None) -> Result:
    """Runs the program; whatever happens, no one ever sees a traceback."""
    done = subprocess.run(
        [PROGRAM, *arguments], env=environment(home), cwd=folder, capture_output=True, timeout=60, check=False
    )
    result = Result(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
    assert "Traceback" not in result.out + result.err, result.err
    assert "did not foresee" not in result.err, (home / "errors.log").read_text(encoding="utf-8")
    return result


@pytest.fixture
def call_here(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Result]:
    """The same without a process of its own, six times as quick: for what any machine answers alike."""

    def call_here(home: Path, *arguments: str | Path) -> Result:
        monkeypatch.setenv("SCORECARD_HOME", str(home))
        monkeypatch.setattr(sys, "argv", ["scorecard", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            scorecard.main()
        printed = capsys.readouterr()
        assert "did not foresee" not in printed.err, (home / "errors.log").read_text(encoding="utf-8")
        return Result(ended.value.code, printed.out, printed.err)

    return call_here


def refuses(result: Result, *words: str) -> str:
    """Nothing was done, and one sentence on stderr has these words."""
    assert (result.code, result.out) == (1, "")
    assert len(result.err.strip().splitlines()) == 1, result.err
    for word in words:
        assert word in result.err
    return result.err


def city(folder: Path, **more: str) -> Path:
    records = {"line": LINES, "service": SERVICES, "location": LOCATIONS, "transaction": ROWS}
    return files(folder / "city", **(records | more))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that is published and that no test here changes."""
    folder = tmp_path_factory.mktemp("published")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipelines.publish.aggregate.published_rows", lambda catalogue: ["transaction"])
        run(folder / "home", [city(folder)])
    return folder / "home"


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    return tmp_path / "home"


# Reading what is published.


def test_query_writes_the_same_numbers_as_table_json_and_csv(call_here, home):
    question = ("query", "transaction_volume", "--by", "channel,line", "--grain", "month")
    as_json, as_csv = call(home, *question, "--format", "json"), call_here(home, *question, "--format", "csv")
    as_table = call_here(home, *question)

    assert as_json.err == as_csv.err == as_table.err == ""
    rows = as_json.json
    assert list(rows[0])[:3] == ["period", "channel", "line"]
    assert {(row["period"], row["channel"], row["line"], row["numerator"], row["n"]) for row in rows} == {
        ("2024-11", "online", "vehicles", 1, 1),
        ("2024-11", "telephone", "vehicles", 1, 1),
        ("2024-11", "telephone", "health", 1, 1),
        ("2025-01", "kiosk", "health", 1, 1),
    }
    assert [{name: str(v) if v is not None else "" for name, v in row.items()} for row in rows] == as_csv.csv
    assert len(as_table.out.splitlines()) == 1 + len(rows)
    assert as_table.out.split()[:3] == ["period", "channel", "line"]


@pytest.mark.parametrize(
    "slice_",
    [
        (),
        ("--period", "2024-11", "--where", "channel=telephone"),
        (
            "--period",
            "FY2024-25-Q3",
            "--where",
            "channel=online",
            "--where",
            "channel=telephone",
            "--where",
            "line=health",
        ),
    ],
    ids=["all", "a channel in a month", "two channels of a line in a quarter"],
)
def test_rows_add_up_to_the_query(call_here, home, slice_):
    (number,) = call_here(home, "query", "average_speed_of_answer", *slice_, "--format", "json").json
    rows = call_here(home, "rows", "average_speed_of_answer", *slice_, "--format", "json").json

    assert sum(row["numerator"] for row in rows) == number["numerator"]
    assert sum(row["denominator"] for row in rows) == number["denominator"] == number["n"]
    assert number["value"] == number["numerator"] / number["denominator"]
    assert number["period"] == (slice_[1] if slice_ else "all")


def test_rows_name_their_record_and_key_first_and_carry_the_record(home):
    result = call(home, "rows", "transaction_volume", "--where", "channel=telephone", "--format", "csv")

    assert list(result.csv[0])[:4] == ["record", "key", "numerator", "denominator"]
    assert [(row["record"], row["key"], row["wait_s"]) for row in result.csv] == [
        ("transaction", "t2", "120"),
        ("transaction", "t3", "0"),
    ]
    assert result.csv[1]["started_on"] == "2024-11-30", "the source's day, not the machine's"
    assert result.csv[1]["started_at"].startswith("2024-12-01T04:30:00")


def test_rows_are_limited_only_where_that_is_asked(call_here, home):
    assert len(call_here(home, "rows", "transaction_volume", "--format", "csv").csv) == 4
    assert len(call_here(home, "rows", "transaction_volume", "--format", "csv", "--limit", "2").csv) == 2
    assert call_here(home, "rows", "transaction_volume", "--format", "json", "--limit", "0").json == []


def test_an_indicator_without_a_source_has_a_null_value_and_says_no_data(call_here, home):
    (row,) = call_here(home, "query", "overall_satisfaction", "--format", "json").json

    assert (row["value"], row["n"], row["absence"]) == (None, 0, "no_data")
    refuses(call_here(home, "rows", "overall_satisfaction"), "overall_satisfaction", "survey_answer")


def test_the_rows_of_staff_answers_are_refused_by_the_rules_name(call_here, home):
    refuses(call_here(home, "rows", "engagement_index"), "engagement_index", "staff_minimum", "scorecard query")


def test_the_catalogue_has_every_text_in_both_languages(home):
    indicators = call(home, "indicators", "--format", "json").json

    assert {"name", "perspective", "kind", "unit", "scale", "better", "headline"} <= set(indicators[0])
    for indicator in indicators:
        for text in ("title", "definition", "why_it_matters", "caveat", "owner"):
            assert set(indicator[text]) == {"en", "fr"}
            assert all(indicator[text].values())
    assert any("é" in indicator["title"]["fr"] for indicator in indicators)


def test_the_catalogue_is_a_table_and_csv_too(call_here, home):
    as_csv, as_table = call_here(home, "indicators", "--format", "csv"), call_here(home, "indicators")

    assert {"name", "title", "records"} <= set(as_csv.csv[0])
    assert len(as_table.out.splitlines()) == 1 + len(as_csv.csv)


def test_the_status_tells_runs_rows_freshness_and_what_was_rejected(call_here, home):
    status = call(home, "status", "--format", "json").json

    assert set(status) == {"run", "runs", "rows", "freshness", "rejected", "gone", "restated"}
    assert status["runs"][0]["run"] == status["run"] == read_manifest(home).run
    counted = {row["record"]: row for row in status["rows"]}
    assert (counted["transaction"]["read"], counted["transaction"]["good"]) == (4, 4)
    assert {row["state"] for row in status["freshness"]} == {"good"}
    assert status["rejected"] == []
    titles = ["Runs", "Rows", "Freshness", "Rejected", "Gone from their source", "Restated"]
    assert [line for line in call_here(home, "status").out.splitlines() if line in titles] == titles
    parts = call_here(home, "status", "--format", "csv").out.split("\n\n")
    assert [next(csv.reader(io.StringIO(part)))[0] for part in parts[:4]] == ["run", "source", "source", "source"]


@pytest.mark.parametrize(
    "arguments", ["indicators --format json", "rows transaction_volume", "status"], ids=["long", "rows", "in parts"]
)
def test_a_reader_that_has_seen_enough_is_no_error(home, arguments):
    piped = subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"'{PROGRAM}' {arguments} | true"],
        env=environment(home),
        capture_output=True,
        check=False,
    )
    assert (piped.returncode, piped.stderr) == (0, b"")


# Commands that are not understood.


def test_without_a_command_it_shows_what_there_is(home):
    result = call(home)

    assert "Usage" in result.out + result.err
    assert "query" in result.out + result.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("quer transaction_volume", ["'quer'", "'query'"]),
        ("query", ["indicator"]),
        ("query transaction_volum", ["'transaction_volum'", "transaction_volume"]),
        ("rows transaction_volum", ["transaction_volume"]),
        ("query transaction_volume --bye channel", ["--bye", "--by"]),
        ("query transaction_volume --by chanel", ["'chanel'", "channel"]),
        ("query transaction_volume --by channel,tenure", ["tenure", "channel"]),
        ("query transaction_volume --grain weekly", ["'weekly'", "week"]),
        ("query transaction_volume --period 2024-13", ["'2024-13'", "2024-11", "FY2024-25"]),
        ("query transaction_volume --period FY2024", ["'FY2024'", "FY2024-25"]),
        ("query transaction_volume --where chanel=online", ["'chanel'", "channel"]),
        ("query transaction_volume --where channel=onlin", ["'onlin'", "online"]),
        ("query transaction_volume --where service=plat", ["'plat'", "plate"]),
        ("query transaction_volume --where channel", ["'channel'", "channel=online"]),
        ("query transaction_volume --format xml", ["'xml'", "json"]),
        ("rows transaction_volume --limit few", ["--limit"]),
        ("demo --until tomorrow", ["'tomorrow'", "2026-10-31"]),
        ("status extra", ["extra"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_not_known_gets_the_nearest(call_here, home, arguments, words):
    refuses(call_here(home, *arguments.split()), *words)


def test_the_real_program_answers_the_same_and_ends_with_1(home):
    refuses(call(home, "quer"), "'quer'", "'query'")
    refuses(call(home, "query", "transaction_volume", "--where", "channel=téléphone"), "'téléphone'", "telephone")


def test_a_breakdown_asked_for_twice_is_given_once(call_here, home):
    (row,) = call_here(
        home, "query", "transaction_volume", "--by", "line,line", "--period", "2025-01", "--format", "json"
    ).json
    assert row["line"] == "health"


@pytest.mark.parametrize("command", sorted(get_command(scorecard.app).commands))
def test_every_command_has_help_with_an_example(command):
    result = CliRunner().invoke(scorecard.app, [command, "--help"])

    assert result.exit_code == 0
    assert f"Example: scorecard {command}" in result.stdout


def test_before_the_first_run_it_says_what_to_run(call_here, fresh):
    for command in (["status"], ["query", "transaction_volume"], ["rows", "transaction_volume"]):
        refuses(call_here(fresh, *command), "scorecard run")


# Runs.


def test_a_run_says_on_stderr_what_it_did_and_a_second_one_needs_no_source(tmp_path, fresh):
    folder = city(tmp_path)
    first = call(fresh, "run", "--source", "city", folder=tmp_path)
    again = call(fresh, "run", folder=folder)

    assert (first.code, first.out, again.code, again.out) == (0, "", 0, "")
    published, little, forecasts, alerts = first.err.strip().splitlines()
    assert "9 rows read" in published
    assert "too little to forecast" in little
    assert forecasts.startswith("Forecasts of run")
    assert alerts == "Alerts: 0 new, 0 worse, 0 ended; 0 hold now."
    assert "Alerts" not in again.err, "nothing changed, so nothing is judged"
    assert lake(fresh) == [("t1",), ("t2",), ("t3",), ("t4",)]


def test_a_number_that_changed_is_told_and_can_be_asked_for_as_it_was_reported(call_here, tmp_path, fresh, monkeypatch):
    monkeypatch.setattr("pipelines.publish.aggregate.published_rows", lambda catalogue: ["transaction"])
    folder = city(tmp_path)
    call_here(fresh, "run", "--no-forecast", "--source", folder)
    first = read_manifest(fresh).run
    question = ("query", "transaction_volume", "--period", "2024-11", "--format", "json")
    before = call_here(fresh, *question).json
    city(tmp_path, transaction=f"{ROWS}t9 | 2024-11-07 09:00:00 | online | plate | 60 |")
    second = call_here(fresh, "run", "--no-forecast")
    third = call_here(fresh, "run", "--no-forecast")
    then = call_here(fresh, *question, "--as-of", first)

    assert "were restated: `scorecard status` tells which and why" in second.err
    assert f"Nothing new since run {read_manifest(fresh).run}: 10 rows read, all of them known" in third.err
    assert call_here(fresh, *question).json[0]["numerator"] == before[0]["numerator"] + 1
    assert then.json == before
    assert then.err.startswith(f"As reported by run {first}, published 20")
    assert call_here(fresh, "rows", "transaction_volume", "--as-of", first, "--period", "2024-11").code == 0
    refuses(call_here(fresh, *question, "--as-of", "2020-01-01"), "No run that is kept was published by 2020-01-01")
    restated = call_here(fresh, "status", "--format", "json").json["restated"]
    assert {row["why"] for row in restated} == {"late_row"}
    assert call_here(fresh, "status", "--as-of", first, "--format", "json").json["restated"] == []
    assert f"As reported by run {first}" in call_here(fresh, "status", "--as-of", first).err
    refuses(call_here(fresh, *question, "--as-of", ""), "--as-of names no run or day")
    refuses(call_here(fresh, "status", "--probe", "--as-of", first), "--probe tells of now")


def test_a_second_run_at_the_same_time_is_refused(home):
    with FileLock(home / "run.lock"):
        refuses(call(home, "run"), "Another run", "wait")


def test_a_folder_that_is_no_source_is_said_and_nothing_is_done(call_here, tmp_path, fresh):
    (tmp_path / "bare").mkdir()
    refuses(call_here(fresh, "run", "--source", tmp_path / "bare"), str(tmp_path / "bare"), "source.toml", "write")
    refuses(call_here(fresh, "run", "--source", tmp_path / "none"), str(tmp_path / "none"), "source folder")
    assert read_manifest(fresh) is None


def test_a_database_that_cannot_be_reached_publishes_nothing_and_is_said_once(call_here, tmp_path, fresh):
    folder = database(tmp_path / "city", service=SERVICES, transaction=ROWS)
    (folder / "city.db").unlink()

    refuses(call_here(fresh, "run", "--source", folder), "city", "service, transaction", "cannot be reached", "check")
    assert read_manifest(fresh) is None


def test_a_home_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("in the way")
    result = call(tmp_path / "file" / "home", "run", "--source", city(tmp_path))
    refuses(result, str(tmp_path / "file" / "home"), "SCORECARD_HOME")


def test_files_that_cannot_be_read_are_each_said_and_all_else_is_loaded(call_here, tmp_path, fresh, monkeypatch):
    monkeypatch.setattr("pipelines.publish.aggregate.published_rows", lambda catalogue: ["transaction"])
    folder = city(
        tmp_path,
        operator="operator_id | name_en\nprivate | Private",
        region="region_id | name_en | mayor\neast | East | someone",
        partner="partner_id | name_fr\nministry | Ministère",
        population="place_id | on_date | people\np1 | 2024-10-01 | 5",
        complaint="complaint_id | received_at\nc1 | 2024-11-05 09:00:00",
        outage="outage_id | on_date | channel | down_minutes | planned\no1 | 2024-11-05 | online | 5 | yes",
        survey_answer="answer_id | answered_at | channel | weight_millionths\na1 | 2024-11-05 | online | 1",
        schedule="on_date | channel | scheduled_minutes\n2024-11-05 | online | 1440",
    )
    (folder / "operator.csv").write_bytes(b"")
    (folder / "population.csv").write_bytes("place_id,on_date,people\nMontréal,2024-10-01,5\n".encode("cp850"))
    (folder / "complaint.csv").write_text('complaint_id,received_at,channel,category\nc1,2024-11-05,online,"wa')
    (folder / "outage-2.csv").write_text("outage_id,on_date,channel\no2,2024-11-06,online\n")
    (folder / "survey_answer.sql").write_text("SELECT answer_id, answerd_at AS answered_at FROM source")
    (folder / "schedule.csv").unlink()
    result = call_here(fresh, "run", "--no-forecast", "--source", folder)

    assert (result.code, result.out) == (3, "")
    sentences = [line for line in result.err.splitlines() if line.startswith("Source city, record ")]
    by_record = {re.match(r"Source city, record (\w+): ", sentence)[1]: sentence for sentence in sentences}
    wanted = {
        "operator": ["operator.csv", "empty", "export it again"],
        "region": ["`mayor`", "did you mean"],
        "partner": ["`name_en`", "add it"],
        "population": ["population.csv", "neither UTF-8", "line 2", "save it as UTF-8"],
        "complaint": ["complaint.csv", "quotes that open on line 2", "export the file again"],
        "outage": ["outage-2.csv", "`down_minutes`", "same columns"],
        "survey_answer": ["`answerd_at`", "did you mean answered_at"],
        "schedule": ["no file matches", "schedule", "source.toml"],
    }
    assert set(by_record) == set(wanted)
    for record, words in wanted.items():
        assert all(word.lower() in by_record[record].lower() for word in words), by_record[record]
    assert lake(fresh) == [("t1",), ("t2",), ("t3",), ("t4",)]

    status = call_here(fresh, "status", "--format", "json").json
    assert {row["record"] for row in status["freshness"] if row["state"] == "late"} == set(wanted)
    assert by_record["population"] in call_here(fresh, "status").out


def test_rows_that_break_a_rule_are_counted_named_and_come_in_once_corrected(call_here, tmp_path, fresh, monkeypatch):
    monkeypatch.setattr("pipelines.publish.aggregate.published_rows", lambda catalogue: ["transaction"])
    bad = """
        transaction_id | started_at          | completed_at        | channel | service_id | wait_s | location_id
        good           | 2024-11-03 01:30:00 | 2024-11-03 12:00:00 | kiosk   | plate      | 5      | centre
        wait           | 2024-11-05 09:00:00 | 2024-11-05 10:00:00 | kiosk   | plate      | -5     | centre
        backwards      | 2024-11-05 09:00:00 | 2024-11-05 08:00:00 | kiosk   | plate      | 5      | centre
        channel        | 2024-11-05 09:00:00 | 2024-11-05 10:00:00 | pigeon  | plate      | 5      | centre
        service        | 2024-11-05 09:00:00 | 2024-11-05 10:00:00 | kiosk   | permit     | 5      | centre
        location       | 2024-11-05 09:00:00 | 2024-11-05 10:00:00 | kiosk   | plate      | 5      | nowhere
        day            | 2024-13-05 09:00:00 | 2024-11-05 10:00:00 | kiosk   | plate      | 5      | centre
                       | 2024-11-05 09:00:00 | 2024-11-05 10:00:00 | kiosk   | plate      | 5      | centre
        twice          | 2024-11-05 09:00:00 | 2024-11-05 10:00:00 | kiosk   | plate      | 5      | centre
        twice          | 2024-11-05 09:00:00 | 2024-11-05 10:00:00 | kiosk   | plate      | 5      | centre
        two            | 2024-11-05 09:00:00 | 2024-11-05 10:00:00 | kiosk   | plate      | 5      | centre
        two            | 2024-11-05 09:00:00 | 2024-11-05 10:00:00 | kiosk   | plate      | 6      | centre
    """
    answers = """
        answer_id | answered_at         | channel | overall | weight_millionths
        a1        | 2024-11-05 09:00:00 | online  | 4       | 1000000
        a2        | 2024-11-05 09:00:00 | online  | 7       | 1000000
    """
    folder = city(tmp_path, transaction=bad, survey_answer=answers)
    result = call_here(fresh, "run", "--no-forecast", "--source", folder)

    assert result.code == 3
    assert "city, record transaction: 9 rows stayed out" in result.err
    assert "city, record survey_answer: 1 row stayed out" in result.err
    assert "scorecard status" in result.err
    status = call_here(fresh, "status", "--format", "json").json
    assert {(row["record"], row["rule"], row["rows"]) for row in status["rejected"]} == {
        ("transaction", "wait_s|min", 1),
        ("transaction", "completed_not_before_started", 1),
        ("transaction", "channel|type", 1),
        ("transaction", "service_id|unknown", 1),
        ("transaction", "location_id|unknown", 1),
        ("transaction", "started_at|type", 1),
        ("transaction", "transaction_id|nullability", 1),
        ("transaction", "key|conflicting", 2),
        ("survey_answer", "overall|max", 1),
    }
    (rows,) = [row for row in status["rows"] if row["record"] == "transaction"]
    assert (rows["read"], rows["good"], rows["superseded"], rows["repeated_hours"]) == (12, 2, 1, 1)

    wrong = {"-5": "5", "08:00": "11:00", "pigeon": "kiosk", "permit": "card", "nowhere": "centre", "-13-": "-10-"}
    for before, after in {**wrong, "| 6": "| 5", f"\n{' ' * 23}|": "\nkey|"}.items():
        bad = bad.replace(before, after)
    city(tmp_path, transaction=bad, survey_answer=answers.replace("7", "5"))
    mended = call_here(fresh, "run", "--no-forecast")
    assert mended.code == 0, mended.err
    assert waiting(fresh) == []
    assert lake(fresh, "survey_answer", "answer_id") == [("a1",), ("a2",)]


def test_a_library_that_panics_is_one_sentence_and_says_nothing_itself(tmp_path):
    run(tmp_path / "home", [city(tmp_path)])
    for path in (tmp_path / "home" / "lake" / "transaction").rglob("*.parquet"):
        os.truncate(path, 300)

    result = refuses(call(tmp_path / "home", "rows", "transaction_volume"), "A table of", "is damaged", "from a backup")
    assert "panicked" not in result


@pytest.mark.parametrize("workers", ["scheduler", "scheduler:8786", "tcp://scheduler"])
def test_workers_are_an_address(workers, tmp_path, call_here):
    refuses(call_here(tmp_path, "run", "--workers", workers), f"'{workers}'", "tcp://scheduler:8786")


def test_whoever_stops_the_dashboard_stops_its_server(tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [PROGRAM, "dashboard", "--port", str(port)]
    with subprocess.Popen(command, env=environment(tmp_path), stderr=subprocess.DEVNULL) as dashboard:
        wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        dashboard.terminate()

    assert dashboard.returncode == 0
    assert can_listen("127.0.0.1", port)
