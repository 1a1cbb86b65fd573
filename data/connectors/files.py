"""Reading CSV, Parquet and Excel files as one table of texts named `source`, on which one SELECT runs."""

import csv
import glob
import re
from collections.abc import Callable
from pathlib import Path

import polars as pl
from fastexcel import FastExcelError

from data.errors import UserError, nearest

CHUNK = 1 << 20
csv.field_size_limit(2**31 - 1)  # a long text is no error


def read(pattern: str, sql: str) -> pl.LazyFrame:
    """The rows that a SELECT gives over the table `source`: every file of the glob, one after another.

    All columns of `source` are text, null where a cell is empty. Raises `UserError` for files that are missing,
    empty, truncated, not UTF-8 or of different columns, and for a SELECT that does not fit them.
    """
    paths = _paths(pattern)
    if not paths:
        raise UserError(f"No file matches {pattern}; put one there, or correct the pattern in source.toml.")
    tables = [_table(path) for path in paths]
    columns = [table.collect_schema().names() for table in tables]
    for path, found in zip(paths, columns, strict=True):
        _same_columns(path, found, paths[0], columns[0])
    return select(pl.concat(table.select(columns[0]) for table in tables), sql)


def select(source: pl.LazyFrame, sql: str) -> pl.LazyFrame:
    """What one SELECT over table `source` gives."""
    if not re.match(r"(SELECT|WITH)\b", re.sub(r"--[^\n]*|/\*.*?\*/", "", sql, flags=re.S).lstrip(), re.I):
        raise UserError("The SQL is not a SELECT; write one SELECT over table `source`.")
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
        if path.suffix.lower() == ".csv" and (said := _too_many_fields(path)):
            return UserError(said)
    line = str(error).strip().split("\n")[0].rstrip(" .")
    if "one (and only one) statement" in line:
        return UserError("The SQL has more than one statement; write one SELECT over table `source`.")
    if found := re.search(r"relation '(.+)' was not found", line):
        return UserError(f"The SELECT reads a table `{found[1]}`; files are read as the table `source`.")
    return UserError(f"The SELECT does not run over the files: {line}; correct it.")


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
        raise UserError(f"The column `{name}` holds {dtype}, not single values; leave it out.")
    return column.cast(pl.String)


def _paths(pattern: str) -> list[Path]:
    """The files of a glob, without the lock files of open workbooks."""
    found = map(Path, sorted(glob.glob(pattern, recursive=True)))
    return [path for path in found if path.is_file() and not path.name.startswith("~$")]


def _table(path: Path) -> pl.LazyFrame:
    kind = path.suffix.lower()
    if kind not in KINDS:
        raise UserError(f"{path} is no file that can be read; give CSV, Parquet or Excel files.")
    if path.stat().st_size == 0:
        raise UserError(f"{path} is empty; export it again.")
    try:
        table = KINDS[kind](path)
        table.collect_schema()
    except pl.exceptions.NoDataError:
        raise UserError(f"{path} is empty; export it again.") from None
    except (pl.exceptions.PolarsError, FastExcelError) as error:
        line = str(error).split("\n")[0].rstrip(" .")
        raise UserError(f"{path} is truncated or no {kind[1:]} file ({line}); export it again.") from None
    return table


def _csv(path: Path) -> pl.LazyFrame:
    blank_lines = _read_through(path)
    table = pl.scan_csv(path, infer_schema=False)
    width = len(table.collect_schema())
    try:
        last = _last_record(path)
    except csv.Error:
        raise UserError(
            f"{path} has a carriage return outside quotes that ends no line; save it with plain line ends."
        ) from None
    if len(last) < width:
        raise UserError(f"{path} is truncated: its last record has {len(last)} of {width} fields; export it again.")
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
        raise UserError(f"{path} is truncated: it ends within quotes; export it again.")
    return blank


def _decode(text: bytes, path: Path, line: int) -> None:
    try:
        text.decode("utf-8")
    except UnicodeDecodeError as error:
        at = line + text[: error.start].count(b"\n")
        raise UserError(f"{path} is not UTF-8 (line {at}); save it as UTF-8.") from None


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


def _too_many_fields(path: Path) -> str | None:
    """Polars finds such a record too, but says neither file nor line."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        records = csv.reader(file)
        width = len(next(records, []))
        for record in records:
            if len(record) > width:
                has = f"has a record of {len(record)} fields under a header of {width}"
                return f"{path} {has} (line {records.line_num}); correct it there."
    return None


def _same_columns(path: Path, found: list[str], first: Path, expected: list[str]) -> None:
    lacks = [f"lacks `{name}`" for name in expected if name not in found]
    adds = [f"adds `{name}`" for name in found if name not in expected]
    if lacks or adds:
        differs = ", ".join(lacks + adds)
        raise UserError(f"{path} has other columns than {first.name}: it {differs}; give both the same columns.")


def _missing_column(error: pl.exceptions.PolarsError, source: pl.LazyFrame) -> UserError:
    found = re.search(r'unable to find column "(.*?)"', str(error))
    name = found[1] if found else "?"
    columns = source.collect_schema().names()
    return UserError(f"The SELECT reads a column `{name}` that the files do not have; {nearest(name, columns)}")
