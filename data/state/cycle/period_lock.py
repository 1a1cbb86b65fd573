"""Locks of reporting periods, and the figures that each lock keeps, whatever later runs, targets and retention do."""

from datetime import date, datetime
from typing import Any

import polars as pl
from sqlalchemy import BigInteger, Select, func, select
from sqlalchemy.orm import Mapped, mapped_column

from data.state.base import Recorded, State
from data.state.reading import MOMENT, read, written_columns


class PeriodLock(Recorded, State):
    """One row per decision to lock a period or to reopen it; the newest of a period is in force."""

    __tablename__ = "period_lock"

    period: Mapped[str]
    """Its code, as `2024-11`."""
    first_day: Mapped[date]
    last_day: Mapped[date]
    locked: Mapped[bool]
    """False: reopened."""
    reason: Mapped[str]
    role: Mapped[str]
    """Of who decided; a code of `data.access.roles.ROLES`."""
    run: Mapped[str]
    """The run whose figures were locked."""
    open_points: Mapped[str]
    """JSON: the codes of what the checklist still had open."""
    author: Mapped[str]


class LockedFigure(Recorded, State):
    """One row per headline indicator of a lock: the number of the whole organisation and all that was said of it."""

    __tablename__ = "locked_figure"

    lock: Mapped[int]
    """The `id` of the lock."""
    indicator: Mapped[str]
    title_en: Mapped[str]
    title_fr: Mapped[str]
    value: Mapped[float | None]
    """In the indicator's stored unit; null where there was none."""
    numerator: Mapped[int | None] = mapped_column(BigInteger)
    denominator: Mapped[int | None] = mapped_column(BigInteger)
    n: Mapped[int | None] = mapped_column(BigInteger)
    absence: Mapped[str | None]
    target: Mapped[float | None]
    near: Mapped[float | None]
    status: Mapped[str]
    variation: Mapped[str]
    text_en: Mapped[str]
    """The value, its target and the judgement in words, as the page showed them."""
    text_fr: Mapped[str]


PERIOD_LOCK = {"id": pl.Int64, **written_columns(PeriodLock), "recorded_at": MOMENT, "newest": pl.Boolean}
LOCKED_FIGURE = {"id": pl.Int64, **written_columns(LockedFigure), "recorded_at": MOMENT}


def period_locks(url: str, at: datetime | None = None) -> pl.DataFrame:
    """Every decision on a period, oldest first: columns `PERIOD_LOCK`; `newest`: the one in force of its period."""
    return read(url, locks(at), PERIOD_LOCK)


def locked_figures(url: str, at: datetime | None = None) -> pl.DataFrame:
    """The figures that locks in force keep: columns `LOCKED_FIGURE`."""
    every = locks(at).subquery()
    in_force = select(every.c.id).where(every.c.newest, every.c.locked)
    return read(url, select(LockedFigure.__table__).where(LockedFigure.lock.in_(in_force)), LOCKED_FIGURE)


def locks(at: datetime | None = None) -> Select[Any]:
    """Selects every decision, oldest first, with whether it is the newest on its period."""
    newest = func.lead(PeriodLock.id).over(partition_by=PeriodLock.period, order_by=PeriodLock.id).is_(None)
    every = select(PeriodLock.__table__, newest.label("newest")).order_by(PeriodLock.id)
    return every.where(PeriodLock.recorded_at <= at) if at else every
