"""What is visible: one manifest names the version of every table, so readers see a whole run or the one before."""

import os
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

import polars as pl
from deltalake import DeltaTable
from pydantic import BaseModel

from data.problem import Problem

MANIFEST = "manifest.json"


class RowCount(BaseModel):
    """Where the rows of one record went: `read = good + rejected + superseded + unchanged`."""

    read: int = 0
    good: int = 0
    rejected: int = 0
    superseded: int = 0
    unchanged: int = 0
    readmitted: int = 0
    """Rows rejected in an earlier run that have come in now; they were read then, so they stand apart."""
    repeated_hours: int = 0
    skipped_hours: int = 0


class RecordState(BaseModel):
    """How one record of one source stands after a run."""

    rows: RowCount = RowCount()
    watermark: str | None = None
    read_at: datetime | None = None
    data_to: date | None = None
    expected_by: str | None = None
    problem: str | None = None
    """Why it could not be read; its last good data stay visible and it shows as late."""


class Manifest(BaseModel):
    """One published run."""

    run: str
    started_at: datetime
    finished_at: datetime
    tables: dict[str, int]
    """Table (its path below the home) → Delta version."""
    fingerprint: str
    """Of the catalogue, the cubes and the reference tables that the published tables were computed with."""
    sources: dict[str, dict[str, RecordState]]
    """Source → record → state."""
    folders: dict[str, str]
    """Source → the folder it was read from, so that a later run without `--source` finds it again."""

    @property
    def rows_read(self) -> int:
        """Rows read in this run: a record that could not be read keeps the count of its last reading."""
        states = [state for records in self.sources.values() for state in records.values()]
        return sum(state.rows.read for state in states if state.read_at and state.read_at >= self.started_at)

    @cached_property
    def data_to(self) -> date | None:
        """The last local day of which any row is known."""
        days = [state.data_to for records in self.sources.values() for state in records.values() if state.data_to]
        return max(days, default=None)


class Snapshot:
    """All tables of one home, as one manifest saw them; it never changes, so what it answers can be kept."""

    def __init__(self, home: Path, manifest: Manifest) -> None:
        self.home = home
        self.manifest = manifest
        self._opened: dict[str, DeltaTable] = {}
        self._kept: dict[str, pl.DataFrame] = {}

    def has(self, table: str) -> bool:
        """Whether the manifest knows the table."""
        return table in self.manifest.tables

    def scan(self, table: str) -> pl.LazyFrame:
        """The rows of a table (`lake/transaction`, `published/complaint.month`, `rejected`)."""
        if table not in self._opened:
            self._opened[table] = DeltaTable(self.home / table, version=self.manifest.tables[table])
        return pl.scan_delta(self._opened[table])

    def kept(self, table: str) -> pl.DataFrame:
        """The same for a small table that is asked for again and again: read once, then held."""
        if table not in self._kept:
            self._kept[table] = self.scan(table).collect()
        return self._kept[table]


def read_manifest(home: Path) -> Manifest | None:
    """The manifest in force, None before the first run."""
    path = home / MANIFEST
    return Manifest.model_validate_json(path.read_bytes()) if path.exists() else None


def write_manifest(home: Path, manifest: Manifest) -> None:
    """Makes a run visible: the file is written beside and swapped in, and kept by its run for ever."""
    text = manifest.model_dump_json(indent=1)
    kept = home / "manifests" / f"{manifest.run}.json"
    kept.parent.mkdir(parents=True, exist_ok=True)
    for path in set(kept.parent.glob("*.json")) - set(_published(home)):
        path.unlink()
    kept.write_text(text, encoding="utf-8")
    beside = home / f"{MANIFEST}.new"
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(home / MANIFEST)


def manifests(home: Path, most: int = 10) -> list[Manifest]:
    """The latest runs, newest first."""
    return [Manifest.model_validate_json(path.read_bytes()) for path in sorted(_published(home), reverse=True)[:most]]


def _published(home: Path) -> list[Path]:
    """The manifests that were ever in force: a run that died while it published may have left one that never was."""
    current = read_manifest(home)
    return [path for path in (home / "manifests").glob("*.json") if current and path.stem <= current.run]


def snapshot(home: Path) -> Snapshot:
    """The tables as the manifest in force sees them.

    Raises: Problem where nothing has been published yet.
    """
    manifest = read_manifest(home)
    if manifest is None:
        raise Problem(f"Nothing is published in {home} yet: run `scorecard demo` and `scorecard run` first.")
    return Snapshot(home, manifest)
