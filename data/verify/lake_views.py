"""The rows of a home's lake as SQL finds them: views of its tables, and what is costly made of them once."""

from collections.abc import Sequence
from datetime import date

import duckdb

from data.certainty import present
from data.connectors.sql import literal, quote
from data.verify.breakdowns import join_references
from data.verify.expressions import columns_of
from data.verify.spec import PublishedTable


class LakeViews:
    """The views of a home.

    `columns`: per view its columns. `known_to`: the last day of data. `tables`: all that will be asked for, so that
    what is costly is made once for all of them.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        columns: dict[str, list[str]],
        known_to: date | None,
        tables: Sequence[PublishedTable],
    ) -> None:
        self.connection, self.columns, self.known_to, self._tables = connection, columns, known_to, tables

    def rows_behind(self, table: PublishedTable) -> tuple[str, dict[str, str]]:
        """The rows of a published table and the codes of its breakdowns, as `join_references` gives them."""
        select = f"SELECT * FROM {self._materialized(table)}" if table.once else table.select
        return join_references(select, table.by, self.columns)

    def date_filter(self, dated: str, deadline: bool) -> str:
        """The rows that a date places in a period: deadlines count up to the last day that is known."""
        until = f" AND {dated} <= CAST({literal(self.known_to.isoformat())} AS DATE)" if self.known_to else ""
        return f"{dated} IS NOT NULL{until if deadline else ''}"

    def _materialized(self, table: PublishedTable) -> str:
        """Rows that cost a look at their neighbours are made once, with the columns that any table needs."""
        name = quote(f"rows {table.rows}")
        needed: set[str] = set()
        for other in self._tables:
            if other.rows == table.rows:
                needed |= {breakdown.column or present(breakdown.key) for breakdown in other.by if not breakdown.of_day}
                needed |= {name for one in other.sums if one.bucketed for name in columns_of(one.bucketed)}
                needed |= {column for one in other.sums for column in (one.dated, *columns_of(one.expression))}
        listed = ", ".join(map(quote, sorted(needed)))
        self.connection.execute(f"CREATE TABLE IF NOT EXISTS {name} AS SELECT {listed} FROM ({table.select})")
        return name
