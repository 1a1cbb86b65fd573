"""Registering service standards."""

import polars as pl
from sqlalchemy import insert

from data.state.engine import open_state, word_failures, write_transaction
from data.state.reading import fetch
from data.state.standard import KEY, STANDARD, RegisteredStandard, decided_last


def add_standards(url: str, rows: pl.DataFrame) -> int:
    """Adds the rows (columns `STANDARD`) that differ from what was decided last of the same code and first day.

    Out: how many. Raises: UserError, for a database that cannot be used; then nothing is added.
    """
    with word_failures(url), write_transaction(open_state(url)) as connection:
        found = fetch(connection, decided_last(), STANDARD).to_dicts()
        decided = {tuple(row[name] for name in KEY): row for row in found}
        values = rows.select(STANDARD.names()).cast(STANDARD).to_dicts()
        new = [row for row in values if decided.get(tuple(row[name] for name in KEY)) != row]
        if new:
            connection.execute(insert(RegisteredStandard), new)
    return len(new)
