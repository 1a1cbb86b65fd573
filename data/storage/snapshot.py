"""The tables of a home as one manifest saw them: of the run in force, or of an earlier run or day."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from datetime import date, datetime, time
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

import polars as pl

from data.refusals import storage as refusals
from data.storage.delta_table import Table
from data.storage.manifest import Manifest, manifest_paths, read_manifest
from data.storage.names import record_of
from data.text import Text

NONE = Text("none", "aucun")
MOST_HELD = 128 * 2**20
"""Bytes of rows that are held beside each other, of all who read one home."""
Answer = TypeVar("Answer")


class Held:
    """Rows that several questions are asked of, up to `MOST_HELD` bytes: what was not asked of for longest leaves."""

    def __init__(self) -> None:
        self._frames: OrderedDict[Hashable, pl.DataFrame] = OrderedDict()
        self._lock = Lock()

    def find(self, key: Hashable) -> pl.DataFrame | None:
        """The rows, where they are still held."""
        with self._lock:
            if key in self._frames:
                self._frames.move_to_end(key)
            return self._frames.get(key)

    def keep(self, key: Hashable, rows: pl.DataFrame) -> None:
        """Holds rows for the questions that follow."""
        with self._lock:
            self._frames[key] = rows
            while sum(frame.estimated_size() for frame in self._frames.values()) > MOST_HELD:
                self._frames.popitem(last=False)


class Snapshot:
    """All tables of one home, as one manifest saw them; it never changes, so what is read from it can be cached.

    `as_of`: the moment of a past snapshot, whose targets hold with it; None for the one in force.
    `beside`: another of the same home: what is the same version in both is opened and read once.
    `catalogue`: the indicators by name, as they were declared for these tables; this layer does not know what an
    indicator is, so they are passed in where a snapshot is opened (`metrics.catalogue.versions.open_snapshot`).
    """

    def __init__(
        self,
        home: Path,
        manifest: Manifest,
        as_of: datetime | None = None,
        *,
        beside: "Snapshot | None" = None,
        catalogue: Mapping[str, Any] | None = None,
    ) -> None:
        self.home = home
        self.manifest = manifest
        self.as_of = as_of
        self.catalogue: Mapping[str, Any] = catalogue or {}
        self.lost: frozenset[str] = frozenset()
        """Tables of a past run whose rows are not retained any more; all else of the run stays."""
        self.at = manifest.tables_at or str(home)
        self._opened: dict[tuple[str, int], Table] = beside._opened if beside else {}
        self._cached: dict[tuple[str, int], pl.DataFrame] = beside._cached if beside else {}
        self._answers: dict[Hashable, Any] = {}
        self.held: Held = beside.held if beside else Held()

    def has(self, table: str) -> bool:
        """Whether the manifest knows the table."""
        return table in self.manifest.tables

    def scan(self, table: str) -> pl.LazyFrame:
        """The rows of a table (`lake/transaction`, `published/complaint.month`, `rejected`).

        Raises: UserError for the rows of a past run that are not retained any more.
        """
        if table in self.lost:
            if record := record_of(table):
                raise refusals.ROWS_LET_GO(record=record, run=self.manifest.run)
            # What stayed out on that day is told by the manifest's counts alone.
            return pl.scan_delta(f"{self.at}/{table}").clear()
        return pl.scan_delta(self._open(table))

    def files(self, table: str) -> pl.DataFrame:
        """The files of a table: `rows`, the partition, and per column `null_count.`, `min.` and `max.` of it."""
        actions = pl.DataFrame(self._open(table).get_add_actions(flatten=True))
        return actions.rename(lambda name: "rows" if name == "num_records" else name.removeprefix("partition."))

    def read(self, table: str) -> pl.DataFrame:
        """The same for a small table that is needed again and again: read once, then cached."""
        version = table, self.manifest.tables[table]
        if version not in self._cached:
            self._cached[version] = self.scan(table).collect()
        return self._cached[version]

    def remember(self, question: Hashable, answer: Callable[[], Answer]) -> Answer:
        """The answer to a question about these tables that is asked again and again: worked out once, then held.

        Only for what is small and asked of few things, since nothing is ever dropped before the snapshot itself.
        """
        if question not in self._answers:
            self._answers[question] = answer()
        held: Answer = self._answers[question]
        return held

    def _open(self, table: str) -> Table:
        version = table, self.manifest.tables[table]
        if version not in self._opened:
            self._opened[version] = Table(f"{self.at}/{table}", version=version[1])
        return self._opened[version]


def read_snapshot(home: Path, as_of: str | None = None) -> Snapshot:
    """The tables as the manifest in force sees them, or as those of an earlier day or run were published.

    `as_of`: the id of a run, or a day as 2026-10-31: the last run published by its end, on this machine's clock.
    Raises: UserError where nothing has been published yet, or the run asked for is not kept.
    """
    manifest = read_manifest(home)
    if manifest is None:
        raise refusals.NOTHING_PUBLISHED(home=home)
    if not as_of:
        return Snapshot(home, manifest)
    past = Snapshot(home, *_past_manifest(home, as_of.strip()))
    tables = past.manifest.tables
    past.lost = frozenset(name for name, first in manifest.let_go.items() if tables.get(name, first) < first)
    return past


def _past_manifest(home: Path, as_of: str) -> tuple[Manifest, datetime]:
    """The manifest asked for, and the moment whose targets hold with it: a day's are those in force at its end."""
    paths = {path.stem: path for path in sorted(manifest_paths(home))}
    first, last = min(paths, default=NONE), max(paths, default=NONE)
    if as_of in paths:
        manifest = Manifest.model_validate_json(paths[as_of].read_bytes())
        return manifest, manifest.finished_at
    try:
        end = datetime.combine(date.fromisoformat(as_of), time.max).astimezone()
    except ValueError:
        raise refusals.UNKNOWN_RUN(run=as_of, first=first, last=last) from None
    for path in reversed(paths.values()):
        manifest = Manifest.model_validate_json(path.read_bytes())
        if manifest.finished_at <= end:
            return manifest, end
    raise refusals.NO_RUN_BY_THEN(day=as_of, first=first)
