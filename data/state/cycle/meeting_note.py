"""Notes of a meeting on a period, as they were taken: rows are added, and stay."""

from datetime import datetime
from typing import Any

import polars as pl
from sqlalchemy import Select, select
from sqlalchemy.orm import Mapped

from data.state.base import Recorded, State
from data.state.reading import MOMENT, read, written_columns


class MeetingNote(Recorded, State):
    """One row per note."""

    __tablename__ = "meeting_note"

    period: Mapped[str]
    """The period whose report was discussed."""
    part: Mapped[str]
    """JSON: breakdown → codes; `{}` for the whole organisation."""
    indicator: Mapped[str | None]
    """What was discussed, null where it was none in particular."""
    text: Mapped[str]
    language: Mapped[str]
    """That of the page on which it was taken: `en` or `fr`."""
    author: Mapped[str]


MEETING_NOTE = {"id": pl.Int64, **written_columns(MeetingNote), "recorded_at": MOMENT}


def meeting_notes(url: str, at: datetime | None = None) -> pl.DataFrame:
    """Every note, oldest first: columns `MEETING_NOTE`. `at`: as it stood at that moment."""
    return read(url, notes(at), MEETING_NOTE)


def notes(at: datetime | None = None) -> Select[Any]:
    """Selects every note, oldest first."""
    every = select(MeetingNote.__table__).order_by(MeetingNote.id)
    return every.where(MeetingNote.recorded_at <= at) if at else every
