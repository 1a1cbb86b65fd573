"""What is visible: one manifest names the version of every table, so readers see a whole run or the one before."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ValidationError

from data.errors import UserError
from data.refusals import storage as refusals
from data.storage.atomic import BESIDE, replace_file
from data.storage.refusal_record import RefusalRecord

MANIFEST = "manifest.json"
MANIFESTS = "manifests"
CATALOGUES = "catalogues"


class RowCount(BaseModel):
    """Where the rows of one record went: `read = good + rejected + superseded + unchanged + beyond`."""

    read: int = 0
    good: int = 0
    rejected: int = 0
    superseded: int = 0
    unchanged: int = 0
    readmitted: int = 0
    """Rows rejected in an earlier run that have come in now; they were read then, so they stand apart."""
    gone: int = 0
    """Rows stored before that a reading of everything did not find any more; they stand apart too."""
    beyond: int = 0
    """Rows older than what is retained, which a source still holds: they are not stored again."""
    left: int = 0
    """Rows that this run, or one since this reading, let go because they are older than what is retained."""
    repeated_hours: int = 0
    skipped_hours: int = 0
    days: int = 0
    """Moments given as a day alone: read as its beginning, a deadline as its end."""

    @property
    def adds_up(self) -> bool:
        """Whether every row that was read is accounted for."""
        return self.read == self.good + self.rejected + self.superseded + self.unchanged + self.beyond


class RecordState(BaseModel):
    """How one record of one source stands after a run."""

    rows: RowCount = RowCount()
    watermark: str | None = None
    read_at: datetime | None = None
    data_to: date | None = None
    under_way: bool = False
    """Whether that day was not over where the source is, when it was read."""
    expected_by: str | None = None
    problem: str | None = None
    """Why it could not be read, in English; its last good data stay visible and it shows as late."""
    refusal: RefusalRecord | None = None
    """The same for any language; None in manifests of earlier versions."""

    @property
    def whole_to(self) -> date | None:
        """The last day that was over when it was read."""
        return self.data_to - timedelta(days=1) if self.under_way and self.data_to else self.data_to

    def with_problem(self, error: UserError) -> "RecordState":
        """The state of a record that could not be read this time."""
        return self.model_copy(update={"problem": str(error), "refusal": RefusalRecord.of(error)})

    def problem_text(self, lang: str) -> str | None:
        """Why it could not be read, in `en` or `fr`; in English where an earlier version noted no more than that."""
        return (self.refusal and self.refusal.text(lang)) or self.problem


class Manifest(BaseModel):
    """One published run."""

    run: str
    started_at: datetime
    finished_at: datetime
    tables: dict[str, int]
    """Table (its path below the home) → Delta version."""
    tables_at: str = ""
    """Where the tables lie if not in the home, as `s3://bucket/folder`."""
    fingerprint: str
    """Of the catalogue, the cubes and the reference tables that the published tables were computed with."""
    sources: dict[str, dict[str, RecordState]]
    """Source → record → state."""
    references: str = ""
    """The part of the fingerprint that is of the reference tables alone."""
    catalogue: str = ""
    """The mark of the catalogue in force, kept in the home under it."""
    kept_from: dict[str, str] = {}
    """Record → the first month (`2024-11`) of which rows are retained; of earlier ones only the sums are."""
    registered: int = 0
    """Rows in the lake of standards that people registered, which come from no source."""
    let_go: dict[str, int] = {}
    """Table → the first version that can still be read: rows that earlier ones held are off the disk."""
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

    @cached_property
    def open_day(self) -> date | None:
        """The last day, where it was not over when it was read: more of it is still to come; else None."""
        states = [state for records in self.sources.values() for state in records.values()]
        under_way = any(state.under_way and state.data_to == self.data_to for state in states)
        return self.data_to if under_way else None

    @cached_property
    def whole_to(self) -> date | None:
        """The last local day that was over when it was read: no period is whole that ends later."""
        return self.data_to - timedelta(days=1) if self.open_day and self.data_to else self.data_to


def read_manifest(home: Path) -> Manifest | None:
    """The manifest in force, None before the first run.

    Raises: UserError where it cannot be read or understood.
    """
    path = home / MANIFEST
    try:
        return Manifest.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except (IsADirectoryError, NotADirectoryError):
        raise refusals.NOT_A_FILE(file=path) from None
    except OSError as error:
        raise refusals.NOT_READABLE(file=path, reason=error.strerror or str(error)) from None
    except ValidationError:
        raise refusals.MANIFEST_DAMAGED(file=path, folder=path.parent / MANIFESTS) from None


def write_manifest(home: Path, manifest: Manifest) -> None:
    """Makes a run visible, once its manifest is kept under its name for those who look back."""
    text = manifest.model_dump_json(indent=1)
    folder = home / MANIFESTS
    folder.mkdir(parents=True, exist_ok=True)
    for path in {*folder.glob("*.json"), *folder.glob(f"*.json{BESIDE}")} - set(manifest_paths(home)):
        path.unlink()
    replace_file(folder / f"{manifest.run}.json", text)
    replace_file(home / MANIFEST, text)


def write_states(home: Path, manifest: Manifest, sources: Mapping[str, dict[str, RecordState]]) -> Manifest:
    """Notes that the sources were read again without news: the run in force stays, only when it was read is new.

    What is kept under the run's name stays as it was published.
    """
    updated = manifest.model_copy(update={"sources": dict(sources)})
    replace_file(home / MANIFEST, updated.model_dump_json(indent=1))
    return updated


def store_catalogue(home: Path, text: str) -> str:
    """Keeps a catalogue under the mark of its text, which is returned."""
    mark = hashlib.sha256(text.encode()).hexdigest()
    path = home / CATALOGUES / f"{mark}.json"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, text)
    return mark


def read_catalogue(home: str | Path, mark: str) -> str | None:
    """The catalogue of that mark, None where it is not kept."""
    path = Path(home) / CATALOGUES / f"{mark}.json"
    return path.read_text(encoding="utf-8") if path.exists() else None


def read_manifests(home: Path, most: int = 10, until: str | None = None) -> list[Manifest]:
    """The latest runs that are kept, newest first; `until`: none after that one."""
    paths = [path for path in sorted(manifest_paths(home), reverse=True) if until is None or path.stem <= until]
    return [Manifest.model_validate_json(path.read_bytes()) for path in paths[:most]]


def manifest_paths(home: Path) -> list[Path]:
    """The manifests that were ever in force: a run that died while it published may have left one that never was."""
    current = read_manifest(home)
    return [path for path in (home / MANIFESTS).glob("*.json") if current and path.stem <= current.run]
