"""The audit trail: one row per thing that somebody did, each sealed with the hash of the row before."""

import polars as pl
from sqlalchemy.orm import Mapped, mapped_column

from data.state.base import Recorded, State
from data.state.reading import MOMENT


class AuditLine(Recorded, State):
    """One line; `data.audit` writes them, nobody changes them."""

    __tablename__ = "audit_line"

    number: Mapped[int] = mapped_column(unique=True)
    """From 1, without a gap."""
    who: Mapped[str]
    """An e-mail address, or who has none."""
    role: Mapped[str]
    scope: Mapped[str]
    """JSON: breakdown → codes."""
    event: Mapped[str]
    """A code of `data.audit.trail.Event`."""
    what: Mapped[str]
    """The rows behind an indicator, a record and key, a page, a sentence of refusal."""
    details: Mapped[str]
    """JSON: period, filters, how many rows."""
    previous: Mapped[str]
    """The hash of the line before; empty for the first."""
    hash: Mapped[str]
    """SHA-256 of all else and `previous`."""


AUDIT_LINE = {"id": pl.Int64, "recorded_at": MOMENT, "number": pl.Int64}
AUDIT_LINE |= dict.fromkeys(("who", "role", "scope", "event", "what", "details", "previous", "hash"), pl.String)
