"""Comments of owners on an indicator, a period and a part of the organisation, in all their versions."""

from datetime import date, datetime
from typing import Any

import polars as pl
from sqlalchemy import Select, select
from sqlalchemy.orm import Mapped

from data.state.base import Recorded, State
from data.state.reading import MOMENT, read, written_columns

PARTS = ("happened", "why", "action", "effect")
"""What a comment says, in this order; each in English, in French, or in both."""


class Comment(Recorded, State):
    """One row per version; of an indicator, period and part the newest that is no draft is in force."""

    __tablename__ = "comment"

    indicator: Mapped[str]
    period: Mapped[str]
    """Its code, as `2024-11`."""
    first_day: Mapped[date]
    last_day: Mapped[date]
    part: Mapped[str]
    """JSON: breakdown → codes; `{}` for the whole organisation."""
    draft: Mapped[bool]
    """Whether only its author reads it."""
    happened_en: Mapped[str | None]
    happened_fr: Mapped[str | None]
    why_en: Mapped[str | None]
    why_fr: Mapped[str | None]
    action_en: Mapped[str | None]
    action_fr: Mapped[str | None]
    action_owner: Mapped[str | None]
    action_due: Mapped[date | None]
    effect_en: Mapped[str | None]
    effect_fr: Mapped[str | None]
    effect_by: Mapped[date | None]
    effect_indicator: Mapped[str | None]
    """The indicator that is to move, where it is another than the one that the comment is on."""
    effect_direction: Mapped[str | None]
    """Which way it is to move: a code of `data.words.Movement`; null where nothing was promised that can be judged."""
    author: Mapped[str]


COMMENT = {"id": pl.Int64, **written_columns(Comment), "recorded_at": MOMENT}


def comments(url: str, at: datetime | None = None) -> pl.DataFrame:
    """Every version of every comment, drafts too, oldest first: columns `COMMENT`. `at`: as it stood at that moment."""
    return read(url, versions(at), COMMENT)


def versions(at: datetime | None = None) -> Select[Any]:
    """Selects every version, oldest first."""
    every = select(Comment.__table__).order_by(Comment.id)
    return every.where(Comment.recorded_at <= at) if at else every
