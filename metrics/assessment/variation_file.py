"""The CSV form of variation: any series of any organisation in, the verdicts out."""

import csv
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import polars as pl

from data.errors import Refusal, UserError
from data.refusals import assessment as refusals
from data.text import Text
from metrics.assessment import variation

NO_LAST_TARGET = Text(
    "Series {series}: its last row has no target, so there is no assurance; the target of the last row counts.",
    "Série {series}\u00a0: sa dernière ligne n'a pas de cible, donc pas d'assurance; la cible de la dernière ligne "
    "compte.",
)
NEEDED = ("series", "date", "value")
OPTIONAL = ("target", "better")
LARGEST = 1e300
"""Beyond it a sum over a long series, or a limit, may be more than any number that a computer holds."""
DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


def judge_file(path: str | Path, summary: bool = False, tell: Callable[[Text], None] | None = None) -> pl.DataFrame:
    """Judges the series of a CSV file in UTF-8.

    `tell`: called with a sentence for each series whose last row leaves blank the target that earlier rows have.

    In: columns `series`, `date` (2024-11-30), `value` (empty means missing); optionally `target` and
    `better` (higher, lower, neutral); other columns are left aside.
    Out, one row per input row in the file's order: `series`, `date`, `value`, `mean`, `lower`, `upper`,
    `point_type`; with `summary` one row per series: `series`, `variation`, `assurance`.

    Raises: UserError, one sentence that names the file and, where there is one, the row as a spreadsheet counts it
    (the header is row 1).
    """
    path = Path(path)
    try:
        points = variation.judge(_points(_cells(_text(path))))
    except UserError as problem:
        raise refusals.VARIATION_FILE(file=path.name, problem=problem) from None
    if summary and tell:
        for series in _without_last_target(points):
            tell(Text(*(text.format(series=series) for text in NO_LAST_TARGET)))
    if summary:
        return variation.summary(points)
    return points.select("series", "date", "value", "mean", "lower", "upper", "point_type")


def _without_last_target(points: pl.DataFrame) -> list[str]:
    """The series that had a target before, but have none in their last row."""
    last = pl.col("target").sort_by("date")
    series = points.group_by("series", maintain_order=True).agg(
        lost=last.last().is_null() & pl.col("target").is_not_null().any()
    )
    return series.filter("lost")["series"].to_list()


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refusals.VARIATION_NOT_UTF8(byte=error.start + 1) from None
    except OSError as error:
        raise refusals.VARIATION_UNREADABLE(cause=error.strerror) from None


def _cells(text: str) -> pl.DataFrame:
    """The cells as trimmed text (null where empty), with the `row` they stand in."""
    try:
        lines = list(csv.reader(StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise refusals.VARIATION_NOT_CSV(cause=str(error)) from None
    filled = [(row, line) for row, line in enumerate(lines, 1) if any(cell.strip() for cell in line)]
    if not filled:
        raise refusals.VARIATION_EMPTY()
    header = [cell.strip() for cell in filled[0][1]]
    for name in NEEDED:
        if name not in header:
            raise refusals.VARIATION_NO_COLUMN(column=name, columns=", ".join(header))
    for name in NEEDED + OPTIONAL:
        if header.count(name) > 1:
            raise refusals.VARIATION_COLUMN_TWICE(column=name)
    if len(filled) == 1:
        raise refusals.VARIATION_NO_ROWS()
    for row, line in filled[1:]:
        if len(line) != len(header):
            raise refusals.VARIATION_ROW_LENGTH(row=row, cells=len(line), columns=len(header))
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
    written = pl.col(numbers).cast(pl.Float64, strict=False)
    points = cells.with_columns(
        # A negative nought is nought.
        pl.when(written == 0).then(0.0).otherwise(written).name.keep(),
        date=date.str.to_date("%Y-%m-%d", strict=False),
    )
    _refuse(cells, cells["series"].is_null(), "series", refusals.VARIATION_NO_SERIES)
    _refuse(cells, points["date"].is_null(), "date", refusals.VARIATION_NOT_DATE)
    for name in numbers:
        wrong = cells[name].is_not_null() & ~points[name].is_finite().fill_null(False)
        _refuse(cells, wrong, name, refusals.VARIATION_NOT_NUMBER)
        _refuse(cells, (points[name].abs() > LARGEST).fill_null(False), name, refusals.VARIATION_TOO_LARGE)
    return points


def _refuse(cells: pl.DataFrame, wrong: pl.Series, column: str, refusal: Refusal) -> None:
    for row, text in cells.filter(wrong).head(1).select("row", column).iter_rows():
        raise refusal(row=row, column=column, text=repr(text or ""))
