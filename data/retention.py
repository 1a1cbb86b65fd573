"""Which past runs are kept, and the disk that the others took: a file goes only when no run that is kept needs it.

A file that one run needs and the next does not is never needed again: versions only replace files, and a run that died
is taken back to what was published. So what the runs that go leave behind is told by them and the oldest that stays,
however many are kept.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from data.lake import Lake
from data.manifest import CATALOGUES, Manifest, published_manifests

LEAST = 2
"""The run in force and the one before, which somebody may just be reading."""


def forget(home: Path, keep_runs: int, keep_days: int) -> int:
    """Lets go of runs beyond the newest `keep_runs` that are older than `keep_days`; returns the bytes set free.

    Only a run holding the lock calls it: nobody writes meanwhile.
    """
    every = sorted(published_manifests(home))
    until = datetime.now(UTC) - timedelta(days=keep_days)
    gone: list[Manifest] = []
    for path in every[: max(0, len(every) - max(keep_runs, LEAST))]:
        manifest = _manifest(path)
        if manifest.finished_at >= until:
            break
        gone.append(manifest)
    if not gone:
        return 0
    # The manifests go first: what a kept one names is always there, even if this is interrupted.
    going, staying = every[: len(gone)], every[len(gone) :]
    for path in going:
        path.unlink()
    return _free_tables(home, gone, _manifest(staying[0])) + _free_catalogues(home, gone, staying)


def _free_tables(home: Path, gone: Sequence[Manifest], oldest: Manifest) -> int:
    lake, freed = Lake(home, oldest.tables_at), 0
    for table, version in oldest.tables.items():
        if others := {manifest.tables[table] for manifest in gone if table in manifest.tables} - {version}:
            left = set().union(*(lake.files(table, other) for other in others))
            freed += lake.remove_files(left - lake.files(table, version))
    return freed


def _free_catalogues(home: Path, gone: Sequence[Manifest], staying: Sequence[Path]) -> int:
    freed = 0
    for mark in {manifest.catalogue for manifest in gone} - {_manifest(staying[0]).catalogue}:
        path = home / CATALOGUES / f"{mark}.json"
        if path.exists() and not any(_manifest(kept).catalogue == mark for kept in staying):
            freed += path.stat().st_size
            path.unlink()
    return freed


def _manifest(path: Path) -> Manifest:
    return Manifest.model_validate_json(path.read_bytes())
