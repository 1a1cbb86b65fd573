"""The documents as a site: every page is led to, every link leads on, nothing comes from elsewhere."""

import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml

from docs.website import BESIDE, LINK, in_site, on_config, standing

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = {path.relative_to(DOCS).as_posix(): path for path in DOCS.rglob("*.md")}
PAGES |= {place: ROOT / name for name, place in BESIDE.items()}
"""Place in the site → the document that stands there."""
SETTINGS = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
DECISIONS = sorted(path.name for path in (DOCS / "decisions").glob("0*.md"))

needs_mkdocs = pytest.mark.skipif(not find_spec("material"), reason="MkDocs is not here: `make test` installs it")


def named(part: Any) -> list[str]:
    """The places that a part of the navigation names."""
    if isinstance(part, str):
        return [part]
    return [place for inner in (part.values() if isinstance(part, dict) else part) for place in named(inner)]


class Config:
    nav = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["nav"]


def test_the_navigation_names_every_document_once():
    documents = {place for place in PAGES if place.endswith(".md")}

    assert sorted(named(on_config(Config()).nav)) == sorted(documents)


@pytest.mark.parametrize("place", PAGES)
def test_every_link_of_a_page_leads_to_a_page_or_file_of_the_site(place):
    page = in_site(PAGES[place].read_text("utf-8"), place)
    for link in LINK.findall(page):
        target = PurePosixPath(place).parent / link.partition("#")[0]
        there = Path(ROOT / "site" / target).resolve().relative_to(ROOT / "site").as_posix()
        assert there in PAGES or (DOCS / there).is_file(), link


@pytest.mark.parametrize("decision", DECISIONS)
def test_a_decision_says_when_it_was_made_and_whether_it_holds(decision):
    day, how = standing(decision).split(", ", 1)

    assert re.fullmatch(r"20\d\d-\d\d-\d\d", day)
    assert re.fullmatch(r"accepted|replaced by .+|accepted, .+", how), how


def test_the_list_of_decisions_gives_each_its_day():
    page = in_site(PAGES["decisions/README.md"].read_text("utf-8"), "decisions/README.md")

    assert len(re.findall(r"\.md\) · 20\d\d-\d\d-\d\d, \w+", page)) == len(DECISIONS)


def build(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder / "site")]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The documents, to be built elsewhere."""
    shutil.copytree(DOCS, tmp_path / "docs", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", *BESIDE):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


@needs_mkdocs
def test_the_site_is_built_and_asks_nothing_of_anybody_else(copy):
    result = build(copy)

    assert result.returncode == 0, result.stderr
    for page in (copy / "site").rglob("*.html"):
        fetched = re.findall(
            r"<(?:script|link|img|iframe|source)\b[^>]*\b(?:src|href)=\"?(https?:)?//", page.read_text("utf-8")
        )
        assert fetched == [], page
    styles = [path.read_text("utf-8") for path in (copy / "site").rglob("*.css")]
    assert [style for style in styles if re.search(r"url\(\"?(https?:)?//|@import", style)] == []


@needs_mkdocs
def test_a_heading_that_is_not_there_ends_the_build_and_is_named(tmp_path):
    """By the settings of the site, over two documents instead of all of them."""
    settings = re.sub(r"^(nav:|hooks:).*?(?=^\S|\Z)", "", (ROOT / "mkdocs.yml").read_text("utf-8"), flags=re.M | re.S)
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    (tmp_path / "docs" / "how-to").mkdir(parents=True)
    (tmp_path / "docs" / "how-to" / "watch.md").write_text(
        "# Watch\n\n[Later](upgrade.md#next-year)\n", encoding="utf-8"
    )
    (tmp_path / "docs" / "how-to" / "upgrade.md").write_text("# Upgrade\n", encoding="utf-8")

    result = build(tmp_path)

    assert result.returncode == 1
    assert "how-to/watch.md" in result.stderr
    assert "next-year" in result.stderr
