"""Takes rows off the disk that retention has let go: no file and no entry of a log may still hold them."""

from pathlib import Path

from data.storage import delta_log
from data.storage.lake import Lake
from data.storage.manifest import Manifest, manifest_paths


def purge(home: Path, manifest: Manifest) -> int:
    """Removes what only versions before `manifest.let_go` are made of, their logs included; returns the bytes freed.

    Only a run that holds the lock calls it, once its manifest is in force; where it dies here, the next one goes on.
    """
    lake, freed = Lake(home, manifest.tables_at), 0
    for table, first in manifest.let_go.items():
        oldest = delta_log.oldest(lake.at, table)
        if oldest is None or oldest >= first:
            continue
        needed = set().union(*(lake.files(table, version) for version in _versions(home, table, first)))
        names = {address.rpartition("/")[2] for address in needed}
        for address in delta_log.files_below(lake.at, table).get(table, []):
            if address.rpartition("/")[2] not in names:
                freed += lake.remove_files([address])
        freed += lake.remove_files(delta_log.obsolete_log(lake.at, table, first))
    return freed


def _versions(home: Path, table: str, first: int) -> set[int]:
    """The versions that a kept run names and that can still be read."""
    every = (Manifest.model_validate_json(path.read_bytes()).tables.get(table, -1) for path in manifest_paths(home))
    return {version for version in every if version >= first}
