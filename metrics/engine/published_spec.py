"""All that is published, as plain data, to be recomputed by another road."""

from collections.abc import Iterable

from data.certainty import present
from data.records import RECORDS, REFERENCE_OF
from data.records.stored import stored_schema
from data.storage.names import lake_table, shown_table
from data.storage.snapshot import Snapshot
from data.verify.spec import Breakdown, PublishedSum, PublishedTable, Specification
from metrics.definition import buckets
from metrics.definition.breakdowns import DIMENSIONS
from metrics.definition.rowsets import has_rows, needs, neighbours_of, record_behind, select_rows
from metrics.engine.cubes import (
    BUCKET,
    Column,
    columns_in,
    columns_over,
    cube_dimensions,
    cubes_over,
    published_rows,
    restricted_rows,
    table,
)
from metrics.engine.disclosure import STAFF_MINIMUM
from metrics.engine.fingerprint import fingerprint, references_mark
from metrics.engine.kept_months import kept_from, select_kept
from metrics.engine.restricted import NOT_RECORDED, cells_table, groups_of


def specification(snapshot: Snapshot) -> Specification:
    """What must be published of the records that the snapshot has, by the catalogue as its run declared it."""
    sums = [
        PublishedTable(
            table=table(rows, cube),
            rows=rows,
            select=select_rows(rows, snapshot),
            once=bool(neighbours_of(rows)),
            record=record_behind(rows),
            grain=cube.grain,
            by=_breakdowns(cube_dimensions(cube, rows), rows),
            buckets=BUCKET if cube.buckets else "",
            sums=_sums(columns_in(cube, columns_over(rows, snapshot.catalogue))),
            kept_from=str(kept_from(rows, snapshot) or ""),
            kept=select_kept(rows, cube, snapshot),
        )
        for rows in published_rows(snapshot.catalogue)
        if has_rows(rows, snapshot)
        for cube in cubes_over(rows, snapshot.catalogue)
    ]
    groups = [
        PublishedTable(
            table=cells_table(rows),
            rows=rows,
            select=select_rows(rows, snapshot),
            once=bool(neighbours_of(rows)),
            record=record_behind(rows),
            grain="day",
            by=_breakdowns(groups_of(rows), rows),
            sums=_sums(columns_over(rows, snapshot.catalogue)),
            least=STAFF_MINIMUM,
            nobody=NOT_RECORDED,
            answers=shown_table(rows) if snapshot.has(shown_table(rows)) else "",
            keys=("source", *RECORDS[record_behind(rows)].primary_key()),
        )
        for rows in restricted_rows(snapshot.catalogue)
        if has_rows(rows, snapshot)
    ]
    keys = {lake_table(name): ["source", *record.primary_key()] for name, record in RECORDS.items()}
    unread = {one.table for one in sums if {lake_table(name) for name in needs(one.rows)} & snapshot.lost}
    return Specification(
        tuple(one for one in (*sums, *groups) if one.table not in unread),
        fingerprint(snapshot),
        references_mark(snapshot),
        keys,
        snapshot.lost | unread,
    )


def _sums(columns: Iterable[Column]) -> tuple[PublishedSum, ...]:
    return tuple(
        PublishedSum(
            name=column.sum,
            counted=column.rows,
            dated=column.part.dated,
            deadline=column.part.deadline,
            expression=column.part.expression.meta.serialize(format="json"),
            bucketed=column.part.value.meta.serialize(format="json") if column.part.distribution else "",
            bucket=buckets.SQL if column.part.distribution else "",
            answers=column.role == "denominator",
        )
        for column in columns
    )


def _breakdowns(names: Iterable[str], rows: str) -> tuple[Breakdown, ...]:
    columns = stored_schema(RECORDS[record_behind(rows)])
    breakdowns = []
    for name in names:
        dimension = DIMENSIONS[name]
        if dimension.of_day:
            breakdowns.append(Breakdown(name, of_day=dimension.of_day.sql))
        elif dimension.column in columns:
            breakdowns.append(Breakdown(name, column=dimension.column))
        else:
            key, attribute = present(dimension.via)
            breakdowns.append(Breakdown(name, key=key, attribute=attribute, table=lake_table(REFERENCE_OF[key])))
    return tuple(breakdowns)
