"""Who may look and act: one row per decision, the newest of an address in force. The only personal data there are."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import polars as pl
from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Mapped, mapped_column

from data.access.viewer import Scope, Viewer
from data.state.base import Recorded, State
from data.state.reading import MOMENT, read, read_rows


class Permission(Recorded, State):
    """One row per decision on a person; one without a role takes theirs away."""

    __tablename__ = "permission"

    email: Mapped[str] = mapped_column(index=True)
    """In lower case."""
    role: Mapped[str | None]
    """A code of `data.access.roles.ROLES`."""
    scope: Mapped[str]
    """JSON: breakdown → codes."""
    author: Mapped[str]


PERMISSION = {
    "id": pl.Int64,
    "email": pl.String,
    "role": pl.String,
    "scope": pl.String,
    "author": pl.String,
    "recorded_at": MOMENT,
}


def permissions(url: str) -> pl.DataFrame:
    """Who has a role now, by address: columns `PERMISSION`."""
    return read(url, in_force(), PERMISSION).sort("email")


def permission_history(url: str) -> pl.DataFrame:
    """Every decision on a person, oldest first: the same columns; `role` is null where it was taken away."""
    return read(url, select(Permission.__table__).order_by(Permission.id), PERMISSION)


def viewer_of(url: str, email: str) -> Viewer | None:
    """The person of an address, None where they have no role."""
    rows = read_rows(url, _in_force_of(), PERMISSION, email=email.strip().lower())
    return as_viewer(rows[0]) if rows else None


def is_decided(url: str, email: str) -> bool:
    """Whether a role was ever granted to the person of an address here, or taken away."""
    newest = select(Permission.__table__).where(Permission.email == email.strip().lower()).limit(1)
    return bool(read_rows(url, newest, PERMISSION))


def as_viewer(row: Mapping[str, Any]) -> Viewer:
    """A row of `permissions` as who is looking."""
    return Viewer(row["role"], scope_of(row["scope"]), email=row["email"])


def scope_of(text: str) -> Scope:
    """A stored scope."""
    return tuple((name, tuple(codes)) for name, codes in json.loads(text).items())


def in_force() -> Select[Any]:
    """Selects the newest decision on each person, where it gives a role."""
    newest = select(func.max(Permission.id)).group_by(Permission.email)
    return select(Permission.__table__).where(Permission.id.in_(newest), Permission.role.is_not(None))


# Asked with every click of whoever signs in: to put it together takes longer than to have it answered.
@cache
def _in_force_of() -> Select[Any]:
    """The same of one person, `email`."""
    newest = select(func.max(Permission.id)).where(Permission.email == bindparam("email"))
    return select(Permission.__table__).where(Permission.id == newest.scalar_subquery(), Permission.role.is_not(None))
