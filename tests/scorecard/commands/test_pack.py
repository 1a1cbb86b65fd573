"""`scorecard pack`: a file by its ending, whole or not at all, as one may see it; what is refused is a sentence."""

import shutil
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from pypdf import PdfReader

from dashboard.queries.cache import forget
from data.audit.check import search_trail
from data.settings import settings
from data.state.writing import grant
from data.storage.manifest import write_manifest
from scorecard import __main__ as scorecard
from tests.support.organisation import draw_rows, home_of

PERIOD = ("--period", "2025-01")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("organisation")
    write_manifest(home, home_of(home, draw_rows(Random(5), 120), publish=True).manifest)
    return home


@pytest.fixture
def run(made: Path, tmp_path: Path, monkeypatch, capsys) -> Iterator:
    """Runs a command over a small organisation: exit code, and what it said."""
    home = tmp_path / "home"
    shutil.copytree(made, home)
    monkeypatch.setenv("SCORECARD_HOME", str(home))
    forget()

    def command(*words: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["scorecard", *words])
        with pytest.raises(SystemExit) as end:
            scorecard.main()
        return end.value.code or 0, capsys.readouterr().err

    yield command
    forget()


def test_a_pack_is_written_in_the_format_of_its_ending(run, tmp_path: Path):
    out = tmp_path / "pack.PDF"
    code, said = run("pack", *PERIOD, "--language", "fr", "--out", str(out))

    assert (code, "2025-01, not closed, of run drawn: " in said) == (0, True), said
    assert "Cahier du conseil" in PdfReader(BytesIO(out.read_bytes())).pages[0].extract_text()


@pytest.mark.parametrize(("words", "sentence"), [
    (("--out", "{}/pack.docx"), "pack.docx ends in none of .pdf, .pptx, .xlsx or .html"),
    (("--out", "{}/pack"), "ends in none of"),
    (("--out", "{}/none/pack.html"), "pack.html cannot be written (No such file or directory)"),
    (("--out", "{}/pack.html", "--language", "de"), "'de' is no language of a pack"),
    (("--out", "{}/pack.html", "--period", "2099-01"), "has not begun"),
    (("--out", "{}/pack.html", "--period", "soon"), "soon"),
    (("--out", "{}/pack.html", "--where", "channel=fax"), "fax"),
    (("--out", "{}/pack.html", "--as-of", "20010101T000000.000000Z"), "20010101T000000.000000Z"),
    (("--out", "{}/pack.html", "--viewer", "nobody@example.org"), "nobody@example.org"),
])  # fmt: skip
def test_what_cannot_be_is_one_sentence_and_nothing_is_written(run, tmp_path: Path, words, sentence: str):
    asked = [word.format(tmp_path) for word in words]
    before = sorted(tmp_path.iterdir())
    code, said = run("pack", *(() if "--period" in words else PERIOD), *asked)

    assert code == 1
    assert sentence in said, said
    assert len(said.strip().splitlines()) == 1
    assert sorted(tmp_path.iterdir()) == before


def test_who_takes_one_gets_their_part_and_stands_in_the_trail(run, tmp_path: Path):
    scope = {"channel": ["telephone"]}
    grant(settings().state_url, "calls@example.org", role="operations_manager", scope=scope, author="Maya")
    out = tmp_path / "pack.html"
    code, said = run("pack", *PERIOD, "--viewer", "calls@example.org", "--out", str(out))

    assert code == 0, said
    assert "Every total is of this part only: Channel: Telephone." in out.read_text().replace("\N{NO-BREAK SPACE}", " ")
    (line,) = search_trail(settings().state_url, event="exported").rows(named=True)
    assert (line["who"], line["what"]) == ("calls@example.org", "board pack 2025-01")
