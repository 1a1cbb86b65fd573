"""The CSV file in which people write targets: its rows and the forms of its cells, whatever they mean."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from io import StringIO
from math import isfinite
from pathlib import Path

from data.errors import UserError, nearest
from data.state.target import TARGET
from data.words import Channel, Unit

NEEDED = ("indicator", "fiscal_year", "target", "near")
NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", re.ASCII)

MOST = 2.0
"""A share above is a percentage written by mistake; a plan may still be exceeded."""

WRITTEN = {
    Unit.SHARE: "a share as 0.85",
    Unit.SCORE: "a score as 72",
    Unit.POINTS: "percentage points as -3",
    Unit.RATE: "a rate per 10,000 as 8",
    Unit.SECONDS: "seconds as 60",
    Unit.DOLLARS: "dollars as 7.50",
    Unit.COUNT: "a number as 12",
}

Cells = Mapping[str, str | None]


def rows_of(path: Path) -> Iterator[tuple[int, Cells | UserError]]:
    """Each row as a spreadsheet counts it (the header is row 1), its cells trimmed and null where empty.

    A row of another length than the header comes as a `UserError`.
    Raises: UserError, for a file that is not such a table.
    """
    try:
        lines = list(csv.reader(StringIO(_text(path), newline=""), strict=True))
    except csv.Error as error:
        raise UserError(f"{path.name} is not CSV ({error}); check its quotation marks.") from None
    filled = [(row, [cell.strip() for cell in line]) for row, line in enumerate(lines, 1) if any(map(str.strip, line))]
    if not filled:
        raise UserError(f"{path.name} is empty; write a header with {', '.join(NEEDED)}, and one row per target.")
    header = filled[0][1]
    _check_header(header, path.name)
    if len(filled) == 1:
        raise UserError(f"{path.name} has a header but no rows; add one row per target.")
    for row, line in filled[1:]:
        if len(line) != len(header):
            yield row, UserError(f"has {len(line)} cells where the header has {len(header)}; write every cell.")
        else:
            yield row, dict.fromkeys(TARGET) | {name: cell or None for name, cell in zip(header, line, strict=True)}


def limit(cells: Cells, name: str, unit: Unit) -> float:
    """The number in a cell, in the unit's stored form; raises `UserError` with an example of how to write it."""
    text = cells[name]
    if text is None:
        raise UserError(f"column {name}: there is none; write {WRITTEN[unit]}.")
    if not NUMBER.fullmatch(text) or not isfinite(float(text)):
        raise UserError(f"column {name}: '{text}' is not a number; write {WRITTEN[unit]}.")
    found = float(text)
    if unit is Unit.SHARE and abs(found) > MOST:
        raise UserError(f"column {name}: {text} is not a share; write {text} % as {found / 100:g}.")
    return found


def day(cells: Cells, name: str) -> date | None:
    """The date in a cell, if any."""
    text = cells[name]
    try:
        # `fromisoformat` also takes 20240401 and 2024-W14-1.
        if text and not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            raise ValueError
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UserError(f"column {name}: '{text}' is not a date; write it as 2024-04-01, or leave it empty.") from None


def code(cells: Cells, name: str, breakdowns: Sequence[str]) -> str | None:
    """The one code in a scope's cell, if any; `breakdowns` are those that the indicator has."""
    text = cells[name]
    if text and name not in breakdowns:
        raise UserError(f"column {name}: {cells['indicator']} has no breakdown by {name}; leave it empty.")
    if text and re.search(r"[;|\n]|\A(\*|all)\Z", text, re.I):
        raise UserError(f"column {name}: '{text}' is not one code; write one per row, or leave it empty for all.")
    if text and name == "channel" and text not in list(Channel):
        raise UserError(f"column channel: there is no channel '{text}'; {nearest(text, Channel)}")
    return text


@contextmanager
def column(name: str) -> Iterator[None]:
    """Says in which column a problem is that knows only what is wrong."""
    try:
        yield
    except UserError as problem:
        said = str(problem)
        raise UserError(f"column {name}: {said[0].lower()}{said[1:]}") from None


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise UserError(f"{path.name} is not UTF-8 (row {line}); save it as UTF-8.") from None
    except OSError as error:
        raise UserError(f"{path} cannot be read ({error.strerror}); check its name and place.") from None


def _check_header(header: list[str], file: str) -> None:
    for name in NEEDED:
        if name not in header:
            raise UserError(f"{file} has no column `{name}`, but {', '.join(header)}; add or rename it.")
    for name in header:
        if name not in TARGET:
            # Left aside, a misspelt scope would turn one channel's target into everybody's.
            raise UserError(f"{file} has an unknown column `{name}`; {nearest(name, TARGET)}")
        if header.count(name) > 1:
            raise UserError(f"{file} has the column `{name}` more than once; keep one of them.")
