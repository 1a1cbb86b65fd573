"""The manifest and the accounting of rows: every table is there, its keys tell rows apart, and no row is lost."""

import hashlib
from collections.abc import Collection, Iterator
from pathlib import Path

import duckdb
from pydantic import ValidationError

from data.certainty import present, scalar
from data.connectors.sql import literal, quote
from data.storage.manifest import MANIFESTS, Manifest, read_catalogue
from data.storage.names import REGISTERED, is_published, lake_table, record_of
from data.verify.result import Difference
from data.verify.spec import Specification

REJECTED, GONE = "rejected", "gone"

MOST = 50
"""Keys of a table that are listed."""


def manifest_differences(manifest: Manifest, specification: Specification) -> Iterator[Difference]:
    """Tables that should be published and are not, or the other way round, and how they were computed."""
    if _differ(manifest, specification):
        before, now = "of other definitions or references", "changed since: run again"
        yield Difference(table="manifest", column="fingerprint", published=before, recomputed=now)
    wanted = {table.table for table in specification.tables}
    for name in sorted(wanted - set(manifest.tables)):
        yield Difference(table=name, published="is not published")
    for name in sorted(name for name in set(manifest.tables) - wanted - specification.unread if is_published(name)):
        yield Difference(table=name, recomputed="not verified: nothing declares it")


def _differ(manifest: Manifest, specification: Specification) -> bool:
    """Whether definitions or references are others than when the run published.

    Marks of another scheme (what stands before the colon) come from another version of the program and tell nothing
    about definitions; every number is recomputed by today's anyway.
    """
    scheme, now = (mark.rpartition(":")[0] for mark in (manifest.fingerprint, specification.fingerprint))
    if scheme != now and manifest.references:
        return manifest.references != specification.references
    return manifest.fingerprint != specification.fingerprint


def stored_differences(home: Path, manifest: Manifest) -> Iterator[Difference]:
    """Where the manifest in force is not what its run kept, or the catalogue it names is lost or was changed."""
    path, changed = home / MANIFESTS / f"{manifest.run}.json", f"not as its run kept it in {MANIFESTS}"
    if path.exists():
        try:
            stored = Manifest.model_validate_json(path.read_bytes()).model_dump()
        except ValidationError:
            yield Difference(table=f"{MANIFESTS}/{path.name}", recomputed="is damaged")
            stored = {}
        read = [state.read_at for records in manifest.sources.values() for state in records.values() if state.read_at]
        # A later look at the sources that found no news is noted in the manifest in force alone.
        reread = max(read, default=manifest.finished_at) > manifest.finished_at
        for name, value in manifest.model_dump(exclude={"sources"} if reread else None).items():
            if stored.get(name, value) != value:
                yield Difference(table="manifest", column=name, published="changed", recomputed=changed)
    mark = manifest.catalogue
    if not mark:
        return
    if (declarations := read_catalogue(home, mark)) is None:
        yield Difference(table="catalogue", published=mark[:12], recomputed="is not kept any more")
    elif hashlib.sha256(declarations.encode()).hexdigest() != mark:
        yield Difference(table="catalogue", published=mark[:12], recomputed="was changed after its run")


def duplicate_keys(table: str, keys: list[str], connection: duckdb.DuckDBPyConnection) -> Iterator[Difference]:
    """Rows of a table of the lake that have the same key."""
    by = ", ".join(map(quote, keys))
    # Hashes first: they are small, and where none is there twice, no key is.
    twice = f"SELECT hash({by}) FROM {quote(table)} GROUP BY 1 HAVING count(*) > 1"
    duplicates = connection.execute(
        f"SELECT {by}, count(*) FROM {quote(table)} WHERE hash({by}) IN ({twice}) "
        f"GROUP BY {by} HAVING count(*) > 1 ORDER BY {by} LIMIT {MOST}"
    ).fetchall()
    for *key, times in duplicates:
        yield Difference(table=table, column="rows", group=" | ".join(map(str, key)), published=str(times))


def row_differences(
    manifest: Manifest,
    columns: dict[str, list[str]],
    lake: duckdb.DuckDBPyConnection,
    unread: Collection[str] = (),
) -> Iterator[Difference]:
    """Where the rows of each record's last reading went: they add up, the good are stored, the refused wait.

    `unread`: tables whose rows are not retained any more, about which nothing can be said.
    """
    stored = {
        (source, record): rows
        for table in columns
        if (record := record_of(table))
        for source, rows in lake.execute(f"SELECT source, count(*) FROM {quote(table)} GROUP BY 1").fetchall()
    }
    registered = sum(rows for (source, _), rows in stored.items() if source == REGISTERED)
    if registered != manifest.registered:
        published = f"{manifest.registered} registered"
        table = lake_table("service_standard")
        yield Difference(table=table, column="rows", published=published, recomputed=f"{registered} stored")
    stored = {key: rows for key, rows in stored.items() if key[0] != REGISTERED}
    for source, record in sorted(set(stored) - {(s, r) for s, records in manifest.sources.items() for r in records}):
        rows = stored[source, record]
        yield Difference(
            table=lake_table(record), group=f"source={source}", published=f"{rows} rows of no known reading"
        )
    for source, records in manifest.sources.items():
        for record, state in records.items():
            rows, place = state.rows, {"table": lake_table(record), "group": f"source={source}"}
            accounted = rows.good + rows.rejected + rows.superseded + rows.unchanged + rows.beyond
            if rows.read != accounted:
                yield Difference(**place, column="read", published=str(rows.read), recomputed=str(accounted))
            expected = rows.good + rows.readmitted + rows.unchanged - rows.left
            present = stored.get((source, record), 0)
            if present < expected and lake_table(record) not in unread:
                yield Difference(**place, column="rows", published=f"{expected} good", recomputed=f"{present} stored")
            waiting = (
                _waiting_if_fewer(source, record, rows.rejected, columns, lake)
                if rows.rejected and REJECTED not in unread
                else None
            )
            if waiting is not None:
                rejected = f"{rows.rejected} rejected"
                yield Difference(**place, column="rejected", published=rejected, recomputed=f"{waiting} waiting")
            if rows.gone and GONE not in unread and (gone := _count_gone(source, record, columns, lake)) < rows.gone:
                yield Difference(**place, column="gone", published=f"{rows.gone} gone", recomputed=f"{gone} kept")


def _waiting_if_fewer(
    source: str, record: str, rejected: int, columns: dict[str, list[str]], lake: duckdb.DuckDBPyConnection
) -> int | None:
    """How many rows wait, if they are fewer than were rejected; copies without a key, or at odds, wait once."""
    if REJECTED not in columns:
        return 0
    counted = lake.execute(
        f"SELECT count(*), count(*) FILTER (key IS NULL OR rule LIKE '%key|conflicting%') FROM {REJECTED} "
        f"WHERE resolved IS NULL AND source = {literal(source)} AND record = {literal(record)}"
    ).fetchone()
    waiting, alike = present(counted)
    return None if waiting >= (1 if alike else rejected) else waiting


def _count_gone(source: str, record: str, columns: dict[str, list[str]], lake: duckdb.DuckDBPyConnection) -> int:
    """How many rows that left the source are kept and have not come back."""
    if GONE not in columns:
        return 0
    selected = f"source = {literal(source)} AND record = {literal(record)}"
    (gone,) = present(lake.execute(f"SELECT count(*) FROM {GONE} WHERE back IS NULL AND {selected}").fetchone())
    return scalar(gone, int)
