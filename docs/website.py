"""The documents as pages of a site, as `mkdocs.yml` asks: those beside `docs/` too, and every decision with its day."""

import os
import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ROOT = Path(__file__).parents[1]
BESIDE = {
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "LICENSE": "LICENSE.txt",
    "NOTICE": "NOTICE.txt",
}
"""A document of the project beside `docs/` → where it stands in the site."""
LINK = re.compile(r"(?<=\]\()(?!\w+:|#)([^)#\s]+)")
DECISION = re.compile(r"^- \[.*\]\((\d{4}-[^)]+\.md)\)$", re.MULTILINE)
STANDING = re.compile(r"^Status: (.+?) · Date: (\S+)", re.MULTILINE)


def on_config(config: "MkDocsConfig") -> "MkDocsConfig":
    """Adds the decisions to the navigation, by their numbers."""
    decisions: list[Any] = next(part["Decisions"] for part in config.nav or [] if "Decisions" in part)
    for path in sorted((ROOT / "docs" / "decisions").glob("0*.md")):
        title = path.read_text("utf-8").partition("\n")[0].removeprefix("# ").replace("`", "")
        decisions.append({f"{path.name[:4]} {title}": f"decisions/{path.name}"})
    return config


def on_files(files: "Files", config: "MkDocsConfig") -> "Files":
    """Adds the documents beside `docs/`."""
    from mkdocs.structure.files import File, InclusionLevel

    for name, place in BESIDE.items():
        text = (ROOT / name).read_text("utf-8")
        files.append(File.generated(config, place, content=text, inclusion=InclusionLevel.INCLUDED))
    return files


def on_page_markdown(markdown: str, page: "Page", config: "MkDocsConfig", files: "Files") -> str:
    """Leads links to where their documents stand in the site; says of each decision its day and whether it holds."""
    return in_site(markdown, page.file.src_uri)


def in_site(markdown: str, place: str) -> str:
    """The same for the document that stands at `place` in the site, as `how-to/watch.md`."""
    document = {there: name for name, there in BESIDE.items()}.get(place, f"docs/{place}")
    if place == "decisions/README.md":
        markdown = DECISION.sub(lambda match: f"{match[0]} · {standing(match[1])}", markdown)
    return LINK.sub(lambda match: _link(match[1], document, place), markdown)


def standing(decision: str) -> str:
    """When a decision was made, and whether it holds: `2026-11-21, accepted`."""
    found = STANDING.search((ROOT / "docs" / "decisions" / decision).read_text("utf-8"))
    if found is None:
        raise ValueError(f"docs/decisions/{decision} does not say: Status: … · Date: …")
    return f"{found[2]}, {found[1]}"


def _link(link: str, document: str, place: str) -> str:
    """Where a link of a document leads from its place in the site."""
    path, mark, heading = link.partition("#")
    target = os.path.normpath(PurePosixPath(document).parent / path)
    there = BESIDE.get(target) or target.removeprefix("docs/")
    return os.path.relpath(there, PurePosixPath(place).parent) + mark + heading
