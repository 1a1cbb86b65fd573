"""`scorecard overrides` puts a file of overrides in force, all or none, and says every mistake by its row."""

import sys
from pathlib import Path

import pytest

from data.audit.check import search_trail
from data.state import overrides
from data.storage.manifest import Manifest, write_manifest
from scorecard import __main__ as scorecard
from tests.support.forecasts import ORIGIN, foretell
from tests.support.pages import MOMENT

HEADER = "name,first_day,last_day,kind,amount,reason,channel\n"
MAILING = "Mailing,2025-03-31,2025-04-06,percent,10,A letter goes out,telephone\n"
STRIKE = "Strike,2025-04-07,2025-04-07,value,0,Nobody works,\n"


@pytest.fixture
def load(monkeypatch, capsys, tmp_path):
    """Loads a file with these words: exit code and stderr."""
    run = "20250401T020000.000000Z"
    nothing = {"tables": {}, "fingerprint": "", "sources": {}, "folders": {}}
    write_manifest(tmp_path, Manifest(run=run, started_at=MOMENT, finished_at=MOMENT, **nothing))
    foretell(tmp_path, run, ORIGIN, grains=("day",))
    monkeypatch.setenv("SCORECARD_HOME", str(tmp_path))

    def load(text: str) -> tuple[int, str]:
        file = tmp_path / "file.csv"
        file.write_text(text, encoding="utf-8")
        monkeypatch.setattr(sys, "argv", ["scorecard", "overrides", str(file), "--author", "Planning"])
        with pytest.raises(SystemExit) as ended:
            scorecard.main()
        return ended.value.code, capsys.readouterr().err

    return load


def in_force(home: Path) -> list[tuple]:
    return overrides(f"sqlite:///{home}/state.db").select("name", "kind", "amount", "channel", "author").rows()


def test_a_file_is_put_in_force_once_however_often_it_is_loaded(load, tmp_path):
    expected = [("Mailing", "percent", 10.0, "telephone", "Planning"), ("Strike", "value", 0.0, None, "Planning")]

    assert load(HEADER + MAILING + STRIKE)[0] == 0
    assert in_force(tmp_path) == expected
    code, said = load(HEADER + MAILING + STRIKE)
    assert (code, in_force(tmp_path)) == (0, expected)
    assert "0 of 2 overrides are new" in said


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("Fax,2025-04-01,2025-04-01,percent,10,Fax,fax\n", "row 3, there is no forecast for channel 'fax'"),
        ("Late,2030-01-01,2030-01-02,percent,10,Late,\n", "row 3, 'Late' is for 2030-01-01 to 2030-01-02"),
        ("Soon,soon,2025-04-01,percent,10,Soon,\n", "row 3, column 'first_day': 'soon' is no date"),
        ("Ten,2025-04-01,2025-04-01,percent,ten,Ten,\n", "row 3, column 'amount': 'ten' is no number"),
        ("mailing,2025-04-01,2025-04-01,percent,1,Twice,\n", "row 3, the name 'mailing' stands in row 2 too"),
        ("Odd,2025-04-01,2025-04-01,odd,1,Odd,\n", "odd"),
        ("Mute,2025-04-01,2025-04-01,percent,1,,\n", "reason"),
    ],
)
def test_one_bad_row_keeps_the_whole_file_out_and_is_told(load, tmp_path, bad, said):
    code, err = load(HEADER + MAILING + bad)

    assert (code, in_force(tmp_path)) == (1, [])
    assert said in err
    assert "Traceback" not in err


def test_the_trail_says_which_file_was_loaded_and_when_it_was_refused(load, tmp_path):
    load(HEADER + MAILING)
    load(HEADER + MAILING.replace(",10,", ",20,"))

    lines = search_trail(f"sqlite:///{tmp_path}/state.db").select("who", "event", "what").rows()
    administrator, what = "administrator of the home", "load overrides file.csv"
    assert lines[::-1] == [(administrator, event, what) for event in ("wrote", "wrote", "refused")]


def test_a_name_in_force_that_says_otherwise_is_refused(load, tmp_path):
    load(HEADER + MAILING)
    code, err = load(HEADER + MAILING.replace(",10,", ",20,"))

    assert (code, [row[2] for row in in_force(tmp_path)]) == (1, [10.0])
    assert "Mailing" in err


def test_what_is_no_such_file_is_one_sentence(load):
    assert "needs the columns name" in load("name,amount\nMailing,10\n")[1]
    assert "has no overrides" in load(HEADER)[1]
