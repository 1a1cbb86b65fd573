"""Reading CSV, Parquet and Excel files as one table of texts named `source`, on which one SELECT runs."""

import glob
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from data.connectors import conversion
from data.connectors.dialect import AS_IT_SHOWS, Dialect, Format, recognise
from data.connectors.select import check, columns, select, unfit, without_distinct
from data.connectors.table import as_text, clean
from data.connectors.text_file import MISFIT, MISFITS, FileTable, read_text
from data.connectors.workbook import read_workbook
from data.refusals.intake import source_files as refusals
from data.text import Text

TEXTS = {".csv", ".tsv"}
WORKBOOKS = {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"}
PARQUET = ".parquet"

COPIES = "copies of a row"


@dataclass(frozen=True)
class Opened:
    """The files of a glob, one after another: their rows, all columns text, null where a cell is empty.

    `misfits`: lines of text files that are no record, see `text_file`. `dialects`: by file, how each was read.
    """

    rows: pl.LazyFrame
    misfits: pl.DataFrame
    dialects: dict[Path, Dialect]


def stage(
    pattern: str, sql: str, into: Path, named: Format = AS_IT_SHOWS, *, shown: str = "", by_copies: bool = False
) -> pl.DataFrame:
    """Writes what the SELECT gives over the table `source` to the Parquet file `into`, and returns the misfits.

    `shown`: the pattern as sentences name it. `by_copies`: what a SELECT DISTINCT gives stands in the order of how
    often it is there. Raises `UserError` for files that are missing, empty, truncated or of different columns, and for
    a SELECT that does not fit them.
    """
    check(sql)
    opened = open_files(pattern, into.parent, named, columns(sql), shown)
    every = without_distinct(sql) if by_copies else None
    try:
        _write(as_text(select(opened.rows, every or sql)), into, every is not None)
    except pl.exceptions.PolarsError as error:
        try:
            rows = conversion.with_misfits(opened.rows, every or sql)
            if rows is None:
                raise unfit(error)
            _write(rows, into, every is not None)
        except pl.exceptions.PolarsError:
            raise unfit(error) from None
    return opened.misfits


def _write(rows: pl.LazyFrame, into: Path, by_copies: bool) -> None:
    if by_copies:
        counted = rows.group_by(pl.all(), maintain_order=True).agg(pl.len().alias(COPIES))
        rows = counted.sort(COPIES, descending=True, maintain_order=True).drop(COPIES)
    # lz4 halves the time of the default, and the file is read once.
    rows.sink_parquet(into, compression="lz4")


def open_files(
    pattern: str, beside: Path, named: Format = AS_IT_SHOWS, wanted: Collection[str] = (), shown: str = ""
) -> Opened:
    """The files of a glob; what has to be written again to be read goes into the folder `beside`.

    `named`: what is known of how they are written; `wanted`: columns that are needed, by which a header is recognised.
    """
    paths = _paths(pattern)
    if not paths:
        raise refusals.NO_FILE(pattern=shown or pattern)
    tables, misfits, dialects = [], [pl.DataFrame(schema=MISFITS)], {}
    first: list[str] = []
    for number, path in enumerate(paths):
        table, dialects[path] = _open(path, beside / f"plain-{number:05}", named, wanted)
        names = table.rows.collect_schema().names()
        first = first or names
        _check_columns(path, names, paths[0], first)
        tables.append(table.rows.select(first))
        misfits.append(table.misfits)
    return Opened(pl.concat(tables), pl.concat(misfits), dialects)


def read_table(path: Path, wanted: Collection[str]) -> pl.DataFrame:
    """One file as a table of texts, for what is asked of it once and answered whole.

    Raises: UserError as `open_files` does, and for the first line that is no row.
    """
    with TemporaryDirectory() as beside:
        opened = open_files(glob.escape(str(path)), Path(beside), wanted=wanted)
        for values in opened.misfits["values"].head(1).str.json_decode(MISFIT):
            raise refusals.LINE_NOT_A_ROW(place=values["file"], text=values["text"])
        return opened.rows.collect()


def _paths(pattern: str) -> list[Path]:
    """The files of a glob, without the lock files of open workbooks."""
    paths = map(Path, sorted(glob.glob(pattern, recursive=True)))
    return [path for path in paths if path.is_file() and not path.name.startswith("~$")]


def _open(path: Path, into: Path, named: Format, wanted: Collection[str]) -> tuple[FileTable, Dialect]:
    kind = path.suffix.lower()
    # A link may lead anywhere, but only to a file of a kind that is read: sentences name columns of what they refuse.
    if {kind, path.resolve().suffix.lower()} - TEXTS - WORKBOOKS - {PARQUET}:
        raise refusals.FILE_KIND(file=path.name)
    if path.stat().st_size == 0:
        raise refusals.FILE_EMPTY(file=path.name)
    into.parent.mkdir(parents=True, exist_ok=True)
    try:
        if kind in TEXTS:
            dialect = recognise(path, named, wanted)
            table = read_text(path, dialect, into.with_suffix(".csv"))
        elif kind in WORKBOOKS:
            rows, dialect = read_workbook(path, into.with_suffix(".parquet"), named, wanted)
            table = FileTable(rows)
        else:
            table = FileTable(as_text(pl.scan_parquet(path, glob=False)))
            dialect = Dialect(empty=named.empty, decimal=named.decimal)
        cleaned = clean(table.rows, dialect)
    except pl.exceptions.PolarsError as error:
        line = str(error).split("\n")[0].rstrip(" .")
        raise refusals.FILE_DAMAGED(file=path.name, kind=kind[1:], message=line) from None
    # A blank line is not a record.
    rows = cleaned if kind == PARQUET else cleaned.filter(pl.any_horizontal(pl.all().is_not_null()))
    return FileTable(rows, table.misfits), dialect


def _check_columns(path: Path, columns: list[str], first: Path, expected: list[str]) -> None:
    lacks = [(refusals.LACKS, name) for name in expected if name not in columns]
    adds = [(refusals.ADDS, name) for name in columns if name not in expected]
    differences = [Text(*(text.format(column=name) for text in difference)) for difference, name in lacks + adds]
    if differences:
        raise refusals.FILES_DIFFER(file=path.name, first=first.name, differences=differences)
