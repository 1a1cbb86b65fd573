"""The published list of staff groups against the answers: the same sums, and hidden exactly where the rule hides.

No value of a group is ever given back, not even of one that is shown wrongly.
"""

from data.certainty import present
from data.connectors.sql import literal, quote
from data.storage.lake import PARTITION
from data.verify.cubes import TableComparison, group_by_date, sum_columns, translate
from data.verify.editions import INSIDE, check_editions, check_waiting
from data.verify.lake_views import LakeViews
from data.verify.spec import PublishedSum, PublishedTable

KEYS = ("period", "grouping", "code")


def compare_groups(table: PublishedTable, lake: LakeViews) -> TableComparison:
    """Every number of the list, and whether each group is hidden, with what the answers give."""
    comparison = TableComparison(table)
    sums, *more = group_by_date(table.sums).values()
    wanted = {PARTITION, *KEYS, "suppressed", "respondents", *(name for one in sums for name in one.columns)}
    published = set(lake.columns[table.table])
    if more or wanted | {"edition"} != published | {"edition"} or (table.answers and "edition" not in published):
        comparison.note(recomputed="not verified: it has other columns than are declared, or several dates")
        return comparison
    added = translate(sums, comparison)
    if len(added) < len(sums):
        return comparison
    _group(table, added, lake)
    _hide(table, lake)
    _sum_shown(table, added, lake)
    _compare_groups(comparison, list(sum_columns(added)), lake)
    if table.answers:
        check_editions(table, list(added), comparison, lake)
        check_waiting(table, added, comparison, lake)
    return comparison


def _group(table: PublishedTable, added: dict[PublishedSum, str], lake: LakeViews) -> None:
    """Makes `answers`, each in its groups and editions, and `groups` of the first edition.

    That is per wave and group how many answered, and the sums of all parts; null where nothing counts.
    """
    rows, codes = lake.rows_behind(table)
    edition, who = "1 AS since, CAST(NULL AS BIGINT) AS until", "NULL"
    if table.answers:
        rows, codes = quote(table.answers), {name: quote(name) for name in codes}
        edition, who = "since, until", f"concat_ws('|', {', '.join(map(quote, table.keys))})"
    groups = {"all": "'all'"} | {name: f"coalesce({code}, {literal(table.nobody)})" for name, code in codes.items()}
    first = next(iter(added))
    placed = ", ".join(f"{code} AS {quote(f'in {name}')}" for name, code in groups.items())
    values = ", ".join(f"{sql} AS {quote(f'adds {part.name}')}" for part, sql in added.items())
    lake.connection.execute(
        f"CREATE OR REPLACE TEMP TABLE answers AS SELECT {first.dated} AS period, {placed}, {values}, "
        f"{edition}, {who} AS who "
        f"FROM {rows} WHERE {lake.date_filter(first.dated, first.deadline)}"
    )
    columns = sum_columns({part: quote(f"adds {part.name}") for part in added})
    sums_sql = ", ".join(f"{sql} AS {quote(name)}" for name, sql in columns.items())
    counted = " OR ".join(dict.fromkeys(f"{quote(part.counted)} > 0" for part in added))
    values_sql = ", ".join(f"CASE WHEN counted THEN {quote(name)} END AS {quote(name)}" for name in columns)
    lists = " UNION ALL ".join(
        f"SELECT period, {literal(name)} AS grouping, {quote(f'in {name}')} AS code, {quote(f'in {above}')} AS inside, "
        f"count(*) AS respondents, {sums_sql} FROM answers WHERE since = 1 GROUP BY 1, 2, 3, 4"
        for name, above in ((name, INSIDE.get(name, "all")) for name in groups)
    )
    lake.connection.execute(
        f"CREATE OR REPLACE TEMP TABLE groups AS SELECT period, grouping, code, inside, respondents, {values_sql} "
        f"FROM (SELECT *, {counted} AS counted FROM ({lists}))"
    )


def _sum_shown(table: PublishedTable, added: dict[PublishedSum, str], lake: LakeViews) -> None:
    """Makes `again`: every group that anybody was ever in, with the numbers of the edition that is shown of it.

    `hidden` is null of a group that came later: it is hidden where it has no edition.
    """
    columns = sum_columns({part: quote(f"adds {part.name}") for part in added})
    counted = " OR ".join(dict.fromkeys(f"{quote(part.counted)} > 0" for part in added))
    sums_sql = ", ".join(f"{sql} AS {quote(name)}" for name, sql in columns.items())
    values_sql = ", ".join(f"CASE WHEN {counted} THEN {quote(name)} END AS {quote(name)}" for name in columns)
    names = ["all", *(breakdown.name for breakdown in table.by)]
    ever = " UNION ".join(
        f"SELECT period, {literal(n)} AS grouping, {quote(f'in {n}')} AS code FROM answers" for n in names
    )
    edition = "edition" if "edition" in lake.columns[table.table] else "1 AS edition"
    listed = f"SELECT DISTINCT {', '.join(KEYS)}, {edition} FROM {quote(table.table)}"
    summed = " UNION ALL ".join(
        f"SELECT cell.period, cell.grouping, cell.code, count(*) AS respondents, {sums_sql} FROM ({listed}) AS cell "
        f"JOIN answers ON answers.period = cell.period AND cell.grouping = {literal(n)} "
        f"AND cell.code = {quote(f'in {n}')} AND since <= edition AND (until IS NULL OR until > edition) "
        "GROUP BY 1, 2, 3"
        for n in names
    )
    lake.connection.execute(
        f"CREATE OR REPLACE TEMP TABLE again AS SELECT ever.*, hidden, respondents, {values_sql} FROM ({ever}) AS ever "
        f"LEFT JOIN hidden USING (period, grouping, code) LEFT JOIN ({summed}) USING (period, grouping, code)"
    )


def _hide(table: PublishedTable, lake: LakeViews) -> None:
    """Makes `hidden`: per wave and group whether it is hidden, in any list of those who answered a question.

    Too small is hidden; the parts of what is hidden are hidden; and where all that is hidden of a whole, with those who
    are in none of its parts, is too small together, the smallest part that is left is hidden too.
    """
    answered = dict.fromkeys(["respondents", *(one.counted for one in table.sums if one.answers)])
    lists = " UNION ALL ".join(
        f"SELECT period, grouping, code, inside, {literal(name)} AS list, coalesce({quote(name)}, 0) AS n FROM groups"
        for name in answered
    )
    least = present(table.least)
    outer = [name for name in (b.name for b in table.by) if name not in INSIDE]
    lake.connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE hidden AS
        WITH listed AS ({lists}),
        everybody AS (SELECT *, n > 0 AND n < {table.least} AS hidden FROM listed WHERE grouping = 'all'),
        outermost AS ({_parts(f"grouping IN ({', '.join(map(literal, outer))})", "everybody", least)}),
        within AS ({
        " UNION ALL ".join(
            _parts(
                f"grouping = '{name}'",
                f"(SELECT * FROM outermost WHERE grouping = '{above}')",
                least,
            )
            for name, above in INSIDE.items()
        )
    })
        SELECT period, grouping, code, bool_or(hidden) AS hidden FROM (
            SELECT * FROM everybody UNION ALL SELECT * FROM outermost UNION ALL SELECT * FROM within
        ) GROUP BY ALL
    """)


def _parts(which: str, whole: str, least: int) -> str:
    """The groups that lie in wholes, each with whether it is hidden."""
    return f"""
        SELECT period, grouping, code, inside, list, n,
            n > 0 AND (of_hidden OR n < {least} OR (place = 1 AND rest > 0 AND rest < {least})) AS hidden
        FROM (
            SELECT part.*, whole.hidden AS of_hidden,
                whole.n - sum(CASE WHEN part.n >= {least} THEN part.n ELSE 0 END) OVER one AS rest,
                row_number() OVER (
                    PARTITION BY part.period, part.list, part.grouping, part.inside, part.n >= {least}
                    ORDER BY part.n, part.code
                ) AS place
            FROM listed AS part JOIN {whole} AS whole
            ON part.period = whole.period AND part.list = whole.list AND part.inside = whole.code
            WHERE part.{which}
            WINDOW one AS (PARTITION BY part.period, part.list, part.grouping, part.inside)
        )
    """


def _compare_groups(comparison: TableComparison, columns: list[str], lake: LakeViews) -> None:
    table, values = quote(comparison.table.table), [quote(name) for name in ("respondents", *columns)]
    (height,) = present(lake.connection.execute(f"SELECT count(*) FROM {table}").fetchone())
    comparison.numbers += height * (len(values) + 1)
    for period, grouping, code, times in lake.connection.execute(
        f"SELECT {', '.join(KEYS)}, count(*) FROM {table} GROUP BY ALL HAVING count(*) > 1 ORDER BY ALL"
    ).fetchall():
        comparison.note(column="rows", period=period, group=f"{grouping}={code}", published=times, recomputed=1)
    revealed = " OR ".join(f"published.{value} IS NOT NULL" for value in values)
    wrong = [f"(published.{v} IS DISTINCT FROM again.{v})::INTEGER" for v in values]
    rows = lake.connection.execute(f"""
        SELECT coalesce(published.period, again.period),
            coalesce(published.grouping, again.grouping) || '=' || coalesce(published.code, again.code),
            published.code IS NOT NULL, again.code IS NOT NULL, suppressed,
            coalesce(hidden, suppressed), {revealed}, {" + ".join(wrong)},
            published.{PARTITION} IS DISTINCT FROM strftime(published.period, '%Y-%m')
        FROM {table} AS published FULL JOIN again
        ON {" AND ".join(f"published.{key} = again.{key}" for key in KEYS)} ORDER BY 1, 2
    """).fetchall()
    for period, group, in_published, in_lake, suppressed, hidden, reveals, differ, misplaced in rows:
        at = {"period": period, "group": group}
        if not in_published or not in_lake:
            comparison.note(**at, column="rows", published=int(in_published), recomputed=int(in_lake))
        elif suppressed is not hidden:
            comparison.note(**at, column="suppressed", published=suppressed, recomputed=hidden)
        elif hidden and reveals:
            comparison.note(**at, column="suppressed", published="hidden, yet values are told", recomputed="hidden")
        elif not hidden and differ:
            comparison.note(**at, times=differ, column="sums", published="not told", recomputed="differs, not told")
        if misplaced:
            comparison.note(**at, column=PARTITION, published="another month")
