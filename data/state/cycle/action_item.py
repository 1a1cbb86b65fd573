"""Actions and decisions: who does what until when, and how far it has come, in all their versions."""

from datetime import date, datetime
from typing import Any

import polars as pl
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Mapped

from data.state.base import Recorded, State
from data.state.reading import MOMENT, read, written_columns


class ActionItem(Recorded, State):
    """One row per version; the newest of a number is in force."""

    __tablename__ = "action_item"

    number: Mapped[int]
    """From 1; every version of an action or decision has the same."""
    kind: Mapped[str]
    """A code of `ItemKind`."""
    indicator: Mapped[str | None]
    """What it is about, null where it is about none."""
    period: Mapped[str]
    """The period in whose report it arose."""
    part: Mapped[str]
    """JSON: breakdown → codes; `{}` for the whole organisation."""
    of_comment: Mapped[bool]
    """Whether the comment on that indicator, period and part asked for it."""
    text_en: Mapped[str | None]
    text_fr: Mapped[str | None]
    owner: Mapped[str]
    due: Mapped[date]
    status: Mapped[str]
    """A code of `ItemStatus`."""
    note: Mapped[str | None]
    """Why this version is another than the one before."""
    author: Mapped[str]


ACTION_ITEM = {"id": pl.Int64, **written_columns(ActionItem), "recorded_at": MOMENT, "newest": pl.Boolean}


def action_items(url: str, at: datetime | None = None) -> pl.DataFrame:
    """Every version of every action and decision, oldest first: columns `ACTION_ITEM`.

    `newest`: whether no later version of its number was written, by `at` where that is given.
    """
    return read(url, items(at), ACTION_ITEM)


def items(at: datetime | None = None) -> Select[Any]:
    """Selects every version, oldest first, with whether it is the newest of its number."""
    newest = func.lead(ActionItem.id).over(partition_by=ActionItem.number, order_by=ActionItem.id).is_(None)
    every = select(ActionItem.__table__, newest.label("newest")).order_by(ActionItem.id)
    return every.where(ActionItem.recorded_at <= at) if at else every
