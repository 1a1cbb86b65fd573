"""`scorecard demand` prints what a run forecast; a forecast that fails is a sentence and never holds numbers back."""

import csv
import io
import json
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

import scorecard
from data.manifest import read_manifest
from pipelines.forecast import publish
from tests.folder import LINES, SERVICES, files

FIRST = date(2024, 9, 2)


def rows(days: int) -> list[dict[str, str]]:
    return [
        {
            "transaction_id": f"{service}{n}",
            "started_at": f"{FIRST + timedelta(days=n)} 08:00:00",
            "channel": "online",
            "service_id": service,
        }
        for n in range(days)
        for service in ("plate", "card")
    ]


@pytest.fixture
def call(monkeypatch, capsys, tmp_path):
    """Runs a command in the home of the test: exit code, stdout, stderr."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setenv("SCORECARD_HOME", str(tmp_path / "home"))
        monkeypatch.setattr("pipelines.aggregate.published_rows", lambda: ["transaction"])
        monkeypatch.setattr(sys, "argv", ["scorecard", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            scorecard.main()
        printed = capsys.readouterr()
        return ended.value.code, printed.out, printed.err

    return call


@pytest.fixture
def source(tmp_path) -> Path:
    return files(tmp_path / "city", line=LINES, service=SERVICES, transaction=rows(70))


def test_a_run_forecasts_and_the_command_prints_it_in_three_forms(call, source):
    code, _, said = call("run", "--source", source)
    assert code == 0
    assert "Forecasts of run" in said

    code, table, said = call("demand")
    assert code == 0
    assert table.split()[:4] == ["channel", "line", "location", "ds"]
    assert "Accuracy by weeks ahead" in table
    assert "known to 2024-11-10" in said

    answer = json.loads(call("demand", "--channel", "online", "--line", "vehicles", "--format", "json")[1])
    assert [row["yhat"] for row in answer["forecasts"]] == [1] * 91
    assert {"wape", "naive_wape", "mase", "bias", "cov80", "cov95"} < set(answer["accuracy"][0])
    assert answer["says"]["fr"]

    as_csv = list(csv.DictReader(io.StringIO(call("demand", "--line", "vehicles", "--format", "csv")[1])))
    assert len(as_csv) == 2 * 91, "in all channels together, and online"


def test_numbers_alone_leave_nothing_to_print(call, source):
    assert call("run", "--source", source, "--no-forecast")[0] == 0

    code, out, said = call("demand")

    assert (code, out) == (1, "")
    assert "run `scorecard run` without --no-forecast" in said


def test_a_forecast_that_fails_holds_no_number_back(call, source, monkeypatch, tmp_path):
    def fails(*_: object) -> None:
        raise RuntimeError("the model does not converge")

    monkeypatch.setattr(publish, "_outlook", fails)
    code, _, said = call("run", "--source", source)

    assert code == 3
    assert "No forecasts were made; the numbers are published" in said
    assert "Traceback" not in said
    assert read_manifest(tmp_path / "home").run in said


def test_a_mistake_is_one_sentence(call, source):
    call("run", "--source", source)

    for arguments, words in ((("--channel", "phone"), "channel 'phone'"), (("--grain", "week"), "use day or month")):
        code, out, said = call("demand", *arguments)
        assert (code, out, len(said.splitlines())) == (1, "", 1)
        assert words in said
