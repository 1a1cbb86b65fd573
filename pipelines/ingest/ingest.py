"""All records of all sources into the lake, one after the other: what came of each, and what could not be read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

import polars as pl

from data.connectors.database import Unreachable
from data.connectors.definition import Source, load
from data.errors import UserError
from data.event_log import log_event, log_problem
from data.records import RECORDS
from data.refusals.intake import ingest as refusals
from data.storage.lake import Lake
from data.storage.manifest import Manifest, RecordState
from data.text import Text
from metrics.engine.increments import MOST_ROWS, ChangedRows
from metrics.quality.restatements import Reason as Cause
from pipelines.ingest.causes import EVERY, Causes, merge_causes
from pipelines.ingest.deleted import read_gone
from pipelines.ingest.half_hours import add_half_hours
from pipelines.ingest.load import LoadedRecord, RecordLoad
from pipelines.ingest.rejected import read_rejected

STAGING = "staging-"

MOST_RULES = 3
"""Broken rules that a sentence names."""

Progress = Callable[[str, float], None]
"""Takes each step and the share of the run that is done."""


@dataclass
class IngestResult:
    """What the sources gave: how each record stands, the rows that stay out, and the months whose sums are stale.

    `causes`: record → month → why, of the records that changed. `changed`: their rows; None, where all sums are to be
    made again: everything was read again, or more changed than is held. `problems`: what was left out.
    """

    sources: list[Source]
    states: dict[str, dict[str, RecordState]]
    rejected: pl.DataFrame
    gone: pl.DataFrame
    changed: dict[str, ChangedRows] | None
    problems: list[UserError] = field(default_factory=list)
    causes: dict[str, Causes] = field(default_factory=dict)
    records_read: int = 0
    gone_now: list[tuple[str, str, int]] = field(default_factory=list)
    """Source, record and number of the rows that this reading missed."""

    def add(self, source: str, name: str, loaded: LoadedRecord) -> None:
        """One record that was read."""
        rows = loaded.state.rows
        self.records_read += 1
        self.states[source][name] = loaded.state
        self.rejected, self.gone = loaded.rejected, loaded.gone
        if rows.gone:
            self.gone_now.append((source, name, rows.gone))
        if rows.good + rows.readmitted + rows.gone:
            causes = loaded.causes if RECORDS[name].dated else {EVERY: {Cause.REFERENCE}}
            self.causes[name] = merge_causes([self.causes.get(name, {}), causes])
        self._add_changed(name, loaded.changed)
        if rows.rejected:
            refusal = refusals.ROW_REJECTED if rows.rejected == 1 else refusals.ROWS_REJECTED
            rules = [*loaded.rules[:MOST_RULES], *(["…"] if loaded.rules[MOST_RULES:] else [])]
            self.problems.append(refusal(source=source, record=name, rows=rows.rejected, rules=rules))

    def _add_changed(self, name: str, changed: ChangedRows | None) -> None:
        if changed is None:
            self.changed = None
        elif self.changed is not None and changed.rows:
            others = self.changed.get(name)
            self.changed[name] = others.with_those(changed) if others else changed
            if sum(each.rows for each in self.changed.values()) > MOST_ROWS:
                self.changed = None


def ingest(
    lake: Lake, folders: Sequence[Path], previous: Manifest | None, run: str, *, full: bool, progress: Progress
) -> IngestResult:
    """Brings the lake's records up to date: what is new, or everything if `full`.

    A record that cannot be read keeps its last good data and shows as late. Once a source cannot be reached, which may
    take seconds to find, its other records are late without being tried.
    """
    result = _begin(lake, folders, previous, full)
    add_half_hours(lake, result.sources)
    work = [(source, name) for name in RECORDS for source in result.sources if name in source.records]
    failures: dict[tuple[str, str], tuple[UserError, list[str]]] = {}
    unreachable: dict[str, Unreachable] = {}
    for folder in lake.home.glob(f"{STAGING}*"):
        rmtree(folder, ignore_errors=True)
    with TemporaryDirectory(dir=lake.home, prefix=STAGING, ignore_cleanup_errors=True) as staging:
        for number, (source, name) in enumerate(work):
            progress(f"{source.name}: {RECORDS[name].title.en.lower()}", 0.8 * number / len(work))
            before = result.states.setdefault(source.name, {}).setdefault(name, RecordState())
            try:
                if source.name in unreachable:
                    raise unreachable[source.name]
                loaded = RecordLoad(
                    source,
                    name,
                    lake=lake,
                    before=before,
                    rejected=result.rejected,
                    gone=result.gone,
                    run=run,
                    staging=Path(staging, source.name, name),
                    full=full,
                    kept_from=previous.kept_from if previous else None,
                ).load()
            except UserError as cause:
                problem = refusals.RECORD_NOT_READ(source=source.name, record=name, cause=_continued(cause))
                log_problem("record not read", str(problem), source=source.name, record=name)
                result.states[source.name][name] = before.with_problem(problem)
                failures.setdefault((source.name, str(cause)), (cause, []))[1].append(name)
                if isinstance(cause, Unreachable):
                    unreachable[source.name] = cause
            else:
                log_event("record read", source=source.name, record=name, **loaded.state.rows.model_dump())
                result.add(source.name, name, loaded)
    result.problems += [_not_read(source, names, cause) for (source, _), (cause, names) in failures.items()]
    return result


def _begin(lake: Lake, folders: Sequence[Path], previous: Manifest | None, full: bool) -> IngestResult:
    """What is known before any record is read."""
    sources, lost = _open_sources(folders, previous)
    states = {name: dict(records) for name, records in previous.sources.items()} if previous else {}
    for name, problem in lost.items():
        states[name] = {record: state.with_problem(problem) for record, state in states[name].items()}
    changed: dict[str, ChangedRows] | None = None if full or previous is None else {}
    for source in sources:
        for name, query in source.records.items():
            if query.allow:
                log_event("personal data allowed", source=source.name, record=name, columns=list(query.allow))
    return IngestResult(sources, states, read_rejected(lake), read_gone(lake), changed, list(lost.values()))


def _open_sources(folders: Sequence[Path], previous: Manifest | None) -> tuple[list[Source], dict[str, UserError]]:
    """The sources in `folders`, then those the home knows; one of these that is lost is a problem, not the end."""
    sources: dict[str, Source] = {}
    for source in map(load, folders):
        other = sources.setdefault(source.name, source)
        if other.folder != source.folder:
            raise refusals.SAME_NAME(folder=other.folder, other=source.folder, source=source.name)
    lost = {}
    for name, folder in (previous.folders if previous else {}).items():
        if name in sources:
            continue
        try:
            sources[name] = load(Path(folder))
        except UserError as cause:
            lost[name] = refusals.SOURCE_LOST(source=name, cause=cause)
    return list(sources.values()), lost


def _not_read(source: str, records: list[str], cause: UserError) -> UserError:
    """One sentence per cause: a database that is down is named once, not once per record."""
    if len(records) == 1:
        return refusals.RECORD_NOT_READ(source=source, record=records[0], cause=_continued(cause))
    examples = ", ".join([*records[:3], *(["…"] if records[3:] else [])])
    return refusals.RECORDS_NOT_READ(source=source, count=len(records), records=examples, cause=_continued(cause))


def _continued(cause: UserError) -> UserError:
    """The same sentence as the end of another; a value that it begins with stays as it is."""
    words = Text(*(text[:1].lower() + text[1:] for text in cause.refusal.text))
    return UserError(replace(cause.refusal, text=words), **cause.values)
