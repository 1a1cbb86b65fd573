"""What the last verification of a home found, kept beside its manifest."""

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
    try:
        return Verification.model_validate_json((home / FILE).read_bytes())
    except (OSError, ValidationError):
        return None


def write_verification(home: Path, verification: Verification) -> None:
    """Replaces the last verification of a home.

    Raises: UserError where the home cannot be written, with what was found.
    """
    try:
        replace_file(home / FILE, verification.model_dump_json(indent=1))
    except OSError as error:
        raise refusals.NOT_WRITABLE(
            numbers=verification.numbers,
            run=verification.run,
            differences=verification.differences,
            home=home,
            reason=error.strerror,
        ) from None
