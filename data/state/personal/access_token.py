"""Tokens by which a program reads the numbers of one person: of a token only its mark is kept, which opens nothing."""

from hashlib import sha256
from typing import Any

import polars as pl
from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Mapped, mapped_column

from data.access.viewer import Viewer
from data.state.base import Recorded, State
from data.state.permission import Permission, viewer_of
from data.state.reading import MOMENT, read, read_rows, written_columns


class AccessToken(Recorded, State):
    """One row per decision on a person's token; the newest is in force."""

    __tablename__ = "access_token"

    email: Mapped[str] = mapped_column(index=True)
    """Whose it is, in lower case."""
    mark: Mapped[str | None] = mapped_column(index=True)
    """SHA-256 of the token; null where it was taken away."""
    author: Mapped[str]


ACCESS_TOKEN = {"id": pl.Int64, **written_columns(AccessToken), "recorded_at": MOMENT}


def mark_of(token: str) -> str:
    """What is kept of a token. It is drawn at random and long, so that no salt is needed."""
    return sha256(token.encode()).hexdigest()


def access_tokens(url: str) -> pl.DataFrame:
    """Who has a token now, by address: columns `ACCESS_TOKEN`."""
    return read(url, tokens_in_force(), ACCESS_TOKEN).sort("email")


def viewer_of_token(url: str, token: str) -> Viewer | None:
    """Whose token it is, with the role and scope that they have now.

    None where the token is not in force, or its owner has no role; a role that was taken away takes the token along.
    """
    rows = read_rows(url, tokens_in_force().where(AccessToken.mark == bindparam("mark")), ACCESS_TOKEN,
                     mark=mark_of(token))  # fmt: skip
    return viewer_of(url, rows[0]["email"]) if rows else None


def tokens_in_force() -> Select[Any]:
    """Selects the newest decision on each person's token, where it gives one and no role was taken away since."""
    newest = select(func.max(AccessToken.id)).group_by(AccessToken.email)
    revoked = (
        select(Permission.id)
        .where(
            Permission.email == AccessToken.email,
            Permission.role.is_(None),
            Permission.recorded_at > AccessToken.recorded_at,
        )
        .exists()
    )
    return select(AccessToken.__table__).where(AccessToken.id.in_(newest), AccessToken.mark.is_not(None), ~revoked)
