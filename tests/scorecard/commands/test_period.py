"""`scorecard period`: a period is closed with its figures, told what was open, and reopened with a reason."""

import shutil
import sys
from pathlib import Path
from random import Random

import pytest

from data.audit.check import search_trail
from data.settings import settings
from data.state import locked_figures, period_locks
from data.storage.manifest import write_manifest
from scorecard import __main__ as scorecard
from tests.support.organisation import draw_rows, home_of

WHO = ("--author", "Planning")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The organisation, published, made once: each test has a copy of its own."""
    home = tmp_path_factory.mktemp("organisation")
    write_manifest(home, home_of(home, draw_rows(Random(5), 120), publish=True).manifest)
    return home


@pytest.fixture
def run(made: Path, tmp_path: Path, monkeypatch, capsys):
    """Runs a command over a small organisation: exit code, and what it said."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("SCORECARD_HOME", str(tmp_path))

    def command(*words: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["scorecard", "period", *words])
        with pytest.raises(SystemExit) as end:
            scorecard.main()
        return end.value.code or 0, capsys.readouterr().err

    return command


def test_a_period_is_closed_once_and_reopened_with_a_reason(run):
    code, said = run("lock", "2025-01", "--reason", "All in", *WHO)
    assert (code, "2025-01 is closed, with 15 figures" in said) == (0, True), said
    assert "Still open: Verification of the published numbers" in said
    assert locked_figures(settings().state_url)["indicator"].n_unique() == 15
    assert run("lock", "2025-01", "--reason", "Again", *WHO)[0] == 1

    code, said = run("reopen", "2025-01", "--reason", "", *WHO)
    assert (code, "There is no reason" in said) == (1, True), said
    assert run("reopen", "2025-01", "--reason", "Late", *WHO) == (0, "2025-01 is open again.\n")
    assert period_locks(settings().state_url).select("locked", "role", "author").rows() == [
        (True, "administrator", "Planning"),
        (False, "administrator", "Planning"),
    ]


@pytest.mark.parametrize(
    ("period", "sentence", "noted"),
    [
        ("2099-01", "is not over in the data", ["wrote", "refused"]),
        ("1999-01", "No headline indicator has a number", ["wrote", "refused"]),
        ("soon", "soon", []),
    ],
)
def test_a_period_without_figures_is_refused_in_a_sentence(run, period: str, sentence: str, noted: list[str]):
    code, said = run("lock", period, "--reason", "All in", *WHO)

    assert code == 1
    assert sentence in said
    assert "Traceback" not in said
    assert sorted(search_trail(settings().state_url)["event"]) == sorted(noted)
    assert period_locks(settings().state_url).is_empty()
