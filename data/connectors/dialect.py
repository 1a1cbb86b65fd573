"""How a file is written: separator, decimal sign, encoding, sheet and header, as source.toml says or as it shows."""

import codecs
import csv
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields
from itertools import islice
from pathlib import Path
from statistics import mode

from data.refusals.intake import source_files as refusals

SEPARATORS = (",", ";", "\t", "|")

LOOKED_AT = 100
"""Lines, or rows of a sheet, among which the header is looked for."""

CHUNK = 1 << 20

MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
"""The bytes that some programs put at the beginning of a text file → its encoding; the longer ones first."""

WINDOWS = re.compile(
    rb"[\x80\x85\x8c\x91-\x97\x9c\x9f-\xa0\xab\xb0\xbb\xc0\xc2\xc4\xc6-\xcf\xd4\xd6\xd9\xdb\xdc"
    rb"\xe0\xe2\xe4\xe6-\xef\xf4\xf6\xf9\xfb\xfc\xff]"
)
"""What English and French texts hold beyond ASCII, in Windows-1252; other bytes would be a guess."""

DECIMAL_COMMA = r"[+-]?(?:\d+|\d{1,3}(?:[. \u00a0\u202f]\d{3})+),\d+"
DECIMAL_POINT = r"[+-]?(?!\d{1,3}(?:\.\d{3})+$)\d+\.\d+"
"""1.234 is no evidence: it may be a thousand and more."""


@dataclass(frozen=True)
class Format:
    """What source.toml names of a record's files; None is recognised.

    `separator`: between the fields of a text file. `decimal`: `,` or `.`. `encoding`: as Python names it. `sheet`: of
    a workbook. `header_row`: the line, or row of the sheet, with the names of the columns, counted from 1.
    `empty`: texts that stand for an empty cell.
    """

    separator: str | None = None
    decimal: str | None = None
    encoding: str | None = None
    sheet: str | None = None
    header_row: int | None = None
    empty: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The lines of source.toml that name it; nothing for what is as everywhere."""
        usual = {"separator": ",", "decimal": ".", "encoding": "utf-8", "header_row": 1}
        lines = []
        for item in fields(self):
            value = getattr(self, item.name)
            if value not in (None, (), usual.get(item.name)):
                lines.append(f"{item.name} = {_toml(value)}")
        return "\n".join(lines)


AS_IT_SHOWS = Format()
"""Nothing is named, everything recognised."""


@dataclass(frozen=True)
class Dialect(Format):
    """How a file is to be read: everything that `Format` may name, and `columns`, the cells of its header."""

    columns: tuple[str, ...] = ()


def recognise(path: Path, named: Format = AS_IT_SHOWS, wanted: Collection[str] = ()) -> Dialect:
    """How a text file is written.

    `wanted`: columns that the reader needs; a line that holds them is the header, whatever stands above. Without them
    the header is the first line with as many filled cells as most lines have.
    Raises: UserError for a file that is empty or in an encoding that cannot be told.
    """
    encoding = named.encoding or _encoding(path)
    lines = _first_lines(path, encoding)
    if not "".join(lines).strip():
        raise refusals.FILE_EMPTY(file=path.name)
    separator, first = named.separator, 0
    if match := re.fullmatch(r"sep=(.)", lines[0].strip("\r\n\ufeff")):
        separator, first = separator or match[1], 1
    tables = {each: _rows(lines[first:], each) for each in ([separator] if separator else SEPARATORS)}
    separator = max(tables, key=lambda each: _fitness(tables[each], wanted))
    rows = tables[separator]
    header_row = named.header_row
    if header_row is None:
        number = header(rows, wanted)
        header_row = first + sum(1 for _ in _lines_before(lines[first:], separator, number)) + 1
    columns = _cells(lines, header_row, separator)
    if not any(columns):
        raise refusals.HEADER_EMPTY(file=path.name, line=header_row)
    decimal = named.decimal or decimal_of(rows, separator)
    return Dialect(separator, decimal, encoding, None, header_row, named.empty, names(columns))


def header(rows: Sequence[Sequence[str]], wanted: Collection[str] = ()) -> int:
    """The number of the row, from 0, that names the columns."""
    if wanted and rows:
        matches = [len(set(wanted) & {cell.strip() for cell in row}) for row in rows]
        if 2 * max(matches) >= len(wanted):
            return matches.index(max(matches))
    width = _width(rows)
    return next((n for n, row in enumerate(rows) if len(row) >= width and 2 * _filled(row) > width), 0)


def names(cells: Iterable[str]) -> tuple[str, ...]:
    """The cells of a header as names of columns: without blanks around them, none empty and none twice."""
    columns: list[str] = []
    for number, cell in enumerate(cells, 1):
        name = cell.strip() or f"column_{number}"
        again = sum(column == name or column.startswith(f"{name}_duplicated_") for column in columns)
        columns.append(f"{name}_duplicated_{again - 1}" if again else name)
    return tuple(columns)


def decimal_of(rows: Iterable[Sequence[str]], separator: str | None = None) -> str:
    """The comma where cells hold numbers with one, and none with a point; never where it separates the fields."""
    cells = [cell.strip() for row in rows for cell in row]
    if separator == "," or any(re.fullmatch(DECIMAL_POINT, cell) for cell in cells):
        return "."
    return "," if any(re.fullmatch(DECIMAL_COMMA, cell) for cell in cells) else "."


def _encoding(path: Path) -> str:
    """By its mark, as UTF-8 or Windows-1252; raises `UserError` for anything else, naming the line."""
    with path.open("rb") as file:
        start = file.read(4)
    for mark, encoding in MARKS.items():
        if start.startswith(mark):
            return encoding
    if len(start) == 4 and start[1] == start[3] == 0:
        return "utf-16-le"
    if len(start) == 4 and start[0] == start[2] == 0:
        return "utf-16-be"
    line, decoder, windows, first = 1, codecs.getincrementaldecoder("utf-8")(), True, 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            if not first and (not chunk.isascii() or decoder.getstate()[0]):
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError as error:
                    first = line + chunk[: error.start].count(b"\n")
            line += chunk.count(b"\n")
            windows = windows and (chunk.isascii() or not WINDOWS.sub(b"", chunk).translate(None, bytes(range(128))))
    if not first and _ends_whole(decoder):
        return "utf-8"
    if windows:
        return "cp1252"
    raise refusals.FILE_NOT_UTF_8(file=path.name, line=first or line)


def _ends_whole(decoder: codecs.IncrementalDecoder) -> bool:
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _first_lines(path: Path, encoding: str) -> list[str]:
    try:
        with path.open(encoding=encoding, newline="") as file:
            return list(islice(file, LOOKED_AT))
    except (UnicodeError, LookupError):
        raise refusals.FILE_NOT_ENCODED(file=path.name, encoding=encoding) from None


def _rows(lines: Sequence[str], separator: str) -> list[list[str]]:
    """The records of these lines that hold anything; one that is cut or badly quoted is as the reader guesses it."""
    return [row for row in csv.reader(lines, delimiter=separator) if any(cell.strip() for cell in row)]


def _fitness(rows: Sequence[Sequence[str]], wanted: Collection[str]) -> tuple[float, ...]:
    """How well a separator suits: columns that are wanted, then how many records have as many fields as most."""
    matches = max((len(set(wanted) & {cell.strip() for cell in row}) for row in rows), default=0)
    width = _width(rows)
    alike = sum(len(row) == width for row in rows) / len(rows) if width > 1 else 0
    return matches, alike, width


def _width(rows: Sequence[Sequence[str]]) -> int:
    """The number of fields that most records have."""
    return mode(len(row) for row in rows) if rows else 0


def _filled(row: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _lines_before(lines: Sequence[str], separator: str, number: int) -> list[str]:
    """The lines above the record with this number, among records that hold anything."""
    taken: list[str] = []

    def note() -> Iterable[str]:
        for line in lines:
            taken.append(line)
            yield line

    seen = 0
    before = 0
    for row in csv.reader(note(), delimiter=separator):
        if any(cell.strip() for cell in row):
            if seen == number:
                return taken[:before]
            seen += 1
        before = len(taken)
    return taken[:before]


def _cells(lines: Sequence[str], line: int, separator: str) -> list[str]:
    return next(csv.reader(lines[line - 1 :], delimiter=separator), [])


def _toml(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, int):
        return str(value)
    text = str(value).replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    return f'"{text}"'
