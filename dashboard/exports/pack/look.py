"""How a pack looks: colour, typeface, logo and template of the settings, each checked before anything is drawn."""

from functools import lru_cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from dashboard.exports.pack.model import FACE, Look, Picture
from dashboard.queries import session
from data.refusals import pack as refusals
from data.settings import picture_type

NEEDED = "ÀÂÆÇÈÉÊËÎÏÔŒÙÛÜŸàâæçèéêëîïôœùûüÿ«»’–−%$0123456789ABCXYZabcxyz"
"""Letters without which neither language can be set; the signs beside words may come from the other face."""
WIDEST_MARK = 600
"""Pixels: more adds weight to a file and nothing to a page."""


def look() -> Look:
    """The look of the settings.

    Raises: UserError for a logo that cannot be drawn, a file that is no font, and a font without the letters needed.
    """
    now = session.current()
    own, folder = now.pack_font and now.pack_font.expanduser(), _own_fonts()
    families, letters = [FACE], _letters(folder / "DejaVuSans.ttf") if folder else frozenset()
    folders = [folder] if folder else []
    if own:
        family, of_own = _read_font(own)
        families, letters, folders = [family, FACE], letters | of_own, [own.parent, *folders]
    return Look(
        accent=now.pack_colour,
        families=tuple(families),
        folders=tuple(folders),
        letters=letters,
        mark=_mark(now.mark.expanduser()) if now.mark else None,
        template=now.pack_template and now.pack_template.expanduser(),
    )


def _own_fonts() -> Path | None:
    """DejaVu Sans as it comes with a package that is installed anyway; looked up, not loaded."""
    found = find_spec("matplotlib")
    folder = Path(found.origin).parent / "mpl-data" / "fonts" / "ttf" if found and found.origin else None
    return folder if folder and folder.is_dir() else None


def _read_font(path: Path) -> tuple[str, frozenset[int]]:
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with path.open("rb") as file, TTFont(file, lazy=True) as font:
            family = font["name"].getBestFamilyName() or ""
    except (TTLibError, OSError, KeyError):
        raise refusals.FONT_UNREADABLE(file=path) from None
    letters = _letters(path)
    lacking = [letter for letter in NEEDED if ord(letter) not in letters]
    if lacking or not family:
        raise refusals.FONT_LACKS(file=path, letters=lacking[:8])
    return family, letters


@lru_cache(4)
def _letters(path: Path) -> frozenset[int]:
    """The code points that a font draws."""
    from fontTools.ttLib import TTFont

    with path.open("rb") as file, TTFont(file, lazy=True) as font:
        return frozenset(font.getBestCmap() or ())


def _mark(path: Path) -> Picture:
    """The logo as a picture that every format takes; raises UserError for one that cannot be drawn."""
    from PIL import Image

    try:
        content = path.read_bytes()
        if picture_type(path) == "image/svg+xml":
            content = _png_of(content)
        with Image.open(BytesIO(content)) as opened:
            opened.thumbnail((WIDEST_MARK, WIDEST_MARK))
            drawn = opened.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise refusals.LOGO_UNREADABLE(file=path) from None
    file = BytesIO()
    drawn.save(file, "PNG")
    return Picture(file.getvalue(), drawn.width, drawn.height)


def _png_of(svg: bytes) -> bytes:
    import vl_convert

    return vl_convert.svg_to_png(svg.decode("utf-8"), scale=2)
