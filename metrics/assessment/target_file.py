"""The CSV file in which people write targets: its rows, the forms of its cells, and what they mean."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from io import StringIO
from math import isfinite
from pathlib import Path
from typing import Any

import polars as pl

from data.errors import UserError, nearest
from data.refusals import assessment as refusals
from data.state import TARGET
from data.words import LONGEST_LINE, LONGEST_TEXT, TARGET_SCOPES, Better, Channel, Course, Origin, Unit
from metrics.calendar.periods import parse
from metrics.catalogue.registry import declared
from metrics.catalogue.registry import indicator as find

NEEDED = ("indicator", "fiscal_year", "target", "near")
NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", re.ASCII)

MOST = 2.0
"""A share above is a percentage written by mistake; a plan may still be exceeded."""

LONGEST = {"source": LONGEST_LINE, "approved_by": LONGEST_LINE, "reason": LONGEST_TEXT}

Cells = Mapping[str, str | None]


def read_targets(path: str | Path) -> pl.DataFrame:
    """The targets of a CSV file, columns `data.state.TARGET`.

    Raises: UserError, one line for each bad row, naming row and column; then no row is to be loaded.
    """
    file = Path(path)
    rows: dict[tuple[Any, ...], tuple[int, tuple[Any, ...]]] = {}
    problems = []
    for number, cells in _rows(file):
        try:
            values = _checked(cells)
            key = values[: 2 + len(TARGET_SCOPES)]
            with _column("fiscal_year"):
                if key in rows:
                    raise refusals.TARGET_TWICE(row=rows[key][0])
            rows[key] = number, values
        except UserError as problem:
            problems.append(refusals.TARGET_ROW(file=file.name, row=number, problem=problem))
    if problems:
        raise refusals.TARGET_ROWS(problems=problems)
    return pl.DataFrame([values for _, values in rows.values()], schema=TARGET, orient="row")


def _rows(path: Path) -> Iterator[tuple[int, Cells | UserError]]:
    """Each row as a spreadsheet counts it (the header is row 1), its cells trimmed and null where empty.

    A row of another length than the header comes as a `UserError`.
    Raises: UserError, for a file that is not such a table.
    """
    try:
        lines = list(csv.reader(StringIO(_text(path), newline=""), strict=True))
    except csv.Error as error:
        raise refusals.TARGET_FILE_NOT_CSV(file=path.name, cause=str(error)) from None
    filled = [(row, [cell.strip() for cell in line]) for row, line in enumerate(lines, 1) if any(map(str.strip, line))]
    if not filled:
        raise refusals.TARGET_FILE_EMPTY(file=path.name, columns=", ".join(NEEDED))
    header = filled[0][1]
    _check_header(header, path.name)
    if len(filled) == 1:
        raise refusals.TARGET_FILE_NO_ROWS(file=path.name)
    for row, line in filled[1:]:
        if len(line) != len(header):
            yield row, refusals.TARGET_ROW_LENGTH(cells=len(line), columns=len(header))
        else:
            yield row, dict.fromkeys(TARGET) | {name: cell or None for name, cell in zip(header, line, strict=True)}


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = error.object[: error.start].count(b"\n") + 1
        raise refusals.TARGET_FILE_NOT_UTF8(file=path.name, row=row) from None
    except OSError as error:
        raise refusals.TARGET_FILE_UNREADABLE(file=path, cause=error.strerror) from None


def _check_header(header: list[str], file: str) -> None:
    for name in NEEDED:
        if name not in header:
            raise refusals.TARGET_FILE_NO_COLUMN(file=file, column=name, columns=", ".join(header))
    for name in header:
        if name not in TARGET:
            # Left aside, a misspelt scope would turn one channel's target into everybody's.
            raise refusals.TARGET_FILE_UNKNOWN_COLUMN(file=file, column=name, nearest=nearest(name, TARGET))
        if header.count(name) > 1:
            raise refusals.TARGET_FILE_COLUMN_TWICE(file=file, column=name)


def _checked(cells: Cells | UserError) -> tuple[Any, ...]:
    """A row of the file as values, in the order of `TARGET`; raises the first UserError that it has."""
    if isinstance(cells, UserError):
        raise cells
    with _column("indicator"):
        indicator = find(cells["indicator"] or "", declared())
        if indicator.better is Better.NEUTRAL:
            raise refusals.TARGET_NO_DIRECTION(indicator=indicator.name)
    with _column("fiscal_year"):
        period = parse(cells["fiscal_year"] or "")
        if period.grain != "year":
            raise refusals.TARGET_NOT_YEAR(period=period.code)
    scope = [_code(cells, name, indicator.breakdowns) for name in TARGET_SCOPES]
    target, near = (_limit(cells, name, indicator.unit) for name in ("target", "near"))
    with _column("near"):
        if indicator.better is Better.HIGHER and near >= target:
            raise refusals.TARGET_NEAR_NOT_BELOW(near=cells["near"], target=cells["target"])
        if indicator.better is Better.LOWER and near <= target:
            raise refusals.TARGET_NEAR_NOT_ABOVE(near=cells["near"], target=cells["target"])
    path = cells["path"] or Course.STEP.value
    with _column("path"):
        if path not in list(Course):
            raise refusals.TARGET_NO_PATH(path=path)
    for name, longest in LONGEST.items():
        with _column(name):
            if (letters := len(cells[name] or "")) > longest:
                raise refusals.TARGET_TOO_LONG(letters=letters, most=longest)
    source = cells["source"] or Origin.ASSUMPTION.value
    approval = cells["approved_by"], _day(cells, "approved_on"), cells["reason"]
    return (indicator.name, period.code, *scope, target, near, path, source, *approval)


def _limit(cells: Cells, name: str, unit: Unit) -> float:
    """The number in a cell, in the unit's stored form; raises `UserError` with an example of how to write it."""
    text, example = cells[name], refusals.TARGET_EXAMPLES[unit]
    with _column(name):
        if text is None:
            raise refusals.TARGET_NO_NUMBER(example=example)
        if not NUMBER.fullmatch(text) or not isfinite(float(text)):
            raise refusals.TARGET_NOT_NUMBER(text=text, example=example)
        number = float(text)
        if unit is Unit.SHARE and abs(number) > MOST:
            raise refusals.TARGET_NOT_SHARE(text=text, share=f"{number / 100:g}")
    return number


def _day(cells: Cells, name: str) -> date | None:
    """The date in a cell, if any."""
    text = cells[name]
    with _column(name):
        try:
            # `fromisoformat` also takes 20240401 and 2024-W14-1.
            if text and not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
                raise ValueError
            return date.fromisoformat(text) if text else None
        except ValueError:
            raise refusals.TARGET_NOT_DATE(text=text) from None


def _code(cells: Cells, name: str, breakdowns: Sequence[str]) -> str | None:
    """The one code in a scope's cell, if any; `breakdowns` are those that the indicator has."""
    text = cells[name]
    with _column(name):
        if text and name not in breakdowns:
            raise refusals.TARGET_NO_BREAKDOWN(indicator=cells["indicator"], column=name)
        if text and re.search(r"[;|\n]|\A(\*|all)\Z", text, re.I):
            raise refusals.TARGET_NOT_ONE_CODE(text=text)
        if text and name == "channel" and text not in list(Channel):
            raise refusals.TARGET_NO_CHANNEL(text=text, nearest=nearest(text, Channel))
    return text


@contextmanager
def _column(name: str) -> Iterator[None]:
    """Says in which column a problem is that knows only what is wrong."""
    try:
        yield
    except UserError as problem:
        raise refusals.TARGET_COLUMN(column=name, problem=problem) from None
