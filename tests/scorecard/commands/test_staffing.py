"""`scorecard staffing`: past weeks beside what was measured, and those ahead."""

import json
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from pipelines.run import run as run_pipelines
from scorecard import __main__ as scorecard
from tests.support.forecasts import OPEN, ORIGIN, TELEPHONE, foretell
from tests.support.source_folder import LINES, SERVICES, files


@pytest.fixture
def ask(tmp_path: Path, monkeypatch, capsys):
    """Runs the command in a home with forecasts: exit code, rows, what it said."""
    home = tmp_path / "home"
    monkeypatch.setenv("SCORECARD_HOME", str(home))
    run_pipelines(home, [files(tmp_path / "source", service=SERVICES, line=LINES)])
    foretell(home, "2025", ORIGIN, levels={"telephone": (0.99, 0.70), "in_person": (0.83, 0.82)})

    def run(*words: str) -> tuple[int, list[dict], str]:
        monkeypatch.setattr(sys, "argv", ["scorecard", "staffing", "--format", "json", *words])
        with pytest.raises(SystemExit) as end:
            scorecard.main()
        printed = capsys.readouterr()
        return end.value.code, json.loads(printed.out or "[]"), printed.err

    return run


def test_eight_weeks_behind_and_eight_ahead(ask):
    code, rows, said = ask("--channel", "telephone")
    assert code == 0
    assert list(rows[0]) == [
        "channel", "week", "contacts", "required_hours", "people_hours", "level_expected", "level_measured",
    ]  # fmt: skip
    assert [row["week"] for row in rows] == [str(ORIGIN + timedelta(weeks=n, days=1)) for n in range(-8, 8)]
    past, ahead = rows[:8], rows[8:]
    assert {(row["level_expected"], row["level_measured"]) for row in past} == {(0.99, 0.70)}
    assert {row["level_measured"] for row in ahead} == {None}, "what is ahead was not measured"
    assert {row["contacts"] for row in ahead} == {OPEN * TELEPHONE}
    assert said == "telephone: model and measurement are over 5 points apart; nothing is said of the weeks ahead.\n"


def test_every_channel_with_a_queue_is_there(ask):
    assert {row["channel"] for row in ask()[1]} == {"telephone", "in_person"}


def test_a_channel_that_no_one_queues_in_is_one_sentence(ask):
    code, rows, said = ask("--channel", "telefone")
    assert (code, rows) == (1, [])
    assert said.endswith("did you mean telephone?\n")
