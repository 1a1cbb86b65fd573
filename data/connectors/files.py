"""Reading CSV, Parquet and Excel files as one table of texts named `source`, on which one SELECT runs."""

import csv
import glob
import re
from collections.abc import Callable
from pathlib import Path

import polars as pl
from fastexcel import FastExcelError

from data.errors import UserError, nearest
from data.refusals import source_files as refusals
from data.text import Text

CHUNK = 1 << 20
csv.field_size_limit(2**31 - 1)  # a long text is no error


def read(pattern: str, sql: str) -> pl.LazyFrame:
    """The rows that a SELECT gives over the table `source`: every file of the glob, one after another.

    All columns of `source` are text, null where a cell is empty. Raises `UserError` for files that are missing,
    empty, truncated, not UTF-8 or of different columns, and for a SELECT that does not fit them.
    """
    paths = _paths(pattern)
    if not paths:
        raise refusals.NO_FILE(pattern=pattern)
    tables = [_table(path) for path in paths]
    columns = [table.collect_schema().names() for table in tables]
    for path, names in zip(paths, columns, strict=True):
        _check_columns(path, names, paths[0], columns[0])
    return select(pl.concat(table.select(columns[0]) for table in tables), sql)


def select(source: pl.LazyFrame, sql: str) -> pl.LazyFrame:
    """What one SELECT over table `source` gives."""
    if not re.match(r"(SELECT|WITH)\b", re.sub(r"--[^\n]*|/\*.*?\*/", "", sql, flags=re.S).lstrip(), re.I):
        raise refusals.NOT_A_SELECT()
    try:
        result = pl.SQLContext(source=source, eager=False).execute(sql)
        result.collect_schema()
    except pl.exceptions.ColumnNotFoundError as error:
        raise _missing_column(error, source) from None
    except pl.exceptions.PolarsError as error:
        raise unfit(error) from None
    return result


def unfit(error: pl.exceptions.PolarsError, pattern: str = "") -> UserError:
    """Why the SELECT could not be run; given the files' pattern, first whether one of them is broken inside."""
    for path in _paths(pattern):
        if path.suffix.lower() == ".csv" and (refusal := _too_many_fields(path)):
            return refusal
    line = str(error).strip().split("\n")[0].rstrip(" .")
    if "one (and only one) statement" in line:
        return refusals.SEVERAL_STATEMENTS()
    if match := re.search(r"relation '(.+)' was not found", line):
        return refusals.OTHER_TABLE(table=match[1])
    return refusals.SELECT_FAILS_ON_FILES(message=line)


def as_text(table: pl.LazyFrame) -> pl.LazyFrame:
    """Every column as text: ISO dates and moments (with Z where the zone is known), `true` and `false`."""
    return table.select(_text(name, dtype) for name, dtype in table.collect_schema().items())


def _text(name: str, dtype: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if isinstance(dtype, pl.Datetime):
        if dtype.time_zone:
            return column.dt.convert_time_zone("UTC").dt.strftime("%Y-%m-%d %H:%M:%S%.fZ")
        return column.dt.strftime("%Y-%m-%d %H:%M:%S%.f")
    if dtype.is_nested() or isinstance(dtype, pl.Object | pl.Binary):
        raise refusals.COLUMN_KIND(column=name, kind=str(dtype))
    return column.cast(pl.String)


def _paths(pattern: str) -> list[Path]:
    """The files of a glob, without the lock files of open workbooks."""
    paths = map(Path, sorted(glob.glob(pattern, recursive=True)))
    return [path for path in paths if path.is_file() and not path.name.startswith("~$")]


def _table(path: Path) -> pl.LazyFrame:
    kind = path.suffix.lower()
    if kind not in KINDS:
        raise refusals.FILE_KIND(file=path)
    if path.stat().st_size == 0:
        raise refusals.FILE_EMPTY(file=path)
    try:
        table = KINDS[kind](path)
        table.collect_schema()
    except pl.exceptions.NoDataError:
        raise refusals.FILE_EMPTY(file=path) from None
    except (pl.exceptions.PolarsError, FastExcelError) as error:
        line = str(error).split("\n")[0].rstrip(" .")
        raise refusals.FILE_DAMAGED(file=path, kind=kind[1:], message=line) from None
    return table


def _csv(path: Path) -> pl.LazyFrame:
    blank_lines = _read_through(path)
    table = pl.scan_csv(path, infer_schema=False)
    width = len(table.collect_schema())
    try:
        last = _last_record(path)
    except csv.Error:
        raise refusals.FILE_LINE_ENDS(file=path) from None
    if len(last) < width:
        raise refusals.FILE_LACKS_FIELDS(file=path, fields=len(last), width=width)
    return _without_blank_rows(table) if blank_lines else table


def _parquet(path: Path) -> pl.LazyFrame:
    return as_text(pl.scan_parquet(path))


def _excel(path: Path) -> pl.LazyFrame:
    table = pl.read_excel(path, sheet_id=1, infer_schema_length=0)
    return _without_blank_rows(table.lazy())


KINDS: dict[str, Callable[[Path], pl.LazyFrame]] = {
    ".csv": _csv,
    ".parquet": _parquet,
    ".xlsx": _excel,
    ".xls": _excel,
    ".xlsb": _excel,
    ".ods": _excel,
}


def _without_blank_rows(table: pl.LazyFrame) -> pl.LazyFrame:
    """A blank line is not a record."""
    return table.filter(pl.any_horizontal(pl.all().is_not_null()))


def _read_through(path: Path) -> bool:
    """Whether the file has blank lines; raises `UserError` where it is not UTF-8 or ends within quotes."""
    quotes, line, blank, rest = 0, 1, False, b""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            # Only whole lines are decoded, so that no letter is cut in two.
            whole, newline, tail = (rest + chunk).rpartition(b"\n")
            text, rest = whole + newline, tail
            _decode(text, path, line)
            quotes, line = quotes + text.count(b'"'), line + text.count(b"\n")
            blank = blank or text[:1] in b"\r\n" or b"\n\n" in text or b"\n\r\n" in text
    _decode(rest, path, line)
    if (quotes + rest.count(b'"')) % 2:
        raise refusals.FILE_ENDS_WITHIN_QUOTES(file=path)
    return blank


def _decode(text: bytes, path: Path, line: int) -> None:
    try:
        text.decode("utf-8")
    except UnicodeDecodeError as error:
        line += text[: error.start].count(b"\n")
        raise refusals.FILE_NOT_UTF_8(file=path, line=line) from None


def _last_record(path: Path) -> list[str]:
    """The fields of the last record: what follows the last line end that is not within quotes."""
    length, size = CHUNK, path.stat().st_size
    while True:
        with path.open("rb") as file:
            file.seek(max(0, size - length))
            tail = file.read().rstrip(b"\r\n")
        at = tail.rfind(b"\n")
        while at >= 0 and tail[at:].count(b'"') % 2:
            at = tail.rfind(b"\n", 0, at)
        if at >= 0 or length >= size:
            return next(csv.reader([tail[at + 1 :].decode("utf-8-sig")]), [])
        length *= 8


def _too_many_fields(path: Path) -> UserError | None:
    """Polars finds such a record too, but says neither file nor line."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        records = csv.reader(file)
        width = len(next(records, []))
        for record in records:
            if len(record) > width:
                return refusals.FILE_TOO_MANY_FIELDS(file=path, fields=len(record), width=width, line=records.line_num)
    return None


def _check_columns(path: Path, columns: list[str], first: Path, expected: list[str]) -> None:
    lacks = [(refusals.LACKS, name) for name in expected if name not in columns]
    adds = [(refusals.ADDS, name) for name in columns if name not in expected]
    differences = [Text(*(text.format(column=name) for text in difference)) for difference, name in lacks + adds]
    if differences:
        raise refusals.FILES_DIFFER(file=path, first=first.name, differences=differences)


def _missing_column(error: pl.exceptions.PolarsError, source: pl.LazyFrame) -> UserError:
    match = re.search(r'unable to find column "(.*?)"', str(error))
    name = match[1] if match else "?"
    return refusals.FILES_LACK_COLUMN(column=name, nearest=nearest(name, source.collect_schema().names()))
