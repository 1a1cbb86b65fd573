"""A workbook as a table, read by a process of its own, so that the memory and time it takes are bounded."""

import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Collection
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from data.connectors.dialect import LOOKED_AT, Dialect, Format, header, names
from data.errors import UserError
from data.refusals.intake import source_files as refusals

if TYPE_CHECKING:
    import fastexcel

MEMORY_MB = 4096
"""Address space of the process; a sheet of a million cells takes 200 MB."""

SECONDS = 300

UNPACKED_MB = 1024
"""What the parts of a workbook may come to, unpacked; one of a million rows and ten columns has 400 MB."""

MOST_CELLS = 50_000_000
"""Cells of a sheet between its first and its last one: what a reader makes room for, filled or not."""

MIDNIGHT = r"^(\d{4}-\d{2}-\d{2}) 00:00:00(?:\.0+)?$"
MOMENT = r"^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}"
TIME_ALONE = r"^1899-12-3[01] (\d{2}:\d{2}:\d{2})(?:\.\d+)?$"
CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"')


def read_workbook(path: Path, into: Path, named: Format, wanted: Collection[str]) -> tuple[pl.LazyFrame, Dialect]:
    """The rows below the header as text, and the sheet and header row that were found, kept in the file `into`.

    Raises: UserError for a workbook that is damaged, empty, too large unpacked, or has a cell far from its table.
    """
    _check_size(path)
    task = {
        "path": str(path.resolve()),
        "into": str(into.resolve()),
        "named": asdict(named),
        "wanted": sorted(wanted),
        "memory_mb": MEMORY_MB,
    }
    command = [sys.executable, "-m", __name__, json.dumps(task)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, cwd=Path(__file__).parents[2])
    except subprocess.TimeoutExpired:
        raise refusals.WORKBOOK_TOO_SLOW(file=path.name, seconds=SECONDS) from None
    answer = done.stdout.strip().split("\n")[-1]
    if done.returncode or not answer.startswith("{"):
        raise refusals.WORKBOOK_TOO_LARGE(file=path.name, megabytes=MEMORY_MB)
    result = json.loads(answer)
    if code := result.get("refused"):
        raise getattr(refusals, code)(**result["values"])
    found: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in result["dialect"].items()}
    dialect = Dialect(**found)
    return pl.scan_parquet(into, glob=False), dialect


def _check_size(path: Path) -> None:
    """What the directory of the archive says, before anything is unpacked."""
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        megabytes = sum(part.file_size for part in archive.infolist()) >> 20
        if megabytes > UNPACKED_MB:
            raise refusals.WORKBOOK_UNPACKS_TO(file=path.name, megabytes=megabytes, most=UNPACKED_MB)
        for part in archive.namelist():
            if re.fullmatch(r"xl/worksheets/[^/]+\.xml", part):
                _check_extent(path, archive, part)


def _check_extent(path: Path, archive: zipfile.ZipFile, part: str) -> None:
    """A cell far below or beside all others would have room made for all between."""
    last, columns, rows = (0, ""), 0, 0
    with archive.open(part) as sheet:
        rest = b""
        while chunk := sheet.read(1 << 20):
            text = rest + chunk
            for letters, digits in CELL.findall(text):
                column, row = _number(letters), int(digits)
                columns, rows = max(columns, column), max(rows, row)
                last = max(last, (column * row, (letters + digits).decode()))
            # A cell cut in two between pieces is found in the next.
            rest = text[-32:]
    if columns * rows > MOST_CELLS:
        raise refusals.WORKBOOK_STRAY_CELL(file=path.name, cell=last[1])


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number


# In the process of its own.


def _main(task: dict[str, Any]) -> dict[str, Any]:
    path, into = Path(task["path"]), Path(task["into"])
    named = Format(**{**task["named"], "empty": tuple(task["named"]["empty"])})
    try:
        rows, dialect = _read(path, named, task["wanted"])
    except UserError as refused:
        code = next(name for name, value in vars(refusals).items() if value is refused.refusal)
        return {"refused": code, "values": refused.values}
    rows.write_parquet(into, compression="lz4")
    return {"dialect": asdict(dialect)}


def _read(path: Path, named: Format, wanted: Collection[str]) -> tuple[pl.DataFrame, Dialect]:
    import fastexcel

    try:
        book = fastexcel.read_excel(path)
        if named.sheet and named.sheet not in book.sheet_names:
            raise refusals.NO_SHEET(file=path.name, sheet=named.sheet, sheets=book.sheet_names)
        sheets = [named.sheet] if named.sheet else book.sheet_names
        tables = {sheet: _cells(book, sheet) for sheet in sheets[: None if wanted else 1]}
    except fastexcel.FastExcelError as error:
        message = str(error).split("\n")[0].rstrip(" .")
        raise refusals.FILE_DAMAGED(file=path.name, kind=path.suffix[1:].lower(), message=message) from None
    tops = {sheet: _top(cells) for sheet, cells in tables.items()}
    sheet = max(tops, key=lambda each: _matches(tops[each], wanted))
    cells, top = tables[sheet], tops[sheet]
    if not top:
        raise refusals.FILE_EMPTY(file=path.name)
    at = named.header_row - 1 if named.header_row else _row_of(top, header([row for row in top if any(row)], wanted))
    columns = cells.row(at) if at < cells.height else ()
    if not any(columns):
        raise refusals.HEADER_EMPTY(file=path.name, line=at + 1)
    # Columns beside the table have neither a name nor a cell.
    body = cells.slice(at + 1)
    filled = [n for n, name in enumerate(columns) if name or not body[:, n].is_null().all()]
    columns = names(columns[n] or "" for n in filled)
    body = pl.DataFrame(dict(zip(columns, (_days(body[:, n]) for n in filled), strict=True)))
    decimal = named.decimal or "."
    return body, Dialect(None, decimal, None, sheet, at + 1, named.empty, columns)


def _cells(book: "fastexcel.ExcelReader", sheet: str) -> pl.DataFrame:
    table = book.load_sheet(sheet, header_row=None, skip_rows=0, dtypes="string").to_polars()
    return table.select(pl.all().cast(pl.String).replace("", None)) if table.width else pl.DataFrame({"a": []})


def _top(cells: pl.DataFrame) -> list[list[str]]:
    rows = [[cell or "" for cell in row] for row in cells.head(LOOKED_AT).iter_rows()]
    return rows if any(map(any, rows)) else []


def _row_of(rows: list[list[str]], number: int) -> int:
    """The row with this number among those that hold anything."""
    return [at for at, row in enumerate(rows) if any(row)][number]


def _matches(rows: list[list[str]], wanted: Collection[str]) -> int:
    return max((len(set(wanted) & {cell.strip() for cell in row}) for row in rows), default=0)


def _days(column: pl.Series) -> pl.Series:
    """A workbook keeps a day as its midnight, and a time of day or a duration as a moment of the day before its first.

    Where every moment of a column is a midnight, they are days.
    """
    column = column.str.replace(TIME_ALONE, "$1")
    moments = column.filter(column.str.contains(MOMENT).fill_null(False))
    if moments.is_empty() or not moments.str.contains(MIDNIGHT).all():
        return column
    return column.str.replace(MIDNIGHT, "$1")


def _limit(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # a system without limits of processes: the time alone is bounded there
        return
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    given = json.loads(sys.argv[1])
    _limit(given["memory_mb"])
    print(json.dumps(_main(given)))
