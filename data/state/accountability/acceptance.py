"""Results of agreements that a side accepted or objected to, quarter by quarter, with the figures it had before it."""

from datetime import datetime

import polars as pl
from sqlalchemy.orm import Mapped

from data.state.accountability.versions import versions
from data.state.base import Recorded, State
from data.state.reading import MOMENT, read, written_columns


class Acceptance(Recorded, State):
    """One row per decision; of an agreement, quarter and side the newest is in force."""

    __tablename__ = "acceptance"

    agreement: Mapped[str]
    """The agreement's code."""
    partner: Mapped[str]
    period: Mapped[str]
    """A quarter, as `FY2024-25-Q3`."""
    side: Mapped[str]
    """A code of `Side`."""
    accepted: Mapped[bool]
    """Whether the side accepts the results, or objects."""
    text_en: Mapped[str | None]
    text_fr: Mapped[str | None]
    figures: Mapped[str]
    """JSON: measure → numerator, denominator and value as they were accepted."""
    run: Mapped[str]
    role: Mapped[str]
    author: Mapped[str]


ACCEPTANCE = {"id": pl.Int64, **written_columns(Acceptance), "recorded_at": MOMENT, "newest": pl.Boolean}


KEY = ("agreement", "period", "side")


def acceptances(url: str, at: datetime | None = None) -> pl.DataFrame:
    """Every decision, oldest first: columns `ACCEPTANCE`. `newest`: whether it is in force, now or at a moment."""
    return read(url, versions(Acceptance, KEY, at), ACCEPTANCE)
