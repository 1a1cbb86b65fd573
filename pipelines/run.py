"""A run, read top to bottom: extract → check → lake → aggregate → publish."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from filelock import FileLock, Timeout

from data.lake import Lake
from data.manifest import Manifest, RecordState, Snapshot, read_manifest, write_manifest
from data.problem import Problem
from data.records import RECORDS
from data.source import Source, load
from metrics.cubes import fingerprint
from pipelines.aggregate import aggregate
from pipelines.load import load_record
from pipelines.rejected import TABLE as REJECTED
from pipelines.rejected import all_rejected
from pipelines.workers import Compute, computing

STAGING = "staging-"

Tell = Callable[[str, float], None]
"""Told of each step and the share of the run that is done."""


@dataclass(frozen=True)
class Outcome:
    """A published run, and the sentences about what could not be read or was refused."""

    manifest: Manifest
    problems: tuple[str, ...]

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
    tell: Tell = lambda step, done: None,
) -> Outcome:
    """Brings a home up to date with its sources and publishes the result.

    `folders`: sources to read from now on, besides those the home knows. `full`: read everything again.
    `workers`: the address of a Dask scheduler whose workers see the same home.
    Raises: Problem, when nothing could be done: a folder that is no source, another run at work, or no record
    readable in a home where nothing is published yet.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
        # The lock is the operating system's, so it goes with the process, however that ends.
        lock = FileLock(home / "run.lock").acquire(timeout=0)
    except Timeout:
        raise Problem(f"Another run is at work in {home}: wait until it ends.") from None
    except OSError as error:
        raise Problem(f"{home} cannot be written ({error}): set SCORECARD_HOME to a folder that can.") from None
    with lock, computing(workers) as compute:
        return _run(home, folders, full, compute, tell)


def _run(home: Path, folders: Sequence[Path], full: bool, compute: Compute, tell: Tell) -> Outcome:
    lake, previous = Lake(home), read_manifest(home)
    lake.restore(previous.tables if previous else {})
    for left in home.glob(f"{STAGING}*"):
        rmtree(left)
    started = datetime.now(UTC)
    run_id = started.strftime("%Y%m%dT%H%M%S.%fZ")
    sources, gone = _sources(folders, previous)
    problems = list(gone.values())
    states = {name: dict(records) for name, records in previous.sources.items()} if previous else {}
    for name, problem in gone.items():
        states[name] = {record: state.model_copy(update={"problem": problem}) for record, state in states[name].items()}
    rejected = all_rejected(lake)
    touched: dict[str, set[str]] = {}
    told: dict[tuple[str, str], list[str]] = {}
    read = 0

    work = [(source, name) for name in RECORDS for source in sources if name in source.records]
    with TemporaryDirectory(dir=home, prefix=STAGING) as staging:
        for place, (source, name) in enumerate(work):
            tell(f"{source.name}: {RECORDS[name].title.en.lower()}", 0.8 * place / len(work))
            before = states.setdefault(source.name, {}).get(name, RecordState())
            try:
                loaded = load_record(
                    source,
                    name,
                    lake=lake,
                    before=before,
                    rejected=rejected,
                    run=run_id,
                    staging=Path(staging) / source.name / name,
                    full=full,
                )
            except Problem as problem:
                states[source.name][name] = before.model_copy(update={"problem": str(problem)})
                cause = str(problem).removeprefix(f"Source {source.name}, record {name}: ")
                told.setdefault((source.name, cause), []).append(name)
                continue
            read += 1
            states[source.name][name], rejected = loaded.state, loaded.rejected
            if loaded.changed:
                touched.setdefault(name, set()).update(loaded.months)
            if loaded.state.rows.rejected:
                problems.append(_refused(source.name, name, loaded.state.rows.rejected))

    problems += [_unreadable(name, records, sentence) for (name, sentence), records in told.items()]
    if not read and previous is None:
        raise Problem("\n".join(problems) or "There is no source to read: give one with --source DIR.")

    lake.write(REJECTED, rejected)
    manifest = Manifest(
        run=run_id,
        started_at=started,
        finished_at=started,
        tables=_lake_versions(lake),
        fingerprint="",
        sources=states,
        folders=(previous.folders if previous else {}) | {source.name: str(source.folder) for source in sources},
    )
    manifest.fingerprint = fingerprint(Snapshot(home, manifest))
    anew = previous is None or manifest.fingerprint != previous.fingerprint
    if previous and (passed := _newly_known(previous.data_to, manifest.data_to)):
        for name in (name for name, record in RECORDS.items() if record.dated):
            touched.setdefault(name, set()).update(passed)
    aggregate(lake, Snapshot(home, manifest), None if anew else touched, lambda step: tell(step, 0.85), compute)
    manifest.tables = _lake_versions(lake) | _published(lake)
    manifest.finished_at = datetime.now(UTC)
    write_manifest(home, manifest)
    tell("published", 1.0)
    return Outcome(manifest, tuple(problems))


def _sources(folders: Sequence[Path], previous: Manifest | None) -> tuple[list[Source], dict[str, str]]:
    """The sources asked for, then those the home knows; a known one that is gone is a problem, not the end."""
    sources: dict[str, Source] = {}
    for source in map(load, folders):
        other = sources.setdefault(source.name, source)
        if other.folder != source.folder:
            raise Problem(f"{other.folder} and {source.folder} are both named {source.name}: rename one of them.")
    gone = {}
    for name, folder in (previous.folders if previous else {}).items():
        if name in sources:
            continue
        try:
            sources[name] = load(Path(folder))
        except Problem as problem:
            gone[name] = f"Source {name}: {problem}"
    return list(sources.values()), gone


def _newly_known(before: date | None, now: date | None) -> set[str]:
    """The months in which deadlines have passed since the last run, though no row of theirs changed.

    Or have not passed after all, where the last day was too late and is corrected.
    """
    if before is None or now is None:
        return set()
    first, last = sorted([before, now])
    return {(first + timedelta(days=ahead)).strftime("%Y-%m") for ahead in range(1, (last - first).days + 1)}


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


def _lake_versions(lake: Lake) -> dict[str, int]:
    names = [REJECTED, *(f"lake/{name}" for name in RECORDS)]
    return {name: lake.version(name) for name in names if lake.exists(name)}


def _published(lake: Lake) -> dict[str, int]:
    found = sorted((lake.home / "published").glob("*/_delta_log"))
    return {f"published/{log.parent.name}": lake.version(f"published/{log.parent.name}") for log in found}
