"""`scorecard source new` and `check`: from a file to the first right number."""

import json
import sqlite3
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from scorecard import __main__ as scorecard

REQUESTS = """\
case no,how received,type,opened,resolved,target,state
1,Phone,pothole,11/25/2024 09:00 AM,11/26/2024 10:00 AM,11/27/2024 05:00 PM,Closed
2,Web form,pothole,11/25/2024 09:30 PM,11/28/2024 10:00 AM,11/27/2024 05:00 PM,Closed
3,Pigeon,tree,11/26/2024 08:00 AM,,11/29/2024 05:00 PM,Open
"""
Ask = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ask(monkeypatch, tmp_path, capsys) -> Ask:
    """Runs a command in a home and a folder of its own; its exit code, results and messages."""
    monkeypatch.setenv("SCORECARD_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["scorecard", *words])
        with pytest.raises(SystemExit) as end:
            scorecard.main()
        return end.value.code, *capsys.readouterr()

    return run


@pytest.fixture
def requests(tmp_path: Path) -> Path:
    path = tmp_path / "requests.csv"
    path.write_text(REQUESTS, encoding="utf-8")
    return path


def test_from_a_file_to_the_first_right_number(ask: Ask, requests: Path):
    code, out, said = ask("source", "new", str(requests), "--time-zone", "America/Toronto")
    assert code == 0
    assert "channel: which of our words do these values of how received mean: 'Pigeon'?" in out
    assert said == "Read the SELECTs through, then: scorecard source check requests\n"

    code, out, _ = ask("source", "check", "requests", "--format", "json")
    report = json.loads(out)
    assert code == 3
    assert [(row["rule"], row["rows"]) for row in report["rejected"]] == [("channel|type", 1)]
    assert not (requests.parent / "home" / "manifest.json").exists(), "nothing is published"

    select = requests.parent / "requests" / "transaction.sql"
    select.write_text(
        select.read_text().replace('ELSE "how received"', "WHEN 'Pigeon' THEN 'other'\n        ELSE 'other'")
    )
    assert ask("source", "check", "requests")[0] == 0

    assert ask("run", "--source", "requests", "--no-forecast")[0] == 0
    code, out, _ = ask("query", "service_standards_met", "--format", "json")
    number = json.loads(out)[0]
    assert (number["numerator"], number["denominator"]) == (1, 2), "one of two in time, the third is not due yet"


def test_what_is_written_is_what_is_told(ask: Ask, requests: Path):
    _, out, _ = ask("source", "new", str(requests), "--to", "boxes/city", "--format", "json", "--time-zone", "UTC")
    told = json.loads(out)
    folder = requests.parent / "boxes" / "city"
    assert {path.name for path in folder.iterdir()} == {"source.toml", "transaction.sql", "service.sql"}
    written = tomllib.loads((folder / "source.toml").read_text())
    assert written["name"] == "city"
    assert written["time_zone"] == "UTC"
    assert written["files"] == dict.fromkeys(["transaction", "service"], str(requests))
    assert told["records"]["transaction"]["from"]["channel"] == "how received"
    assert "service_standards_met" in told["feeds"]


def test_a_zone_that_no_file_tells_is_asked_for(ask: Ask, requests: Path, monkeypatch):
    monkeypatch.setenv("TZ", "America/Halifax")
    _, out, _ = ask("source", "new", str(requests))
    assert "time_zone: no file tells it; America/Halifax, that of this machine, stands in source.toml." in out


def test_nothing_that_is_there_is_written_over(ask: Ask, requests: Path):
    ask("source", "new", str(requests), "--time-zone", "UTC")
    select = requests.parent / "requests" / "transaction.sql"
    select.write_text("SELECT mine")
    code, _, said = ask("source", "new", str(requests), "--time-zone", "UTC")
    assert code == 1
    assert said == "requests has a transaction.sql already, and nothing was written; name another folder with --to.\n"
    assert select.read_text() == "SELECT mine"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("name,colour\nx,red\ny,blue\n", "lacks `started_at`"),
        ("", "is empty; export it again"),
    ],
)
def test_a_file_that_fits_nothing_is_one_sentence(ask: Ask, tmp_path: Path, text: str, sentence: str):
    path = tmp_path / "odd.csv"
    path.write_text(text)
    code, out, said = ask("source", "new", str(path))
    assert (code, out) == (1, "")
    assert sentence in said
    assert said.count("\n") == 1


def test_a_file_that_is_not_there_is_one_sentence(ask: Ask):
    code, _, said = ask("source", "new", "nowhere.csv")
    assert code == 1
    assert said.startswith("No file matches")


def test_several_files_of_the_same_columns_are_one_pattern(ask: Ask, tmp_path: Path):
    for year in ("2023", "2024"):
        (tmp_path / f"requests-{year}.csv").write_text(REQUESTS.replace("2024 0", f"{year} 0"))
    _, out, _ = ask("source", "new", "requests-2023.csv", "requests-2024.csv", "--format", "json", "--time-zone", "UTC")
    assert json.loads(out)["records"]["transaction"]["table"] == str(tmp_path / "requests-202*.csv")


def test_a_pattern_takes_no_other_file_in(ask: Ask, tmp_path: Path):
    for year in ("2022", "2023", "2024"):
        (tmp_path / f"requests-{year}.csv").write_text(REQUESTS)
    code, _, said = ask("source", "new", "requests-2023.csv", "requests-2024.csv", "--time-zone", "UTC")
    assert code == 1
    assert "takes in" in said
    assert "requests-2022.csv" in said


def test_every_problem_of_every_record_is_named_at_once(ask: Ask, requests: Path):
    ask("source", "new", str(requests), "--time-zone", "UTC")
    folder = requests.parent / "requests"
    (folder / "service.sql").write_text("SELECT kind AS service_id, kind AS name_en FROM source")
    (folder / "transaction.sql").write_text((folder / "transaction.sql").read_text().replace('"state"', '"status"'))
    code, out, _ = ask("source", "check", "requests", "--format", "json")
    assert code == 3
    problems = [problem["text"] for problem in json.loads(out)["problems"]]
    assert len(problems) == 2
    assert any("`kind`" in text for text in problems)
    assert any("`status`" in text for text in problems)


def test_everything_that_is_wrong_with_a_folder_is_named_at_once(ask: Ask, tmp_path: Path):
    folder = tmp_path / "odd"
    folder.mkdir()
    (folder / "source.toml").write_text(
        'name = "a b"\ntime_zone = "Torronto"\n[files]\ntransaction = "x.csv"\n[records.complaint]\nexpected_by = "9"'
    )
    (folder / "service.sql").write_text("SELECT 1")
    code, _, said = ask("source", "check", "odd")
    assert code == 1
    assert len(said.splitlines()) == 5
    for part in ("a b", "Torronto", "transaction", "service", "complaint"):
        assert part in said


def test_a_database_is_looked_at_table_by_table(ask: Ask, tmp_path: Path):
    with sqlite3.connect(tmp_path / "crm.db") as crm:
        crm.executescript("""
            CREATE TABLE "case" (case_id, channel, type, opened, closed, due);
            INSERT INTO "case" VALUES
                (1, 'web', 'plate', '2024-11-05 09:00', '2024-11-06 10:00', '2024-11-07 10:00'),
                (2, 'phone', 'plate', '2024-11-05 09:00', '2024-11-08 10:00', '2024-11-07 10:00');
            CREATE TABLE colour (name);
        """)
    code, out, _ = ask("source", "new", "sqlite:///crm.db", "--time-zone", "UTC")
    assert code == 0
    assert "case is read as transaction" in out
    assert ask("source", "check", "crm")[0] == 0
    assert ask("run", "--source", "crm", "--no-forecast")[0] == 0
    _, out, _ = ask("query", "service_standards_met", "--format", "json")
    assert (json.loads(out)[0]["numerator"], json.loads(out)[0]["denominator"]) == (1, 2)


def test_a_database_that_is_not_there_is_one_sentence(ask: Ask):
    code, _, said = ask("source", "new", "sqlite:///nowhere.db")
    assert code == 1
    assert said.count("\n") == 1


def test_files_and_a_database_are_not_looked_at_together(ask: Ask):
    code, _, said = ask("source", "new", "sqlite:///crm.db", "requests.csv")
    assert (code, said) == (1, "A database is looked at by itself: give its URL alone, or files alone.\n")


def test_a_password_is_never_written_down(ask: Ask, tmp_path: Path):
    code, _, said = ask("source", "new", "postgresql://me:secret@nowhere/crm")
    assert code == 1
    assert "environment variable" in said
    assert "secret" not in said
    assert not (tmp_path / "crm").exists()


def test_a_url_is_filled_in_from_the_environment_and_kept_as_its_name(ask: Ask, tmp_path: Path, monkeypatch):
    with sqlite3.connect(tmp_path / "crm.db") as crm:
        crm.executescript("CREATE TABLE calls (call_id, started_at); INSERT INTO calls VALUES (1, '2024-11-05 09:00')")
    monkeypatch.setenv("CRM_URL", "sqlite:///crm.db")
    assert ask("source", "new", "$CRM_URL", "--to", "crm")[0] == 0
    assert tomllib.loads((tmp_path / "crm" / "source.toml").read_text())["url"] == "$CRM_URL"
