"""What every table of the application's own database shares."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, RowMapping
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """A moment in UTC: SQLite keeps no zone, so none is stored anywhere and UTC is put back on reading."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        return value and value.replace(tzinfo=UTC)


class State(DeclarativeBase):
    """A table that people fill, by the pages or by a file."""


Row = RowMapping | Mapping[str, Any]
"""A row as it was read, or as it is to be written: column → value."""


class Recorded:
    """Columns of a table whose rows are added and never changed."""

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-2)
    recorded_at: Mapped[datetime] = mapped_column(Moment, default=lambda: datetime.now(UTC), sort_order=-1)
