"""The rows of a home's lake as SQL finds them: views of records, and what is costly made of them once."""

from collections.abc import Sequence
from datetime import date

import duckdb

from data.verify.expressions import columns_of, quoted, text
from data.verify.rowsets_sql import NEIGHBOURING, placed, rows_of
from data.verify.spec import Published


class Lake:
    """The views of a home.

    `columns`: per view its columns. `known_to`: the last day of data. `tables`: all that is asked of it, so that what
    is costly is made once for all of them.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        columns: dict[str, list[str]],
        known_to: date | None,
        tables: Sequence[Published],
    ) -> None:
        self.connection, self.columns, self.known_to, self._tables = connection, columns, known_to, tables

    def placed(self, declared: Published) -> tuple[str, dict[str, str]]:
        """The rows of a published table and the codes of its breakdowns, as `rowsets_sql.placed` gives them."""
        rows = rows_of(declared.rows, self.columns, self.known_to)
        if declared.rows in NEIGHBOURING:
            rows = f"SELECT * FROM {self._kept(declared.rows, rows)}"
        return placed(rows, declared.by, self.columns)

    def dated(self, dated: str, deadline: bool) -> str:
        """The rows that a date places in a period: deadlines count up to the last day that is known."""
        until = f" AND {dated} <= CAST({text(self.known_to.isoformat())} AS DATE)" if self.known_to else ""
        return f"{dated} IS NOT NULL{until if deadline else ''}"

    def _kept(self, rows: str, select: str) -> str:
        """Rows that cost a look at their neighbours are made once, with the columns that any table needs."""
        name = quoted(f"rows {rows}")
        needed: set[str] = set()
        for table in self._tables:
            if table.rows == rows:
                needed |= {breakdown.column or breakdown.key for breakdown in table.by}
                needed |= {column for one in table.sums for column in (one.dated, *columns_of(one.expression))}
        listed = ", ".join(map(quoted, sorted(needed)))
        self.connection.execute(f"CREATE TABLE IF NOT EXISTS {name} AS SELECT {listed} FROM ({select})")
        return name
