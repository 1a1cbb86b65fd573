"""A run, read top to bottom: extract → check → lake → aggregate → compare → publish."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl

from data.errors import UserError
from data.event_log import log_event, log_events
from data.records import RECORDS
from data.settings import settings
from data.storage.compaction import sweep, tidy
from data.storage.failures import explain_failures
from data.storage.lake import Lake
from data.storage.lock import lock_home
from data.storage.manifest import CATALOGUES, Manifest, read_manifest, write_manifest, write_states
from data.storage.names import ROOTS
from data.storage.object_storage import claim
from data.storage.retention import forget
from data.storage.snapshot import Snapshot
from metrics.catalogue import registry, versions
from metrics.engine.fingerprint import fingerprint, references_mark
from metrics.quality.restatements import Reason as Cause
from pipelines.ingest import deleted, rejected
from pipelines.ingest.causes import Causes, merge_causes
from pipelines.ingest.ingest import IngestResult, Progress, read_all
from pipelines.publish.aggregate import aggregate, bring_up_to_date
from pipelines.publish.restate import log_restated
from pipelines.publish.workers import Compute, open_compute

RUN_ID = "%Y%m%dT%H%M%S.%fZ"
"""A run is called by the moment it began, so that runs sort by their names."""


@dataclass(frozen=True)
class RunResult:
    """The run in force, and the sentences about what could not be read or was refused.

    `news`: whether anything was new, so that a run was published. `restated`: numbers of finished periods it changed.
    """

    manifest: Manifest
    problems: tuple[str, ...]
    news: bool = True
    restated: int = 0

    @property
    def complete(self) -> bool:
        """Whether every record could be read and no row was refused."""
        return not self.problems


def run(
    home: Path,
    folders: Sequence[Path],
    *,
    full: bool = False,
    workers: str | None = None,
    tell: Progress = lambda step, done: None,
) -> RunResult:
    """Brings a home up to date with its sources and publishes the result; without news, what is published stays.

    `folders`: sources to read from now on, besides those the home knows. `full`: read everything again, take out rows
    that their source no longer has, and make all sums anew. `workers`: the address of a Dask scheduler whose workers
    see the same home.
    What it comes to is in the home's log, also where it is refused.
    Raises: UserError, when nothing could be done: a folder that is no source, another run at work, no space left, or no
    record readable in a home where nothing is published yet.
    """
    started = datetime.now(UTC)
    with (
        explain_failures(home),
        log_events(home, started.strftime(RUN_ID)),
        lock_home(home),
        open_compute(workers) as compute,
    ):
        log_event("run started", full=full, workers=workers is not None)
        return _run(home, folders, full, compute, tell, started)


def _run(
    home: Path, folders: Sequence[Path], full: bool, compute: Compute, tell: Progress, started: datetime
) -> RunResult:
    lake, previous = Lake(home, settings().lake_url), read_manifest(home)
    claim(home, settings().lake_url, previous and previous.tables_at, ROOTS)
    lake.restore(previous.tables if previous else {})
    if freed := sweep(lake, previous.tables if previous else ()):
        log_event("removed what a run that died had left", bytes=freed)
    run_id = started.strftime(RUN_ID)
    reading = read_all(lake, folders, previous, run_id, full=full, tell=tell)
    if not reading.read and previous is None:
        raise UserError("\n".join(reading.problems) or "There is no source to read: give one with --source DIR.")

    _keep(lake, rejected.TABLE, reading.rejected, rejected.read_rejected(lake))
    _keep(lake, deleted.TABLE, reading.gone, deleted.read_gone(lake))
    manifest = Manifest(
        run=run_id,
        started_at=started,
        finished_at=started,
        tables=lake.versions(),
        tables_at=settings().lake_url,
        fingerprint="",
        catalogue=versions.keep(home),
        sources=reading.states,
        folders=(previous.folders if previous else {}) | {s.name: str(s.folder) for s in reading.sources},
    )
    seen = Snapshot(home, manifest, catalogue=registry.declared())
    manifest.fingerprint, manifest.references = fingerprint(seen), references_mark(seen)
    if previous and not full and not _news(manifest, previous):
        tell("nothing new", 1.0)
        log_event("nothing new", published=previous.run)
        return RunResult(write_states(home, previous, reading.states), tuple(reading.problems), news=False)

    anew = full or previous is None or manifest.fingerprint != previous.fingerprint
    causes = _with_deadlines(reading, previous, manifest)
    if anew or reading.changed is None:
        aggregate(lake, seen, lambda step: tell(step, 0.85), compute)
    else:
        known = Snapshot(home, previous, beside=seen, catalogue=seen.catalogue)
        bring_up_to_date(lake, known, seen, reading.changed, lambda step: tell(step, 0.85), compute)
    manifest.tables = lake.versions()
    restated = 0
    if previous:
        tell("comparing with the run before", 0.95)
        then = versions.catalogue_of(home, previous)
        before = Snapshot(home, previous, beside=seen, catalogue=then)
        now = Snapshot(home, manifest, beside=seen, catalogue=seen.catalogue)
        restated = log_restated(lake, before, now, causes, anew=anew).height
        if versions.is_lost(before):
            reading.problems.append(
                f"What this run restated cannot be told: the definitions of run {previous.run} are lost "
                f"({home / CATALOGUES / previous.catalogue}.json). Bring them back from a backup to see it as it was."
            )
    tidy(lake)
    manifest.tables = lake.versions()
    manifest.finished_at = datetime.now(UTC)
    write_manifest(home, manifest)
    seconds = round((manifest.finished_at - started).total_seconds(), 3)
    log_event("published", rows_read=manifest.rows_read, restated=restated, seconds=seconds)
    forget(home, settings().keep_runs, settings().keep_days)
    tell("published", 1.0)
    return RunResult(manifest, tuple(reading.problems), restated=restated)


def _news(manifest: Manifest, previous: Manifest) -> bool:
    """Whether anything that a reader could see has changed, but for when it was last looked at."""

    def standing(of: Manifest) -> object:
        states = {
            (source, record): (state.problem, state.data_to, state.expected_by)
            for source, records in of.sources.items()
            for record, state in records.items()
        }
        return (
            states,
            of.folders,
            of.fingerprint,
            of.catalogue,
            {n: v for n, v in of.tables.items() if n in manifest.tables},
        )

    return standing(manifest) != standing(previous)


def _keep(lake: Lake, table: str, rows: pl.DataFrame, before: pl.DataFrame) -> None:
    """Writes a table of rows that stay out, unless it says what it said before."""
    order = rows.columns
    if not lake.exists(table) or not rows.sort(order).equals(before.select(order).sort(order)):
        lake.write(table, rows)


def _with_deadlines(reading: IngestResult, previous: Manifest | None, now: Manifest) -> Mapping[str, Causes]:
    """Why sums are stale, the months included in which only deadlines have passed."""
    if previous is None or not (passed := _newly_known(previous.data_to, now.data_to)):
        return reading.causes
    known = {month: {Cause.KNOWN_DAYS} for month in passed}
    return {name: merge_causes([reading.causes.get(name, {}), known]) for name in RECORDS}


def _newly_known(before: date | None, now: date | None) -> set[str]:
    """The months in which deadlines have passed since the last run, though no row of theirs changed.

    Or have not passed after all, where the last day was too late and is corrected.
    """
    if before is None or now is None:
        return set()
    first, last = sorted([before, now])
    return {(first + timedelta(days=ahead)).strftime("%Y-%m") for ahead in range(1, (last - first).days + 1)}
