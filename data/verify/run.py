"""Every published number by another road than the engine's: SQL in DuckDB over the files that the manifest names.

The declarations come in as plain data and stay the only ones; each part's row expression is translated
(`expressions`). Everything else is a second wording: the rows (the SQL that comes with each row set), breakdowns,
grouping, deadlines and months (`cubes`), who is hidden (`restricted`), and the accounting of rows (`accounting`).
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from data.errors import UserError
from data.storage.manifest import Manifest
from data.verify.accounting import duplicate_keys, manifest_differences, row_differences, stored_differences
from data.verify.cubes import TableComparison, compare_table
from data.verify.expressions import UnknownExpression
from data.verify.lake_views import LakeViews
from data.verify.restricted import compare_groups
from data.verify.result import Difference, Verification, write_verification
from data.verify.spec import Specification
from data.verify.tables import create_views, list_columns, open_database

MOST = 500
"""Differences that are kept and listed; all are counted."""

Progress = Callable[[str, float], None]
"""Told of each step and the share that is done."""


def verify(
    home: Path,
    manifest: Manifest,
    specification: Specification,
    progress: Progress = lambda step, done: None,
    *,
    remember: bool = True,
) -> Verification:
    """Recomputes all that the manifest publishes, checks the accounting of rows and the manifest, and keeps the result.

    `remember`: whether it is kept, as what is known of the run in force; a past run's is not. Nothing is written but
    `verified.json`. Raises: UserError where that cannot be written.
    """
    started = datetime.now(UTC)
    differences = [*manifest_differences(manifest, specification), *stored_differences(home, manifest)]
    numbers, unlisted = 0, 0
    with open_database() as connection:
        progress("opening tables", 0.0)
        tables = {name: version for name, version in manifest.tables.items() if name not in specification.unread}
        lost = dict(create_views(manifest.tables_at or str(home), tables, connection))
        differences += [Difference(table=table, published=reason) for table, reason in lost.items()]
        columns = {table: list_columns(table, connection) for table in tables if table not in lost}
        for table, keys in specification.keys.items():
            if table in columns:
                progress(f"{table}: keys", 0.05)
                differences += duplicate_keys(table, keys, connection)
        differences += row_differences(manifest, columns, connection, specification.unread)
        wanted = [table for table in specification.tables if table.table in columns]
        lake = LakeViews(connection, columns, manifest.data_to, wanted)
        for place, published in enumerate(wanted):
            progress(published.table, 0.1 + 0.9 * place / len(wanted))
            try:
                comparison = compare_groups(published, lake) if published.least else compare_table(published, lake)
            except (duckdb.Error, UnknownExpression) as error:
                comparison = TableComparison(published)
                comparison.note(recomputed=f"not verified: {_reason(error, lost)}")
            numbers += comparison.numbers
            unlisted += comparison.differences - len(comparison.listed)
            differences += comparison.listed
    verification = Verification(
        run=manifest.run,
        at=started,
        seconds=round((datetime.now(UTC) - started).total_seconds(), 1),
        numbers=numbers,
        differences=len(differences) + unlisted,
        listed=differences[:MOST],
    )
    if remember:
        write_verification(home, verification)
    return verification


def unverified(home: Path, manifest: Manifest, reason: UserError, *, remember: bool = True) -> Verification:
    """What is found, and kept as by `verify`, of a home too damaged for it: an earlier success no longer counts."""
    difference = Difference(table="home", recomputed=f"not verified: {reason}")
    verification = Verification(run=manifest.run, at=datetime.now(UTC), numbers=0, differences=1, listed=[difference])
    if remember:
        write_verification(home, verification)
    return verification


def _reason(error: Exception, lost: Mapping[str, str]) -> str:
    if lost and isinstance(error, duckdb.CatalogException | UnknownExpression):
        return f"{', '.join(sorted(lost))} cannot be read"
    return str(error).strip().splitlines()[0]
