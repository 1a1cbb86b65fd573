"""The CSV form of variation: any series of any organisation in, the verdicts out."""

import csv
from io import StringIO
from pathlib import Path

import polars as pl

from metrics.assessment import variation

NEEDED = ("series", "date", "value")
OPTIONAL = ("target", "better")
DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


def judge_file(path: str | Path, summary: bool = False) -> pl.DataFrame:
    """Judge the series of a CSV file in UTF-8.

    In: columns `series`, `date` (2024-11-30), `value` (empty means missing); optionally `target` and
    `better` (higher, lower, neutral); other columns are left aside.
    Out, one row per input row in the file's order: `series`, `date`, `value`, `mean`, `lower`, `upper`,
    `point_type`; with `summary` one row per series: `series`, `variation`, `assurance`.

    Raises ValueError with one sentence that names the file and, where there is one, the row as a
    spreadsheet counts it (the header is row 1).
    """
    path = Path(path)
    try:
        judged = variation.judge(_points(_cells(_text(path))))
    except ValueError as problem:
        raise ValueError(f"{path.name}: {problem}") from None
    if summary:
        return variation.summary(judged)
    return judged.select("series", "date", "value", "mean", "lower", "upper", "point_type")


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise ValueError(f"byte {problem.start + 1} is not UTF-8: save the file as UTF-8.") from None
    except OSError as problem:
        raise ValueError(f"the file cannot be read ({problem.strerror}): check its name and place.") from None


def _cells(text: str) -> pl.DataFrame:
    """The cells as trimmed text (null where empty), with the `row` they stand in."""
    try:
        lines = list(csv.reader(StringIO(text, newline=""), strict=True))
    except csv.Error as problem:
        raise ValueError(f"the file is not CSV ({problem}): check its quotation marks.") from None
    filled = [(row, line) for row, line in enumerate(lines, 1) if any(cell.strip() for cell in line)]
    if not filled:
        raise ValueError("the file is empty: write a header with series, date, value and one row per point.")
    header = [cell.strip() for cell in filled[0][1]]
    for name in NEEDED:
        if name not in header:
            raise ValueError(f"column {name} is missing, there is {', '.join(header)}: add or rename it.")
    for name in NEEDED + OPTIONAL:
        if header.count(name) > 1:
            raise ValueError(f"column {name} occurs more than once: keep one of them.")
    if len(filled) == 1:
        raise ValueError("the file has a header but no rows: add one row per point.")
    for row, line in filled[1:]:
        if len(line) != len(header):
            wanted = f"row {row} has {len(line)} cells where the header has {len(header)}"
            raise ValueError(f"{wanted}: write every cell, and a number with a decimal point.")
    names = [name for name in NEEDED + OPTIONAL if name in header]
    places = [header.index(name) for name in names]
    return pl.DataFrame(
        [(row, *(line[place].strip() or None for place in places)) for row, line in filled[1:]],
        schema={"row": pl.Int64} | dict.fromkeys(names, pl.String),
        orient="row",
    )


def _points(cells: pl.DataFrame) -> pl.DataFrame:
    """The cells as dates and numbers, or the first that is neither."""
    numbers = [name for name in ("value", "target") if name in cells.columns]
    date = pl.when(pl.col("date").str.contains(DATE)).then(pl.col("date"))
    points = cells.with_columns(
        pl.col(numbers).cast(pl.Float64, strict=False), date=date.str.to_date("%Y-%m-%d", strict=False)
    )
    _refuse(cells, pl.col("series").is_null(), "series", "is not a name: name the series of every row")
    _refuse(cells, points["date"].is_null(), "date", "is not a date: write it as in 2024-11-30")
    for name in numbers:
        wrong = cells[name].is_not_null() & ~points[name].is_finite().fill_null(False)
        _refuse(cells, wrong, name, "is not a number: write it as in 86.3, or leave it empty if it is missing")
    return points


def _refuse(cells: pl.DataFrame, wrong: pl.Series, column: str, sentence: str) -> None:
    for row, text in cells.filter(wrong).head(1).select("row", column).iter_rows():
        raise ValueError(f"row {row}, column {column}: {text or ''!r} {sentence}.")
