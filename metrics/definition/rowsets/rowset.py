"""What a row set is: rows of a record that know something of their neighbours or of a second table."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from data.storage.snapshot import Snapshot
from metrics.definition.limits import Limited

MILLION = 1_000_000

NEAR = timedelta(days=8)
"""No rule over neighbouring rows looks farther than 7 days of 24 hours: eight dates, where clocks change."""


@dataclass(frozen=True, kw_only=True)
class RowSet:
    """Rows of `record` (with its key), changed or widened: the rule twice over, for the engine and for verification.

    `build`: the rows as the engine makes them. `select`: the same in SQL, for DuckDB, where every table is a view of
    its name (`"lake/transaction"`); given the tables that there are and the last day of data. It is written by hand
    from the rule, never derived from `build`: what both roads agree on is neither's slip.
    `needs`: the records that the rows are made of.
    """

    name: str
    record: str
    needs: tuple[str, ...]
    version: int
    """Raised by one whenever the rule gives other rows: sums are then made again and the change is told of."""
    build: Callable[[Snapshot], pl.LazyFrame]
    select: Callable[[Collection[str], date | None], str]
    neighbours: tuple[str | tuple[str, ...], ...] = ()
    """A row is also decided by rows that are alike in these columns and start within `NEAR` of it, none by others.

    Several columns together: rows are alike where one has in any of them what the other has in any.
    """


class Replaced(Snapshot):
    """The tables with other rows in some of them."""

    def __init__(self, snapshot: Snapshot, instead: Mapping[str, pl.LazyFrame]) -> None:
        super().__init__(snapshot.home, snapshot.manifest, snapshot.as_of, catalogue=snapshot.catalogue)
        self._whole = snapshot
        self._instead = instead

    def has(self, table: str) -> bool:
        """Whether there is such a table, or there are rows instead of one."""
        return table in self._instead or self._whole.has(table)

    def scan(self, table: str) -> pl.LazyFrame:
        """The rows of a table, or those instead of them."""
        return self._instead[table] if table in self._instead else self._whole.scan(table)

    def read(self, table: str) -> pl.DataFrame:
        """The same, held."""
        return super().read(table) if table in self._instead else self._whole.read(table)


def narrowed(snapshot: Snapshot, only: Mapping[str, pl.Expr]) -> Snapshot:
    """The tables with some rows left out from the start, so that files that hold none of the others are not opened."""
    if isinstance(snapshot, Limited):
        return snapshot.over(narrowed(snapshot.whole, only))
    return Replaced(
        snapshot, {name: snapshot.scan(name).filter(rows) for name, rows in only.items() if snapshot.has(name)}
    )
