"""The README says what is true: its table is the catalogue's, its commands exist."""

import re
from pathlib import Path

from typer.main import get_command

from scorecard import __main__ as scorecard
from scorecard.output import with_catalogue

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_table_of_indicators_is_the_catalogue():
    assert with_catalogue(README) == README, "run `make docs`"


def test_every_make_word_that_is_named_is_a_target():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for word in set(re.findall(r"`make ([a-z]+)`", README)):
        assert re.search(rf"^{word}:", makefile, re.MULTILINE), word


def test_every_command_that_is_named_exists_and_every_command_is_named():
    commands = set(get_command(scorecard.app).commands)
    documents = README + (ROOT / "CHANGELOG.md").read_text("utf-8")
    named = set(re.findall(r"(?:`|/|^)scorecard ([a-z]+)", README, re.MULTILINE))
    assert named <= commands
    assert [command for command in commands if not re.search(rf"\b{command}\b", documents)] == []


def test_every_file_that_is_linked_is_there():
    for path in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / path).exists(), path


def test_each_way_to_extend_takes_ten_lines():
    for way in ("indicator", "source", "page"):
        section = README.partition(f"### Add a{'n' if way == 'indicator' else ''} {way}\n")[2].partition("\n#")[0]
        assert len(re.findall(r"^\d+\. ", section, re.MULTILINE)) <= 10
