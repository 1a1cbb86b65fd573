"""Small tables drawn in a test."""

import polars as pl


def rows(table: str) -> pl.DataFrame:
    """The rows of a table drawn with `|` between columns, all as text; an empty cell is null.

    A line of dashes is only drawing. Quotes keep blanks: `" x "`, and `""` is an empty text.
    """
    lines = [line for line in table.strip().splitlines() if line.strip() and not set(line.strip()) <= set("-+")]
    header, *cells = [[cell.strip() for cell in line.split("|")] for line in lines]
    values = [[_value(cell) for cell in line] for line in cells]
    return pl.DataFrame(values, schema=dict.fromkeys(header, pl.String), orient="row")


def _value(cell: str) -> str | None:
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1]
    return cell or None
