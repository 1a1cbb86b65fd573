"""`scorecard explain`: a sentence and at most five lines, or the same as plain values."""

import json
import sys
from pathlib import Path

import pytest

from pipelines.run import run as run_pipelines
from scorecard import __main__ as scorecard
from tests.support.source_folder import files

LINES = "line_id | name_en | name_fr\nvehicles | Vehicles | Véhicules"
SERVICES = "service_id | line_id | name_en | name_fr\nplate | vehicles | Plates | Plaques"


def late(channel: str, month: int, number: int, *, of_hundred: int) -> dict[str, str]:
    day = f"2024-{month}-{number % 28 + 1:02}"
    due = "11:30:00" if number < of_hundred else "13:00:00"
    return {
        "transaction_id": f"{channel}-{month}-{number}",
        "channel": channel,
        "started_at": f"{day} 10:00:00",
        "completed_at": f"{day} 12:00:00",
        "due_at": f"{day} {due}",
    }


@pytest.fixture
def ask(tmp_path: Path, monkeypatch, capsys):
    """Runs the command over two months in which kiosks became late: exit code, what it printed, what it said."""
    rows = [
        late(channel, month, number, of_hundred=60 if (channel, month) == ("kiosk", 11) else 10)
        for channel in ("online", "kiosk", "telephone")
        for month in (10, 11)
        for number in range(100)
    ]
    rows.append(late("online", 12, 1, of_hundred=0))
    home = tmp_path / "home"
    monkeypatch.setenv("SCORECARD_HOME", str(home))
    run_pipelines(home, [files(tmp_path / "city", line=LINES, service=SERVICES, transaction=rows)])

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["scorecard", "explain", *words])
        with pytest.raises(SystemExit) as end:
            scorecard.main()
        printed = capsys.readouterr()
        return end.value.code, printed.out, printed.err

    return run


def test_a_sentence_and_the_slices_in_words(ask):
    code, printed, _ = ask("service_standards_met", "--period", "2024-11")
    sentence, *lines = printed.splitlines()
    assert code == 0
    # Late: 10 + 60 + 10 of 300, before 30.
    assert sentence.startswith("Service standards met: 73.3% in Nov 2024, 90.0% in Oct 2024 (−16.7). One slice of ")
    assert lines == ["Channel: Kiosk: −16.7, 100% of the change, 100 counted", "All the rest: 0.0"]


def test_as_plain_values_that_add_up(ask):
    code, printed, _ = ask("service_standards_met", "--period", "2024-11", "--format", "json")
    result = json.loads(printed)
    assert code == 0
    assert list(result) == [
        "indicator", "period", "reference_period", "value", "reference", "change", "expected", "slices", "rest",
        "candidates", "false_alarm_rate",
    ]  # fmt: skip
    assert (result["period"], result["reference_period"], result["expected"]) == ("2024-11", "2024-10", 0)
    (one,) = result["slices"]
    assert (one["breakdowns"], one["n"]) == ({"channel": "kiosk"}, 100)
    assert one["effect"] + result["rest"] + result["expected"] == result["change"]
    assert result["change"] == pytest.approx(result["value"] - result["reference"], rel=1e-12)


def test_as_rows(ask):
    _, printed, _ = ask("service_standards_met", "--period", "2024-11", "--format", "csv")
    assert [line.split(",")[0] for line in printed.splitlines()] == ["slice", "channel=kiosk", "rest", "expected"]


def test_what_cannot_be_explained_exits_1(ask):
    assert ask("volume_growth") == (
        1,
        "",
        "volume_growth is worked out from other sums, so no slices of it add up; ask about what it is made of: "
        "transaction_volume.\n",
    )
    assert ask("service_standards_met", "--period", "2024-10")[0] == 1
