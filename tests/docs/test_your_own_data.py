"""The small source of the document, written down as it stands there, gives what it says."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from scorecard.__main__ import app
from tests.support.source_folder import lake, waiting

DOCUMENT = (Path(__file__).parents[2] / "docs" / "how-to" / "your-own-data.md").read_text("utf-8")
BLOCKS = dict(re.findall(r"<!-- followed by a test: (\S+) -->\n```\n(.*?)```", DOCUMENT, re.S))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCORECARD_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_the_small_source_becomes_numbers(home, tmp_path):
    folder = tmp_path / "counter"
    folder.mkdir()
    (folder / "requests.csv").write_text(BLOCKS["export"], encoding="utf-8")
    for name in ("source.toml", "service.sql", "transaction.sql"):
        (folder / name).write_text(BLOCKS[name], encoding="utf-8")

    run, query = [line.split()[1:] for line in BLOCKS["run"].splitlines()]
    assert CliRunner().invoke(app, run).exit_code == 3
    answer = CliRunner().invoke(app, [*query, "--format", "json"])

    # Request 17 was closed in time, 19 was not, 18 is open.
    assert '"numerator":1,"denominator":2' in re.sub(r"\\s", "", answer.stdout)
    assert lake(home, "transaction", "transaction_id", "wait_s", "failure_reason", "status") == [
        ("17", 270, None, "completed"),
        ("18", 720, "evening", "in_progress"),
        ("19", None, None, "completed"),
    ]
    assert lake(home, "service", "service_id", "name_en") == [
        ("parking permit", "Parking permit"),
        ("street light", "Street light"),
    ]
    assert waiting(home) == [("parking permit", "name_en|conflicting")]
