"""All rows behind a number as a file: CSV, or a workbook whose first sheet states the query."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import polars as pl
import polars.selectors as cs
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard.request.context import PageContext
from dashboard.text import cells, formats
from dashboard.text.wording import transactions as words
from metrics.drilldown.rows_behind import ALWAYS, RowsBehind

FORMULA = r"^[=+\-@\t\r]"
"""How a text begins that a spreadsheet takes for a formula."""

LONGEST_CELL = 32_767
"""Characters of a cell."""

# Rows are written one after the other and dropped, so that half a million need no more memory than one.
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}

MOST_ROWS = 1_048_575
"""A sheet's rows below its header."""


def frame(
    behind: RowsBehind, ctx: PageContext, zones: Mapping[str, ZoneInfo], shown: Sequence[str] | None = None
) -> pl.DataFrame:
    """All rows with the reader's names: codes by their names, those of reference tables also as codes; local moments.

    `shown`: the columns that were chosen beside those that every row has, in that order; None: all. Sums stay whole
    numbers, so that they add up to exactly the number of the query. Rows are in the order of `behind`.
    """
    records, schema = list(behind.counts), behind.frame.collect_schema()
    columns: dict[str, pl.Expr] = {}
    for name in behind.columns if shown is None else (*ALWAYS, *shown):
        if name == "denominator" and behind.denominator is None:
            continue
        title = _title(name, records, ctx)
        title = title if title not in columns else f"{title} ({name})"
        columns[title] = _expression(name, records, ctx, zones, schema[name])
        if any(cells.is_reference(record, name) for record in records):
            columns[ctx.say(words.CODE_OF, name=title)] = pl.col(name)
    return behind.frame.select(expression.alias(title) for title, expression in columns.items()).collect()


def csv(rows: pl.DataFrame, lang: str) -> bytes:
    """As a spreadsheet in the reader's language opens it: with a mark at its start by which it knows that it is UTF-8,
    and in French with semicolons, because a comma stands in its numbers.

    No text is a formula, in cells as in headers: what begins like one begins with an apostrophe.
    """
    french = lang == "fr"
    return (
        without_formulas(rows)
        .write_csv(
            include_bom=True,
            datetime_format="%Y-%m-%d %H:%M:%S",
            separator=";" if french else ",",
            decimal_comma=french,
        )
        .encode()
    )


def without_formulas(rows: pl.DataFrame) -> pl.DataFrame:
    """The same rows, where what a spreadsheet would take for a formula begins with an apostrophe, headers too."""
    return rows.with_columns(
        pl.when(cs.string().str.contains(FORMULA)).then("'" + cs.string()).otherwise(cs.string()).name.keep()
    ).rename(lambda title: f"'{title}" if re.match(FORMULA, title) else title)


def workbook(rows: pl.DataFrame, query: Sequence[tuple[str, object]], ctx: PageContext) -> bytes:
    """Two sheets: the query, and the rows."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        strong = book.add_format({"bold": True})
        formats = {
            pl.Date: book.add_format({"num_format": "yyyy-mm-dd"}),
            pl.Datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        }
        sheet = book.add_worksheet(ctx.say(words.SHEET_QUESTION))
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, 1, 60)
        for at, (name, value) in enumerate(query):
            sheet.write(at, 0, name, strong)
            _write(sheet, at, 1, value, None, ctx)
        sheet = book.add_worksheet(ctx.say(words.SHEET_ROWS))
        sheet.freeze_panes(1, 1)
        for at, dtype in enumerate(rows.dtypes):
            sheet.set_column(at, at, 20, formats.get(dtype.base_type()))
        sheet.write_row(0, 0, rows.columns, strong)
        kinds = [formats.get(dtype.base_type()) for dtype in rows.dtypes]
        for at, row in enumerate(rows.iter_rows(), start=1):
            for column, value in enumerate(row):
                if value is not None:
                    _write(sheet, at, column, value, kinds[column], ctx)
    return file.getvalue()


def _title(name: str, records: Sequence[str], ctx: PageContext) -> str:
    """The column's title with the unit of its numbers."""
    title = cells.title(records, name, ctx)
    unit = next((unit for unit in (cells.unit_of(record, name) for record in records) if unit), "")
    if unit.startswith("cents"):
        return f"{title} ($)"
    return f"{title} (s)" if unit == "s" else title


def _expression(
    name: str, records: Sequence[str], ctx: PageContext, zones: Mapping[str, ZoneInfo], dtype: pl.DataType
) -> pl.Expr:
    column = pl.col(name)
    if isinstance(dtype, pl.Datetime):
        utc = column.dt.convert_time_zone("UTC").dt.replace_time_zone(None)
        for source, zone in zones.items():
            local = column.dt.convert_time_zone(zone.key).dt.replace_time_zone(None)
            utc = pl.when(pl.col("source") == source).then(local).otherwise(utc)
        return utc
    if dtype == pl.Boolean:
        return pl.when(column).then(pl.lit(ctx.say(words.YES))).when(~column).then(pl.lit(ctx.say(words.NO)))
    unit = next((unit for unit in (cells.unit_of(record, name) for record in records) if unit in cells.PARTS), None)
    if unit:
        return column / cells.PARTS[unit]
    for record in records:
        names = {code: ctx.say(text) for code, text in cells.names_of(record, name, ctx).items()}
        if names:
            named = pl.col(name).cast(pl.String).replace(names)
            column = pl.when(pl.col("record") == record).then(named).otherwise(column)
    return column


def _write(sheet: Worksheet, row: int, column: int, value: object, kind: Format | None, ctx: PageContext) -> None:
    """Text is never a formula or a link, whatever it begins with; what is longer than a cell says that it is cut."""
    if isinstance(value, str):
        if len(value) > LONGEST_CELL:
            note = ctx.say(words.CELL_CUT, n=formats.number(len(value), ctx.lang))
            value = value[: LONGEST_CELL - len(note)] + note
        sheet.write_string(row, column, value)
    elif isinstance(value, datetime | date):
        sheet.write_datetime(row, column, value, kind)
    else:
        sheet.write_number(row, column, value)
