"""The statements that were published: one row per version, none of which ever changes."""

import polars as pl
from sqlalchemy import UniqueConstraint, select
from sqlalchemy.orm import Mapped

from data.state.base import Recorded, State
from data.state.reading import MOMENT, read, written_columns


class PublishedStatement(Recorded, State):
    """One row per version of a quarter's statement."""

    __tablename__ = "statement"
    __table_args__ = (UniqueConstraint("period", "version"),)

    period: Mapped[str]
    """As `FY2024-25-Q3`."""
    version: Mapped[int]
    """From 1; each later one corrects the one before."""
    author: Mapped[str]
    reason: Mapped[str | None]
    """Why it was corrected; null for the first."""
    figures: Mapped[str]
    """All that was published, as JSON."""


STATEMENT = {"id": pl.Int64, **written_columns(PublishedStatement), "recorded_at": MOMENT}


def published_statements(url: str, period: str | None = None) -> pl.DataFrame:
    """Every version that was published, of a quarter or of all, the oldest first: columns `STATEMENT`.

    Raises: UserError, for a database that cannot be used.
    """
    query = select(PublishedStatement.__table__).order_by(PublishedStatement.id)
    return read(url, query if period is None else query.where(PublishedStatement.period == period), STATEMENT)
