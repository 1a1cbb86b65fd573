"""A CSV file in which people write a register: its rows, its cells, and in which of them a mistake stands."""

import csv
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from io import StringIO
from pathlib import Path
from typing import TypeVar

from data.errors import UserError, nearest
from data.refusals.obligations import registers as refusals
from data.text import Text

Cells = Mapping[str, str | None]
"""Column → what its cell holds, trimmed, None where it is empty; columns that the file lacks are empty."""

Entry = TypeVar("Entry")


def read_entries(
    path: Path, columns: Collection[str], needed: Sequence[str], one: Text, read: Callable[[int, Cells], Entry]
) -> list[Entry]:
    """What `read` makes of each row (its number, its cells), in the order of the file.

    `columns`: those that a file may have, of which it must have the `needed`. `one`: what a row is called.
    Raises: UserError, one line for each bad row, naming row and column; then no row is to be loaded.
    """
    entries, problems = [], []
    for number, cells in _rows(path, columns, needed, one):
        try:
            if isinstance(cells, UserError):
                raise cells
            entries.append(read(number, cells))
        except UserError as problem:
            problems.append(refusals.ROW(file=path.name, row=number, problem=problem))
    if problems:
        raise refusals.ROWS(problems=problems)
    return entries


@contextmanager
def column(name: str) -> Iterator[None]:
    """Says in which column a problem is that knows only what is wrong."""
    try:
        yield
    except UserError as problem:
        raise refusals.COLUMN(column=name, problem=problem) from None


def day(cells: Cells, name: str) -> date | None:
    """The date in a cell, if any."""
    text = cells[name]
    with column(name):
        try:
            # `fromisoformat` also takes 20240401 and 2024-W14-1.
            if text and not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
                raise ValueError
            return date.fromisoformat(text) if text else None
        except ValueError:
            raise refusals.NOT_DATE(text=text) from None


def check_length(cells: Cells, longest: Mapping[str, int]) -> None:
    """Raises: UserError for a cell with more characters than its column takes."""
    for name, most in longest.items():
        with column(name):
            if (letters := len(cells[name] or "")) > most:
                raise refusals.TOO_LONG(letters=letters, most=most)


def _rows(
    path: Path, columns: Collection[str], needed: Sequence[str], one: Text
) -> Iterator[tuple[int, Cells | UserError]]:
    """Each row as a spreadsheet counts it, the header being row 1; one of another length comes as a `UserError`.

    Raises: UserError, for a file that is not such a table.
    """
    try:
        lines = list(csv.reader(StringIO(_text(path), newline=""), strict=True))
    except csv.Error as error:
        raise refusals.FILE_NOT_CSV(file=path.name, cause=str(error)) from None
    filled = [(row, [cell.strip() for cell in line]) for row, line in enumerate(lines, 1) if any(map(str.strip, line))]
    if not filled:
        raise refusals.FILE_EMPTY(file=path.name, columns=", ".join(needed), one=one)
    header = filled[0][1]
    _check_header(header, path.name, columns, needed)
    if len(filled) == 1:
        raise refusals.FILE_NO_ROWS(file=path.name, one=one)
    for row, line in filled[1:]:
        if len(line) != len(header):
            yield row, refusals.ROW_LENGTH(cells=len(line), columns=len(header))
        else:
            yield row, dict.fromkeys(columns) | {name: cell or None for name, cell in zip(header, line, strict=True)}


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = error.object[: error.start].count(b"\n") + 1
        raise refusals.FILE_NOT_UTF8(file=path.name, row=row) from None
    except OSError as error:
        raise refusals.FILE_UNREADABLE(file=path, cause=error.strerror) from None


def _check_header(header: list[str], file: str, columns: Collection[str], needed: Sequence[str]) -> None:
    for name in needed:
        if name not in header:
            raise refusals.FILE_NO_COLUMN(file=file, column=name, columns=", ".join(header))
    for name in header:
        if name not in columns:
            # Left aside, a misspelt scope would turn one channel's target into everybody's.
            raise refusals.FILE_UNKNOWN_COLUMN(file=file, column=name, nearest=nearest(name, columns))
        if header.count(name) > 1:
            raise refusals.FILE_COLUMN_TWICE(file=file, column=name)
