"""Rows of the lake to published sums: from all rows, or brought up to date by the rows that changed."""

from collections.abc import Callable, Mapping

import polars as pl

from data.records import RECORDS
from data.storage.lake import PARTITION, Lake
from data.storage.names import shown_table
from data.storage.snapshot import Snapshot
from metrics.definition.rowsets import Replaced, has_rows, needs, record_behind, scan_rows
from metrics.engine.cubes import add_sums, columns_over, cubes_over, published_rows, restricted_rows, table
from metrics.engine.increments import ChangedRows, sum_changes
from metrics.engine.kept_months import with_kept
from metrics.engine.restricted import cells, cells_table, shown_answers
from pipelines.publish.workers import Compute, Task, compute_here, months_of, split

StepProgress = Callable[[str], None]
"""Takes the name of each step."""


def aggregate(
    lake: Lake,
    snapshot: Snapshot,
    progress: StepProgress,
    compute: Compute = compute_here,
    before: Snapshot | None = None,
) -> None:
    """Writes all published tables, from all rows; `before`: what was published last."""
    for rows in published_rows(snapshot.catalogue):
        if has_rows(rows, snapshot):
            _sum(lake, rows, snapshot, progress, compute)
    for rows in restricted_rows(snapshot.catalogue):
        if has_rows(rows, snapshot):
            _list_groups(lake, rows, before, snapshot)


def bring_up_to_date(
    lake: Lake,
    before: Snapshot,
    now: Snapshot,
    changed: Mapping[str, ChangedRows],
    progress: StepProgress,
    compute: Compute,
) -> None:
    """Writes the months of the published tables in which the rows that changed count, or counted.

    `before`: what was published last, with the same indicators and references.
    """
    for rows in published_rows(now.catalogue):
        if not has_rows(rows, now):
            continue
        undated = [record for record in {record_behind(rows), *needs(rows)} if RECORDS[record].dated is None]
        if RECORDS[record_behind(rows)].dated is None or changed.keys() & undated or not _published(rows, before):
            _sum(lake, rows, now, progress, compute)
            continue
        progress(_step(rows))
        columns, cubes = columns_over(rows, now.catalogue), cubes_over(rows, now.catalogue)
        increments = sum_changes(rows, cubes, before, now, changed.get(record_behind(rows)))
        for cube, frames in zip(cubes, increments, strict=True):
            # Months whose rows are gone have what was published.
            first = now.manifest.kept_from.get(record_behind(rows), "")
            frames = [sums.filter(pl.col(PARTITION) >= first) for sums in frames]
            months = sorted({month for sums in frames for month in sums[PARTITION]})
            if months:
                old = lake.scan(table(rows, cube)).filter(pl.col(PARTITION).is_in(months)).collect()
                lake.write(table(rows, cube), add_sums([old, *frames], rows, columns, cube), months=months)
    for rows in restricted_rows(now.catalogue):
        # Also where no answer changed: a wave is shown from the day after its last.
        if has_rows(rows, now):
            _list_groups(lake, rows, before, now)


def _list_groups(lake: Lake, rows: str, before: Snapshot | None, now: Snapshot) -> None:
    """Writes the published list of a restricted row set, and the answers that it is made of."""
    lake.write(shown_table(rows), shown_answers(rows, now, before))
    lake.write(cells_table(rows), cells(rows, Replaced(now, {shown_table(rows): lake.scan(shown_table(rows))})))


def _sum(lake: Lake, rows: str, snapshot: Snapshot, progress: StepProgress, compute: Compute) -> None:
    progress(_step(rows))
    tasks = [Task(rows, None)]
    if compute is not compute_here:
        dated = list(dict.fromkeys(column.part.dated for column in columns_over(rows, snapshot.catalogue)))
        tasks = split(rows, months_of(scan_rows(rows, snapshot), dated)) or tasks
    for cube, *frames in zip(cubes_over(rows, snapshot.catalogue), *compute(snapshot, tasks), strict=True):
        lake.write(table(rows, cube), with_kept(pl.concat(frames), rows, cube, snapshot))


def _step(rows: str) -> str:
    return f"{rows.replace('_', ' ')}: sums"


def _published(rows: str, snapshot: Snapshot) -> bool:
    return all(snapshot.has(table(rows, cube)) for cube in cubes_over(rows, snapshot.catalogue))
