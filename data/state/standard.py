"""Service standards that people registered: one row per decision, the newest of a standard and first day in force."""

from datetime import date
from typing import Any

import polars as pl
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Mapped

from data.state.base import Recorded, State
from data.state.reading import MOMENT, read, written_columns


class RegisteredStandard(Recorded, State):
    """One row per decision; columns as those of the record `service_standard`."""

    __tablename__ = "standard"

    standard_id: Mapped[str]
    service_id: Mapped[str | None]
    channel: Mapped[str]
    valid_from: Mapped[date]
    measure: Mapped[str]
    threshold: Mapped[int]
    target_millionths: Mapped[int | None]
    is_guarantee: Mapped[bool]
    approval_ref: Mapped[str | None]
    text_en: Mapped[str]
    text_fr: Mapped[str | None]
    valid_to: Mapped[date | None]
    method: Mapped[str | None]
    audience: Mapped[str | None]
    circumstance: Mapped[str | None]
    approved_on: Mapped[date | None]
    fee_cents: Mapped[int | None]
    description_en: Mapped[str | None]
    description_fr: Mapped[str | None]
    pledge_en: Mapped[str | None]
    pledge_fr: Mapped[str | None]
    access_en: Mapped[str | None]
    access_fr: Mapped[str | None]
    accuracy_en: Mapped[str | None]
    accuracy_fr: Mapped[str | None]
    redress_en: Mapped[str | None]
    redress_fr: Mapped[str | None]


KEY = ("standard_id", "valid_from")

STANDARD = written_columns(RegisteredStandard)
"""What a person writes of a standard; the database adds when."""


def registered_standards(url: str) -> pl.DataFrame:
    """The standards as they were decided last, columns `STANDARD`, by code and first day; earlier decisions are kept.

    Raises: UserError, for a database that cannot be used.
    """
    return read(url, decided_last(), STANDARD).sort(KEY)


def decided_last() -> Select[Any]:
    """Selects the newest decision of each standard and first day."""
    newest = select(func.max(RegisteredStandard.id)).group_by(*(getattr(RegisteredStandard, name) for name in KEY))
    return select(RegisteredStandard.__table__).where(RegisteredStandard.id.in_(newest))


def standard_history(url: str) -> pl.DataFrame:
    """Every decision, the oldest first: columns `STANDARD`, with `id` and `recorded_at`. Raises: as above."""
    rows = select(RegisteredStandard.__table__).order_by(RegisteredStandard.id)
    return read(url, rows, {"id": pl.Int64, **STANDARD, "recorded_at": MOMENT})
