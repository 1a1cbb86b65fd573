"""Withdrawals: a further row each, so that what was in force, and until when, can still be looked up."""

from typing import Any

import polars as pl
from sqlalchemy import Select, select
from sqlalchemy.orm import Mapped

from data.state.base import Recorded, State
from data.state.reading import MOMENT, read, written_columns


class Withdrawal(Recorded, State):
    """One row per decision that was withdrawn."""

    __tablename__ = "withdrawal"

    of: Mapped[str]
    """The table of the withdrawn row."""
    row: Mapped[int]
    """Its `id` there."""
    author: Mapped[str]
    reason: Mapped[str]


def in_force(url: str, table: type[State]) -> pl.DataFrame:
    """The rows that nobody has withdrawn, as they were added: columns `id`, what was written, `recorded_at` (UTC)."""
    return read(url, in_force_rows(table), _schema(table))


def history(url: str, table: type[State]) -> pl.DataFrame:
    """All rows: the same with `withdrawn_at` (UTC), `withdrawn_by` and `withdrawn_why`, null while in force."""
    withdrawn = {"withdrawn_at": MOMENT, "withdrawn_by": pl.String, "withdrawn_why": pl.String}
    return read(url, all_rows(table), _schema(table) | withdrawn)


def in_force_rows(table: type[State]) -> Select[Any]:
    """Selects the rows that nobody has withdrawn."""
    return all_rows(table).where(Withdrawal.id.is_(None))


def all_rows(table: type[State]) -> Select[Any]:
    """Selects every row with its withdrawal, in the order in which they were added."""
    id = table.__table__.c.id
    same_row = (Withdrawal.of == table.__tablename__) & (Withdrawal.row == id)
    labels = {"at": Withdrawal.recorded_at, "by": Withdrawal.author, "why": Withdrawal.reason}
    columns = [column.label(f"withdrawn_{name}") for name, column in labels.items()]
    return select(table.__table__, *columns).outerjoin(Withdrawal, same_row).order_by(id)


def _schema(table: type[State]) -> dict[str, Any]:
    return {"id": pl.Int64, **written_columns(table), "recorded_at": MOMENT}
