"""Rows of which the newest of a kind is in force, and every earlier one can be looked up."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select


def versions(table: type[Any], kind: Sequence[str], at: datetime | None = None) -> Select[Any]:
    """Selects every row of a table of decisions, oldest first.

    Column `newest`: whether no later row is alike in the columns `kind`. `at`: as it stood at that moment.
    """
    every = select(table.__table__)
    rows = (every.where(table.recorded_at <= at) if at else every).subquery()
    newest = func.lead(rows.c.id).over(partition_by=[rows.c[name] for name in kind], order_by=rows.c.id).is_(None)
    return select(rows, newest.label("newest")).order_by(rows.c.id)
