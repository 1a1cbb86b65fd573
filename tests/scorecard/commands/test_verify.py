"""`scorecard verify`: one sentence and exit 0, or exit 1 with the list of what is not as published."""

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from data.storage.lake import Lake
from data.storage.manifest import read_manifest, write_manifest
from data.verify.result import Difference, read_verification
from pipelines.run import run
from scorecard import __main__ as scorecard
from tests.support.source_folder import LINES, SERVICES, files

ROWS = """
    transaction_id | started_at          | channel   | wait_s
    ---------------+---------------------+-----------+-------
    t1             | 2024-11-05 09:00:00 | online    | 60
    t2             | 2024-11-06 09:00:00 | telephone | 120
    t3             | 2025-01-06 09:00:00 | kiosk     | -5
"""
TABLE = "published/transaction.month"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home that a run has published, one row of it refused."""
    for where in ("pipelines.publish.aggregate", "metrics.engine.published_spec"):
        monkeypatch.setattr(f"{where}.published_rows", lambda catalogue: ["transaction"])
    folder = files(tmp_path / "city", line=LINES, service=SERVICES, transaction=ROWS)
    assert not run(tmp_path / "home", [folder]).complete
    monkeypatch.setenv("SCORECARD_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def verify(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Runs the command: its exit code, what it writes and what it says."""

    def verify(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["scorecard", "verify", *arguments])
        with pytest.raises(SystemExit) as ended:
            scorecard.main()
        printed = capsys.readouterr()
        return ended.value.code, printed.out, printed.err

    return verify


def tamper(home: Path) -> None:
    """One more transaction is published than there is."""
    lake, manifest = Lake(home), read_manifest(home)
    column, november = "transaction_volume.numerator.0", pl.col("period") == pl.date(2024, 11, 1)
    more = pl.when(november & (pl.col("channel") == "online")).then(pl.col(column) + 1).otherwise(column)
    lake.write(TABLE, lake.scan(TABLE).collect().with_columns(more.alias(column)))
    manifest.tables[TABLE] = lake.version(TABLE)
    write_manifest(home, manifest)


def test_a_sound_home_is_said_in_one_sentence(home, verify):
    code, out, err = verify()

    verification = read_verification(home)
    assert (code, out) == (0, "")
    assert err.startswith(
        f"{verification.numbers:,} numbers of run {verification.run} were recomputed from the lake in"
    )
    assert err.endswith("none differs.\n")
    assert verification.numbers > 50
    assert json.loads(verify("--format", "json")[1])["differences"] == 0


def test_what_differs_is_listed_and_ends_with_1(home, verify):
    tamper(home)
    code, out, err = verify("--format", "csv")

    assert code == 1
    assert "1 thing is not as published. `scorecard run --full`" in err
    (difference,) = csv.DictReader(io.StringIO(out))
    assert difference == {
        "table": TABLE,
        "column": "transaction_volume.numerator.0",
        "period": "2024-11-01",
        "group": "channel=online, line=vehicles",
        "published": "2",
        "recomputed": "1",
    }
    assert read_verification(home).listed == [Difference(**difference)]
    assert "channel=online, line=vehicles" in verify()[1]
    assert json.loads(verify("--format", "json")[1])["listed"] == [difference]


def test_a_full_run_makes_the_numbers_anew(home, verify):
    tamper(home)
    run(home, [], full=True)

    assert verify()[0] == 0


def test_a_past_run_is_verified_against_the_lake_of_its_day_and_leaves_what_is_known_of_now(home, verify):
    tamper(home)
    first = read_manifest(home).run
    run(home, [], full=True)
    now = read_manifest(home).run
    verify()
    previous = read_verification(home)
    code, out, err = verify("--as-of", first, "--format", "csv")
    (difference,) = csv.DictReader(io.StringIO(out))

    assert code == 1
    assert (difference["published"], difference["recomputed"]) == ("2", "1")
    assert f"As reported by run {first}" in err
    assert "a backup of the home brings it back" in err
    assert (previous.run, previous.clean) == (now, True)
    assert read_verification(home) == previous
    assert verify("--as-of", now)[0] == 0
    assert verify("--as-of", "2020-01-01")[:2] == (1, "")


def test_what_came_since_does_not_make_a_past_run_differ(home, verify):
    first, rows = read_manifest(home).run, ROWS.replace("| 120", "| 30") + "t4 | 2024-11-07 09:00:00 | online | 5"
    files(home.parent / "city", line=LINES, service=SERVICES, transaction=rows)
    run(home, [])

    assert read_manifest(home).run != first
    assert verify("--as-of", first)[0] == 0


def test_before_the_first_run_it_says_what_to_run(tmp_path, monkeypatch, verify):
    monkeypatch.setenv("SCORECARD_HOME", str(tmp_path))
    code, out, err = verify()
    assert (code, out) == (1, "")
    assert "scorecard run" in err


def test_each_verification_is_logged_with_its_run(home, verify):
    verify()

    logged = [json.loads(line) for line in (home / "logs" / "scorecard.jsonl").read_text().splitlines()]
    assert (logged[-1]["event"], logged[-1]["run"]) == ("verified", read_verification(home).run)
    assert logged[-1]["differences"] == 0


def test_a_home_too_damaged_to_be_verified_is_no_longer_called_verified(home, verify):
    assert verify()[0] == 0
    next((home / "lake" / "service").rglob("*.parquet")).unlink()
    code, out, err = verify()

    assert code == 1
    assert err.startswith(f"The numbers of run {read_manifest(home).run} could not be verified. A backup")
    assert f"not verified: A table of {home} lacks a file or is damaged (lake/service/part-" in out
    assert not read_verification(home).clean
