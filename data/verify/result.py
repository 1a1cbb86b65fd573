"""What the last verification of a home found, kept beside its manifest."""

import hashlib
import os
import tempfile
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ValidationError

from data.refusals import verification as refusals
from data.storage.atomic import replace_file

FILE = "verified.json"


class Difference(BaseModel):
    """Where what is published, or stored, is not what the lake says."""

    table: str
    column: str = ""
    period: str = ""
    group: str = ""
    published: str = ""
    recomputed: str = ""


class Verification(BaseModel):
    """Of which run, when, in how long, and how many numbers were recomputed by another road."""

    run: str
    at: datetime
    seconds: float = 0.0
    numbers: int
    differences: int
    listed: list[Difference] = []
    """The first of the differences; what could not be verified is one too."""

    @property
    def clean(self) -> bool:
        """Whether every number is what the lake says."""
        return not self.differences

    @property
    def failed(self) -> bool:
        """Whether no number could be compared at all: the home could not be read, so nothing is known to differ."""
        return not self.clean and not self.numbers


def read_verification(home: Path) -> Verification | None:
    """The last verification of a home, None where there was none."""
    both = [_read(path) for path in (home / FILE, _aside(home)) if _is_ours(path)]
    return max((one for one in both if one), key=lambda one: one.at, default=None)


def _read(path: Path) -> Verification | None:
    try:
        return Verification.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None


def _aside(home: Path) -> Path:
    """Where is kept what was found of a home that cannot be written: else an earlier success would count on."""
    mark = hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir(), f"scorecard-verified-{mark}.json")


def _is_ours(path: Path) -> bool:
    """Anybody may put a file among the temporary ones: only this user's is believed."""
    try:
        return path.lstat().st_uid == os.getuid() if path.parent == Path(tempfile.gettempdir()) else True
    except (OSError, AttributeError):
        return False


def _keep_aside(home: Path, text: str) -> None:
    """Under a name that nobody can foresee, then swapped in: others may put links among the temporary files."""
    with suppress(OSError):
        number, path = tempfile.mkstemp()
        with os.fdopen(number, "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(path, _aside(home))


def write_verification(home: Path, verification: Verification) -> None:
    """Replaces the last verification of a home.

    Raises: UserError where the home cannot be written, with what was found.
    """
    text = verification.model_dump_json(indent=1)
    try:
        replace_file(home / FILE, text)
    except OSError as error:
        _keep_aside(home, text)
        raise refusals.NOT_WRITABLE(
            numbers=verification.numbers,
            run=verification.run,
            differences=verification.differences,
            home=home,
            reason=error.strerror,
        ) from None
