"""Opening the application's own database: an empty or older one is brought up to date, whoever comes first."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from data.errors import UserError

MIGRATIONS = Path(__file__).with_name("migrations") / "versions"
VERSION_TABLE = "state_version"
"""Not Alembic's usual name: a PostgreSQL database may hold other applications, each with its own versions."""

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
    with plain_problems(url):
        engine = _engine(url)
        if _is_file(engine.url):
            Path(engine.url.database).parent.mkdir(parents=True, exist_ok=True)
        if _version(engine) != _versions()[-1]:
            with writing(engine) as connection:
                _migrate(connection)
    return engine


def readable(url: str) -> Engine | None:
    """The same for reading only: None where nobody has written yet, so that reading creates nothing."""
    with plain_problems(url):
        engine = _engine(url)
        if _is_file(engine.url) and not Path(engine.url.database).exists():
            return None
        if _version(engine) is None:
            return None
    return open_state(url)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that no other writer overlaps, so that what it reads first still holds when it writes."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        yield connection


@contextmanager
def plain_problems(url: str) -> Iterator[None]:
    """What the database says, as one sentence without its password."""
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        said = str(getattr(error, "orig", None) or error).strip().split("\n")[0].rstrip(" .")
        shown = make_url(url).set(query={}).render_as_string(hide_password=True)
        if LOCKED.search(said):
            raise UserError(
                f"The database of what people write, {shown}, is locked by another program, and still was after "
                f"{WAIT_S} seconds: try again when that has ended."
            ) from None
        raise UserError(
            f"The database of what people write, {shown}, cannot be used: {said}; "
            "check SCORECARD_STATE_URL, or that it is running."
        ) from None


@cache
def _engine(url: str) -> Engine:
    try:
        made = make_url(url)
    except ArgumentError:
        # The text of the URL is left out: it may hold a password.
        raise UserError(
            "SCORECARD_STATE_URL is not a database URL; write one like sqlite:////folder/state.db."
        ) from None
    if made.get_backend_name() == "postgresql":
        return _postgresql(made)
    if made.get_backend_name() != "sqlite":
        return create_engine(made, pool_pre_ping=True)
    # A pool would keep a deleted file open; opening one anew takes a tenth of a millisecond.
    engine = create_engine(made, poolclass=NullPool, connect_args={"timeout": WAIT_S})

    @event.listens_for(engine, "connect")
    def _take_over_transactions(connection, _record):
        # The driver begins a transaction only before it changes rows. BEGIN is said below instead, so that a
        # migration is done whole or not at all, and what is read before writing stays true.
        connection.isolation_level = None

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgresql(url: URL) -> Engine:
    unsaid = {name: value for name, value in NETWORK.items() if name not in url.query}
    engine = create_engine(url, pool_pre_ping=True, connect_args=unsaid)

    @event.listens_for(engine, "connect")
    def _wait_no_longer(connection, _record):
        # Said to the open connection: what stands between, as a pool of its own, refuses it as an option of opening.
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout TO '{WAIT_S}s'")
        connection.commit()

    return engine


def _is_file(url: URL) -> bool:
    return url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")


@cache
def _versions() -> list[str]:
    """Every version of the database, oldest first; reading the names costs less than importing Alembic."""
    return sorted(path.stem for path in MIGRATIONS.glob("[0-9]*.py"))


def _version(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return _version_in(connection)


def _version_in(connection: Connection) -> str | None:
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    version = connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}"))
    if version is not None and version not in _versions():
        raise UserError(
            f"The database of what people write is of version {version}, which this scorecard does not know; "
            "update the scorecard."
        )
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
