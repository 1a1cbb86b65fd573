"""All records of all sources, one after the other, into the lake: what came of each, and what could not be read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

import polars as pl

from data import event_log
from data.connectors.database import Unreachable
from data.connectors.definition import Source, load
from data.errors import UserError
from data.records import RECORDS
from data.storage.lake import Lake
from data.storage.manifest import Manifest, RecordState
from metrics.engine.increments import KEPT_ROWS, Changed
from metrics.quality.restatements import Reason as Cause
from pipelines.ingest.causes import EVERY, Causes, merge_causes
from pipelines.ingest.deleted import read_gone
from pipelines.ingest.load import Loaded, load_record
from pipelines.ingest.rejected import read_rejected

STAGING = "staging-"

Progress = Callable[[str, float], None]
"""Told of each step and the share of the run that is done."""


@dataclass
class IngestResult:
    """What the sources gave: how each record stands, the rows that stay out, and the months whose sums are stale.

    `causes`: record → month → why, of the records that changed. `changed`: their rows; None, where sums are to be made
    anew: everything is read again, or more changed than is held. `problems`: sentences on what was left out.
    """

    sources: list[Source]
    states: dict[str, dict[str, RecordState]]
    rejected: pl.DataFrame
    gone: pl.DataFrame
    problems: list[str] = field(default_factory=list)
    causes: dict[str, Causes] = field(default_factory=dict)
    changed: dict[str, Changed] | None = None
    read: int = 0

    def note(self, name: str, loaded: Loaded) -> None:
        """Remembers what changed of a record."""
        rows = loaded.state.rows
        if rows.good + rows.readmitted + rows.gone:
            causes = loaded.causes if RECORDS[name].dated else {EVERY: {Cause.REFERENCE}}
            self.causes[name] = merge_causes([self.causes.get(name, {}), causes])
        if loaded.changed is None:
            self.changed = None
        elif self.changed is not None and loaded.changed.rows:
            known = self.changed.get(name)
            self.changed[name] = known.and_those(loaded.changed) if known else loaded.changed
            if sum(each.rows for each in self.changed.values()) > KEPT_ROWS:
                self.changed = None


def read_all(
    lake: Lake, folders: Sequence[Path], previous: Manifest | None, run: str, *, full: bool, tell: Progress
) -> IngestResult:
    """Reads what is new, or everything; a record that cannot be read keeps its last good data and is told as late.

    Once a source cannot be reached, which may take seconds to find, its other records are late without being tried.
    """
    sources, lost = _sources(folders, previous)
    states = {name: dict(records) for name, records in previous.sources.items()} if previous else {}
    for name, problem in lost.items():
        states[name] = {record: state.model_copy(update={"problem": problem}) for record, state in states[name].items()}
    reading = IngestResult(sources, states, read_rejected(lake), read_gone(lake), list(lost.values()))
    reading.changed = None if full or previous is None else {}
    told: dict[tuple[str, str], list[str]] = {}
    unreachable: dict[str, str] = {}
    work = [(source, name) for name in RECORDS for source in sources if name in source.records]
    for left in lake.home.glob(f"{STAGING}*"):
        rmtree(left)
    with TemporaryDirectory(dir=lake.home, prefix=STAGING) as staging:
        for place, (source, name) in enumerate(work):
            tell(f"{source.name}: {RECORDS[name].title.en.lower()}", 0.8 * place / len(work))
            before = reading.states.setdefault(source.name, {}).setdefault(name, RecordState())
            which = f"Source {source.name}, record {name}: "
            try:
                if source.name in unreachable:
                    raise UserError(which + unreachable[source.name])
                _read(reading, lake, source, name, run, Path(staging), full=full)
            except UserError as problem:
                event_log.log_problem("record not read", str(problem), source=source.name, record=name)
                reading.states[source.name][name] = before.model_copy(update={"problem": str(problem)})
                cause = str(problem).removeprefix(which)
                if isinstance(problem, Unreachable):
                    unreachable[source.name] = cause
                told.setdefault((source.name, cause), []).append(name)
    reading.problems += [_unreadable(name, records, sentence) for (name, sentence), records in told.items()]
    return reading


def _read(reading: IngestResult, lake: Lake, source: Source, name: str, run: str, staging: Path, *, full: bool) -> None:
    """One record of one source; what it was before stands if it raises."""
    loaded = load_record(
        source,
        name,
        lake=lake,
        before=reading.states[source.name][name],
        rejected=reading.rejected,
        gone=reading.gone,
        run=run,
        staging=staging / source.name / name,
        full=full,
    )
    reading.read += 1
    event_log.log_event("record read", source=source.name, record=name, **loaded.state.rows.model_dump())
    reading.states[source.name][name] = loaded.state
    reading.rejected, reading.gone = loaded.rejected, loaded.gone
    reading.note(name, loaded)
    if loaded.state.rows.rejected:
        reading.problems.append(_refused(source.name, name, loaded.state.rows.rejected))


def _sources(folders: Sequence[Path], previous: Manifest | None) -> tuple[list[Source], dict[str, str]]:
    """The sources asked for, then those the home knows; a known one that is gone is a problem, not the end."""
    sources: dict[str, Source] = {}
    for source in map(load, folders):
        other = sources.setdefault(source.name, source)
        if other.folder != source.folder:
            raise UserError(f"{other.folder} and {source.folder} are both named {source.name}: rename one of them.")
    gone = {}
    for name, folder in (previous.folders if previous else {}).items():
        if name in sources:
            continue
        try:
            sources[name] = load(Path(folder))
        except UserError as problem:
            gone[name] = f"Source {name}: {problem}"
    return list(sources.values()), gone


def _unreadable(source: str, records: list[str], sentence: str) -> str:
    """One sentence per cause: a database that is down is said once, not once per record."""
    listed = ", ".join([*records[:3], *(["…"] if records[3:] else [])])
    which = f"record {listed}" if len(records) == 1 else f"{len(records)} records ({listed})"
    return f"Source {source}, {which}: {sentence}"


def _refused(source: str, record: str, rows: int) -> str:
    return (
        f"Source {source}, record {record}: {rows:,} {'row breaks' if rows == 1 else 'rows break'} a rule and "
        "stayed out; `scorecard status` names the rules. They come in once the source corrects them."
    )
