"""`scorecard targets` puts a file of targets in force and leaves a line in the trail, also where it is refused."""

import sys

import pytest

from data.audit.check import search_trail
from data.state import targets
from scorecard import __main__ as scorecard

FILE = "indicator,fiscal_year,target,near\ntrust,FY2025-26,{target},0.6\n"


@pytest.fixture
def load(monkeypatch, capsys, tmp_path):
    """Loads a file with these words: exit code and stderr."""
    monkeypatch.setenv("SCORECARD_HOME", str(tmp_path))

    def load(text: str) -> tuple[int, str]:
        file = tmp_path / "aims.csv"
        file.write_text(text, encoding="utf-8")
        monkeypatch.setattr(sys, "argv", ["scorecard", "targets", str(file)])
        with pytest.raises(SystemExit) as ended:
            scorecard.main()
        return ended.value.code, capsys.readouterr().err

    return load


def test_a_file_of_targets_leaves_a_line_in_the_trail(load, tmp_path):
    url = f"sqlite:///{tmp_path}/state.db"
    assert load(FILE.format(target=0.7))[0] == 0
    code, said = load(FILE.format(target="high"))

    assert (code, targets(url)["target"].to_list()) == (1, [0.7])
    assert "Traceback" not in said
    lines = search_trail(url).select("who", "event", "what").rows()
    who, what = "administrator of the home", "load targets aims.csv"
    assert lines[::-1] == [(who, event, what) for event in ("wrote", "wrote", "refused")]
