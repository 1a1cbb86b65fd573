"""Which decisions a database holds, told by the newest row of every table."""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, literal, select, union_all

from data.state.audit_line import AuditLine
from data.state.base import Recorded, State
from data.state.reading import read_rows

DECIDED = ("table", "id", "recorded_at")


def decisions_version(url: str) -> tuple[tuple[str, int, datetime], ...]:
    """The newest row of every table of decisions: table, number and moment; none where nobody has decided anything.

    Rows are only ever added, so it differs whenever any decision does, also after a backup was put back. The trail of
    who did what is left out: it grows with every look. Raises: UserError, for a database that cannot be used.
    """
    return tuple(sorted(tuple(row.values()) for row in read_rows(url, _newest_rows(), DECIDED)))


# Asked with every click: to put it together takes ten times as long as to have it answered.
@cache
def _newest_rows() -> Select[Any]:
    kinds: list[type[Any]] = [kind.class_ for kind in State.registry.mappers if issubclass(kind.class_, Recorded)]
    newest = [
        select(literal(kind.__tablename__).label("table"), kind.id, kind.recorded_at)
        .order_by(kind.id.desc())
        .limit(1)
        .subquery()
        .select()
        for kind in kinds
        if kind is not AuditLine
    ]
    return select(union_all(*newest).subquery())
