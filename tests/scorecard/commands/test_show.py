"""`scorecard show` prints what the Scorecard page shows: values, targets and verdicts, as known now or as reported."""

import csv
import io
import json
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from dashboard.exports.scorecard_table import IN_TABLE, SCHEMA
from data.state import targets as targets_in_force
from data.storage.manifest import write_manifest
from metrics.assessment.assessment import assess
from metrics.calendar.periods import add_months, parse
from metrics.catalogue.registry import declared
from metrics.catalogue.versions import open_snapshot
from scorecard import __main__ as scorecard
from scorecard.targets_loading import load_targets
from tests.support.homes import home_with

PAST, NOW = "20250401T020000.000000Z", "20250402T020000.000000Z"
MONTHS = [add_months(date(2024, 1, 10), n) for n in range(15)]
"""January 2024 to March 2025, ten calls in each."""
IN_TIME = [8, 7, 8, 9, 8, 8, 7, 8, 9, 8, 7, 8, 8, 9]
"""Of the ten, how many were answered within a minute; the last month comes with the run."""
TARGETS = """
indicator,fiscal_year,target,near
calls_within_standard,FY2024-25,0.8,0.5
calls_within_standard,FY2023-24,0.75,0.7
""".strip()


def calls(last: int) -> pl.DataFrame:
    rows = [
        {"transaction_id": f"{day}-{n}", "started_on": day, "completed_on": day, "wait_s": 10 if n < quick else 90}
        for day, quick in zip(MONTHS, [*IN_TIME, last], strict=True)
        for n in range(10)
    ]
    same = {"kind": "transaction", "channel": "telephone", "service_id": "plate", "status": "completed"}
    return pl.DataFrame([row | same for row in rows])


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that once reported 8 of 10 calls of March in time and now, after a correction, 1; targets came after."""
    folder = tmp_path_factory.mktemp("shown")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tests.support.homes.published_rows", lambda catalogue: ["transaction"])
        for name, day, last in ((PAST, 1, 8), (NOW, 2, 1)):
            manifest = home_with(
                folder,
                publish=True,
                data_to=date(2025, 3, 31),
                transaction=calls(last),
                service=pl.DataFrame({"service_id": ["plate"], "name_en": ["Plate"]}),
            ).manifest
            manifest.run, manifest.finished_at = name, datetime(2025, 4, day, 3, tzinfo=UTC)
            write_manifest(folder, manifest)
    (folder / "targets.csv").write_text(TARGETS)
    load_targets(folder / "targets.csv", url(folder))
    return folder


def url(home: Path) -> str:
    return f"sqlite:///{home / 'state.db'}"


@pytest.fixture
def show(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple]:
    """Runs the command: its exit code, what it writes and what it says."""

    def show(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setenv("SCORECARD_HOME", str(home))
        monkeypatch.setattr(sys, "argv", ["scorecard", "show", *arguments])
        with pytest.raises(SystemExit) as ended:
            scorecard.main()
        printed = capsys.readouterr()
        return ended.value.code, printed.out, printed.err

    return show


def of_calls(result: tuple[int, str, str]) -> dict:
    (row,) = [row for row in json.loads(result[1]) if row["indicator"] == "calls_within_standard"]
    return row


def test_a_row_has_the_value_its_target_and_its_verdicts_in_codes_and_words(show):
    result = show("--format", "json")
    row = of_calls(result)

    assert result[0] == 0
    assert list(row) == SCHEMA.names()
    assert row == row | {
        "period": "2025-03",
        "value": 1 / 10,
        "unit": "share",
        "n": 10,
        "target": 0.8,
        "near": 0.5,
        "gap": 1 / 10 - 0.8,
        "status": "missed",
        "variation": "special_cause_concern",
        "signal": "Concern: unusually low since Mar 2025",
        "absence": None,
        "as_of": NOW,
    }
    assert (row["judged_period"], row["open"], row["wave"]) == ("2025-03", False, None)
    assert (row["met"], row["met_of"]) == (2 + 9, 3 + 12), "by the target of each month's year"
    assert result[2] == f"2025-03, as run {NOW} published it.\n"


def test_what_was_reported_then_is_shown_with_the_targets_of_then(show):
    result = show("--format", "json", "--as-of", PAST)
    row = of_calls(result)

    assert row == row | {"value": 8 / 10, "target": None, "status": "no_target", "as_of": PAST}
    assert row["signal"] == "Normal variation"
    assert f"As reported by run {PAST}" in result[2]
    assert of_calls(show("--format", "json", "--as-of", "2025-04-01"))["as_of"] == PAST


def test_an_earlier_period_has_the_target_of_its_year(show):
    row = of_calls(show("--format", "json", "--period", "FY2023-24"))
    assert (row["period"], row["judged_period"]) == ("FY2023-24", "2024-03")
    assert row["value"] == sum(IN_TIME[:3]) / (3 * 10), "the value of the year, not of its last month"
    assert (row["target"], row["status"]) == (0.75, "met")


@pytest.mark.parametrize(("options", "every"), [((), False), (("--all",), True)], ids=["headline", "all"])
def test_every_row_is_what_the_page_is_told(options, every, show, home):
    tables, where = open_snapshot(home), {"channel": ["telephone"]}
    chosen = [indicator for indicator in declared().values() if every or indicator.headline]
    assessments = assess(chosen, parse("2025-02"), where, tables, targets_in_force(url(home)))
    rows = json.loads(show(*options, "--period", "2025-02", "--where", "channel=telephone", "--format", "json")[1])

    assert [row["indicator"] for row in rows] == [indicator.name for indicator in chosen]
    for row, assessment in zip(rows, assessments, strict=True):
        same = ("value", "n", "low", "high", "target", "near", "gap", "absence")
        assert {name: row[name] for name in same} == {name: getattr(assessment, name) for name in same}
        assert row["status"] == (None if assessment.value is None else assessment.status)
    assert {row["absence"] for row in rows if row["value"] is None} == {"no_data", "not_applicable"}


def test_the_same_rows_are_csv_and_those_a_person_reads_a_table(show):
    as_csv = list(csv.DictReader(io.StringIO(show("--format", "csv")[1])))
    head, *lines = show()[1].splitlines()

    assert list(as_csv[0]) == SCHEMA.names()
    assert head.split() == list(IN_TABLE)
    assert len(lines) == len(as_csv) == sum(indicator.headline for indicator in declared().values())
    assert any("missed" in line and "Concern: unusually low since Mar 2025" in line for line in lines)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--period", "2024-13"), "'2024-13' is not a period"),
        (
            ("--period", "2025-04"),
            "2025-04 has not begun: data reach to 2025-03-31. The latest complete month is 2025-03.",
        ),
        (("--period", "2023-12"), "2023-12 is before the first data, which are of 2024-01."),
        (("--period", "2025-W53"), "'2025-W53' is not a week: the weeks of 2025 are 2025-W01 to 2025-W52."),
        (("--where", "chanel=online"), "There is no breakdown 'chanel'"),
        (("--where", "channel=onlin"), "There is no channel 'onlin'"),
        (("--as-of", "2020-01-01"), "No run that is kept was published by 2020-01-01"),
    ],
    ids=["period", "future", "past", "week", "breakdown", "code", "run"],
)
def test_a_mistake_is_one_sentence(arguments, words, show):
    code, out, err = show(*arguments)

    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert words in err
