"""Reading a source database: every value arrives as text, so that one place gives it meaning."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import quote as percent_encode

import polars as pl
import pyarrow as pa
from adbc_driver_manager import Error as AdbcError
from sqlalchemy import URL, Engine, Inspector, create_engine, inspect, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from data.certainty import present
from data.connectors.sql import literal, quote
from data.errors import UserError, nearest
from data.refusals.intake import sources as refusals
from data.text import Text

BATCH = 200_000
"""Rows of a batch: 20 columns of text take about 60 MB."""

UNREACHABLE_AFTER_S = 10

LOCKED_AFTER_S = 10
"""How long a table that another program has locked is waited for, once per record; a locked file, once per source."""

ALIVE = {"keepalives_idle": "30", "keepalives_interval": "10", "keepalives_count": "3"}
"""A network that swallows everything is noticed after a minute, not after the two hours of most systems."""

NO_COLUMN = re.compile(r'no such column: (?:\w+\.)?"?(\w+)|column "?(?:\w+\.)?(\w+)"? does not exist')
NO_TABLE = re.compile(r'no such table: "?([\w.]+)|relation "?([\w.]+)"? does not exist')
LOCKED = re.compile(r"is locked|lock timeout")
TOO_SLOW = re.compile(r"statement timeout")
FORBIDDEN = re.compile(r"permission denied.*|access denied.*", re.I)
UNREACHABLE = re.compile(r"connect|not a database|unable to open|malformed|Can't load plugin")


class Unreachable(UserError):
    """The database itself cannot be asked, whatever the SELECT."""


def read(
    url: str,
    sql: str,
    *,
    watermark: str | None = None,
    since: str | None = None,
    batch: int = BATCH,
    seconds: float = 0,
) -> Iterator[pl.DataFrame]:
    """The rows of a SELECT, in batches, every column as text; at least one batch, so that columns are known.

    `seconds`: how long the database itself works on one statement at most, where it can be told; 0 is without end.
    With `watermark` and `since`, only rows whose `watermark` is `since` or later, or is not known.
    Raises `Unreachable` when the database can't be reached, and `UserError` when it lacks a table or column that the
    SELECT reads.
    """
    address = _url(url)
    sql = f"SELECT * FROM (\n{sql.strip().rstrip(';')}\n) AS q"
    if watermark and since is not None:
        column = f"q.{quote(watermark)}"
        sql += f" WHERE {column} >= {_literal(since, address)} OR {column} IS NULL"
    read_batches: dict[str, Callable[[URL, str, int], Iterator[pl.DataFrame]]] = {
        "sqlite": _sqlite,
        "postgresql": partial(_postgresql, seconds=seconds),
    }
    try:
        yield from read_batches.get(address.get_backend_name(), _any)(address, sql, batch)
    except ImportError as error:
        raise refusals.NO_PACKAGE(database=_name(address), package=error.name) from None
    except (AdbcError, SQLAlchemyError, pa.ArrowException, OSError) as error:
        raise _refusal(address, error) from None


def table_names(url: str) -> list[str]:
    """The tables and views of a database; raises `Unreachable` where it can't be reached."""
    address = _url(url)
    if address.get_backend_name() == "sqlite" and not (address.database and Path(address.database).is_file()):
        raise Unreachable(refusals.UNREACHABLE, database=_name(address), message=refusals.NO_SUCH_FILE)
    try:
        with _connecting(address), _closing(create_engine(address)) as engine:
            inspector = inspect(engine)
            return sorted({*inspector.get_table_names(), *inspector.get_view_names()})
    except ImportError as error:
        raise refusals.NO_PACKAGE(database=_name(address), package=error.name) from None


def _sqlite(url: URL, sql: str, batch: int) -> Iterator[pl.DataFrame]:
    from adbc_driver_sqlite import dbapi

    # SQLite would make an empty file of a wrong path.
    if not url.database or not Path(url.database).is_file():
        raise Unreachable(refusals.UNREACHABLE, database=_name(url), message=refusals.NO_SUCH_FILE)
    with dbapi.connect(f"file:{percent_encode(url.database)}?mode=ro") as connection, connection.cursor() as cursor:
        with _connecting(url):
            # Only now is the file opened, and a lock of SQLite's is on all of it.
            for pragma in (f"PRAGMA busy_timeout = {LOCKED_AFTER_S * 1000}", "PRAGMA schema_version"):
                cursor.execute(pragma)
                cursor.fetchall()
        cursor.execute(f"{sql} LIMIT 0")
        names = [column[0] for column in present(cursor.description)]
        # The driver takes a column's type from the first batch and fails where a later one differs, as after a
        # beginning of nulls. A first row of texts makes every column text: 2 M rows of 20 columns take 4 s, not 3.
        first = ", ".join(f"'' AS {quote(name)}" for name in names)
        cursor.adbc_statement.set_options(**{"adbc.sqlite.query.batch_rows": str(batch)})
        cursor.execute(f"SELECT {first} UNION ALL {_as_text(sql, names)}")
        for number, rows in enumerate(cursor.fetch_record_batch()):
            yield _frame(rows, url)[1 if number == 0 else 0 :]


def _postgresql(url: URL, sql: str, batch: int, seconds: float) -> Iterator[pl.DataFrame]:
    from adbc_driver_postgresql import dbapi

    url = url.set(drivername="postgresql")
    waits = {"connect_timeout": str(UNREACHABLE_AFTER_S)} | ALIVE
    url = url.update_query_dict({name: value for name, value in waits.items() if name not in url.query})
    with _connecting(url):
        connection = dbapi.connect(url.render_as_string(hide_password=False))
    with connection, connection.cursor() as cursor:
        cursor.execute("SET datestyle TO 'ISO, YMD'")
        cursor.execute("SET timezone TO 'UTC'")
        cursor.execute(f"SET lock_timeout TO '{LOCKED_AFTER_S}s'")
        cursor.execute(f"SET statement_timeout TO {int(1000 * seconds)}")
        cursor.execute(f"{sql} LIMIT 0")
        cursor.execute(_as_text(sql, [column[0] for column in present(cursor.description)]))
        reader = cursor.fetch_record_batch()
        yield _frame(pa.RecordBatch.from_pylist([], schema=reader.schema), url)
        held: list[pl.DataFrame] = []
        for rows in reader:
            held.append(_frame(rows, url))
            if sum(map(len, held)) >= batch:
                yield pl.concat(held)
                held = []
        if held:
            yield pl.concat(held)


def _any(url: URL, sql: str, batch: int) -> Iterator[pl.DataFrame]:
    """Any other database that SQLAlchemy speaks; some six times slower."""
    with _connecting(url):
        engine = create_engine(url)
    try:
        with _connecting(url):
            connected = engine.connect()
        with connected.execution_options(stream_results=True) as connection:
            result = connection.exec_driver_sql(sql)
            schema = dict.fromkeys(result.keys(), pl.String)
            yield pl.DataFrame(schema=schema)
            for rows in result.partitions(batch):
                columns = zip(*rows, strict=True)
                yield pl.DataFrame(
                    {
                        name: [None if value is None else str(value) for value in column]
                        for name, column in zip(schema, columns, strict=True)
                    },
                    schema=schema,
                )
    finally:
        engine.dispose()


@contextmanager
def _connecting(url: URL) -> Iterator[None]:
    """What fails within would fail for every SELECT."""
    try:
        yield
    except (AdbcError, SQLAlchemyError, OSError) as error:
        refusal = _refusal(url, error)
        raise Unreachable(refusal.refusal, **refusal.values) from None


def _frame(rows: pa.RecordBatch, url: URL) -> pl.DataFrame:
    """Text that is not UTF-8 would crash Polars later, far from its cause."""
    texts = {}
    for name, column in zip(rows.schema.names, rows.columns, strict=True):
        try:
            texts[name] = column.cast(pa.string())
            texts[name].validate(full=True)
        except pa.ArrowInvalid:
            raise refusals.DATABASE_NOT_UTF_8(column=name, database=_name(url)) from None
    return pl.DataFrame({name: pl.Series(name, text, pl.String) for name, text in texts.items()})


def _as_text(sql: str, names: list[str]) -> str:
    """By the database itself: the SQLite driver would write 0.5 as 5.000000e-01."""
    texts = ", ".join(f"CAST(t.{quote(name)} AS TEXT) AS {quote(name)}" for name in names)
    return f"SELECT {texts} FROM ({sql}) AS t"


def _literal(text: str, url: URL) -> str:
    """Unlike bound text, a quoted literal takes the type of the column it is compared with.

    Only SQLite has columns without a type, where every number is less than every text.
    """
    if url.get_backend_name() == "sqlite" and re.fullmatch(r"\d+(\.\d+)?", text):
        return text
    return literal(text)


def _url(url: str) -> URL:
    try:
        return make_url(url)
    except ArgumentError:
        # The text of the URL is left out: it may hold a password.
        raise refusals.NOT_A_URL() from None


def _name(url: URL) -> str:
    """The database as a sentence names it, without its password."""
    return url.set(query={}).render_as_string(hide_password=True)


def _refusal(url: URL, error: Exception) -> UserError:
    """What the driver says, as one sentence that says what to do."""
    message = _first_line(_without_secrets(url, str(getattr(error, "orig", None) or error)))
    database = _name(url)
    if match := NO_COLUMN.search(message):
        name = next(filter(None, match.groups()))
        return refusals.NO_COLUMN(name=name, database=database, nearest=_nearest(url, name, _columns))
    if match := NO_TABLE.search(message):
        name = next(filter(None, match.groups()))
        return refusals.NO_TABLE(name=name, database=database, nearest=_nearest(url, name, _tables))
    if LOCKED.search(message):
        return refusals.LOCKED(database=database, seconds=LOCKED_AFTER_S)
    if TOO_SLOW.search(message):
        return refusals.TOO_SLOW(database=database)
    if match := FORBIDDEN.search(message):
        return refusals.FORBIDDEN(database=database, message=match[0])
    if UNREACHABLE.search(message):
        return refusals.UNREACHABLE(database=database, message=message)
    return refusals.SELECT_FAILS(database=database, message=message)


def _tables(inspector: Inspector) -> list[str]:
    return [*inspector.get_table_names(), *inspector.get_view_names()]


def _columns(inspector: Inspector) -> list[str]:
    columns = (column["name"] for table in _tables(inspector) for column in inspector.get_columns(table))
    return sorted(set(columns))


def _nearest(url: URL, name: str, names: Callable[[Inspector], list[str]]) -> Text:
    """The nearest names that the database does have."""
    try:
        with _closing(create_engine(url)) as engine:
            return nearest(name, names(inspect(engine)))
    except (SQLAlchemyError, ImportError):
        return refusals.CORRECT_THE_SELECT


@contextmanager
def _closing(engine: Engine) -> Iterator[Engine]:
    """An engine whose connections are closed afterwards: its pool would keep them, at the cost of the database."""
    try:
        yield engine
    finally:
        engine.dispose()


def _without_secrets(url: URL, text: str) -> str:
    for secret in filter(None, [url.password, url.query.get("password"), url.query.get("sslpassword")]):
        text = text.replace(percent_encode(str(secret), safe=""), "***").replace(str(secret), "***")
    return text


def _first_line(text: str) -> str:
    """The driver's own words, without its codes and the statement it repeats."""
    line = re.sub(r"^(\w+: )?(\[\w+\] )?(Failed to \w+ \w+: )?(ERROR: *)?", "", text.strip().split("\n")[0])
    return line.rstrip(" .;")
