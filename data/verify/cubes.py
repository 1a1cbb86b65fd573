"""Published sums against the same sums made in SQL: cell by cell, and no row twice, missing or too many."""

from collections.abc import Sequence
from typing import Any

import duckdb

from data.certainty import present
from data.connectors.sql import literal, quote
from data.storage.lake import PARTITION
from data.verify.breakdowns import codes_of_day
from data.verify.expressions import UnknownExpression, to_sql
from data.verify.lake_views import LakeViews
from data.verify.result import Difference
from data.verify.spec import PublishedSum, PublishedTable

MOST = 200
"""Differing rows of a table that are listed; all are counted."""


class TableComparison:
    """What one published table was compared with: how many numbers, how many differ, and the first of them."""

    def __init__(self, table: PublishedTable) -> None:
        self.table = table
        self.numbers = 0
        self.differences = 0
        self.listed: list[Difference] = []

    def note(self, *, times: int = 1, **values: Any) -> None:
        """Notes a difference, or several of which one stands for all."""
        self.differences += times
        if len(self.listed) < MOST:
            self.listed.append(Difference(table=self.table.table, **{k: str(v) for k, v in values.items()}))


def group_by_date(sums: Sequence[PublishedSum]) -> dict[tuple[str, bool, str], list[PublishedSum]]:
    """The sums that are dated alike, and bucketed by the same: each family has rows of its own in a published table."""
    families: dict[tuple[str, bool, str], list[PublishedSum]] = {}
    for part in sums:
        families.setdefault((part.dated, part.deadline, part.bucketed), []).append(part)
    return families


def translate(sums: Sequence[PublishedSum], comparison: TableComparison) -> dict[PublishedSum, str]:
    """What a row adds to each sum, in SQL; what has no translation is noted as not verified."""
    added: dict[PublishedSum, str] = {}
    for part in sums:
        try:
            added[part] = to_sql(part.expression)
        except UnknownExpression as unknown:
            comparison.note(column=part.name, recomputed=f"not verified: no SQL is known for {unknown}")
    return added


def sum_columns(added: dict[PublishedSum, str]) -> dict[str, str]:
    """Column → the SQL of its sum or number of rows."""
    columns: dict[str, str] = {}
    for part, value in added.items():
        columns[part.name] = f"CAST(sum({value}) AS BIGINT)"
        if part.counted != part.name:
            columns[part.counted] = f"count(*) FILTER ({value} <> 0)"
    return columns


def compare_table(table: PublishedTable, lake: LakeViews) -> TableComparison:
    """Every number of a published table with what the lake gives."""
    comparison = TableComparison(table)
    published = lake.columns[table.table]
    names = [breakdown.name for breakdown in table.by]
    names += [table.buckets] if table.buckets else []
    wanted = {PARTITION, "period", *names, *(name for one in table.sums for name in one.columns)}
    for name in sorted(wanted - set(published)):
        comparison.note(column=name, published="there is no such column")
    for name in sorted(set(published) - wanted):
        comparison.note(column=name, recomputed="not verified: nothing declares it")
    if not {PARTITION, "period", *names} <= set(published):
        return comparison
    _compare_partitions(comparison, lake.connection)
    rows, codes = lake.rows_behind(table)
    for (dated, deadline, bucketed), sums in group_by_date(table.sums).items():
        present = [one for one in sums if set(one.columns) <= set(published)]
        added = translate(present, comparison)
        if not added:
            continue
        columns = sum_columns(added)
        period = dated if table.grain == "day" else f"CAST(date_trunc('{table.grain}', {dated}) AS DATE)"
        told = codes | codes_of_day(table.by, dated)
        if table.buckets:
            # What does not count has no bucket to be in; its row is left out with its nought.
            told[table.buckets] = sums[0].bucket.format(value=to_sql(bucketed))
        keys = "".join(f", {code} AS {quote(name)}" for name, code in told.items())
        sums_sql = ", ".join(f"{sql} AS {quote(name)}" for name, sql in columns.items())
        counts = [quote(one.counted) for one in added]
        counted = f"GROUP BY ALL HAVING {' OR '.join(f'{count} > 0' for count in counts)}"
        since = f" AND {dated} >= CAST({literal(table.kept_from)} AS DATE)" if table.kept_from else ""
        recomputed = f"""
            SELECT {period} AS period{keys}, {sums_sql} FROM {rows} WHERE {lake.date_filter(dated, deadline)}{since}
            {counted}
        """
        if table.kept:
            recomputed += f" UNION ALL {_kept(table.kept, ['period', *told], list(columns))} {counted}"
        belongs = "IS NOT NULL" if len(present) == len(sums) == len(counts) else "<> 0"
        _compare_cells(comparison, recomputed, ["period", *names], list(columns), belongs, lake.connection)
    return comparison


def _kept(select: str, keys: Sequence[str], columns: Sequence[str]) -> str:
    """The sums that are kept of months whose rows are gone, added up."""
    sums = ", ".join(f"CAST(coalesce(sum({quote(name)}), 0) AS BIGINT) AS {quote(name)}" for name in columns)
    there = " OR ".join(f"{quote(name)} IS NOT NULL" for name in columns)
    return f"SELECT {', '.join(map(quote, keys))}, {sums} FROM ({select}) WHERE {there}"


def _compare_partitions(comparison: TableComparison, connection: duckdb.DuckDBPyConnection) -> None:
    """Rows of a period lie in its month's partition, or they would survive when that month is made anew."""
    table = quote(comparison.table.table)
    rows = connection.execute(
        f"SELECT {PARTITION}, strftime(period, '%Y-%m') AS month, count(*) FROM {table} "
        f"WHERE {PARTITION} IS DISTINCT FROM month GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    for partition, month, times in rows:
        comparison.note(times=times, column=PARTITION, period=month, published=partition, recomputed=month)


def _compare_cells(
    comparison: TableComparison,
    recomputed: str,
    keys: list[str],
    columns: list[str],
    belongs: str,
    connection: duckdb.DuckDBPyConnection,
) -> None:
    """Notes every cell that differs; `belongs` tells which published rows belong to these columns."""
    table, by = quote(comparison.table.table), ", ".join(map(quote, keys))
    named = ", ".join(map(quote, columns))
    published = f"FROM {table} WHERE {' OR '.join(f'{quote(name)} {belongs}' for name in columns)}"
    (rows,) = present(connection.execute(f"SELECT count(*) {published}").fetchone())
    comparison.numbers += rows * len(columns)
    # One subtraction per cell tells whether any differs; only then is it worth a look at both sides. Null adds nothing,
    # as for every reader.
    less = ", ".join(f"-{quote(name)}" for name in columns)
    left = " OR ".join(f"sum({quote(name)}) <> 0" for name in columns)
    unequal = connection.execute(f"""
        SELECT 1 FROM (
            SELECT 1 AS side, {by}, {named} {published} UNION ALL SELECT -1, {by}, {less} FROM ({recomputed})
        ) GROUP BY {by} HAVING sum(side) <> 0 OR count(*) <> 2 OR {left} LIMIT 1
    """).fetchone()
    if unequal:
        _list_differences(comparison, published, recomputed, keys, columns, connection)


def _list_differences(
    comparison: TableComparison,
    published: str,
    recomputed: str,
    keys: list[str],
    columns: list[str],
    connection: duckdb.DuckDBPyConnection,
) -> None:
    """Counts the cells that differ and lists the first of them, both sides beside each other."""
    by, named = ", ".join(map(quote, keys)), ", ".join(map(quote, columns))
    sides = ", ".join(
        f"max({quote(name)}) FILTER (side = 'published') AS p{i}, max({quote(name)}) FILTER (side = 'lake') AS r{i}"
        for i, name in enumerate(columns)
    )
    # A row that is on one side only differs in what it adds, not in its noughts.
    differ = [f"(coalesce(p{i}, 0) <> coalesce(r{i}, 0))" for i in range(len(columns))]
    rows = connection.execute(f"""
        WITH both_sides AS (
            SELECT 'published' AS side, {by}, {named} {published}
            UNION ALL SELECT 'lake', {by}, {named} FROM ({recomputed})
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
    for row in rows:
        at, (in_published, in_lake), values = row[: len(keys)], row[len(keys) :][:2], row[len(keys) + 2 : -2]
        where = {"period": at[0], "group": _group(keys[1:], at[1:])}
        cells = [
            pair for pair in zip(columns, values[::2], values[1::2], strict=True) if (pair[1] or 0) != (pair[2] or 0)
        ]
        for name, in_table, of_lake in cells or [("rows", in_published, in_lake)]:
            comparison.note(**where, column=name, published=_text(in_table), recomputed=_text(of_lake))
    comparison.differences += int(rows[0][-1]) - sum(max(row[-2], 1) for row in rows)


def _group(names: Sequence[str], codes: Sequence[str | None]) -> str:
    return ", ".join(f"{name}={code}" for name, code in zip(names, codes, strict=True) if code is not None)


def _text(value: int | None) -> str:
    return "" if value is None else str(value)
