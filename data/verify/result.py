"""What the last verification of a home found, kept beside its manifest."""

import os
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ValidationError

from data.errors import UserError

KEPT = "verified.json"


class Difference(BaseModel):
    """Where what is published, or kept, is not what the lake says."""

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


def last_of(home: Path) -> Verification | None:
    """The last verification of a home, None where there was none."""
    try:
        return Verification.model_validate_json((home / KEPT).read_bytes())
    except (OSError, ValidationError):
        return None


def keep(home: Path, found: Verification) -> None:
    """Replaces what was kept.

    Raises: UserError where the home cannot be written, with what was found.
    """
    beside = home / f"{KEPT}.new"
    try:
        beside.write_text(found.model_dump_json(indent=1), encoding="utf-8")
        os.replace(beside, home / KEPT)
    except OSError as error:
        raise UserError(
            f"{found.numbers:,} numbers of run {found.run} were recomputed and {found.differences:,} differ, but that "
            f"cannot be kept in {home} ({error.strerror}): make it writable."
        ) from None
