"""A pack as a document on paper that everybody can read: PDF/UA-1, tagged, with bookmarks and alternative texts."""

import json
from base64 import b64encode
from pathlib import Path
from typing import Any

import typst

from dashboard.exports.pack.model import Block, Cell, Chart, Look, Pack, Picture, Points, Section, Sentence, Table
from dashboard.exports.pack.svg import svg

TEMPLATE = Path(__file__).parent / "pack.typ"
STANDARD = "ua-1"
UNKNOWN = "□"
"""Stands where no face has a letter: a document that is for everybody may not show nothing there."""

_ALWAYS = frozenset(range(32, 127)) | {0xA0, 0x202F}


def pdf(pack: Pack, look: Look) -> bytes:
    """The whole document."""
    files: dict[str, bytes] = {"main": TEMPLATE.read_bytes()}
    if look.mark:
        files["logo.svg"] = _wrapped(look.mark).encode()
    sections = [_section(one, files, look) for one in pack.sections]
    told = {
        "lang": pack.lang,
        "title": pack.title,
        "author": pack.author,
        "subtitle": pack.subtitle,
        "organisation": pack.organisation,
        "facts": pack.facts,
        "marks": pack.marks,
        "footer": pack.footer,
        "page": pack.words["PAGE"],
        "contents": pack.words["CONTENTS"],
        "logo": pack.words["LOGO"].format(name=pack.organisation) if look.mark else None,
        "accent": look.accent,
        "families": look.families,
        "sections": sections,
    }
    files["pack.json"] = json.dumps(_readable(told, look), ensure_ascii=False).encode()
    compiled: bytes = typst.compile(  # type: ignore[call-overload]  # its stubs know no folder of files
        files,
        format="pdf",
        pdf_standards=[STANDARD],
        font_paths=[str(folder) for folder in look.folders],
        ignore_system_fonts=bool(look.folders),
        timestamp=pack.moment.replace(microsecond=0),
    )
    return compiled


def _wrapped(mark: Picture) -> str:
    """The picture within a drawing: the typesetter takes texts alone."""
    size = f'width="{mark.width}" height="{mark.height}"'
    data = b64encode(mark.png).decode()
    image = f'<image {size} href="data:image/png;base64,{data}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{image}</svg>'


def _section(section: Section, files: dict[str, bytes], look: Look) -> dict[str, Any]:
    blocks = [_block(block, files, look) for block in section.blocks]
    return {"level": section.level, "title": section.title, "blocks": blocks}


def _block(block: Block, files: dict[str, bytes], look: Look) -> dict[str, Any]:
    if isinstance(block, Sentence):
        return {"kind": "sentence", **vars(block)}
    if isinstance(block, Points):
        return {"kind": "points", "lines": list(block.lines)}
    if isinstance(block, Chart):
        name = f"chart-{len(files)}.svg"
        files[name] = svg(block).encode()
        return {"kind": "chart", "file": name, "alt": block.alt}
    return _table(block)


def _table(table: Table) -> dict[str, Any]:
    return {
        "kind": "table",
        "caption": table.caption,
        "columns": [vars(column) for column in table.columns],
        "rows": [[_cell(cell) for cell in row] for row in table.rows],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {"text": cell.text, "tone": cell.tone, "lang": cell.lang}


def _readable(told: Any, look: Look) -> Any:
    """All texts with letters that the faces have, where it is known which those are."""
    if isinstance(told, str):
        if not look.letters:
            return told
        return "".join(letter if _has(letter, look) else UNKNOWN for letter in told)
    if isinstance(told, dict):
        return {name: _readable(value, look) for name, value in told.items()}
    return [_readable(value, look) for value in told] if isinstance(told, list | tuple) else told


def _has(letter: str, look: Look) -> bool:
    code = ord(letter)
    return letter == "\n" or code in _ALWAYS or code in look.letters
