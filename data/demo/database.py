"""Writing the demo database: bulk ingestion through ADBC, all or nothing, in SQLite and PostgreSQL."""

import contextlib
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import adbc_driver_postgresql.dbapi
import adbc_driver_sqlite.dbapi
import numpy as np
import polars as pl
from adbc_driver_manager import Error as AdbcError
from sqlalchemy import URL, create_engine, inspect, make_url, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.schema import CreateIndex, CreateTable

from data.certainty import scalar_or_none
from data.demo.tables import demo, metadata
from data.permissions import OWNER_FOLDER, make_private
from data.refusals import demo as refusals

TEMPORARY = ".making"
BATCH = 20_000  # rows


def parse_address(text: str) -> URL:
    """The URL, if it is one of the two databases that the demo can be written to."""
    try:
        url = make_url(text)
    except SQLAlchemyError:
        raise refusals.NOT_AN_ADDRESS(address=text) from None
    if url.get_backend_name() not in ("sqlite", "postgresql") or not url.database or url.database == ":memory:":
        raise refusals.OTHER_DATABASE()
    return url


def last_written(url: URL) -> dict[str, Any] | None:
    """How an existing demo database was made (its latest row of `demo`); None if there is none yet."""
    if url.get_backend_name() == "sqlite" and not _has_content(Path(str(url.database))):
        return None
    engine = create_engine(_driver(url))
    try:
        with engine.connect() as connection:
            tables = set(inspect(connection).get_table_names())
            if demo.name not in tables:
                if of_others := sorted(tables & set(metadata.tables)):
                    raise refusals.TABLE_OF_OTHERS(database=url.render_as_string(), table=of_others[0])
                return None
            latest = select(demo).order_by(demo.c.until_day.desc()).limit(1)
            row = connection.execute(latest).mappings().first()
    except SQLAlchemyError as error:
        raise refusals.NOT_READABLE(database=url.render_as_string(), message=_first_line(error)) from None
    finally:
        engine.dispose()
    return dict(row) if row else None


def lacking(url: URL) -> list[str]:
    """The tables that a database lacks because it was written before there were any."""
    engine = create_engine(_driver(url))
    try:
        return [name for name in metadata.tables if name not in inspect(engine).get_table_names()]
    finally:
        engine.dispose()


def _has_content(file: Path) -> bool:
    return file.exists() and file.stat().st_size > 0


def _first_line(error: Exception) -> str:
    return str(getattr(error, "orig", error)).strip().splitlines()[0]


def _driver(url: URL) -> URL:
    return url.set(drivername="postgresql+psycopg") if url.get_backend_name() == "postgresql" else url


@contextlib.contextmanager
def _word_failures(url: URL) -> Iterator[None]:
    try:
        yield
    except (AdbcError, OSError) as error:
        raise refusals.NOT_WRITABLE(database=url.render_as_string(), message=_first_line(error)) from error


def create(url: URL, frames: Iterable[tuple[str, pl.DataFrame]]) -> dict[str, int]:
    """Makes every table and fills it; a SQLite file appears under its name only when it is whole."""
    with _word_failures(url):
        return _create(url, frames)


def _create(url: URL, frames: Iterable[tuple[str, pl.DataFrame]]) -> dict[str, int]:
    if url.get_backend_name() == "postgresql":
        with _postgresql(url) as connection:
            return _fill(connection, frames, create_engine(_driver(url)).dialect)
    file = Path(str(url.database))
    file.parent.mkdir(mode=OWNER_FOLDER, parents=True, exist_ok=True)
    _remove_leftovers(file)
    temporary = file.with_name(f"{file.name}{TEMPORARY}{os.getpid()}")
    try:
        make_private(temporary)
        with contextlib.closing(_sqlite(temporary, "OFF")) as connection:
            rows = _fill(connection, frames, create_engine("sqlite://").dialect)
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)
    return rows


def _remove_leftovers(file: Path) -> None:
    """Removes what runs that were killed left behind."""
    for leftover in file.parent.glob(f"{file.name}{TEMPORARY}*"):
        try:
            os.kill(int(leftover.name.rpartition(TEMPORARY)[2]), 0)
        except (ProcessLookupError, ValueError):
            leftover.unlink(missing_ok=True)
        except PermissionError:
            continue


def append(url: URL, frames: Iterable[tuple[str, pl.DataFrame]]) -> dict[str, int]:
    """Adds rows to existing tables in one transaction."""
    with _word_failures(url):
        return _append(url, frames)


def _append(url: URL, frames: Iterable[tuple[str, pl.DataFrame]]) -> dict[str, int]:
    dialect = create_engine(_driver(url)).dialect
    if url.get_backend_name() == "postgresql":
        with _postgresql(url) as connection:
            return _fill(connection, frames, dialect)
    with contextlib.closing(_sqlite(Path(str(url.database)), "DELETE")) as connection:
        return _fill(connection, frames, dialect)


def _sqlite(file: Path, journal: str) -> Any:
    connection = adbc_driver_sqlite.dbapi.connect(str(file), autocommit=True)
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA journal_mode = {journal}")
        cursor.fetchall()
        cursor.execute(f"PRAGMA synchronous = {'OFF' if journal == 'OFF' else 'NORMAL'}")
    connection.adbc_connection.set_autocommit(False)
    return connection


@contextlib.contextmanager
def _postgresql(url: URL) -> Iterator[Any]:
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with contextlib.closing(adbc_driver_postgresql.dbapi.connect(plain)) as connection:
        yield connection


def _fill(connection: Any, frames: Iterable[tuple[str, pl.DataFrame]], dialect: Any) -> dict[str, int]:
    rows = dict.fromkeys(metadata.tables, 0)
    with connection.cursor() as cursor, ThreadPoolExecutor(1) as writer:
        # A database that an earlier version made lacks the tables that came since; in them it begins now.
        for table in metadata.tables.values():
            cursor.execute(str(CreateTable(table, if_not_exists=True).compile(dialect=dialect)))
        waiting: list[Future[Any]] = []
        for name, frame in _gather(frames):
            arrow = _plain(frame.select(metadata.tables[name].columns.keys()), dialect.name)
            # The next rows are made while these are written; two in waiting keep the memory small.
            waiting.append(writer.submit(cursor.adbc_ingest, name, arrow, mode="append"))
            if len(waiting) > 2:
                waiting.pop(0).result()
            rows[name] += len(frame)
        for written in waiting:
            written.result()
        for table in metadata.tables.values():
            for index in table.indexes:
                cursor.execute(str(CreateIndex(index, if_not_exists=True).compile(dialect=dialect)))
    # The driver's own commit: that of the cursor's connection does nothing once autocommit was ever on.
    connection.adbc_connection.commit()
    return rows


def _gather(frames: Iterable[tuple[str, pl.DataFrame]]) -> Iterator[tuple[str, pl.DataFrame]]:
    """Small frames of a table are put together: each writing costs a millisecond, however little it writes."""
    held: dict[str, list[pl.DataFrame]] = {}
    for table, frame in frames:
        held.setdefault(table, []).append(frame)
        if sum(map(len, held[table])) >= BATCH:
            yield table, pl.concat(held.pop(table), how="diagonal")
    for table, frames_held in held.items():
        yield table, pl.concat(frames_held, how="diagonal")


def _plain(frame: pl.DataFrame, dialect: str) -> Any:
    """As Arrow; SQLite has neither moments nor booleans: ISO text and 0 or 1."""
    if dialect == "sqlite":
        frame = frame.with_columns(
            *[_text(frame[name]) for name, kind in frame.schema.items() if kind == pl.Datetime],
            pl.selectors.date().dt.strftime("%Y-%m-%d"),
            pl.selectors.boolean().cast(pl.Int64),
        )
    else:
        frame = frame.with_columns(pl.selectors.datetime().dt.cast_time_unit("us"))
    return frame.to_arrow(compat_level=pl.CompatLevel.oldest())


@cache
def _times() -> pl.Series:
    return " " + pl.Series(np.arange(86_400) * 10**9).cast(pl.Time).dt.strftime("%H:%M:%S")


def _text(moments: pl.Series) -> pl.Series:
    """ISO text, put together from the few days and the times of a day: twice as quick as formatting each moment."""
    seconds = moments.dt.epoch("s")
    day, second = seconds // 86_400, seconds % 86_400
    least, most = (scalar_or_none(end, int) or 0 for end in (day.min(), day.max()))
    days = pl.Series(np.arange(least, most + 1).astype("datetime64[D]")).dt.strftime("%Y-%m-%d")
    return (days.gather(day - least) + _times().gather(second)).alias(moments.name)


def demo_row(scale: float, seed: int, first_year: int, until: date) -> tuple[str, pl.DataFrame]:
    """The row that says how the database was made."""
    row = {"scale": [scale], "seed": [seed], "first_year": [first_year], "until_day": [until]}
    return "demo", pl.DataFrame(row, schema_overrides={"until_day": pl.Date})
