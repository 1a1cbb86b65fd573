"""`scorecard standards` registers standards, tells each row that it leaves out, and the next run puts them in force."""

import shutil
import sys
from datetime import date
from pathlib import Path

import pytest

from data.audit.check import search_trail
from data.state import registered_standards, standard_history
from metrics.catalogue.versions import open_snapshot
from metrics.standards.register import register
from pipelines.run import run
from scorecard import __main__ as scorecard
from tests.support.source_folder import LINES, SERVICES, files

HEADER = "service,channel,valid_from,measure,threshold,target,guarantee,approval_ref,text_en,text_fr"
SOUND = "plate,online,2024-04-01,minutes,30,0.95,,,Done in 30 minutes.,Fini en 30 minutes."
WRONG = "palte,online,2024-04-01,minutes,30,0.95,,,a,b"
DAY = date(2024, 6, 1)
TRANSACTIONS = "transaction_id | started_at\na | 2024-05-01 10:00:00\nb | 2024-05-02 10:00:00"
STANDARDS = (
    "standard_id | channel | valid_from | measure | threshold | is_guarantee | text_en\n"
    "everyone | online | 2020-01-01 | minutes | 60 | false | In an hour."
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    tables = {"line": LINES, "service": SERVICES, "transaction": TRANSACTIONS, "service_standard": STANDARDS}
    source = files(folder / "desk", **tables)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("SCORECARD_HOME", str(folder / "home"))
        run(folder / "home", [source])
    return folder / "home"


@pytest.fixture
def load(made: Path, monkeypatch, capsys, tmp_path):
    """Loads a file of these rows into a copy of the home: exit code and stderr."""
    home = tmp_path / "home"
    shutil.copytree(made, home)
    monkeypatch.setenv("SCORECARD_HOME", str(home))

    def load(*rows: str) -> tuple[int, str]:
        file = tmp_path / "promises.csv"
        file.write_text("\n".join([HEADER, *rows]), encoding="utf-8")
        monkeypatch.setattr(sys, "argv", ["scorecard", "standards", str(file)])
        with pytest.raises(SystemExit) as ended:
            scorecard.main()
        return ended.value.code, capsys.readouterr().err

    return load


def state_of(folder: Path) -> str:
    """The address of the state database of the home in a folder."""
    return f"sqlite:///{folder / 'home'}/state.db"


def test_sound_rows_are_kept_and_each_other_is_told_with_its_line_and_cell(load, tmp_path):
    url = state_of(tmp_path)
    code, said = load(SOUND, WRONG)

    assert code == 3
    assert "row 3, column service: there is no service 'palte'" in said
    assert "1 of 1 standards are new or changed" in said
    assert registered_standards(url)["standard_id"].to_list() == ["plate-online"]
    assert load(SOUND)[0] == 0
    assert standard_history(url).height == 1, "nothing was new"
    assert search_trail(url)["what"].to_list()[0] == "load standards promises.csv"


def test_a_file_without_a_sound_row_is_refused_and_changes_nothing(load, tmp_path):
    code, said = load(WRONG)

    assert (code, "Traceback" in said) == (1, False)
    assert registered_standards(state_of(tmp_path)).is_empty()


def test_the_next_run_puts_them_in_force_and_a_later_decision_replaces_them(load, tmp_path):
    home, url = tmp_path / "home", state_of(tmp_path)

    def threshold() -> int:
        return register(open_snapshot(home), DAY).of("plate", "online").threshold

    load(SOUND)
    assert threshold() == 60
    run(home, [])
    assert threshold() == 30
    assert register(open_snapshot(home), DAY).of("card", "online").threshold == 60

    load(SOUND.replace(",30,", ",20,"))
    run(home, [])
    assert threshold() == 20
    assert standard_history(url)["threshold"].to_list() == [30, 20]
    published = open_snapshot(home).manifest.run
    run(home, [])
    assert open_snapshot(home).manifest.run == published, "a run without news publishes nothing"
