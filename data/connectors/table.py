"""Any table as a table of texts, in which what is empty is null."""

import polars as pl

from data.connectors.dialect import Format
from data.refusals.intake import source_files as refusals


def as_text(table: pl.LazyFrame) -> pl.LazyFrame:
    """Every column as text: ISO dates and moments (with Z where the zone is known), seconds, `true` and `false`.

    A column of local midnights alone holds days: many a program has no other type for them, nor has STRPTIME.
    """
    return table.select(text(name, dtype) for name, dtype in table.collect_schema().items())


def text(name: str, dtype: pl.DataType) -> pl.Expr:
    """A column of this type as text."""
    column = pl.col(name)
    if isinstance(dtype, pl.Datetime):
        if dtype.time_zone:
            return column.dt.convert_time_zone("UTC").dt.strftime("%Y-%m-%d %H:%M:%S%.fZ")
        days = (column == column.dt.truncate("1d")).all()
        return pl.when(days).then(column.dt.strftime("%Y-%m-%d")).otherwise(column.dt.strftime("%Y-%m-%d %H:%M:%S%.f"))
    if isinstance(dtype, pl.Duration):
        return column.dt.total_seconds().cast(pl.String)
    if dtype.is_nested() or isinstance(dtype, pl.Object | pl.Binary):
        raise refusals.COLUMN_KIND(column=name, kind=str(dtype))
    return column.cast(pl.String)


def clean(rows: pl.LazyFrame, dialect: Format) -> pl.LazyFrame:
    """A cell of blanks or of a text that stands for nothing is null; a number has a decimal point."""
    cell = pl.all()
    trimmed = cell.str.strip_chars()
    rows = rows.with_columns(pl.when(~trimmed.is_in(["", *dialect.empty])).then(cell))
    if dialect.decimal == ",":
        number = trimmed.str.contains(r"^[+-]?(?:\d+|\d{1,3}(?:[. \u{a0}\u{202f}]\d{3})+)(?:,\d+)?$")
        plain = trimmed.str.replace_all(r"[. \u{a0}\u{202f}]", "").str.replace(",", ".", literal=True)
        rows = rows.with_columns(pl.when(number).then(plain).otherwise(cell))
    return rows
