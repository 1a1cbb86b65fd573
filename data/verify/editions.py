"""The later editions of staff groups against the answers: none tells, less an earlier one, of fewer people than may be.

The engine decides by rule which groups follow; here only what came of it is looked at: the people who make the
difference of an edition, in every group that follows and in all that are left over.
"""

from collections.abc import Mapping, Sequence

from data.certainty import present
from data.connectors.sql import quote
from data.verify.cubes import TableComparison
from data.verify.lake_views import LakeViews
from data.verify.spec import PublishedSum, PublishedTable

INSIDE = {"unit": "branch"}
"""Groups that lie within another; all others lie within everybody."""


def check_editions(
    table: PublishedTable, sums: Sequence[PublishedSum], comparison: TableComparison, lake: LakeViews
) -> None:
    """Notes every group in which one to nine people make the difference between two editions, or are left over by it.

    Needs `answers` as `restricted` makes it; a count is never told.
    """
    connection = lake.connection
    (last,) = present(connection.execute("SELECT max(greatest(since, coalesce(until, 0))) FROM answers").fetchone())
    for edition in range(2, (last or 1) + 1):
        lists = _make_changed(sums, edition, lake)
        for name in lists:
            for period, grouping, code in connection.execute(_few(table, name, edition)).fetchall():
                comparison.note(
                    period=period,
                    group=f"{grouping}={code}",
                    column="edition",
                    published=f"edition {edition}",
                    recomputed="too few make the difference",
                )


def _make_changed(sums: Sequence[PublishedSum], edition: int, lake: LakeViews) -> list[str]:
    """Makes `changed`: who came, left or changed in an edition, with the lists in which it makes a difference."""
    indicators: dict[str, list[str]] = {}
    for part in sums:
        indicators.setdefault(part.name.partition(".")[0], []).append(part.name)
    here = f"CASE WHEN since = {edition} THEN 1 ELSE -1 END"
    differs = [
        " OR ".join(
            f"sum({here} * {quote(f'adds {name}')}) <> 0 OR sum({here} * ({quote(f'adds {name}')} <> 0)::INTEGER) <> 0"
            for name in names
        )
        + f" AS {quote(indicator)}"
        for indicator, names in indicators.items()
    ]
    lake.connection.execute(
        f"CREATE OR REPLACE TEMP TABLE changed AS SELECT period, who, {', '.join(_PLACES)}, "
        f"sum({here}) <> 0 AS respondents, {', '.join(differs)} "
        f"FROM answers WHERE since = {edition} OR until = {edition} GROUP BY ALL"
    )
    return ["respondents", *indicators]


_PLACES = ('"in all"', '"in branch"', '"in unit"', '"in tenure"')


def _few(table: PublishedTable, name: str, edition: int) -> str:
    """The groups of the edition, and what they leave over of the group above, in which there are one to nine people."""
    place = "CASE grouping WHEN 'all' THEN \"in all\" WHEN 'branch' THEN \"in branch\" WHEN 'unit' THEN \"in unit\" "
    place += 'ELSE "in tenure" END'
    return f"""
        WITH follows AS (SELECT period, grouping, code FROM {quote(table.table)} WHERE edition >= {edition}),
        here AS (SELECT * FROM changed WHERE {quote(name)}),
        placed AS (
            SELECT period, grouping, code, count(*) AS n,
                any_value("in branch") AS branch
            FROM follows JOIN here USING (period) WHERE code = {place} GROUP BY ALL
        ),
        above AS (
            SELECT whole.period, whole.grouping, whole.code, part.grouping AS parts, whole.n - sum(part.n) AS n
            FROM placed AS whole JOIN placed AS part ON whole.period = part.period AND (
                (whole.grouping = 'all' AND part.grouping IN ('branch', 'tenure'))
                OR (whole.grouping = 'branch' AND part.grouping = 'unit' AND part.branch = whole.code)
            ) GROUP BY 1, 2, 3, 4, whole.n
        ),
        regions AS (
            SELECT here.period,
                CASE WHEN unit.code IS NOT NULL THEN 'unit:' || unit.code
                    WHEN branch.code IS NOT NULL THEN 'branch:' || branch.code ELSE 'rest' END AS tree,
                coalesce(tenure.code, 'rest') AS tenure
            FROM here
            LEFT JOIN follows AS unit ON unit.period = here.period AND unit.grouping = 'unit' AND unit.code = "in unit"
            LEFT JOIN follows AS branch
            ON branch.period = here.period AND branch.grouping = 'branch' AND branch.code = "in branch"
            LEFT JOIN follows AS tenure
            ON tenure.period = here.period AND tenure.grouping = 'tenure' AND tenure.code = "in tenure"
        ),
        crossed AS (
            SELECT period, 'tenure' AS grouping, tenure AS code, count(*) AS n FROM regions
            WHERE period IN (SELECT period FROM regions WHERE tenure <> 'rest') GROUP BY period, tree, tenure
        )
        SELECT DISTINCT period, grouping, code FROM (
            SELECT period, grouping, code, n FROM placed UNION ALL
            SELECT period, grouping, code, n FROM above UNION ALL
            SELECT period, grouping, code, n FROM crossed
        ) WHERE n BETWEEN 1 AND {present(table.least) - 1} ORDER BY ALL
    """


def check_waiting(
    table: PublishedTable, added: Mapping[PublishedSum, str], comparison: TableComparison, lake: LakeViews
) -> None:
    """Notes a wave of which ten people's answers or more wait although they could be shown."""
    rows, _ = lake.rows_behind(table)
    keys = " AND ".join(f"shown.{quote(key)} = behind.{quote(key)}" for key in table.keys)
    first = next(iter(added))
    indicators: dict[str, list[str]] = {}
    for part in added:
        indicators.setdefault(part.name.partition(".")[0], []).append(added[part])
    counts = [f"count(*) FILTER ({' OR '.join(f'{value} <> 0' for value in values)})" for values in indicators.values()]
    enough = " AND ".join(f"({n} = 0 OR {n} >= {table.least})" for n in counts)
    late = lake.connection.execute(
        f"SELECT behind.{first.dated} FROM {rows} "
        f"WHERE NOT EXISTS (SELECT 1 FROM {quote(table.answers)} AS shown WHERE {keys} AND until IS NULL) "
        f"AND behind.{first.dated} IN "
        f"(SELECT period FROM {quote(table.table)} WHERE \"grouping\" = 'all' AND edition > 0) "
        f"GROUP BY 1 HAVING count(*) >= {table.least} AND {enough} ORDER BY 1"
    ).fetchall()
    for (period,) in late:
        comparison.note(
            period=period, group="all=all", column="edition", published="as before", recomputed="ten or more wait"
        )
