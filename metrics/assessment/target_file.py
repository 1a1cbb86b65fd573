"""The CSV file in which people write targets: the forms of its cells, and what they mean."""

import re
from collections.abc import Sequence
from math import isfinite
from pathlib import Path
from typing import Any

import polars as pl

from data.connectors.register_file import Cells, check_length, column, day, read_entries
from data.errors import nearest
from data.refusals import assessment as refusals
from data.state import TARGET
from data.words import LONGEST_LINE, LONGEST_TEXT, TARGET_SCOPES, Better, Channel, Course, Origin, Unit
from metrics.calendar.periods import parse
from metrics.catalogue.registry import declared
from metrics.catalogue.registry import indicator as find

NEEDED = ("indicator", "fiscal_year", "target", "near")
NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", re.ASCII)

MOST = 2.0
"""A share above is a percentage written by mistake; a plan may still be exceeded."""

LONGEST = {"source": LONGEST_LINE, "approved_by": LONGEST_LINE, "reason": LONGEST_TEXT}


def read_targets(path: str | Path) -> pl.DataFrame:
    """The targets of a CSV file, columns `data.state.TARGET`.

    Raises: UserError, one line for each bad row, naming row and column; then no row is to be loaded.
    """
    rows: dict[tuple[Any, ...], int] = {}

    def read(number: int, cells: Cells) -> tuple[Any, ...]:
        values = _checked(cells)
        key = values[: 2 + len(TARGET_SCOPES)]
        with column("fiscal_year"):
            if key in rows:
                raise refusals.TARGET_TWICE(row=rows[key])
        rows[key] = number
        return values

    entries = read_entries(Path(path), TARGET, NEEDED, refusals.TARGET, read)
    return pl.DataFrame(entries, schema=TARGET, orient="row")


def _checked(cells: Cells) -> tuple[Any, ...]:
    """A row of the file as values, in the order of `TARGET`; raises the first UserError that it has."""
    with column("indicator"):
        indicator = find(cells["indicator"] or "", declared())
        if indicator.better is Better.NEUTRAL:
            raise refusals.TARGET_NO_DIRECTION(indicator=indicator.name)
    with column("fiscal_year"):
        period = parse(cells["fiscal_year"] or "")
        if period.grain != "year":
            raise refusals.TARGET_NOT_YEAR(period=period.code)
    scope = [_code(cells, name, indicator.breakdowns) for name in TARGET_SCOPES]
    target, near = (read_number(cells, name, indicator.unit) for name in ("target", "near"))
    with column("near"):
        if indicator.better is Better.HIGHER and near >= target:
            raise refusals.TARGET_NEAR_NOT_BELOW(near=cells["near"], target=cells["target"])
        if indicator.better is Better.LOWER and near <= target:
            raise refusals.TARGET_NEAR_NOT_ABOVE(near=cells["near"], target=cells["target"])
    path = cells["path"] or Course.STEP.value
    with column("path"):
        if path not in list(Course):
            raise refusals.TARGET_NO_PATH(path=path)
    check_length(cells, LONGEST)
    source = cells["source"] or Origin.ASSUMPTION.value
    approval = cells["approved_by"], day(cells, "approved_on"), cells["reason"]
    return (indicator.name, period.code, *scope, target, near, path, source, *approval)


def read_number(cells: Cells, name: str, unit: Unit) -> float:
    """The number in a cell, in the unit's stored form; raises `UserError` with an example of how to write it."""
    text, example = cells[name], refusals.TARGET_EXAMPLES[unit]
    with column(name):
        if text is None:
            raise refusals.TARGET_NO_NUMBER(example=example)
        if not NUMBER.fullmatch(text) or not isfinite(float(text)):
            raise refusals.TARGET_NOT_NUMBER(text=text, example=example)
        number = float(text)
        if unit is Unit.SHARE and abs(number) > MOST:
            raise refusals.TARGET_NOT_SHARE(text=text, share=f"{number / 100:g}")
    return number


def _code(cells: Cells, name: str, breakdowns: Sequence[str]) -> str | None:
    """The one code in a scope's cell, if any; `breakdowns` are those that the indicator has."""
    text = cells[name]
    with column(name):
        if text and name not in breakdowns:
            raise refusals.TARGET_NO_BREAKDOWN(indicator=cells["indicator"], column=name)
        if text and re.search(r"[;|\n]|\A(\*|all)\Z", text, re.I):
            raise refusals.TARGET_NOT_ONE_CODE(text=text)
        if text and name == "channel" and text not in list(Channel):
            raise refusals.TARGET_NO_CHANNEL(text=text, nearest=nearest(text, Channel))
    return text
