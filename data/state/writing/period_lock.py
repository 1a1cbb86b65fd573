"""Locking periods and reopening them, and the check that whatever touches a locked one must pass."""

import json
from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, insert, select

from data.refusals import reporting as refusals
from data.refusals import state as state_refusals
from data.state.base import Row
from data.state.cycle.period_lock import LockedFigure, PeriodLock, locks
from data.state.engine import inserted_id, open_state, word_failures, write_transaction
from data.state.writing import checks
from data.text import Text


def lock_period(
    url: str,
    *,
    period: str,
    first_day: date,
    last_day: date,
    reason: str | None,
    role: str,
    run: str,
    open_points: Sequence[str],
    figures: Sequence[Row],
    author: str,
    seen: int | None,
) -> int:
    """Locks a period with its figures, all or nothing; out: the lock's `id`.

    `figures`: columns of `LockedFigure` but for `lock`. `seen`: the newest decision on the period that the author saw,
    0 for none. Raises: UserError, for no reason or author, a period that is locked, or a decision that was not seen.
    """
    values = {"period": period, "first_day": first_day, "last_day": last_day, "locked": True, "role": role, "run": run}
    values["reason"] = checks.reason(reason, refusals.WHY_LOCK)
    values["author"] = checks.author(author)
    values["open_points"] = json.dumps(list(open_points))
    with word_failures(url), write_transaction(open_state(url)) as connection:
        last = _newest(connection, period)
        if last is not None and last["locked"]:
            raise refusals.LOCKED_BEFORE(period=period, who=last["author"], when=last["recorded_at"])
        _check_seen(last, seen)
        lock = inserted_id(connection, PeriodLock, values)
        connection.execute(insert(LockedFigure), [{**figure, "lock": lock} for figure in figures])
    return lock


def reopen_period(url: str, *, period: str, reason: str | None, role: str, author: str, seen: int | None) -> None:
    """Reopens a locked period; its lock and the figures of it are kept.

    Raises: UserError, for no reason or author, a period that is not locked, or a decision that was not seen.
    """
    why, writer = checks.reason(reason, refusals.WHY_REOPEN), checks.author(author)
    with word_failures(url), write_transaction(open_state(url)) as connection:
        last = _newest(connection, period)
        if last is None or not last["locked"]:
            raise refusals.NOT_LOCKED(period=period)
        _check_seen(last, seen)
        kept = {name: last[name] for name in ("period", "first_day", "last_day", "run", "open_points")}
        values = kept | {"locked": False, "reason": why, "role": role, "author": writer}
        connection.execute(insert(PeriodLock).values(values))


def check_within(connection: Connection, first_day: date, last_day: date) -> None:
    """Raises: UserError where all of these days lie in a locked period: what was said of it stays as it was."""
    for lock in _in_force(connection):
        if lock["first_day"] <= first_day and last_day <= lock["last_day"]:
            raise _locked(lock)


def check_touching(connection: Connection, first_day: date, last_day: date) -> None:
    """Raises: UserError where any of these days lies in a locked period: what changes its plan or target."""
    for lock in _in_force(connection):
        if lock["first_day"] <= last_day and first_day <= lock["last_day"]:
            raise _locked(lock)


def _in_force(connection: Connection) -> Sequence[Row]:
    every = locks().subquery()
    return connection.execute(select(every).where(every.c.newest, every.c.locked)).mappings().all()


def _newest(connection: Connection, period: str) -> Row | None:
    every = locks().subquery()
    return connection.execute(select(every).where(every.c.newest, every.c.period == period)).mappings().one_or_none()


def _locked(lock: Row) -> Exception:
    return refusals.LOCKED(period=lock["period"], who=lock["author"], when=lock["recorded_at"])


def _check_seen(last: Row | None, seen: int | None) -> None:
    if seen is None or last is None or last["id"] == seen:
        return
    change = refusals.NEW_LOCK if last["locked"] else refusals.REOPENED
    raise state_refusals.CHANGED_MEANWHILE(
        who=last["author"],
        when=last["recorded_at"],
        change=Text(*(text.format(period=last["period"]) for text in change)),
    )
