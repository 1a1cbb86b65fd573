"""A text file as a table: its sound records, and the lines that are none, each with its number and why."""

import csv
import json
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import repeat
from pathlib import Path
from typing import NamedTuple

import polars as pl

from data.connectors.dialect import CHUNK, Dialect
from data.refusals.intake import source_files as refusals

csv.field_size_limit(2**31 - 1)  # a long text is no error

MISFITS = pl.Schema({"rule": pl.String, "values": pl.String})
"""Lines that are no record of the table: the rule they break, and JSON with the `file` and line and their `text`."""

UTF_8 = ("utf-8", "utf-8-sig")

MISFIT = pl.Struct({"file": pl.String, "text": pl.String})

FIELDS, QUOTES, HEADER_AGAIN = "file|fields", "file|quotes", "file|header"


@dataclass(frozen=True)
class FileTable:
    """The rows of a file, every column as text, and its misfits."""

    rows: pl.LazyFrame
    misfits: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=MISFITS))


class Line(NamedTuple):
    """A record of a text file where it begins: its fields, or the rule that it breaks and its text."""

    number: int
    fields: list[str]
    rule: str | None = None
    text: str = ""


def read_text(path: Path, dialect: Dialect, into: Path) -> FileTable:
    """The records with as many fields as the header has names; what else the file holds is a misfit.

    Polars reads a file as it stands where it cannot but read the same; another one is first written to `into` again.
    Raises: UserError for a file that ends within quotes, or whose encoding changes on the way.
    """
    width = len(dialect.columns)
    if _read_alike(path, dialect):
        rows = pl.scan_csv(
            path,
            skip_lines=(dialect.header_row or 1) - 1,
            separator=dialect.separator or ",",
            glob=False,
            new_columns=list(dialect.columns),
            infer_schema=False,
        )
        return FileTable(rows)
    misfits = []
    with into.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(dialect.columns)
        for line in lines(path, dialect):
            if line.rule:
                values = {"file": f"{path.name}, line {line.number}", "text": line.text}
                misfits.append((line.rule, json.dumps(values, ensure_ascii=False)))
            else:
                writer.writerow(line.fields[:width])
    rows = pl.scan_csv(into, glob=False, schema=dict.fromkeys(dialect.columns, pl.String))
    return FileTable(rows, pl.DataFrame(misfits, MISFITS, orient="row"))


def lines(path: Path, dialect: Dialect) -> Iterator[Line]:
    """The records below the header, blank ones left out.

    One that is not sound costs its first line alone: reading goes on with the next, whatever quote was left open.
    """
    columns, width = list(dialect.columns), len(dialect.columns)
    try:
        with path.open(encoding=dialect.encoding, newline="") as file:
            feed = _Feed(file)
            reader = csv.reader(feed, delimiter=dialect.separator or ",", strict=True)
            feed.skip(dialect.header_row or 0)
            while True:
                number = feed.begin()
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error:
                    if feed.ended:
                        raise refusals.FILE_ENDS_WITHIN_QUOTES(file=path.name, line=feed.opened()) from None
                    yield Line(number, [], QUOTES, feed.give_back())
                    continue
                if not any(cell.strip() for cell in cells):
                    continue
                if len(cells) < width or any(cells[width:]):
                    yield Line(number, [], FIELDS, feed.give_back())
                elif cells[0].strip() == columns[0] and [cell.strip() for cell in cells[:width]] == columns:
                    yield Line(number, [], HEADER_AGAIN, "".join(feed.taken).rstrip("\r\n"))
                else:
                    yield Line(number, cells)
    except UnicodeError:
        raise refusals.FILE_NOT_ENCODED(file=path.name, encoding=dialect.encoding) from None


class _Feed:
    """The lines of a file for a reader of records, who may give back all but the first of those taken for one."""

    def __init__(self, file: Iterator[str]) -> None:
        self.file, self.again = file, deque[str]()
        self.taken: list[str] = []
        self.number, self.ended = 1, False

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        line = self.again.popleft() if self.again else next(self.file, None)
        if line is None:
            self.ended = True
            raise StopIteration
        self.taken.append(line)
        return line

    def skip(self, count: int) -> None:
        """Passes over the lines down to the header."""
        for _ in range(count):
            next(self, None)

    def begin(self) -> int:
        """The number of the line with which the next record begins."""
        self.number += len(self.taken)
        self.taken = []
        return self.number

    def give_back(self) -> str:
        """The first line taken, for good; the others are read once more."""
        self.again.extendleft(reversed(self.taken[1:]))
        self.taken = self.taken[:1]
        return self.taken[0].rstrip("\r\n")

    def opened(self) -> int:
        """The line on which the quote was opened that nothing closes."""
        within, at = False, self.number
        for number, line in enumerate(self.taken, self.number):
            for _ in range(line.count('"')):
                within = not within
                at = number if within else at
        return at


def _read_alike(path: Path, dialect: Dialect) -> bool:
    """Whether Polars reads the same: UTF-8, plain line ends, records as wide as the header, no quote in a field."""
    if dialect.encoding not in UTF_8:
        return False
    quotes = False
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            if b"\0" in chunk or chunk.count(b"\r") != chunk.count(b"\r\n") + chunk.endswith(b"\r"):
                return False
            quotes = quotes or b'"' in chunk
    if quotes or len(dialect.columns) == 1:
        return all(map(_is_sound, lines(path, dialect), repeat(len(dialect.columns))))
    return _lines_are_alike(path, dialect)


def _is_sound(line: Line, width: int) -> bool:
    """Whether it is a record that no other reader takes for another one."""
    return not line.rule and len(line.fields) == width and '"' not in "".join(line.fields)


def _lines_are_alike(path: Path, dialect: Dialect) -> bool:
    """Whether each line has the fields of the header, and none repeats it: of a file without quotes, an eighth of the
    time that reading its records takes.
    """
    line = pl.col("line")
    body = pl.scan_lines(path, name="line", glob=False).slice(dialect.header_row or 0)
    body = body.select(line.str.strip_chars_end("\r")).filter(line != "")
    separator = dialect.separator or ","
    other = line.str.count_matches(separator, literal=True) != len(dialect.columns) - 1
    again = line.str.starts_with(dialect.columns[0]) & line.str.ends_with(dialect.columns[-1])
    return body.filter(other | again).head(1).collect(engine="streaming").is_empty()
