"""Agreements with partners, as they were signed: the newest row of an agreement and signing day is in force."""

from datetime import date, datetime

import polars as pl
from sqlalchemy.orm import Mapped

from data.state.accountability.versions import versions
from data.state.base import Recorded, State
from data.state.reading import MOMENT, read, written_columns


class Agreement(Recorded, State):
    """One row per decision. An amendment has the same code and a later day on which it was signed."""

    __tablename__ = "agreement"

    code: Mapped[str]
    signed: Mapped[date]
    expires: Mapped[date | None]
    """The last day in force; null where no end was agreed."""
    kind: Mapped[str]
    """A code of `AgreementKind`."""
    party: Mapped[str]
    """A code of `Party`."""
    partner: Mapped[str]
    """The code of the partner, as the reference table or this register names it."""
    name_en: Mapped[str | None]
    """The partner's name, where it is in no reference table."""
    name_fr: Mapped[str | None]
    title_en: Mapped[str]
    title_fr: Mapped[str | None]
    principles: Mapped[bool]
    """Whether it carries the service principles of the Directive."""
    accept_within: Mapped[int | None]
    """Days after a quarter in which both sides accept its results; null where they do not."""
    results_from: Mapped[date | None]
    """The first day of the first quarter whose results they accept."""
    measures: Mapped[str]
    """JSON: what was agreed, measure by measure, in the order of the register."""


KEY = ("code", "signed")

AGREEMENT = {"id": pl.Int64, **written_columns(Agreement), "recorded_at": MOMENT, "newest": pl.Boolean}


def agreements(url: str, at: datetime | None = None) -> pl.DataFrame:
    """Every version of every agreement and amendment, oldest first: columns `AGREEMENT`.

    `newest`: whether it is what is known of that agreement and signing day, now or at a moment.
    """
    return read(url, versions(Agreement, KEY, at), AGREEMENT)
