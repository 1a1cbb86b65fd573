"""What a person chose for themselves: what they answer for, and how often and in which language they are written to."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Mapped, mapped_column

from data.state.base import Recorded, State
from data.state.reading import read_rows


class PreferenceRow(Recorded, State):
    """One row per time that somebody chose; the newest of a person is in force."""

    __tablename__ = "preference"

    email: Mapped[str] = mapped_column(index=True)
    """Who, in lower case; empty for the administrator of a home where nobody signs in."""
    owner: Mapped[str | None]
    """The owner of indicators, by its English name, that they stand for; null for none."""
    cadence: Mapped[str | None]
    """A code of `data.words.Cadence`; null: as the settings say."""
    language: Mapped[str | None]
    """`en`, `fr` or `both`; null: as the settings say."""


@dataclass(frozen=True)
class Preference:
    """What somebody chose; None where they leave it to the settings."""

    owner: str | None = None
    cadence: str | None = None
    language: str | None = None


def preference_of(url: str, email: str) -> Preference:
    """What a person chose, or nothing."""
    rows = read_rows(url, _newest(email), ("owner", "cadence", "language"))
    return Preference(**rows[0]) if rows else Preference()


def _newest(email: str) -> Select[Any]:
    of_person = PreferenceRow.email == email.strip().lower()
    return select(PreferenceRow.__table__).where(of_person).order_by(PreferenceRow.id.desc()).limit(1)
