"""The rows behind published sums, written in SQL by hand: records, the views of `definition.rowsets`, and breakdowns.

Deliberately a second wording of what those rows are: what both roads agree on is neither's slip.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from data.verify.expressions import Unknown, quoted, text

MILLION = 1_000_000
SEVEN_DAYS = 7 * 24 * 3600 * 1_000_000
"""Microseconds."""


@dataclass(frozen=True)
class Breakdown:
    """A breakdown of rows: by a `column` of their own, else by what table `table` holds as `attribute` of `key`."""

    name: str
    column: str | None = None
    key: str | None = None
    attribute: str | None = None
    table: str | None = None


def rows_of(rows: str, tables: Collection[str], known_to: date | None) -> str:
    """The SELECT of a row set; every table of the lake is a view of its name (`lake/transaction`).

    `known_to`: the last day of data. Raises: Unknown for a row set that is neither a record nor written here.
    """
    if f"lake/{rows}" in tables:
        return f"SELECT * FROM {quoted(f'lake/{rows}')}"
    if rows == "cost":
        return _cost("lake/allocation_share" in tables)
    if rows == "contact":
        return CONTACT
    if rows == "offered_online":
        return OFFERED_ONLINE if "lake/service" in tables else NEVER_OFFERED
    if rows == "service_month":
        return _service_month(known_to)
    raise Unknown(f"the row set {rows}")


def placed(rows: str, by: Iterable[Breakdown], columns: dict[str, Collection[str]]) -> tuple[str, dict[str, str]]:
    """The rows beside what their references say of them: a FROM clause, and per breakdown the SQL of its code.

    `columns`: per table its columns; a reference that is not there leaves the breakdown null.
    """
    joined, codes, joins = f"({rows}) AS behind", {}, set()
    for breakdown in by:
        if breakdown.column:
            codes[breakdown.name] = f"CAST(behind.{quoted(breakdown.column)} AS VARCHAR)"
        elif breakdown.attribute not in columns.get(breakdown.table, ()):
            codes[breakdown.name] = "CAST(NULL AS VARCHAR)"
        else:
            place = quoted(f"place of {breakdown.key}")
            if breakdown.key not in joins:
                joins.add(breakdown.key)
                first = _first_of_sources(breakdown.table, breakdown.key)
                joined += f" LEFT JOIN ({first}) AS {place} ON behind.{breakdown.key} = {place}.{breakdown.key}"
            codes[breakdown.name] = f"CAST({place}.{quoted(breakdown.attribute)} AS VARCHAR)"
    return joined, codes


def _first_of_sources(table: str, key: str) -> str:
    """A reference with each code once: where two sources name it, the first by name counts."""
    return f"SELECT * FROM {quoted(table)} QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY source) = 1"


def _cost(allocated: bool) -> str:
    """Ledger lines by the channel that bears them, in cents × millionths; what no key allocates has no channel."""
    if not allocated:
        return f'SELECT *, amount_cents * {MILLION} AS borne FROM "lake/ledger_line"'
    return f"""
        WITH line AS (
            SELECT *, year(posted_on) - CASE WHEN month(posted_on) < 4 THEN 1 ELSE 0 END AS of_year
            FROM "lake/ledger_line"
        ), given AS (
            SELECT source, fiscal_year, cost_centre, sum(share_millionths)::BIGINT AS given
            FROM "lake/allocation_share" GROUP BY ALL
        )
        SELECT *, amount_cents * {MILLION} AS borne FROM line WHERE channel IS NOT NULL
        UNION ALL
        SELECT line.* REPLACE (share.channel AS channel), amount_cents * share_millionths
        FROM line JOIN "lake/allocation_share" AS share
        ON line.source = share.source AND of_year = share.fiscal_year AND line.cost_centre = share.cost_centre
        WHERE line.channel IS NULL
        UNION ALL
        SELECT line.*, amount_cents * ({MILLION} - coalesce(given, 0))
        FROM line LEFT JOIN given
        ON line.source = given.source AND of_year = given.fiscal_year AND line.cost_centre = given.cost_centre
        WHERE line.channel IS NULL AND coalesce(given, 0) <> {MILLION}
    """


CONTACT = f"""
    SELECT *, service_id IS NOT NULL AND coalesce(
        epoch_us(lead(started_at) OVER following) - epoch_us(started_at) <= {SEVEN_DAYS}, FALSE
    ) AS repeated_within_7_days
    FROM "lake/transaction"
    WHERE channel IN ('telephone', 'in_person') AND customer_key IS NOT NULL
    WINDOW following AS (PARTITION BY customer_key, service_id ORDER BY started_at, transaction_id, source)
"""
"""Calls and visits of known customers, and whether the same one comes again for the same within 7 times 24 hours."""

OFFERED_ONLINE = f"""
    SELECT done.*, service.online_from
    FROM "lake/transaction" AS done JOIN ({_first_of_sources("lake/service", "service_id")}) AS service
    ON done.service_id = service.service_id WHERE done.completed_on >= service.online_from
"""
NEVER_OFFERED = 'SELECT *, CAST(NULL AS DATE) AS online_from FROM "lake/transaction" WHERE FALSE'

NEIGHBOURING = ("contact",)
"""Row sets that look at neighbouring rows."""


def _service_month(known_to: date | None) -> str:
    """Each service once per month at whose end it was offered, from its launch to the last month of data."""
    last = f"CAST({text(known_to.isoformat())} AS DATE)" if known_to else "CAST(NULL AS DATE)"
    return f"""
        SELECT *, coalesce(online_from <= last_day(month), FALSE) AS live_online FROM (
            SELECT *, CAST(unnest(generate_series(
                date_trunc('month', launched_on), least({last}, retired_on)::TIMESTAMP, INTERVAL 1 MONTH
            )) AS DATE) AS month
            FROM ({_first_of_sources("lake/service", "service_id")})
            WHERE launched_on IS NOT NULL AND {last} IS NOT NULL
        ) WHERE retired_on IS NULL OR retired_on >= last_day(month)
    """
