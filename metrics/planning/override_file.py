"""The CSV file in which planners write many overrides at once."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from math import isfinite
from pathlib import Path

import polars as pl

from data.errors import UserError
from data.refusals.demand import override_file as refusals
from data.refusals.demand import planning
from data.state import Override
from data.storage.forecast_tables import ForecastRun
from metrics.planning.overrides import check

NEEDED = ("name", "first_day", "last_day", "kind", "amount", "reason")
OTHERS = ("channel", "line", "location")

Cells = Mapping[str, str]


def read_overrides(path: Path, ahead: pl.DataFrame, forecast_run: ForecastRun | None) -> list[Override]:
    """The overrides of a file, in its order, each checked against the forecast (`ahead`) that it changes.

    Raises: UserError, one line for each bad row, by its row and column; then no row is to be written.
    """
    if forecast_run is None:
        raise planning.OVERRIDE_NO_FORECAST()
    overrides: list[Override] = []
    problems: list[UserError] = []
    rows: dict[str, int] = {}
    for row, cells in _rows(path):
        try:
            override = _override(cells, forecast_run)
            check(override, ahead)
            if (name := cells["name"].casefold()) in rows:
                raise refusals.OVERRIDE_FILE_TWICE(name=cells["name"], row=rows[name])
            rows[name] = row
            overrides.append(override)
        except UserError as problem:
            problems.append(refusals.OVERRIDE_FILE_ROW(file=path.name, row=row, problem=problem))
    if problems:
        raise refusals.OVERRIDE_FILE_ROWS(problems=problems)
    return overrides


def _rows(path: Path) -> Iterator[tuple[int, Cells]]:
    """Each row as a spreadsheet counts it, the header being row 1; rows without anything are none."""
    try:
        lines = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines(), strict=True))
    except (OSError, UnicodeError, csv.Error) as error:
        raise refusals.OVERRIDE_FILE_UNREADABLE(file=path.name, cause=str(error)) from None
    filled = [(row, [cell.strip() for cell in line]) for row, line in enumerate(lines, 1) if any(map(str.strip, line))]
    if len(filled) < 2:
        raise refusals.OVERRIDE_FILE_EMPTY(file=path.name, columns=", ".join(NEEDED))
    header = filled[0][1]
    if not set(NEEDED) <= set(header) <= {*NEEDED, *OTHERS} or len(set(header)) < len(header):
        raise refusals.OVERRIDE_FILE_COLUMNS(file=path.name, needed=list(NEEDED), others=list(OTHERS), columns=header)
    for row, line in filled[1:]:
        yield row, dict.fromkeys(OTHERS, "") | dict(zip(header, [*line, *[""] * len(header)], strict=False))


def _override(cells: Cells, forecast_run: ForecastRun) -> Override:
    return Override(
        name=cells["name"],
        reason=cells["reason"],
        **{key: cells[key] or None for key in OTHERS},
        first_day=_day(cells, "first_day"),
        last_day=_day(cells, "last_day"),
        kind=cells["kind"],
        amount=_number(cells, "amount"),
        forecast_run=forecast_run.run,
        origin=forecast_run.origins.get("day") or max(forecast_run.origins.values()),
    )


def _day(cells: Cells, column: str) -> date:
    try:
        return date.fromisoformat(cells[column])
    except ValueError:
        raise refusals.OVERRIDE_FILE_CELL(column=column, cell=cells[column], wanted=refusals.A_DATE) from None


def _number(cells: Cells, column: str) -> float:
    try:
        number = float(cells[column])
    except ValueError:
        number = float("nan")
    if not isfinite(number):
        raise refusals.OVERRIDE_FILE_CELL(column=column, cell=cells[column], wanted=refusals.A_NUMBER)
    return number
