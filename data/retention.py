"""Which past runs are kept, and the disk that the others took: a file goes only when no run that is kept needs it."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import unquote, urlparse

from deltalake import DeltaTable

from data import object_storage
from data.lake import Lake
from data.manifest import CATALOGUES, Manifest, published_manifests

LEAST = 2
"""The run in force and the one before, which somebody may just be reading."""


def forget(home: Path, keep_runs: int, keep_days: int) -> int:
    """Lets go of runs beyond the newest `keep_runs` that are older than `keep_days`; returns the bytes set free.

    Only a run holding the lock calls it: what nobody is writing and no kept run needs is certainly not needed.
    """
    every = sorted(published_manifests(home), reverse=True)
    oldest = datetime.now(UTC) - timedelta(days=keep_days)
    kept, gone = [], []
    for place, path in enumerate(every):
        manifest = Manifest.model_validate_json(path.read_bytes())
        stays = place < max(keep_runs, LEAST) or manifest.finished_at >= oldest
        (kept if stays else gone).append((path, manifest))
    if not gone:
        return 0
    # The manifest goes first: a run whose files are there can always be found by it, never the other way round.
    for path, _ in gone:
        path.unlink()
    return _vacuum(home, [manifest for _, manifest in kept])


def _vacuum(home: Path, kept: Iterable[Manifest]) -> int:
    """Removes the files of tables and catalogues that none of the manifests needs."""
    kept = list(kept)
    lake = Lake(home, kept[0].tables_at)
    freed = 0
    for table in lake.tables():
        versions = {manifest.tables[table] for manifest in kept if table in manifest.tables}
        opened = [DeltaTable(f"{lake.at}/{table}", version=version) for version in versions]
        if object_storage.is_remote(lake.at):
            freed += object_storage.remove_all_but(lake.at, table, {uri for each in opened for uri in each.file_uris()})
            continue
        needed: set[Path] = set().union(*map(_files, opened))
        for path in (home / table).rglob("*.parquet"):
            if "_delta_log" not in path.parts and path.resolve() not in needed:
                freed += path.stat().st_size
                path.unlink()
    marks = {manifest.catalogue for manifest in kept}
    for path in (home / CATALOGUES).glob("*.json"):
        if path.stem not in marks:
            freed += path.stat().st_size
            path.unlink()
    return freed


def _files(table: DeltaTable) -> set[Path]:
    return {Path(unquote(urlparse(uri).path)).resolve() for uri in table.file_uris()}
