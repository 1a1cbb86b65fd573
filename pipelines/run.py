"""A run, read top to bottom: ingest (extract → check → lake) → aggregate → compare → publish.

Each step of `_Run` says which tables it writes. Nothing of it is visible before `_publish` swaps the manifest in, and
what a run that died has written is undone by the next one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from pathlib import Path

import polars as pl

from data.errors import UserError
from data.event_log import log_event, log_events
from data.records import RECORDS
from data.refusals.intake import runs as refusals
from data.settings import settings
from data.state import registered_standards
from data.storage.compaction import sweep, tidy
from data.storage.failures import explain_failures
from data.storage.lake import Lake
from data.storage.lock import lock_home
from data.storage.manifest import CATALOGUES, Manifest, read_manifest, write_manifest, write_states
from data.storage.names import GONE, REJECTED, ROOTS
from data.storage.object_storage import claim
from data.storage.purge import purge
from data.storage.run_id import run_id
from data.storage.snapshot import Snapshot
from data.text import Text
from metrics.catalogue import registry, versions
from metrics.engine.fingerprint import fingerprint, references_mark, why_made_again
from metrics.quality.restatements import Reason as Cause
from pipelines.forecast.organisation.counts import counts_by_day
from pipelines.ingest import deleted, rejected
from pipelines.ingest.causes import Causes, merge_causes
from pipelines.ingest.ingest import IngestResult, Progress, ingest
from pipelines.ingest.registered import add_registered, count_registered
from pipelines.publish.aggregate import aggregate, bring_up_to_date
from pipelines.publish.deletions import Deletions
from pipelines.publish.restate import log_restated
from pipelines.publish.workers import Compute, open_compute


@dataclass(frozen=True)
class RunResult:
    """The run in force, and what could not be read or was refused.

    `published`: whether anything was new, so that this run is the one in force. `restated`: numbers of finished
    periods it changed. `rebuilt`: why all sums were made again though nobody asked for it. `let_go`: rows that were
    older than they are retained.
    """

    manifest: Manifest
    problems: tuple[UserError, ...]
    published: bool = True
    restated: int = 0
    rebuilt: Text | None = None
    let_go: int = 0

    @property
    def complete(self) -> bool:
        """Whether every record could be read and no row was refused."""
        return not self.problems


def run(
    home: Path,
    folders: Sequence[Path],
    *,
    full: bool = False,
    may_empty: bool = False,
    workers: str | None = None,
    progress: Progress = lambda step, done: None,
) -> RunResult:
    """Brings a home up to date with its sources and publishes the result; where nothing is new, nothing changes.

    `folders`: sources to read from now on, besides those the home knows. `full`: read everything again, take out rows
    that their source no longer has, and compute all sums again. `may_empty`: whether retention may let go of the last
    row of a record. `workers`: the address of a Dask scheduler whose
    workers see the same home.
    What it comes to is in the home's log, also where it is refused.
    Raises: UserError, when nothing could be done: a folder that is no source, another run at work, no space left, or no
    record readable in a home where nothing is published yet.
    """
    started_at = datetime.now(UTC)
    with (
        explain_failures(home),
        log_events(home, run_id(started_at)),
        lock_home(home),
        open_compute(workers) as compute,
    ):
        log_event("run started", full=full, workers=workers is not None)
        lake, previous = Lake(home, settings().lake_url), read_manifest(home)
        return _Run(home, lake, previous, full, may_empty, compute, progress, started_at).execute(folders)


@dataclass(frozen=True)
class _Run:
    """The steps of one run; `previous`: the manifest in force when it began, None in a home where there is none."""

    home: Path
    lake: Lake
    previous: Manifest | None
    full: bool
    may_empty: bool
    compute: Compute
    progress: Progress
    started_at: datetime

    def execute(self, folders: Sequence[Path]) -> RunResult:
        self._recover()
        ingested = self._ingest(folders)
        now = self._open(ingested)
        deletions = Deletions(self.home, self.lake, now.manifest.run, self.may_empty)
        leaving = deletions.find(now, ingested)
        if self.previous and not (self.full or leaving or _is_news(now.manifest, self.previous)):
            return self._leave(self.previous, ingested)

        rebuild = self.full or self.previous is None or now.manifest.fingerprint != self.previous.fingerprint
        causes = _with_deadlines(ingested, self.previous, now.manifest)
        self._aggregate(now, ingested, rebuild)
        restated = self._compare(now, ingested, causes, rebuild)
        deletions.note_gone(ingested)
        gone = deletions.let_go(leaving, now, ingested, lambda: counts_by_day(now))
        self._publish(now.manifest, restated, chain(*gone.values()), deletions)
        rebuilt = why_made_again(self.previous, now.manifest) if self.previous and not self.full else None
        let_go = sum(each.rows + each.refused + each.gone for each in leaving if each.record in gone)
        return RunResult(now.manifest, tuple(ingested.problems), restated=restated, rebuilt=rebuilt, let_go=let_go)

    def _recover(self) -> None:
        """Takes every table back to what is published."""
        in_force = self.previous.tables if self.previous else {}
        claim(self.home, settings().lake_url, self.previous.tables_at if self.previous else None, ROOTS)
        self.lake.restore(in_force)
        if freed := sweep(self.lake, in_force):
            log_event("removed what a run that died had left", bytes=freed)

    def _ingest(self, folders: Sequence[Path]) -> IngestResult:
        """Writes `lake/<record>` of every record, `rejected` and `gone`."""
        run = run_id(self.started_at)
        ingested = ingest(self.lake, folders, self.previous, run, full=self.full, progress=self.progress)
        if not ingested.records_read and self.previous is None:
            if not ingested.problems:
                raise refusals.NO_SOURCE()
            lines = Text(*("\n".join(problem.text(lang) for problem in ingested.problems) for lang in Text._fields))
            raise refusals.NOTHING_READ(problems=lines)
        add_registered(self.lake, registered_standards(settings().state_url))
        self._write_if_changed(REJECTED, ingested.rejected, rejected.read_rejected(self.lake))
        self._write_if_changed(GONE, ingested.gone, deleted.read_gone(self.lake))
        return ingested

    def _write_if_changed(self, table: str, rows: pl.DataFrame, before: pl.DataFrame) -> None:
        order = rows.columns
        if not self.lake.exists(table) or not rows.sort(order).equals(before.select(order).sort(order)):
            self.lake.write(table, rows)

    def _open(self, ingested: IngestResult) -> Snapshot:
        """The tables as this run will publish them; its manifest gains the sums' versions as they are written."""
        folders = {source.name: str(source.folder) for source in ingested.sources}
        manifest = Manifest(
            run=run_id(self.started_at),
            started_at=self.started_at,
            finished_at=self.started_at,
            tables=self.lake.versions(),
            tables_at=settings().lake_url,
            fingerprint="",
            catalogue=versions.keep(self.home),
            registered=count_registered(self.lake),
            kept_from=self.previous.kept_from if self.previous else {},
            let_go=self.previous.let_go if self.previous else {},
            sources=ingested.states,
            folders=(self.previous.folders if self.previous else {}) | folders,
        )
        snapshot = Snapshot(self.home, manifest, catalogue=registry.declared())
        manifest.fingerprint, manifest.references = fingerprint(snapshot), references_mark(snapshot)
        return snapshot

    def _leave(self, previous: Manifest, ingested: IngestResult) -> RunResult:
        """Notes when the sources were last read; all else stays as it is published."""
        self.progress("nothing new", 1.0)
        log_event("nothing new", published=previous.run)
        manifest = write_states(self.home, previous, ingested.states)
        return RunResult(manifest, tuple(ingested.problems), published=False)

    def _aggregate(self, now: Snapshot, ingested: IngestResult, rebuild: bool) -> None:
        """Writes `published/<rows>.<cube>`: all months, or those in which changed rows count."""
        before = None
        if self.previous:
            before = Snapshot(self.home, self.previous, beside=now, catalogue=now.catalogue)
        if before is None or rebuild or ingested.changed is None:
            aggregate(self.lake, now, self._sums_progress, self.compute, before)
        else:
            bring_up_to_date(self.lake, before, now, ingested.changed, self._sums_progress, self.compute)
        now.manifest.tables = self.lake.versions()

    def _sums_progress(self, step: str) -> None:
        self.progress(step, 0.85)

    def _compare(self, now: Snapshot, ingested: IngestResult, causes: Mapping[str, Causes], rebuild: bool) -> int:
        """Writes `restatement`: the numbers of finished periods that differ from the run before; returns how many."""
        if self.previous is None:
            return 0
        self.progress("comparing with the run before", 0.95)
        then = versions.catalogue_of(self.home, self.previous)
        before = Snapshot(self.home, self.previous, beside=now, catalogue=then)
        restated = log_restated(self.lake, before, now, causes, rebuilt=rebuild)
        if versions.is_lost(before):
            file = self.home / CATALOGUES / f"{self.previous.catalogue}.json"
            ingested.problems.append(refusals.DEFINITIONS_LOST(run=self.previous.run, file=file))
        return restated.height

    def _publish(self, manifest: Manifest, restated: int, touched: Iterable[str], deletions: Deletions) -> None:
        """Swaps the manifest in, which makes the run visible; then lets old runs and old rows go."""
        tidy(self.lake)
        manifest.let_go = manifest.let_go | {table: self.lake.checkpoint(table) for table in dict.fromkeys(touched)}
        manifest.tables = self.lake.versions()
        manifest.finished_at = datetime.now(UTC)
        write_manifest(self.home, manifest)
        seconds = round((manifest.finished_at - self.started_at).total_seconds(), 3)
        log_event("published", rows_read=manifest.rows_read, restated=restated, seconds=seconds)
        deletions.forget_runs()
        purge(self.home, manifest)
        self.progress("published", 1.0)


def _is_news(manifest: Manifest, previous: Manifest) -> bool:
    """Whether anything that a reader could see has changed, except when the sources were last read."""

    def visible(of_run: Manifest) -> object:
        states = {
            (source, record): (state.problem, state.data_to, state.expected_by)
            for source, records in of_run.sources.items()
            for record, state in records.items()
        }
        # What the sums are made of; the sums themselves follow from it.
        tables = {name: version for name, version in of_run.tables.items() if name in manifest.tables}
        return states, of_run.folders, of_run.fingerprint, of_run.catalogue, tables

    return visible(manifest) != visible(previous)


def _with_deadlines(ingested: IngestResult, previous: Manifest | None, now: Manifest) -> Mapping[str, Causes]:
    """Why sums are stale, the months included in which only deadlines have passed."""
    if previous is None or not (months := _months_due(previous.data_to, now.data_to)):
        return ingested.causes
    due = {month: {Cause.KNOWN_DAYS} for month in months}
    return {name: merge_causes([ingested.causes.get(name, {}), due]) for name in RECORDS}


def _months_due(before: date | None, now: date | None) -> set[str]:
    """The months in which deadlines have passed since the last run, though no row of theirs changed.

    Or have not passed after all, where the last day was too late and is corrected.
    """
    if before is None or now is None:
        return set()
    first, last = sorted([before, now])
    return {(first + timedelta(days=ahead)).strftime("%Y-%m") for ahead in range(1, (last - first).days + 1)}
