"""`scorecard demand` prints what a run forecast; a forecast that fails is a sentence and never holds numbers back."""

import csv
import io
import json
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from data.storage.manifest import Manifest, read_manifest, write_manifest
from pipelines.forecast.organisation import publish
from scorecard import __main__ as scorecard
from tests.support.forecasts import PARTS, foretell
from tests.support.source_folder import LINES, SERVICES, files

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
        monkeypatch.setattr("pipelines.publish.aggregate.published_rows", lambda catalogue: ["transaction"])
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
    code, _, err = call("run", "--source", source)
    assert code == 0
    assert "Forecasts of run" in err

    code, table, err = call("demand")
    assert code == 0
    assert table.split()[:4] == ["channel", "line", "location", "ds"]
    assert "Accuracy by weeks ahead" in table
    assert "known to 2024-11-10" in err

    answer = json.loads(call("demand", "--channel", "online", "--line", "vehicles", "--format", "json")[1])
    assert [row["yhat"] for row in answer["forecasts"]] == [1] * 91
    assert {"wape", "naive_wape", "mase", "bias", "cov80", "cov95"} < set(answer["accuracy"][0])
    assert answer["says"]["fr"]

    as_csv = list(csv.DictReader(io.StringIO(call("demand", "--line", "vehicles", "--format", "csv")[1])))
    assert len(as_csv) == 2 * 91, "in all channels together, and online"


def test_numbers_alone_leave_nothing_to_print(call, source):
    assert call("run", "--source", source, "--no-forecast")[0] == 0

    code, out, err = call("demand")

    assert (code, out) == (1, "")
    assert "run `scorecard run` without --no-forecast" in err


def test_a_forecast_that_fails_holds_no_number_back(call, source, monkeypatch, tmp_path):
    def fails(*_: object) -> None:
        raise RuntimeError("the model does not converge")

    monkeypatch.setattr(publish, "_outlook", fails)
    code, _, err = call("run", "--source", source)

    assert code == 3
    assert "No forecasts were made; the numbers are published" in err
    assert "Traceback" not in err
    assert read_manifest(tmp_path / "home").run in err


def test_the_forecasts_of_a_past_run_are_those_it_made(call, tmp_path):
    runs = ["20250401T020000.000000Z", "20250402T020000.000000Z", "20250403T020000.000000Z"]
    for place, name in enumerate(runs):
        when = datetime(2025, 4, 1 + place, 3, tzinfo=UTC)
        times = {"started_at": when, "finished_at": when}
        nothing = {"tables": {}, "fingerprint": "", "sources": {}, "folders": {}}
        write_manifest(tmp_path / "home", Manifest(run=name, **times, **nothing))
        if place:
            foretell(tmp_path / "home", name, date(2025, 4, place), grains=("day",), more=1000 * place)

    def tuesday(*options: str) -> tuple[str, int]:
        """The run that is said, and what it forecasts for a Tuesday on the telephone."""
        (row,) = [row for row in answer_of(*options)["forecasts"] if (row["ds"], row["line"]) == ("2025-04-08", None)]
        return answer_of(*options)["run"], row["yhat"]

    def answer_of(*options: str) -> dict:
        return json.loads(call("demand", "--channel", "telephone", *options, "--format", "json")[1])

    telephone = sum(size for (channel, _), size in PARTS.items() if channel == "telephone")
    assert tuesday() == (runs[2], telephone + 2000)
    assert tuesday("--as-of", runs[1]) == (runs[1], telephone + 1000)
    assert tuesday("--as-of", "2025-04-02") == (runs[1], telephone + 1000)
    code, out, err = call("demand", "--as-of", runs[0])
    assert (code, out) == (1, "")
    assert f"No forecasts are kept from run {runs[0]} or before; the first are of run {runs[1]}." in err


def test_a_mistake_is_one_sentence(call, source):
    call("run", "--source", source)

    for arguments, words in (
        (("--channel", "phone"), "channel 'phone'"),
        (("--grain", "year"), "use day, week or month"),
    ):
        code, out, err = call("demand", *arguments)
        assert (code, out, len(err.splitlines())) == (1, "", 1)
        assert words in err
