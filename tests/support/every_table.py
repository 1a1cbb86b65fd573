"""A row in every table of the application's database, made from its columns: no list to forget a table on."""

import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Column, Connection, MetaData, Table, select
from sqlalchemy.types import Boolean, Date, DateTime, Float, Integer, LargeBinary, Numeric

from data.state.base import Moment, State
from data.state.engine import VERSION_TABLE, open_state, write_transaction

Rows = dict[str, list[tuple[Any, ...]]]


def value(column: Column[Any], number: int) -> Any:
    """Something of the column's type that is another for every number."""
    kind = column.type
    if isinstance(kind, Moment | DateTime):
        moment = datetime(2025, 1, 2, 3, 4, 5, 678, tzinfo=UTC) + timedelta(days=number)
        return moment if isinstance(kind, Moment) else moment.replace(tzinfo=None)
    if isinstance(kind, Date):
        return date(2025, 1, 2) + timedelta(days=number)
    if isinstance(kind, Boolean):
        return number % 2 == 0
    if isinstance(kind, Integer):
        return number
    if isinstance(kind, Float | Numeric):
        return number / 8
    if isinstance(kind, LargeBinary):
        return f"é{number}".encode()
    return f"{column.name} é’\N{NO-BREAK SPACE}{number}"[: getattr(kind, "length", None)]


def fill(connection: Connection, number: int, tables: MetaData = State.metadata) -> None:
    """Adds a row to every table."""
    for table in own(tables):
        connection.execute(table.insert().values({column.name: value(column, number) for column in table.columns}))


def contents(connection: Connection, tables: MetaData = State.metadata) -> Rows:
    """What is in every table, in the order of its columns."""
    found = {}
    for table in own(tables):
        rows = connection.execute(select(table).order_by(*table.primary_key.columns))
        found[table.name] = [tuple(row) for row in rows]
    return found


def own(tables: MetaData) -> list[Table]:
    return [table for table in tables.sorted_tables if table.name != VERSION_TABLE]


def write_for_ever(url: str) -> None:
    """Writes row after row into every table, and tells of each when it is written, until it is killed."""
    number = 0
    while True:
        number += 1
        with write_transaction(open_state(url)) as connection:
            fill(connection, number)
        print(number, flush=True)


if __name__ == "__main__":
    write_for_ever(sys.argv[1])
