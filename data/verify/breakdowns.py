"""The breakdowns of rows in SQL: what a row says itself, and what the references say of it."""

from collections.abc import Collection, Iterable, Mapping

from data.certainty import present
from data.connectors.sql import quote
from data.verify.spec import Breakdown


def join_references(
    select: str, by: Iterable[Breakdown], columns: Mapping[str, Collection[str]]
) -> tuple[str, dict[str, str]]:
    """The rows beside what their references say of them: a FROM clause, and per breakdown the SQL of its code.

    `columns`: per table its columns; a reference that is not there leaves the breakdown null. What the day tells is
    none of the rows': see `codes_of_day`.
    """
    joined = f"({select}) AS behind"
    codes: dict[str, str] = {}
    joins: set[str] = set()
    for breakdown in by:
        if breakdown.of_day:
            continue
        if breakdown.column:
            codes[breakdown.name] = f"CAST(behind.{quote(breakdown.column)} AS VARCHAR)"
            continue
        key, attribute, table = (present(name) for name in (breakdown.key, breakdown.attribute, breakdown.table))
        if attribute not in columns.get(table, ()):
            codes[breakdown.name] = "CAST(NULL AS VARCHAR)"
        else:
            place = quote(f"place of {key}")
            if key not in joins:
                joins.add(key)
                first = _first_of_sources(table, key)
                joined += f" LEFT JOIN ({first}) AS {place} ON behind.{key} = {place}.{key}"
            codes[breakdown.name] = f"CAST({place}.{quote(attribute)} AS VARCHAR)"
    return joined, codes


def codes_of_day(by: Iterable[Breakdown], dated: str) -> dict[str, str]:
    """Of the breakdowns that a day tells the SQL of their codes, by the day by which a part counts."""
    return {one.name: f"CAST({one.of_day.format(day=dated)} AS VARCHAR)" for one in by if one.of_day}


def _first_of_sources(table: str, key: str) -> str:
    """A reference with each code once: where two sources name it, the first by name counts."""
    return f"SELECT * FROM {quote(table)} QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY source) = 1"
