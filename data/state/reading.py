"""Rows that people wrote, as frames."""

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl
from sqlalchemy import Connection, Engine, Select

from data.certainty import scalar_or_none
from data.state.base import Recorded, State
from data.state.engine import readable, word_failures

MOMENT = pl.Datetime("us", "UTC")


def written_columns(table: type[State]) -> pl.Schema:
    """What a person writes in a row; the database adds when it was written, and its number."""
    columns = table.__table__.columns
    return pl.Schema(
        {c.name: pl.DataType.from_python(c.type.python_type) for c in columns if not hasattr(Recorded, c.name)}
    )


def recorded_columns(table: type[State]) -> pl.Schema:
    """The same after the number of the row and when it was written."""
    return pl.Schema([("id", pl.Int64()), ("recorded_at", MOMENT), *written_columns(table).items()])


class OpenedUrl(str):
    """The URL of a database whose version was checked when it was opened, so that what reads from it need not ask."""

    engine: Engine | None


def open_to_read(url: str) -> OpenedUrl:
    """Opens a database once for several reads, as a page makes them; every function that reads takes it for its `url`.

    Raises: UserError, for a database that cannot be used.
    """
    opened = OpenedUrl(url)
    opened.engine = readable(url)
    return opened


def read(url: str, query: Select[Any], schema: Mapping[str, Any]) -> pl.DataFrame:
    """The rows of a query, columns `schema`; none where nobody has written yet, and nothing is created.

    Raises: UserError, for a database that cannot be used.
    """
    rows = [tuple(row.values()) for row in read_rows(url, query, schema)]
    return pl.DataFrame(rows, schema=schema, orient="row")


def read_rows(url: str, query: Select[Any], names: Iterable[str], **values: Any) -> list[dict[str, Any]]:
    """The same as rows with the columns `names`, for what is asked with every click; `values` fill the query's gaps."""
    engine = url.engine if isinstance(url, OpenedUrl) else readable(url)
    if engine is None:
        return []
    with word_failures(url), engine.connect() as connection:
        return [{name: row[name] for name in names} for row in connection.execute(query, values).mappings()]


def fetch(connection: Connection, query: Select[Any], schema: Mapping[str, Any]) -> pl.DataFrame:
    """The rows of a query on an open connection, columns `schema`."""
    rows = [tuple(row[name] for name in schema) for row in connection.execute(query).mappings()]
    return pl.DataFrame(rows, schema=schema, orient="row")


def newest(rows: pl.DataFrame) -> int:
    """What a writer has seen, to be given as `seen`: the greatest `id` of the rows on the screen, 0 without any."""
    return scalar_or_none(rows["id"].max(), int) or 0
