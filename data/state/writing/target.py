"""Deciding on targets."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl
from sqlalchemy import insert

from data.refusals import state as refusals
from data.state.engine import open_state, word_failures, write_transaction
from data.state.reading import fetch
from data.state.target import DECISION, KEY, TARGET, Target, in_force
from data.state.writing import checks, period_lock
from data.text import Text
from data.words import LONGEST_LINE, LONGEST_TEXT, Course

Row = dict[str, Any]

TEXTS = {
    "source": (refusals.SOURCE, LONGEST_LINE),
    "approved_by": (refusals.APPROVED_BY, LONGEST_LINE),
    "reason": (refusals.REASON, LONGEST_TEXT),
}


def add_targets(url: str, rows: pl.DataFrame, *, seen: int | None = None) -> int:
    """Adds the rows (columns `TARGET`) that differ from what is in force; they replace it.

    `seen`: `newest` of the decisions that the author saw; a file was written without seeing any. Out: how many were
    added. Raises: UserError, for a database that cannot be used, a fiscal year of which a period is locked, or a
    decision on the same target that the author has not seen; then nothing is added.
    """
    for name, (field, longest) in TEXTS.items():
        for text in rows[name].drop_nulls():
            checks.check_length(text, field, longest)
    with word_failures(url), write_transaction(open_state(url)) as connection:
        decided = {tuple(row[name] for name in KEY): row for row in fetch(connection, in_force(), DECISION).to_dicts()}
        values = rows.select(TARGET.names()).cast(TARGET).to_dicts()
        new = [row for row in values if not _equal(row, decided.get(tuple(row[name] for name in KEY)))]
        for row in new:
            period_lock.check_touching(connection, *_days_moved(row, decided))
            _check_seen(decided.get(tuple(row[name] for name in KEY)), seen)
        if new:
            connection.execute(insert(Target), new)
    return len(new)


def _days_moved(row: Row, decided: Mapping[tuple[object, ...], Row]) -> tuple[date, date]:
    """The first and the last day whose target a row decides: a path of the year after begins at the row."""
    first = int(row["fiscal_year"][2:6])
    after = row | {"fiscal_year": f"FY{first + 1}-{(first + 2) % 100:02}"}
    begun = decided.get(tuple(after[name] for name in KEY))
    years = 2 if begun and begun["path"] == Course.LINEAR else 1
    return date(first, 4, 1), date(first + years, 3, 31)


def _equal(row: Row, decision: Row | None) -> bool:
    return decision is not None and all(decision[name] == value for name, value in row.items())


def _check_seen(decision: Row | None, seen: int | None) -> None:
    if seen is None or decision is None or decision["id"] <= seen:
        return
    change = Text(*(text.format(**decision) for text in refusals.NEW_TARGET))
    # A target has no author: who approved it, or its source, is who can be asked.
    who = decision["approved_by"] or decision["source"]
    raise refusals.CHANGED_MEANWHILE(who=who, when=decision["recorded_at"], change=change)
