"""Published sums against the same sums made in SQL: cell by cell, and no row twice, missing or too many."""

from collections.abc import Sequence
from typing import Any

import duckdb

from data.storage.lake import PARTITION
from data.verify.expressions import Unknown, quoted, sql_of
from data.verify.lake_views import Lake
from data.verify.result import Difference
from data.verify.spec import Published, Sum

MOST = 200
"""Differing rows of a table that are listed; all are counted."""


class Comparison:
    """What one published table was compared with: how many numbers, how many differ, and the first of them."""

    def __init__(self, declared: Published) -> None:
        self.declared = declared
        self.numbers = 0
        self.differences = 0
        self.listed: list[Difference] = []

    def differs(self, *, times: int = 1, **said: Any) -> None:
        """Notes a difference, or several of which one stands for all."""
        self.differences += times
        if len(self.listed) < MOST:
            self.listed.append(Difference(table=self.declared.table, **{k: str(v) for k, v in said.items()}))


def families(sums: Sequence[Sum]) -> dict[tuple[str, bool], list[Sum]]:
    """The sums that are dated alike: each family has rows of its own in a published table."""
    found: dict[tuple[str, bool], list[Sum]] = {}
    for one in sums:
        found.setdefault((one.dated, one.deadline), []).append(one)
    return found


def translated(sums: Sequence[Sum], comparison: Comparison) -> dict[Sum, str]:
    """What a row adds to each sum, in SQL; what has no translation is noted as not verified."""
    added: dict[Sum, str] = {}
    for one in sums:
        try:
            added[one] = sql_of(one.expression)
        except Unknown as unknown:
            comparison.differs(column=one.name, recomputed=f"not verified: no SQL is known for {unknown}")
    return added


def summed(added: dict[Sum, str]) -> dict[str, str]:
    """Column → the SQL of its sum or number of rows."""
    columns: dict[str, str] = {}
    for one, value in added.items():
        columns[one.name] = f"CAST(sum({value}) AS BIGINT)"
        if one.counted != one.name:
            columns[one.counted] = f"count(*) FILTER ({value} <> 0)"
    return columns


def compare(declared: Published, lake: Lake) -> Comparison:
    """Every number of a published table with what the lake gives."""
    comparison = Comparison(declared)
    there = lake.columns[declared.table]
    names = [breakdown.name for breakdown in declared.by]
    wanted = {PARTITION, "period", *names, *(name for one in declared.sums for name in one.columns)}
    for name in sorted(wanted - set(there)):
        comparison.differs(column=name, published="there is no such column")
    for name in sorted(set(there) - wanted):
        comparison.differs(column=name, recomputed="not verified: nothing declares it")
    if not {PARTITION, "period", *names} <= set(there):
        return comparison
    _partitions(comparison, lake.connection)
    rows, codes = lake.placed(declared)
    for (dated, deadline), sums in families(declared.sums).items():
        asked = [one for one in sums if set(one.columns) <= set(there)]
        added = translated(asked, comparison)
        if not added:
            continue
        columns = summed(added)
        period = dated if declared.grain == "day" else f"CAST(date_trunc('{declared.grain}', {dated}) AS DATE)"
        keys = "".join(f", {code} AS {quoted(name)}" for name, code in codes.items())
        made = ", ".join(f"{sql} AS {quoted(name)}" for name, sql in columns.items())
        counts = [quoted(one.counted) for one in added]
        again = f"""
            SELECT {period} AS period{keys}, {made} FROM {rows} WHERE {lake.dated(dated, deadline)}
            GROUP BY ALL HAVING {" OR ".join(f"{count} > 0" for count in counts)}
        """
        known = "IS NOT NULL" if len(asked) == len(sums) == len(counts) else "<> 0"
        _cells(comparison, again, ["period", *names], list(columns), known, lake.connection)
    return comparison


def _partitions(comparison: Comparison, connection: duckdb.DuckDBPyConnection) -> None:
    """Rows of a period lie in its month's partition, or they would survive when that month is made anew."""
    table = quoted(comparison.declared.table)
    found = connection.execute(
        f"SELECT {PARTITION}, strftime(period, '%Y-%m') AS month, count(*) FROM {table} "
        f"WHERE {PARTITION} IS DISTINCT FROM month GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    for partition, month, rows in found:
        comparison.differs(times=rows, column=PARTITION, period=month, published=partition, recomputed=month)


def _cells(
    comparison: Comparison,
    again: str,
    keys: list[str],
    columns: list[str],
    known: str,
    connection: duckdb.DuckDBPyConnection,
) -> None:
    """Notes every cell that differs; `known` tells which published rows belong to these columns."""
    table, by = quoted(comparison.declared.table), ", ".join(map(quoted, keys))
    named = ", ".join(map(quoted, columns))
    there = f"FROM {table} WHERE {' OR '.join(f'{quoted(name)} {known}' for name in columns)}"
    (rows,) = connection.execute(f"SELECT count(*) {there}").fetchone()
    comparison.numbers += rows * len(columns)
    # One subtraction per cell tells whether any differs; only then is it worth a look at both sides. Null adds nothing,
    # as for every reader.
    less = ", ".join(f"-{quoted(name)}" for name in columns)
    left = " OR ".join(f"sum({quoted(name)}) <> 0" for name in columns)
    unequal = connection.execute(f"""
        SELECT 1 FROM (
            SELECT 1 AS side, {by}, {named} {there} UNION ALL SELECT -1, {by}, {less} FROM ({again})
        ) GROUP BY {by} HAVING sum(side) <> 0 OR count(*) <> 2 OR {left} LIMIT 1
    """).fetchone()
    if unequal:
        _list(comparison, there, again, keys, columns, connection)


def _list(
    comparison: Comparison,
    there: str,
    again: str,
    keys: list[str],
    columns: list[str],
    connection: duckdb.DuckDBPyConnection,
) -> None:
    """Counts the cells that differ and lists the first of them, both sides beside each other."""
    by, named = ", ".join(map(quoted, keys)), ", ".join(map(quoted, columns))
    sides = ", ".join(
        f"max({quoted(name)}) FILTER (side = 'published') AS p{i}, max({quoted(name)}) FILTER (side = 'lake') AS r{i}"
        for i, name in enumerate(columns)
    )
    # A row that is on one side only differs in what it adds, not in its noughts.
    differ = [f"(coalesce(p{i}, 0) <> coalesce(r{i}, 0))" for i in range(len(columns))]
    found = connection.execute(f"""
        WITH both_sides AS (
            SELECT 'published' AS side, {by}, {named} {there} UNION ALL SELECT 'lake', {by}, {named} FROM ({again})
        ), compared AS (
            SELECT {by}, count(*) FILTER (side = 'published') AS in_published,
                count(*) FILTER (side = 'lake') AS in_lake, {sides}
            FROM both_sides GROUP BY {by}
        ), differing AS (
            SELECT *, {" + ".join(f"{one}::INTEGER" for one in differ)} AS cells FROM compared
            WHERE in_published <> 1 OR in_lake <> 1 OR {" OR ".join(differ)}
        )
        SELECT *, sum(greatest(cells, 1)) OVER () FROM differing ORDER BY {by} LIMIT {MOST}
    """).fetchall()
    for row in found:
        at, (in_published, in_lake), values = row[: len(keys)], row[len(keys) :][:2], row[len(keys) + 2 : -2]
        where = {"period": at[0], "group": _group(keys[1:], at[1:])}
        cells = [
            pair for pair in zip(columns, values[::2], values[1::2], strict=True) if (pair[1] or 0) != (pair[2] or 0)
        ]
        for name, in_table, of_lake in cells or [("rows", in_published, in_lake)]:
            comparison.differs(**where, column=name, published=_said(in_table), recomputed=_said(of_lake))
    comparison.differences += int(found[0][-1]) - sum(max(row[-2], 1) for row in found)


def _group(names: Sequence[str], codes: Sequence[str | None]) -> str:
    return ", ".join(f"{name}={code}" for name, code in zip(names, codes, strict=True) if code is not None)


def _said(value: int | None) -> str:
    return "" if value is None else str(value)
