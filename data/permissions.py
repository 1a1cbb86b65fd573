"""Whose a home is: its folder and files belong to the one account that runs the scorecard, and no other reads them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from data.text import Text

OWNER_FOLDER, OWNER_FILE = 0o700, 0o600
OTHERS = 0o077
"""What group and everybody else may do."""

OURS = ("manifest.json", "run.lock", "state.db", "demo.db", "lake", "logs", "audit.head", "errors.log")
"""By any of these a folder is known to be a home, and not some folder of other people's files."""

TIGHTENED = Text(
    "{home} could be read by other accounts of this machine; now only its owner may.",
    "D'autres comptes de cette machine pouvaient lire {home}; désormais, seul son propriétaire le peut.",
)
LEFT_OPEN = Text(
    "{home} can be read by other accounts of this machine, and this user may not change that or it holds files of "
    "other programs: use a folder of its own.",
    "D'autres comptes de cette machine peuvent lire {home}, et cet utilisateur ne peut pas le changer ou le dossier "
    "contient des fichiers d'autres programmes\u00a0: utilisez un dossier à part.",
)


def own_home(home: Path) -> Text | None:
    """Makes the home where there is none, for its owner alone; returns what a person should know, if anything.

    One that is there is tightened. A folder that holds other things but nothing of ours is left as it is.
    Raises: OSError, where it cannot be made.
    """
    try:
        home.mkdir(mode=OWNER_FOLDER, parents=True)
        return None
    except FileExistsError:
        if not home.is_dir():
            raise NotADirectoryError(20, os.strerror(20), str(home)) from None
    if os.name != "posix" or not home.stat().st_mode & OTHERS:
        return None
    try:
        there = {path.name for path in home.iterdir()}
        if there and there.isdisjoint(OURS):
            return _about(LEFT_OPEN, home)
        home.chmod(OWNER_FOLDER)
    except PermissionError:
        return _about(LEFT_OPEN, home)
    return _about(TIGHTENED, home)


@contextmanager
def owner_only() -> Iterator[None]:
    """Whatever is made within, by whichever library, is its owner's alone."""
    before = os.umask(OTHERS)
    try:
        yield
    finally:
        os.umask(before)


def open_private(path: Path, mode: str, **options: Any) -> IO[Any]:
    """Opens a file that nobody else may read from the moment it is there."""
    return open(path, mode, opener=_opener, **options)


def make_private(path: Path) -> None:
    """Makes an empty file for a library to fill, or leaves one that is there."""
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY, OWNER_FILE))


def _opener(path: str, flags: int) -> int:
    return os.open(path, flags, OWNER_FILE)


def _about(sentence: Text, home: Path) -> Text:
    return Text(*(text.format(home=home) for text in sentence))
