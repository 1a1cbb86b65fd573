"""Audit recommendations, and how far each has come, in all their versions."""

from datetime import date, datetime

import polars as pl
from sqlalchemy.orm import Mapped

from data.state.accountability.versions import versions
from data.state.base import Recorded, State
from data.state.reading import MOMENT, read, written_columns


class Recommendation(Recorded, State):
    """One row per version; the newest of a code is in force."""

    __tablename__ = "recommendation"

    code: Mapped[str]
    body_en: Mapped[str]
    """Who made it."""
    body_fr: Mapped[str | None]
    year: Mapped[int]
    text_en: Mapped[str]
    text_fr: Mapped[str | None]
    action_en: Mapped[str | None]
    action_fr: Mapped[str | None]
    owner: Mapped[str]
    due: Mapped[date]
    status: Mapped[str]
    """A code of `RecommendationStatus`."""
    indicator: Mapped[str | None]
    """The indicator that shows whether it was done."""
    note: Mapped[str | None]
    """Why this version is another than the one before."""
    author: Mapped[str]


RECOMMENDATION = {"id": pl.Int64, **written_columns(Recommendation), "recorded_at": MOMENT, "newest": pl.Boolean}


KEY = ("code",)


def recommendations(url: str, at: datetime | None = None) -> pl.DataFrame:
    """Every version, oldest first: columns `RECOMMENDATION`. `newest`: whether it is in force, now or at a moment."""
    return read(url, versions(Recommendation, KEY, at), RECOMMENDATION)
