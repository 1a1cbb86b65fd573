"""Which indicators a person follows: one row per decision, the newest on an indicator in force."""

from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Mapped, mapped_column

from data.state.base import Recorded, State
from data.state.reading import read_rows


class Follow(Recorded, State):
    """One row per time that somebody began or ceased to follow an indicator."""

    __tablename__ = "follow"

    email: Mapped[str] = mapped_column(index=True)
    """Who, in lower case; empty for the administrator of a home where nobody signs in."""
    indicator: Mapped[str]
    following: Mapped[bool]


def followed(url: str, email: str) -> tuple[str, ...]:
    """The indicators that a person follows, in the order in which they began to."""
    rows = read_rows(url, follows_in_force(email), ("indicator", "following"))
    return tuple(row["indicator"] for row in rows if row["following"])


def follows_in_force(email: str) -> Select[Any]:
    """Selects the newest decision of a person on each indicator."""
    newest = select(func.max(Follow.id)).where(Follow.email == email.strip().lower()).group_by(Follow.indicator)
    return select(Follow.__table__).where(Follow.id.in_(newest)).order_by(Follow.id)
