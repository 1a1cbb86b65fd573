"""Draws a pack in one of its formats; what draws a format is loaded where it is asked for.

As a process of its own it takes pack, look and ending from stdin, and gives the file or the refusal to stdout.
"""

import os
import pickle
import sys

from dashboard.exports.pack.model import Look, Pack
from data.errors import UserError


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


def main() -> None:
    """Once, and then the process ends."""
    with os.fdopen(os.dup(1), "wb") as out:
        # What a library prints is no part of the file.
        os.dup2(2, 1)
        try:
            result: bytes | UserError = draw(*pickle.load(sys.stdin.buffer))
        except UserError as error:
            result = error
        pickle.dump(result, out)


if __name__ == "__main__":
    main()
