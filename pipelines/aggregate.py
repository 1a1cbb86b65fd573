"""Rows of the lake to published sums: only the months that were touched, unless the sums themselves changed."""

from collections.abc import Callable, Collection, Mapping

from data.lake import Lake
from data.manifest import Snapshot
from data.records import RECORDS
from metrics.cubes import CUBES, build, needs, published_rows, restricted_rows, table
from metrics.rowsets import has_rows, record_behind
from metrics.staff import cells, cells_table

Tell = Callable[[str], None]


def aggregate(lake: Lake, tables: Snapshot, touched: Mapping[str, Collection[str]] | None, tell: Tell) -> list[str]:
    """Writes the published tables and returns their names.

    `touched`: record → the local months (`2024-11`) whose rows changed; None for all of them.
    """
    written = []
    for rows in published_rows():
        months = _months(rows, touched)
        if not has_rows(rows, tables) or months == []:
            continue
        tell(f"{rows.replace('_', ' ')}: sums")
        for cube in CUBES:
            lake.write(table(rows, cube), build(rows, cube, tables, months).collect(), months=months)
            written.append(table(rows, cube))
    for rows in restricted_rows():
        if has_rows(rows, tables) and _months(rows, touched) != []:
            lake.write(cells_table(rows), cells(rows, tables))
            written.append(cells_table(rows))
    return written


def _months(rows: str, touched: Mapping[str, Collection[str]] | None) -> list[str] | None:
    """The months to sum anew: None for all, which is also the case where an undated record takes part."""
    if touched is None or RECORDS[record_behind(rows)].dated is None:
        return None
    months: set[str] = set()
    for record in needs(rows):
        if record in touched and RECORDS[record].dated is None:
            return None
        months |= set(touched.get(record, ()))
    return sorted(months)
