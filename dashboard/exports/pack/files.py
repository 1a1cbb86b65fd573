"""A pack as a file, in the format of its ending.

What it says is worked out here; it is drawn in a process of its own, which ends with it: a script engine for the charts
and a typesetter would otherwise stay in the memory of a server, and take turns with its pages.
"""

import os
import pickle
import subprocess
import sys
from pathlib import Path

from dashboard.exports.pack.contents import contents, parts_in_order
from dashboard.exports.pack.edition import Edition, require_figures
from dashboard.exports.pack.look import look
from dashboard.queries import session
from data.errors import UserError
from data.refusals import pack as refusals

TYPES = {
    ".pdf": "application/pdf",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".html": "text/html",
}
"""Ending → what a browser is told that it is."""
DRAWING = "dashboard.exports.pack.drawing"


def check_ending(file: Path) -> str:
    """The ending, in small letters; raises UserError for one that is no format."""
    ending = file.suffix.lower()
    if ending not in TYPES:
        raise refusals.UNKNOWN_ENDING(file=file, endings=list(TYPES))
    return ending


def problem(edition: Edition) -> UserError | None:
    """Why there is no pack, before anybody asks for one: no figures, or what the settings ask for in vain."""
    try:
        require_figures(edition)
        parts_in_order(session.current().pack_parts)
        look()
    except UserError as error:
        return error
    return None


def make(edition: Edition, ending: str) -> bytes:
    """The file of an edition.

    Raises: UserError for what the settings ask for in vain: a part, a logo, a font or a template; and where the machine
    has no room to draw it.
    """
    looks, pack = look(), contents(edition)
    # Not by `multiprocessing`: it would import what the server runs as well, which is the whole dashboard.
    places = os.pathsep.join(filter(None, sys.path))
    drawn = subprocess.run(
        [sys.executable, "-m", DRAWING],
        input=pickle.dumps((pack, looks, ending)),
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": places},
        check=False,
    )
    if drawn.returncode:
        raise refusals.NOT_DRAWN()
    content: bytes | UserError = pickle.loads(drawn.stdout)
    if isinstance(content, UserError):
        raise content
    return content
