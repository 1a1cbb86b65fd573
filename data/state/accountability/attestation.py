"""What somebody answerable said of an obligation that data cannot prove, in all versions."""

from datetime import date, datetime

import polars as pl
from sqlalchemy.orm import Mapped

from data.state.accountability.versions import versions
from data.state.base import Recorded, State
from data.state.reading import MOMENT, read, written_columns


class Attestation(Recorded, State):
    """One row per decision; of an obligation the newest is in force."""

    __tablename__ = "attestation"

    obligation: Mapped[str]
    """A code of the obligations of the Directive."""
    kind: Mapped[str]
    """A code of `AttestationKind`."""
    text_en: Mapped[str | None]
    """On what grounds."""
    text_fr: Mapped[str | None]
    approval: Mapped[str | None]
    """Of an exemption: the reference of its approval."""
    approved_on: Mapped[date | None]
    role: Mapped[str]
    author: Mapped[str]


ATTESTATION = {"id": pl.Int64, **written_columns(Attestation), "recorded_at": MOMENT, "newest": pl.Boolean}


KEY = ("obligation",)


def attestations(url: str, at: datetime | None = None) -> pl.DataFrame:
    """Every decision, oldest first: columns `ATTESTATION`. `newest`: whether it is in force, now or at a moment."""
    return read(url, versions(Attestation, KEY, at), ATTESTATION)
