"""Rows that people wrote, as frames."""

from collections.abc import Mapping
from typing import Any

import polars as pl
from sqlalchemy import Connection, Select

from data.state.base import Recorded, State
from data.state.engine import plain_problems, readable

MOMENT = pl.Datetime("us", "UTC")


def said_columns(table: type[State]) -> pl.Schema:
    """What a person says in a row; the database adds when it was said, and its number."""
    columns = table.__table__.columns
    return pl.Schema({c.name: c.type.python_type for c in columns if not hasattr(Recorded, c.name)})


def asked(url: str, wanted: Select[Any], schema: Mapping[str, Any]) -> pl.DataFrame:
    """The rows of a query, columns `schema`; none where nobody has written yet, and nothing is created.

    Raises: UserError, for a database that cannot be used.
    """
    engine = readable(url)
    if engine is None:
        return pl.DataFrame(schema=schema)
    with plain_problems(url), engine.connect() as connection:
        return read(connection, wanted, schema)


def read(connection: Connection, wanted: Select[Any], schema: Mapping[str, Any]) -> pl.DataFrame:
    """The rows of a query on an open connection, columns `schema`."""
    rows = [tuple(row[name] for name in schema) for row in connection.execute(wanted).mappings()]
    return pl.DataFrame(rows, schema=schema, orient="row")
