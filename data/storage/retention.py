"""Which past runs are kept, and the disk that the others took: a file goes only when no run that is kept needs it.

A file that one run needs and the next does not is never needed again: versions only replace files, and a run that died
is taken back to what was published. So what the runs that go leave behind is told by the log of each table from them to
the oldest that stays, however many are kept; and before that one the log itself is not needed.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from pathlib import Path

from data.storage import delta_log
from data.storage.lake import Lake
from data.storage.manifest import CATALOGUES, MANIFESTS, Manifest, manifest_paths

LEAST = 2
"""The run in force and the one before, which somebody may just be reading."""

GOING = ".going"
"""What the manifest of a run ends in whose files are being removed."""


def forget(home: Path, keep_runs: int, keep_days: int) -> int:
    """Lets go of runs beyond the newest `keep_runs` that are older than `keep_days`; returns the bytes set free.

    Only a run holding the lock calls it: nobody writes meanwhile.
    """
    staying = sorted(manifest_paths(home))
    for path in runs_to_forget(home, keep_runs, keep_days):
        # Out of sight first: what a kept manifest names is always there. By its new name the next run goes on with it,
        # should this one be interrupted.
        path.rename(path.with_suffix(GOING))
        staying.remove(path)
    going = sorted((home / MANIFESTS).glob(f"*{GOING}"))
    if not going:
        return 0
    gone = [_manifest(path) for path in going]
    freed = _free_tables(home, gone, _manifest(staying[0])) + _free_catalogues(home, gone, staying)
    for path in going:
        path.unlink()
    return freed


def runs_to_forget(home: Path, keep_runs: int, keep_days: int) -> list[Path]:
    """The manifests of the runs that `forget` lets go, oldest first."""
    every = sorted(manifest_paths(home))
    until = datetime.now(UTC) - timedelta(days=keep_days)
    beyond = every[: max(0, len(every) - max(keep_runs, LEAST))]
    return list(takewhile(lambda path: _manifest(path).finished_at < until, beyond))


def _free_tables(home: Path, gone: Sequence[Manifest], oldest: Manifest) -> int:
    lake, freed = Lake(home, oldest.tables_at), 0
    for table, version in oldest.tables.items():
        first = min((manifest.tables[table] for manifest in gone if table in manifest.tables), default=version)
        # Of versions whose rows retention has let go nothing is left, not even their log.
        first = max(first, delta_log.oldest(lake.at, table) or 0)
        if first < version:
            freed += lake.remove_files(delta_log.obsolete_files(lake.at, table, first, version))
            freed += lake.remove_files(delta_log.obsolete_log(lake.at, table, version))
    return freed


def _free_catalogues(home: Path, gone: Sequence[Manifest], staying: Sequence[Path]) -> int:
    freed = 0
    for mark in {manifest.catalogue for manifest in gone} - {_manifest(staying[0]).catalogue}:
        path = home / CATALOGUES / f"{mark}.json"
        if path.exists() and not any(_manifest(other).catalogue == mark for other in staying):
            freed += path.stat().st_size
            path.unlink()
    return freed


def _manifest(path: Path) -> Manifest:
    return Manifest.model_validate_json(path.read_bytes())
