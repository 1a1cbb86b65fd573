"""The reference tables of a mapped transaction: its services, their lines, and its places, from the same files."""

from collections.abc import Iterator

import polars as pl

from pipelines.mapping.expressions import name
from pipelines.mapping.profile import ColumnProfile
from pipelines.mapping.proposal import Proposal
from pipelines.mapping.tables import Table
from pipelines.mapping.vocabulary import fit, hints

ALIKE = 0.99
"""So many of a service's rows must have one line, that lines group services."""


def reference_selects(proposal: Proposal) -> Iterator[tuple[str, str]]:
    """Reference table → its SELECT, for each that the record's columns refer to and the table holds."""
    service = proposal.find("service_id")
    if service:
        line = _line(service, proposal)
        if line:
            yield "line", _distinct("line", line, proposal.table)
        yield "service", _distinct("service", service, proposal.table, line)
    elif "service_id" in proposal.columns:
        constant = proposal.columns["service_id"]
        yield (
            "service",
            f"SELECT DISTINCT {constant} AS service_id, {constant} AS name_en\nFROM {proposal.table.source}\n",
        )
    if location := proposal.find("location_id"):
        yield "location", _distinct("location", location, proposal.table)


def _distinct(record: str, code: ColumnProfile, table: Table, line: ColumnProfile | None = None) -> str:
    column = f"TRIM({name(code)})"
    middle = f"    MIN(TRIM({name(line)})) AS line_id,\n" if line else ""
    return (
        f"SELECT\n    {column} AS {record}_id,\n{middle}    {column} AS name_en\nFROM {table.source}\n"
        f"WHERE TRIM({name(code)}) <> ''\nGROUP BY {column}\nORDER BY {record}_id\n"
    )


def _line(service: ColumnProfile, proposal: Proposal) -> ColumnProfile | None:
    """A column of fewer values that is the same for all rows of a service, by the best name."""
    candidates = [
        (score, profile)
        for profile in proposal.profiles
        if profile not in proposal.match.columns.values()
        and 1 < profile.distinct < service.distinct
        and (score := fit(profile.words, hints("lines"))) > 0
        and _groups(service, profile)
    ]
    return max(candidates, key=lambda candidate: candidate[0])[1] if candidates else None


def _groups(service: ColumnProfile, line: ColumnProfile) -> bool:
    rows = pl.DataFrame([service.texts.alias("service"), line.texts.alias("line")]).drop_nulls("service")
    counts = rows.group_by("service", "line").len().group_by("service").agg(pl.col("len").max())
    return bool(rows.height) and counts["len"].sum() >= ALIKE * rows.height
