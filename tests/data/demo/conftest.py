"""A small demo database, made once for all tests of this folder."""

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from data.demo import WriteResult, write

SCALE = 0.0003
UNTIL = date(2026, 5, 20)
LATER = date(2026, 7, 8)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, WriteResult]:
    """The database up to `UNTIL`: its file, and what writing it said."""
    file = tmp_path_factory.mktemp("demo") / "demo.db"
    return file, write(f"sqlite:///{file}", scale=SCALE, until=UNTIL)


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database made at once up to `LATER`."""
    file = tmp_path_factory.mktemp("demo") / "later.db"
    write(f"sqlite:///{file}", scale=SCALE, until=LATER)
    return file


@pytest.fixture
def copied(made: tuple[Path, WriteResult], tmp_path: Path) -> Path:
    """A copy of the database that a test may change."""
    return Path(shutil.copy(made[0], tmp_path / "demo.db"))


@pytest.fixture(scope="session")
def ask(made: tuple[Path, WriteResult]) -> Iterator[Callable[..., list[tuple]]]:
    """A function that runs SQL on the database."""
    with contextlib.closing(sqlite3.connect(f"file:{made[0]}?mode=ro", uri=True)) as connection:
        yield lambda sql, *values: connection.execute(sql, values).fetchall()


@pytest.fixture(scope="session")
def demo_postgres_url(postgres_url: str) -> str:
    """A database of its own on the throw-away server."""
    import psycopg

    plain = postgres_url.replace("+psycopg", "")
    name = f"demo_{os.getpid()}"
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"{plain.rsplit('/', 1)[0]}/{name}"
