"""Taking back what was said: a further row, so that what was in force, and until when, can still be looked up."""

from typing import Any

import polars as pl
from sqlalchemy import Select, insert, select
from sqlalchemy.orm import Mapped

from data.errors import UserError
from data.state.base import Recorded, State
from data.state.checks import filled, written_by
from data.state.engine import open_state, plain_problems, writing
from data.state.reading import MOMENT, asked, said_columns


class Withdrawal(Recorded, State):
    """One row per decision that was taken back."""

    __tablename__ = "withdrawal"

    of: Mapped[str]
    """The table of what is taken back."""
    row: Mapped[int]
    """Its `id` there."""
    author: Mapped[str]
    reason: Mapped[str]


def withdraw(url: str, table: type[State], row: int, by: str, why: str) -> None:
    """Takes a row back; it is kept, and so are who did it and why.

    Raises: UserError, for no name or reason, a row that there is not, or one that was taken back before.
    """
    what = table.__tablename__.replace("_", " ")
    said = {"of": table.__tablename__, "row": row, "author": written_by(by)}
    said["reason"] = filled(why, "reason", f"others understand why the {what} was withdrawn")
    with plain_problems(url), writing(open_state(url)) as connection:
        before = connection.execute(_with_withdrawals(table).where(table.id == row)).mappings().one_or_none()
        if before is None:
            raise UserError(f"There is no {what} number {row}; choose one from the list.")
        if before["withdrawn_at"] is not None:
            who, when = before["withdrawn_by"], before["withdrawn_at"].date()
            raise UserError(f"'{before['name']}' was withdrawn by {who} on {when} already; nothing is left to do.")
        connection.execute(insert(Withdrawal).values(said))


def add_named(url: str, table: type[State], said: dict[str, Any]) -> int:
    """Adds a row; out: its `id`. Raises: UserError, where a row in force has the same name, whatever its case."""
    with plain_problems(url), writing(open_state(url)) as connection:
        for row in connection.execute(_in_force(table)).mappings():
            if row["name"].casefold() == said["name"].casefold():
                what = f"{_article(table)} named '{row['name']}'"
                raise UserError(f"{what} is in force already; withdraw it first, or choose another name.")
        return connection.execute(insert(table).values(said)).inserted_primary_key[0]


def in_force(url: str, table: type[State]) -> pl.DataFrame:
    """The rows that nobody has taken back, as they were added: columns `id`, what was said, `recorded_at` (UTC)."""
    return asked(url, _in_force(table), _schema(table))


def history(url: str, table: type[State]) -> pl.DataFrame:
    """All rows: the same with `withdrawn_at` (UTC), `withdrawn_by` and `withdrawn_why`, null while in force."""
    told = {"withdrawn_at": MOMENT, "withdrawn_by": pl.String, "withdrawn_why": pl.String}
    return asked(url, _with_withdrawals(table), _schema(table) | told)


def _in_force(table: type[State]) -> Select[Any]:
    return _with_withdrawals(table).where(Withdrawal.id.is_(None))


def _with_withdrawals(table: type[State]) -> Select[Any]:
    taken = (Withdrawal.of == table.__tablename__) & (Withdrawal.row == table.id)
    told = {"at": Withdrawal.recorded_at, "by": Withdrawal.author, "why": Withdrawal.reason}
    labelled = [column.label(f"withdrawn_{name}") for name, column in told.items()]
    return select(table.__table__, *labelled).outerjoin(Withdrawal, taken).order_by(table.id)


def _schema(table: type[State]) -> dict[str, Any]:
    return {"id": pl.Int64, **said_columns(table), "recorded_at": MOMENT}


def _article(table: type[State]) -> str:
    what = table.__tablename__.replace("_", " ")
    return f"An {what}" if what[0] in "aeiou" else f"A {what}"
