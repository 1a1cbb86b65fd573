"""Adding and withdrawing rows that are in force under a name: overrides and special days."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, insert

from data.refusals import state as refusals
from data.state.base import Row, State
from data.state.engine import inserted_id, open_state, word_failures, write_transaction
from data.state.withdrawal import Withdrawal, all_rows, in_force_rows
from data.state.writing import checks, period_lock
from data.text import Text

SCOPES = ("channel", "line", "location")
LOCKABLE = ("override",)
"""Tables whose rows change what is reported of their days, and so must not touch a locked period."""

SharesDays = Callable[[Row, Row], bool]


def add(url: str, table: type[State], values: dict[str, Any], seen: int | None, share_days: SharesDays) -> int:
    """Adds a row; out: its `id`.

    Raises: UserError, where a row in force has the same name, whatever its case, or a newer one than `seen` touches
    the same series and days.
    """
    with word_failures(url), write_transaction(open_state(url)) as connection:
        return _insert(connection, table, values, seen, share_days)


def change(
    url: str,
    table: type[State],
    id: int,
    values: dict[str, Any],
    reason: str | None,
    seen: int | None,
    share_days: SharesDays,
) -> int:
    """Puts a row in the place of one in force, which is kept as withdrawn; out: the new row's `id`.

    Raises: UserError, as `withdraw` and `add`; then nothing has changed.
    """
    why = checks.reason(reason, refusals.TO_UNDERSTAND[table.__tablename__])
    with word_failures(url), write_transaction(open_state(url)) as connection:
        row = _in_force(connection, table, id)
        _check_seen(connection, table, row, seen, share_days)
        withdrawal = {"of": table.__tablename__, "row": id, "author": values["author"], "reason": why}
        connection.execute(insert(Withdrawal).values(withdrawal))
        return _insert(connection, table, values, seen, share_days)


def add_all(url: str, table: type[State], rows: Sequence[dict[str, Any]], same: Sequence[str]) -> int:
    """Adds rows, all or none, but for those that are in force already (alike in the columns `same`); out: how many.

    Raises: UserError, where a row in force has the same name and says otherwise.
    """
    with word_failures(url), write_transaction(open_state(url)) as connection:
        in_force = connection.execute(in_force_rows(table)).mappings().all()
        new = []
        for values in rows:
            named = next((row for row in in_force if _same_name(row, values)), None)
            if named is None:
                new.append(values)
            elif any(named[column] != values[column] for column in same):
                raise refusals.NAME_IN_FORCE[table.__tablename__](name=named["name"])
        for values in new:
            _check_unlocked(connection, table, values)
            connection.execute(insert(table).values(values))
    return len(new)


def withdraw(
    url: str, table: type[State], id: int, author: str, reason: str | None, seen: int | None, share_days: SharesDays
) -> None:
    """Withdraws a row; it is kept, and so are who did it and why.

    Raises: UserError, for no name or reason, a row that there is not, one that was withdrawn before, or one whose
    series and days something newer than `seen` touches.
    """
    kind = table.__tablename__
    values = {"of": kind, "row": id, "author": checks.author(author)}
    values["reason"] = checks.reason(reason, refusals.TO_UNDERSTAND[kind])
    with word_failures(url), write_transaction(open_state(url)) as connection:
        row = _in_force(connection, table, id)
        _check_unlocked(connection, table, row)
        _check_seen(connection, table, row, seen, share_days)
        connection.execute(insert(Withdrawal).values(values))


def _insert(
    connection: Connection, table: type[State], values: dict[str, Any], seen: int | None, share_days: SharesDays
) -> int:
    _check_unlocked(connection, table, values)
    _check_seen(connection, table, values, seen, share_days)
    for row in connection.execute(in_force_rows(table)).mappings():
        if _same_name(row, values):
            raise refusals.NAME_IN_FORCE[table.__tablename__](name=row["name"])
    return inserted_id(connection, table, values)


def _check_unlocked(connection: Connection, table: type[State], row: Row) -> None:
    if table.__tablename__ in LOCKABLE:
        period_lock.check_touching(connection, row["first_day"], row["last_day"])


def _in_force(connection: Connection, table: type[State], id: int) -> Row:
    """The row in force with this `id`; raises UserError where there is none, or it was withdrawn before."""
    row = connection.execute(all_rows(table).where(table.__table__.c.id == id)).mappings().one_or_none()
    if row is None:
        raise refusals.NO_ROW[table.__tablename__](id=id)
    if row["withdrawn_at"] is not None:
        raise refusals.WITHDRAWN_BEFORE(name=row["name"], who=row["withdrawn_by"], when=row["withdrawn_at"])
    return row


def _check_seen(
    connection: Connection, table: type[State], values: Row, seen: int | None, share_days: SharesDays
) -> None:
    """Refuses where a row that the writer has not seen is in force and has the same name, or series and days."""
    if seen is None:
        return
    for row in connection.execute(in_force_rows(table).where(table.__table__.c.id > seen)).mappings():
        same_series = _same_series(row, values) and share_days(row, values)
        if row["id"] != values.get("id") and (same_series or _same_name(row, values)):
            change = refusals.NEW_ROW[table.__tablename__]
            raise refusals.CHANGED_MEANWHILE(
                who=row["author"],
                when=row["recorded_at"],
                change=Text(*(text.format(name=row["name"]) for text in change)),
            )


def _same_name(row: Row, values: Row) -> bool:
    return bool(row["name"].casefold() == values["name"].casefold())


def _same_series(row: Row, values: Row) -> bool:
    """Whether two rows touch a common series: a null channel, line or location stands for all of them."""
    pairs = [(row[scope], values[scope]) for scope in SCOPES if scope in row]
    return all(a is None or b is None or a == b for a, b in pairs)
