"""What a request begins with: the settings, whether anything is published, and the snapshot that its address means."""

import os
from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from dashboard.queries.cache import cached
from dashboard.request.decisions import Decisions
from data.access.viewer import Scope, Viewer
from data.settings import PREFIX, Settings, organisation_name, picture_type, settings
from data.state import decisions_version, open_to_read
from data.storage.manifest import MANIFEST, manifest_paths
from data.storage.snapshot import Snapshot, read_snapshot
from data.text import Text
from metrics.catalogue import versions
from metrics.catalogue.visible import visible


@dataclass(frozen=True)
class ManifestFile:
    """The manifest of a home as it lies on disk; another one as soon as a run publishes."""

    home: str
    changed_ns: int
    size: int


def current() -> Settings:
    """The settings as the environment has them; worked out once per environment, because it takes milliseconds."""
    return _settings(tuple(sorted(item for item in os.environ.items() if item[0].startswith(PREFIX))))


@lru_cache(maxsize=4)
def _settings(environment: tuple[tuple[str, str], ...]) -> Settings:
    return settings()


@dataclass(frozen=True)
class Organisation:
    """Whose scorecard it is: the name where one is set, and the mark as an address that holds the picture itself."""

    name: Text | None
    mark: str | None


def organisation() -> Organisation:
    """The organisation of the settings."""
    now = current()
    path = now.mark.expanduser() if now.mark else None
    return Organisation(organisation_name(now), _mark(path, path.stat().st_mtime_ns) if path else None)


@lru_cache(maxsize=2)
def _mark(path: Path, changed_ns: int) -> str:
    return f"data:{picture_type(path)};base64,{b64encode(path.read_bytes()).decode()}"


def published() -> bool:
    """Whether there is anything to show."""
    return (current().home / MANIFEST).exists()


def open_snapshot(as_of: str | None = None, viewer: Viewer | None = None) -> Snapshot:
    """The tables of the run in force, or those of the run or day that an address asks for, as the viewer may read them.

    Raises: UserError where that is not kept.
    """
    home = current().home
    status = (home / MANIFEST).stat()
    manifest = ManifestFile(str(home), status.st_mtime_ns, status.st_size)
    whole = _open(manifest, as_of)
    return _visible(whole, viewer) if viewer and viewer.rights else whole


@cached(8)
def _open(manifest: ManifestFile, as_of: str | None) -> Snapshot:
    return versions.open_snapshot(Path(manifest.home), as_of)


@cached(32)
def _visible(snapshot: Snapshot, viewer: Viewer) -> Snapshot:
    return visible(snapshot, viewer)


RECENT, MONTHS = 3, 12
"""Runs offered to look back at: the last few, and the last of each of the last months."""


def reported_runs() -> dict[str, datetime]:
    """The earlier runs that can be looked back at, newest first, each with when it was published."""
    return _reported_runs(open_snapshot())


@cached(32)
def _reported_runs(snapshot: Snapshot) -> dict[str, datetime]:
    runs = sorted((path.stem for path in manifest_paths(snapshot.home)), reverse=True)
    runs = [run for run in runs if run != snapshot.manifest.run]
    last_of_month: dict[str, str] = {}
    for run in runs:
        last_of_month.setdefault(run[:6], run)
    offered = sorted({*runs[:RECENT], *list(last_of_month.values())[:MONTHS]}, reverse=True)
    return {run: read_snapshot(snapshot.home, run).manifest.finished_at for run in offered}


def open_decisions(snapshot: Snapshot, viewer: Viewer) -> Decisions:
    """What people decided, for a request that shows this snapshot, as far as the viewer may read it.

    Read again only where somebody decided anything.
    """
    url = open_to_read(current().state_url)
    return _decisions(str(url), snapshot.as_of, viewer.extent, decisions_version(url))


@cached(64)
def _decisions(
    url: str, at: datetime | None, scope: Scope, version: tuple[tuple[str, int, datetime], ...]
) -> Decisions:
    return Decisions(url, at, scope)


def fictional(snapshot: Snapshot) -> bool:
    """Whether any source is the invented organization."""
    return "demo" in snapshot.manifest.sources
