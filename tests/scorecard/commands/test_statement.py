"""`scorecard statement`: what it publishes and writes, and what it refuses in a sentence."""

import json
import shutil
import sys
from io import StringIO
from pathlib import Path

import polars as pl
import pytest

from data.audit.check import search_trail
from data.state import published_statements
from data.state.writing import grant
from scorecard import __main__ as scorecard
from tests.support.standards import QUARTER, cases, promised_home, settle

CELLS = [
    ("transaction", "mail", "birth", "normal", 100, 60),
    ("transaction", "mail", "birth", "not_normal", 40, 4),
    ("transaction", "online", "plate", "normal", 300, 285),
    ("transaction", "online", "card", "normal", 12, 1),
    ("information", "telephone", "birth", "normal", 90, 45),
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("published")
    settle(home, promised_home(home, cases(*CELLS)))
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    shutil.copytree(made, folder)
    monkeypatch.setenv("SCORECARD_HOME", str(folder))
    return folder


@pytest.fixture
def run(home: Path, monkeypatch, capsys):
    def command(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["scorecard", *words])
        with pytest.raises(SystemExit) as end:
            scorecard.main()
        printed = capsys.readouterr()
        return end.value.code or 0, printed.out, printed.err

    return command


def url(home: Path) -> str:
    return f"sqlite:///{home / 'state.db'}"


def figures(folder: Path) -> pl.DataFrame:
    return pl.read_csv(StringIO((folder / "figures.csv").read_text(encoding="utf-8")), infer_schema_length=None)


def test_it_publishes_the_latest_quarter_once_and_writes_it_again_as_it_was(run, home: Path, tmp_path: Path):
    code, _, said = run("statement", "--out", str(tmp_path / "a"))
    assert (code, f"{QUARTER}, version 1" in said) == (0, True)

    code, _, said = run("statement", "--period", QUARTER, "--out", str(tmp_path / "b"))
    assert code == 1
    assert "was published on" in said
    assert "--correct" in said
    assert not (tmp_path / "b").exists()

    assert run("statement", "--published", "--out", str(tmp_path / "c"))[0] == 0
    for path in sorted((tmp_path / "a").iterdir()):
        assert (tmp_path / "c" / path.name).read_bytes() == path.read_bytes()
    assert published_statements(url(home))["author"].to_list() == ["administrator of the home"]
    events = search_trail(url(home)).filter(pl.col("what") == f"publish statement {QUARTER}")["event"].to_list()
    assert sorted(events) == ["refused", "wrote", "wrote"]


def test_every_figure_of_the_file_equals_query_to_the_digit(run, tmp_path: Path):
    assert run("statement", "--draft", "--out", str(tmp_path / "a"))[0] == 0
    rows = figures(tmp_path / "a").filter(~pl.col("hidden"), pl.col("section") == "standard").to_dicts()

    assert len(rows) > 5
    for row in rows:
        where = [f"--where={name}={row[name]}" for name in ("kind", "circumstance", "channel", "service") if row[name]]
        asked = ("query", row["indicator"], "--period", row["period"], *where, "--format", "json")
        (answer,) = json.loads(run(*asked)[1])
        assert (row["numerator"], row["cases"], row["value"]) == (
            answer["numerator"], answer["denominator"], answer["value"]
        )  # fmt: skip


def test_a_draft_publishes_nothing(run, home: Path, tmp_path: Path):
    code, _, said = run("statement", "--draft", "--out", str(tmp_path / "a"))

    assert (code, "a draft, not published" in said) == (0, True)
    assert published_statements(url(home)).is_empty()
    assert "Draft: not published." in (tmp_path / "a" / "statement-en.html").read_text(encoding="utf-8")


def test_a_correction_is_a_new_version_with_its_reason_and_the_first_stays(run, home: Path, tmp_path: Path):
    run("statement", "--out", str(tmp_path / "a"))
    assert run("statement", "--correct", "why", "--out", str(tmp_path / "b"))[0] == 1

    shutil.rmtree(home / "lake")
    shutil.rmtree(home / "published")
    settle(home, promised_home(home, cases(*CELLS, ("transaction", "mail", "plate", "normal", 50, 50))))
    code, _, said = run("statement", "--correct", "Rows came late. / Lignes tardives.", "--out", str(tmp_path / "b"))

    assert (code, "version 2" in said) == (0, True)
    assert published_statements(url(home))["version"].to_list() == [1, 2]
    assert "Rows came late." in (tmp_path / "b" / "statement-en.html").read_text(encoding="utf-8")
    assert set(figures(tmp_path / "a")["version"]) == {1}
    assert figures(tmp_path / "b").height > figures(tmp_path / "a").height


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--period", "2024-05"), "published by quarter"),
        (("--period", "FY2024-25-Q2"), "is not over"),
        (("--period", "FY2030-31-Q2"), "has not begun"),
        (("--period", "FY2001-02-Q2"), "before the first data"),
        (("--period", "nonsense"), "is not a period"),
        (("--draft", "--published"), "Use one of"),
        (("--published",), "was not published"),
        (("--correct", "why"), "nothing to correct"),
        (("--viewer", "nobody@example.org"), "Nobody here has the address"),
    ],
)
def test_what_cannot_be_published_is_refused_in_a_sentence_and_nothing_is_written(run, home, tmp_path, words, sentence):
    code, out, said = run("statement", *words, "--out", str(tmp_path / "a"))

    assert (code, out) == (1, "")
    assert sentence in said
    assert "Traceback" not in said
    assert not (tmp_path / "a").exists()
    assert published_statements(url(home)).is_empty()


def test_a_run_that_was_not_verified_publishes_nothing(run, home: Path, tmp_path: Path):
    (home / "verified.json").unlink()

    code, _, said = run("statement", "--out", str(tmp_path / "a"))

    assert (code, "scorecard verify" in said) == (1, True)
    assert run("statement", "--draft", "--out", str(tmp_path / "a"))[0] == 0


@pytest.mark.parametrize("folder", ["file", "file/below", "x" * 300])
def test_nothing_is_published_where_its_folder_cannot_be_written(run, home: Path, tmp_path: Path, folder: str):
    (tmp_path / "file").write_text("x", encoding="utf-8")

    code, _, said = run("statement", "--out", str(tmp_path / folder))

    assert (code, "cannot be written" in said, "--published" in said) == (1, True, True)
    assert published_statements(url(home)).is_empty()
    assert run("statement", "--out", str(tmp_path / "new" / "a"))[0] == 0


def test_what_is_refused_leaves_no_folder_but_the_one_that_was_there(run, tmp_path: Path):
    (tmp_path / "there").mkdir()
    run("statement", "--out", str(tmp_path / "there"))

    for folder in ("there", "there/deep/er"):
        assert run("statement", "--out", str(tmp_path / folder))[0] == 1
    assert all(path.is_file() for path in (tmp_path / "there").iterdir())


@pytest.mark.parametrize(
    ("role", "scope", "publishes", "drafts"),
    [
        ("chief_executive", {}, True, True),
        ("chief_executive", {"channel": ("mail",)}, False, False),
        ("steward", {}, False, True),
        ("planner", {}, False, False),
        ("partner", {"partner": ("registrar",)}, False, False),
    ],
)
def test_only_who_may_publishes_and_a_draft_is_for_who_sees_all_of_it(
    run, home, tmp_path, role, scope, publishes, drafts
):
    grant(url(home), "someone@example.org", role, scope, author="me")
    who = ("--viewer", "someone@example.org")

    code, _, said = run("statement", "--draft", "--out", str(tmp_path / "a"), *who)
    assert (code == 0, (tmp_path / "a").exists()) == (drafts, drafts)
    assert ("of which someone@example.org sees a part" in said) == bool(scope)
    assert (run("statement", "--out", str(tmp_path / "b"), *who)[0] == 0) == publishes
    assert published_statements(url(home)).is_empty() != publishes
