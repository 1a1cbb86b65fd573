"""Rows of the lake to published sums: only the months that were touched, unless the sums themselves changed."""

from collections.abc import Callable, Collection, Mapping

import polars as pl

from data.lake import Lake
from data.manifest import Snapshot
from data.records import RECORDS
from metrics.cubes import CUBES, columns_over, needs, published_rows, restricted_rows, table
from metrics.rowsets import has_rows, record_behind, scan_rows
from metrics.staff import cells, cells_table
from pipelines.workers import Compute, Task, compute_here, months_of, split

Tell = Callable[[str], None]
Touched = Mapping[str, Collection[str]] | None
"""Record → the local months (`2024-11`) whose rows changed; None for all of them."""


def aggregate(lake: Lake, tables: Snapshot, touched: Touched, tell: Tell, compute: Compute = compute_here) -> None:
    """Writes the published tables."""
    for rows in published_rows():
        months = _months(rows, touched)
        if not has_rows(rows, tables) or months == []:
            continue
        tell(f"{rows.replace('_', ' ')}: sums")
        tasks = [Task(rows, months)]
        if compute is not compute_here:
            dated = list(dict.fromkeys(column.part.dated for column in columns_over(rows)))
            tasks = split(rows, months or months_of(scan_rows(rows, tables), dated)) or tasks
        for cube, *frames in zip(CUBES, *compute(tables, tasks), strict=True):
            lake.write(table(rows, cube), pl.concat(frames), months=months)
    for rows in restricted_rows():
        if has_rows(rows, tables) and _months(rows, touched) != []:
            lake.write(cells_table(rows), cells(rows, tables))


def _months(rows: str, touched: Touched) -> list[str] | None:
    """The months to sum anew: None for all, which is also the case where an undated record takes part."""
    if touched is None or RECORDS[record_behind(rows)].dated is None:
        return None
    months: set[str] = set()
    for record in needs(rows):
        if record in touched and RECORDS[record].dated is None:
            return None
        months |= set(touched.get(record, ()))
    return sorted(months)
