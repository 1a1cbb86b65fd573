"""A home drawn by hand: small tables in, a snapshot that everything in `metrics` can read out."""

import os
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest
from filelock import FileLock

from data.records import RECORDS, half_hours, local_dates
from data.storage.lake import PARTITION, Lake
from data.storage.manifest import Manifest, RecordState
from data.storage.snapshot import Snapshot
from metrics.catalogue.registry import declared
from metrics.definition.rowsets import has_rows
from metrics.engine.cubes import build_cubes, cubes_over, published_rows, table

ZONE = "America/Toronto"


def home_with(folder: Path, *, data_to: date | None = None, publish: bool = False, **tables: pl.DataFrame) -> Snapshot:
    """A home whose lake holds the tables given, each under the name of its record.

    Columns left out are null; a moment left out is 10:00 local time of its local date where that is given
    (`started_on` for `started_at`), and a local date or half-hour left out is its moment's. Texts are read as dates and
    moments.
    `data_to`: the last day of data, by default the last day that any table is dated by.
    `publish`: also sums all published tables, except those of restricted records.
    """
    lake = Lake(folder)
    frames = {name: stored(name, frame) for name, frame in tables.items()}
    states = {name: RecordState(data_to=data_to or _last_day(name, frame)) for name, frame in frames.items()}
    for name, frame in frames.items():
        lake.write(f"lake/{name}", frame)
    names = [f"lake/{name}" for name in frames]
    snapshot = _snapshot(lake, names, states)
    if not publish:
        return snapshot
    for rows in published_rows(snapshot.catalogue):
        cubes = cubes_over(rows, snapshot.catalogue) if has_rows(rows, snapshot) else []
        for cube, frame in zip(cubes, build_cubes(rows, cubes, snapshot) if cubes else [], strict=True):
            lake.write(table(rows, cube), frame)
            names.append(table(rows, cube))
    return _snapshot(lake, names, states)


def read_during(day: date, made: Snapshot) -> Snapshot:
    """The same tables as if they had been read while a day, the last that is known, was not over."""
    states = {"transaction": RecordState(data_to=day, under_way=True)}
    manifest = Manifest.model_validate(made.manifest.model_dump() | {"sources": {"desk": states}})
    return Snapshot(made.home, manifest, catalogue=made.catalogue)


def copy_made_once(name: str, make: Callable[[Path], None], folders: pytest.TempPathFactory) -> Path:
    """A copy of what `make` puts into a folder, made by the first of all processes of these tests that asks for it.

    Worth its lock only for what takes many seconds to make.
    """
    mine = folders.getbasetemp()
    made = (mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine) / f"made-{name}"
    with FileLock(f"{made}.lock"):
        if not made.exists():
            making = folders.mktemp(f"making-{name}")
            make(making)
            making.rename(made)
    return Path(shutil.copytree(made, folders.mktemp(name), dirs_exist_ok=True))


def share_tables(made: Path, home: Path) -> Path:
    """A home for tests that change what people decided and no table: all is that of `made` but database and trail.

    The fictional organisation has five thousand files, nearly all of them in its tables.
    """
    home.mkdir()
    for path in made.iterdir():
        if path.name in ("state.db", "audit.head"):
            shutil.copy(path, home)
        elif path.suffix != ".lock":
            (home / path.name).symlink_to(path)
    return home


def empty_home(folder: Path) -> Snapshot:
    """A home with every record and no rows."""
    return home_with(folder, **dict.fromkeys(RECORDS, pl.DataFrame()))


def stored(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The rows as a run would store them."""
    record = RECORDS[name]
    if "source" not in frame.columns:
        frame = frame.with_columns(source=pl.lit("drawn", pl.String))
    for column, local in local_dates(record).items():
        frame = _with_moment(frame, column, local)
    for column, half_hour in half_hours(record).items():
        if column in frame.columns and half_hour not in frame.columns:
            clock = _read(frame, column, pl.Datetime("us", "UTC")).dt.convert_time_zone(ZONE)
            frame = frame.with_columns(clock.dt.truncate("30m").dt.strftime("%H:%M").alias(half_hour))
    dtypes = {column: _plain(declared.dtype) for column, declared in record.columns().items()}
    dtypes |= dict.fromkeys(local_dates(record).values(), pl.Date)
    dtypes |= dict.fromkeys(half_hours(record).values(), pl.String)
    unknown = set(frame.columns) - set(dtypes) - {"source"}
    assert not unknown, f"{name} has no column {', '.join(sorted(unknown))}"
    frame = frame.select(
        pl.col("source"),
        *(
            _read(frame, column, dtype) if column in frame.columns else pl.lit(None, dtype).alias(column)
            for column, dtype in dtypes.items()
        ),
    )
    dated = _dated(name)
    return frame.with_columns(pl.col(dated).dt.strftime("%Y-%m").alias(PARTITION)) if dated else frame


def _with_moment(frame: pl.DataFrame, column: str, local: str) -> pl.DataFrame:
    """Adds the moment or its local date, whichever is missing."""
    if column in frame.columns and local not in frame.columns:
        moment = _read(frame, column, pl.Datetime("us", "UTC"))
        return frame.with_columns(moment.dt.convert_time_zone(ZONE).dt.date().alias(local))
    if local in frame.columns and column not in frame.columns:
        ten = _read(frame, local, pl.Date).cast(pl.Datetime("us")) + pl.duration(hours=10)
        return frame.with_columns(
            ten.dt.replace_time_zone(ZONE).dt.convert_time_zone("UTC").alias(column), _read(frame, local, pl.Date)
        )
    return frame


def _read(frame: pl.DataFrame, column: str, dtype: pl.DataType) -> pl.Expr:
    if frame.schema[column] == pl.String and isinstance(dtype, pl.Datetime):
        return pl.col(column).str.to_datetime(time_unit="us", time_zone="UTC")
    if frame.schema[column] == pl.String and dtype == pl.Date:
        return pl.col(column).str.to_date()
    if isinstance(dtype, pl.Datetime) and getattr(frame.schema[column], "time_zone", "UTC") is None:
        return pl.col(column).dt.replace_time_zone("UTC").cast(dtype)
    return pl.col(column).cast(dtype)


def _plain(dtype: pl.DataType) -> pl.DataType:
    """As Delta gives it back."""
    return pl.String() if isinstance(dtype, pl.Enum) else dtype


def _dated(name: str) -> str | None:
    dated = RECORDS[name].dated
    return dated and local_dates(RECORDS[name]).get(dated, dated)


def _last_day(name: str, frame: pl.DataFrame) -> date | None:
    dated = _dated(name)
    return frame[dated].max() if dated else None


def _snapshot(lake: Lake, names: list[str], states: dict[str, RecordState]) -> Snapshot:
    now = datetime(2025, 1, 1, tzinfo=UTC)
    manifest = Manifest(
        run="drawn",
        started_at=now,
        finished_at=now,
        tables={name: lake.version(name) for name in names},
        fingerprint="",
        sources={"drawn": states},
        folders={},
    )
    return Snapshot(lake.home, manifest, catalogue=declared())
