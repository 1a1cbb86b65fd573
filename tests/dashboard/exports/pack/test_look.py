"""The look of a pack: a logo, a font, a colour, a template and texts that cannot be drawn are told, not met."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from fontTools import subset
from fontTools.ttLib import TTFont
from PIL import Image
from pptx import Presentation
from pypdf import PdfReader

from dashboard.exports.pack.contents import SAID_BY_FORMATS
from dashboard.exports.pack.drawing import draw
from dashboard.exports.pack.look import _own_fonts, look
from dashboard.exports.pack.model import Cell, Column, Pack, Points, Section, Sentence, Table
from data.errors import UserError
from data.settings import settings

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="navy"/></svg>'


def pack(*texts: str) -> Pack:
    """A pack of one section that says some texts, in a sentence, a list and a table."""
    table = Table(name="t", caption="Caption", columns=[Column("Name"), Column("Text")],
                  rows=[[Cell(str(at)), Cell(text)] for at, text in enumerate(texts)])  # fmt: skip
    blocks = [Sentence(text, label="Said:") for text in texts]
    return Pack(
        lang="en", title="Pack", subtitle="Scorecard", organisation="Office", author="Office",
        facts=[("Period", text) for text in texts], marks=list(texts), footer="Foot",
        sections=[Section(name="one", title="One", blocks=[*blocks, Points(texts), table])],
        moment=datetime(2025, 4, 1, 2, 3, 4, 567, tzinfo=UTC),
        words={name: text.en for name, text in SAID_BY_FORMATS.items()},
    )  # fmt: skip


def code(setting: str, value: object, monkeypatch: pytest.MonkeyPatch, ending: str = "") -> str:
    monkeypatch.setenv(f"SCORECARD_{setting}", str(value))
    with pytest.raises(UserError) as refused:
        draw(pack("a"), look(), ending)
    assert all(refused.value.text(lang) for lang in ("en", "fr"))
    return refused.value.code


@pytest.mark.parametrize("ending", [".pdf", ".pptx", ".xlsx", ".html"])
def test_whatever_people_write_is_text_and_is_drawn(ending: str):
    attacks = [
        '<img src=x onerror="1"> </script>',
        "#eval(1) $x$ *a* `b` \\ @c [d] // e",
        "=1+1",
        "漢字 😀 é \N{ZERO WIDTH SPACE}",
    ]
    content = draw(pack(*attacks), look(), ending)

    assert content
    if ending == ".html":
        assert b"<img src=x" not in content
    if ending == ".pdf":
        said = " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
        assert "#eval(1) $x$ *a* `b` \\ @c [d] // e" in said
        assert "□□" in said, "letters that no face has stand as boxes"


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp", "svg"])
def test_a_logo_of_every_kind_stands_in_every_format(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    file = tmp_path / f"logo.{kind}"
    if kind == "svg":
        file.write_text(SVG)
    else:
        Image.new("RGB", (40, 20), "navy").save(file)
    monkeypatch.setenv("SCORECARD_MARK", str(file))
    looks = look()

    assert looks.mark
    assert looks.mark.png.startswith(b"\x89PNG")
    for ending in (".pdf", ".pptx", ".xlsx"):
        assert draw(pack("a"), looks, ending)
    assert b'alt="Logo of Office"' in draw(pack("a"), looks, ".html")


def test_a_logo_that_is_no_picture_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    file = tmp_path / "logo.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n and nothing more")
    assert code("MARK", file, monkeypatch) == "pack_logo_unreadable"
    other = tmp_path / "other.png"
    other.write_text("a text")
    assert code("MARK", other, monkeypatch) == "setting_not_valid"


def test_a_font_without_the_letters_of_french_is_refused_by_its_letters(tmp_path: Path, monkeypatch):
    folder = _own_fonts()
    assert folder
    font = TTFont(folder / "DejaVuSans.ttf")
    cut = subset.Subsetter()
    cut.populate(text="".join(chr(at) for at in range(32, 127)))
    cut.subset(font)
    font.save(tmp_path / "ascii.ttf")
    assert code("PACK_FONT", tmp_path / "ascii.ttf", monkeypatch) == "pack_font_lacks"
    (tmp_path / "ascii.ttf").write_text("no font")
    assert code("PACK_FONT", tmp_path / "ascii.ttf", monkeypatch) == "pack_font_unreadable"
    assert code("PACK_FONT", tmp_path / "none.ttf", monkeypatch) == "pack_font_unreadable"


def test_a_font_of_the_settings_sets_the_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = _own_fonts()
    assert folder
    monkeypatch.setenv("SCORECARD_PACK_FONT", str(folder / "DejaVuSerif.ttf"))
    content = draw(pack("é"), look(), ".pdf")

    fonts = {str(font["/BaseFont"]) for page in PdfReader(BytesIO(content)).pages
             for font in (one.get_object() for one in page["/Resources"]["/Font"].values())}  # fmt: skip
    assert any("DejaVuSerif" in font for font in fonts)


@pytest.mark.parametrize(("colour", "valid"), [("#0B4A8F", True), ("#FFEE00", False), ("blue", False)])
def test_a_colour_can_be_read_on_white_or_is_refused(colour: str, valid: bool, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SCORECARD_PACK_COLOUR", colour)
    if valid:
        assert settings().pack_colour == colour
        return
    with pytest.raises(UserError) as refused:
        settings()
    assert refused.value.code == "setting_not_valid"


def test_slides_take_the_layouts_of_a_template_or_say_which_it_lacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    file, book = tmp_path / "template.pptx", Presentation()
    book.save(file)
    monkeypatch.setenv("SCORECARD_PACK_TEMPLATE", str(file))
    assert draw(pack("a"), look(), ".pptx")

    layouts = book.slide_layouts
    for layout in [one for one in layouts if one.name in ("Title Only", "Blank")]:
        layouts.remove(layout)
    book.save(file)
    assert code("PACK_TEMPLATE", file, monkeypatch, ".pptx") == "pack_template_lacks"
    file.write_text("no slides")
    assert code("PACK_TEMPLATE", file, monkeypatch, ".pptx") == "pack_template_unreadable"
