"""Draws a pack in one of its formats; what draws a format is loaded where it is asked for."""

from dashboard.exports.pack.model import Look, Pack


def draw(pack: Pack, look: Look, ending: str) -> bytes:
    """The file; `ending`: .pdf, .pptx, .xlsx or .html. Raises: UserError for a template that cannot be used."""
    if ending == ".pdf":
        from dashboard.exports.pack.pdf import pdf

        return pdf(pack, look)
    if ending == ".pptx":
        from dashboard.exports.pack.pptx import pptx

        return pptx(pack, look)
    if ending == ".xlsx":
        from dashboard.exports.pack.xlsx import xlsx

        return xlsx(pack, look)
    from dashboard.exports.pack.html import html

    return html(pack, look)
