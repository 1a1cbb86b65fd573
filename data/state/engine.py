"""Opening the application's own database: the first process brings an empty or older one up to date."""

import re
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, insert, inspect, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from data.certainty import present, scalar
from data.permissions import OWNER_FOLDER, make_private
from data.refusals import state_database as refusals
from data.state.base import State

MIGRATIONS = Path(__file__).with_name("migrations") / "versions"
VERSION_TABLE = "state_version"
"""Not Alembic's usual name: a PostgreSQL database may hold other applications, each with its own versions."""

NEWEST_VERSION = text(f"SELECT version_num FROM {VERSION_TABLE}")

LOCK = 7_310_523_006
"""Any number that no other application takes for its PostgreSQL advisory lock."""

WAIT_S = 30

LOCKED = re.compile(r"is locked|lock timeout")

NETWORK = {"connect_timeout": 10, "keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}
"""Seconds until a server that does not answer is given up; a lost one would be waited for for hours."""


def open_state(url: str) -> Engine:
    """The database at `url`, with every table as this version of the code expects it.

    Safe when several processes open it at once: one migrates, the others wait. Raises: UserError, for a database that
    cannot be reached or that a newer version of the code has changed.
    """
    with word_failures(url):
        engine = _engine(url)
        if _is_file(engine.url):
            file = Path(present(engine.url.database))
            file.parent.mkdir(mode=OWNER_FOLDER, parents=True, exist_ok=True)
            make_private(file)
        if _version(engine) != _versions()[-1]:
            with write_transaction(engine) as connection:
                _migrate(connection)
    return engine


def readable(url: str) -> Engine | None:
    """The same for reading only: None where nobody has written yet, so that reading creates nothing."""
    with word_failures(url):
        engine = _engine(url)
        if _is_file(engine.url) and not Path(present(engine.url.database)).exists():
            return None
        version = _version(engine)
        if version is None:
            return None
        if version == _versions()[-1]:
            # Asked with every click: what was just found out is not asked again.
            return engine
    return open_state(url)


@contextmanager
def write_transaction(engine: Engine) -> Iterator[Connection]:
    """A transaction that no other writer overlaps, so that what it reads first still holds when it writes."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        yield connection


@contextmanager
def word_failures(url: str) -> Iterator[None]:
    """What the database says, as one sentence without its password."""
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        message = str(getattr(error, "orig", None) or error).strip().split("\n")[0].rstrip(" .")
        address = make_url(url).set(query={}).render_as_string(hide_password=True)
        if LOCKED.search(message):
            raise refusals.LOCKED(address=address, seconds=WAIT_S) from None
        raise refusals.UNUSABLE(address=address, message=message) from None


@cache
def _engine(url: str) -> Engine:
    try:
        address = make_url(url)
    except ArgumentError:
        # The text of the URL is left out: it may hold a password.
        raise refusals.NOT_A_URL() from None
    if address.get_backend_name() == "postgresql":
        return _postgresql(address)
    if address.get_backend_name() != "sqlite":
        return create_engine(address, pool_pre_ping=True)
    # A pool would keep a deleted file open; opening another connection takes a tenth of a millisecond.
    engine = create_engine(address, poolclass=NullPool, connect_args={"timeout": WAIT_S})

    @event.listens_for(engine, "connect")
    def _take_over_transactions(connection: DBAPIConnection, _record: object) -> None:
        # The driver begins a transaction only before it changes rows. BEGIN is sent below instead, so that a
        # migration is done whole or not at all, and what is read before writing stays true.
        connection.isolation_level = None

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgresql(url: URL) -> Engine:
    defaults = {name: value for name, value in NETWORK.items() if name not in url.query}
    engine = create_engine(url, pool_pre_ping=True, connect_args=defaults)

    @event.listens_for(engine, "connect")
    def _wait_no_longer(connection: DBAPIConnection, _record: object) -> None:
        # Set on the open connection: a connection pool in between refuses it as an option of opening.
        with closing(connection.cursor()) as cursor:
            cursor.execute(f"SET lock_timeout TO '{WAIT_S}s'")
        connection.commit()

    return engine


def inserted_id(connection: Connection, table: type[State], values: Mapping[str, Any]) -> int:
    """Inserts a row; out: its `id`."""
    return scalar(present(connection.execute(insert(table).values(values)).inserted_primary_key)[0], int)


def _is_file(url: URL) -> bool:
    return url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")


@cache
def _versions() -> list[str]:
    """Every version of the database, oldest first; reading the names costs less than importing Alembic."""
    return sorted(path.stem for path in MIGRATIONS.glob("[0-9]*.py"))


def _version(engine: Engine) -> str | None:
    with engine.connect() as connection:
        try:
            # Whether there is such a table takes longer to ask than what is in it, and nearly always there is.
            return _known(connection.scalar(NEWEST_VERSION))
        except SQLAlchemyError as error:
            if LOCKED.search(str(error)):
                raise
            connection.rollback()
        return _version_in(connection)


def _version_in(connection: Connection) -> str | None:
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return _known(connection.scalar(NEWEST_VERSION))


def _known(version: str | None) -> str | None:
    if version is not None and version not in _versions():
        raise refusals.NEWER_DATABASE(version=version)
    return version


def _migrate(connection: Connection) -> None:
    """Brings the database up to date, unless another process has done so meanwhile."""
    if _version_in(connection) == _versions()[-1]:
        return
    # Importing Alembic takes a third of a second, and is hardly ever needed.
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "data.state:migrations")
    command.upgrade(config, "head")
