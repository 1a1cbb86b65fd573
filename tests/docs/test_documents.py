"""The documents say what is true: generated pages are current, named commands, settings, files and targets exist."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from data.settings import PREFIX, Settings
from docs.generate import PAGES, REFERENCE
from scorecard.__main__ import app

ROOT = Path(__file__).parents[2]
DOCUMENTS = {
    str(path.relative_to(ROOT)): path.read_text("utf-8")
    for path in sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
}
EVERYTHING = "\n".join(DOCUMENTS.values())
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_comes_from_the_code_is_current(page):
    assert (REFERENCE / page).read_text("utf-8") == PAGES[page](), "run `make docs`"


def test_every_make_target_that_is_named_exists_and_every_target_is_named():
    named = set(re.findall(r"`make ([a-z]+)", EVERYTHING))
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))

    assert named == targets


def test_every_command_that_is_named_exists_and_every_command_is_named():
    commands = set(get_command(app).commands)
    named = set(re.findall(r"(?:`|/|^)scorecard ([a-z]+)", EVERYTHING, re.MULTILINE))

    assert named <= commands
    assert set(re.findall(r"^Usage: scorecard ([a-z]+)", EVERYTHING, re.MULTILINE)) == commands


def test_every_setting_is_described_and_every_described_setting_exists():
    described = set(re.findall(rf"`({PREFIX}[A-Z_]+)`", DOCUMENTS["docs/reference/settings.md"]))

    assert described == {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}


def anchors(text: str) -> set[str]:
    """The headings of a document as links name them."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_and_heading_that_is_linked_is_there(document):
    folder = (ROOT / document).parent
    for path, heading in re.findall(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)", DOCUMENTS[document]):
        target = folder / path if path else ROOT / document
        assert target.exists(), path
        assert not heading or heading in anchors(target.read_text("utf-8")), heading


def test_every_document_can_be_reached_from_the_readme():
    reached, waiting = set(), ["README.md"]
    while waiting:
        document = waiting.pop()
        reached.add(document)
        for path in re.findall(r"\]\((?!https?:)([^)#]+\.md)", DOCUMENTS[document]):
            name = str((ROOT / document).parent.joinpath(path).resolve().relative_to(ROOT))
            if name not in reached:
                waiting.append(name)

    assert set(DOCUMENTS) - reached == set()


def test_the_readme_is_read_in_one_go():
    assert len(DOCUMENTS["README.md"].splitlines()) <= 140


@pytest.mark.parametrize("way", ["an indicator", "a source", "a page", "a row set"])
def test_each_way_to_extend_takes_ten_steps(way):
    section = DOCUMENTS["CONTRIBUTING.md"].partition(f"## Add {way}\n")[2].partition("\n## ")[0]

    assert 0 < len(re.findall(r"^\d+\. ", section, re.MULTILINE)) <= 10
