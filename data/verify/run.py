"""Every published number by another road than the engine's: SQL in DuckDB over the files that the manifest names.

The declarations come in as plain data and stay the only ones; each part's row expression is translated (`verify_sql`).
Everything else is a second wording: the rows (`verify_rows`), grouping, deadlines and months (`verify_cubes`), who is
hidden (`verify_staff`), and the accounting of rows (`verify_accounts`).
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from data.errors import UserError
from data.storage.manifest import Manifest
from data.verify.accounting import accounts, doubled_keys, kept_differences, manifest_differences
from data.verify.cubes import Comparison, compare
from data.verify.expressions import Unknown
from data.verify.lake_views import Lake
from data.verify.restricted import compare_groups
from data.verify.result import Difference, Verification, keep
from data.verify.spec import Declared
from data.verify.tables import columns_of, opened, views

MOST = 500
"""Differences that are kept and listed; all are counted."""

Tell = Callable[[str, float], None]
"""Told of each step and the share that is done."""


def verify(
    home: Path,
    manifest: Manifest,
    declared: Declared,
    tell: Tell = lambda step, done: None,
    *,
    remember: bool = True,
) -> Verification:
    """Recomputes all that the manifest publishes, checks the accounting of rows and the manifest, and keeps the result.

    `remember`: whether it is kept, as what is known of the run in force; a past run's is not. Nothing is written but
    `verified.json`. Raises: UserError where that cannot be written.
    """
    started = datetime.now(UTC)
    noted = [*manifest_differences(manifest, declared), *kept_differences(home, manifest)]
    numbers, more = 0, 0
    with opened() as connection:
        tell("opening tables", 0.0)
        lost = dict(views(manifest.tables_at or str(home), manifest.tables, connection))
        noted += [Difference(table=table, published=reason) for table, reason in lost.items()]
        there = {table: columns_of(table, connection) for table in manifest.tables if table not in lost}
        for table, keys in declared.keys.items():
            if table in there:
                tell(f"{table}: keys", 0.05)
                noted += doubled_keys(table, keys, connection)
        noted += accounts(manifest, there, connection)
        asked = [table for table in declared.tables if table.table in there]
        lake = Lake(connection, there, manifest.data_to, asked)
        for place, table in enumerate(asked):
            tell(table.table, 0.1 + 0.9 * place / len(asked))
            try:
                road = compare_groups if table.least else compare
                compared = road(table, lake)
            except (duckdb.Error, Unknown) as error:
                compared = Comparison(table)
                compared.differs(recomputed=f"not verified: {_why(error, lost)}")
            numbers += compared.numbers
            more += compared.differences - len(compared.listed)
            noted += compared.listed
    found = Verification(
        run=manifest.run,
        at=started,
        seconds=round((datetime.now(UTC) - started).total_seconds(), 1),
        numbers=numbers,
        differences=len(noted) + more,
        listed=noted[:MOST],
    )
    if remember:
        keep(home, found)
    return found


def unverified(home: Path, manifest: Manifest, why: UserError, *, remember: bool = True) -> Verification:
    """What is found, and kept as by `verify`, of a home too damaged for it: an earlier success no longer counts."""
    one = Difference(table="home", recomputed=f"not verified: {why}")
    found = Verification(run=manifest.run, at=datetime.now(UTC), numbers=0, differences=1, listed=[one])
    if remember:
        keep(home, found)
    return found


def _why(error: Exception, lost: Mapping[str, str]) -> str:
    if lost and isinstance(error, duckdb.CatalogException | Unknown):
        return f"{', '.join(sorted(lost))} cannot be read"
    return str(error).strip().splitlines()[0]
