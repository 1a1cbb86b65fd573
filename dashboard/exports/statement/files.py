"""The statement as files: two pages, the figures as CSV and JSON, and what each column holds."""

import json
from collections.abc import Sequence
from dataclasses import asdict

import polars as pl

from dashboard.exports import csv_and_workbook
from dashboard.exports.statement.page import Surroundings, page
from dashboard.text.wording import statement as words
from data.text import Text
from metrics.standards.statement import Version

CSV, JSON, DICTIONARY = "figures.csv", "figures.json", "dictionary.csv"
FILES = (CSV, JSON, DICTIONARY)
PAGE = "statement-{lang}.html"
TYPES = {
    "version": "integer", "guarantee": "boolean", "target": "number", "numerator": "integer", "cases": "integer",
    "value": "number", "hidden": "boolean",
}  # fmt: skip
"""Every other column is text."""


def files(
    version: Version, log: Sequence[Version], *, organisation: Text | None = None, contact: str = ""
) -> dict[str, str]:
    """Name → content of every file of a version, ready to be put on any web server; UTF-8."""
    written = {}
    for lang, other in (("en", "fr"), ("fr", "en")):
        around = Surroundings(
            language=PAGE.format(lang=other),
            files={name: name for name in FILES},
            log=log,
            organisation=organisation,
            contact=contact,
        )
        written[PAGE.format(lang=lang)] = page(version, lang, around)
    return written | {name: content(name, version, log) for name in FILES}


def content(name: str, version: Version, log: Sequence[Version]) -> str:
    """One of the files of figures."""
    if name == DICTIONARY:
        return dictionary()
    return csv(version) if name == CSV else as_json(version, log)


def csv(version: Version) -> str:
    """The figures as a table; hidden numbers are empty, shares have all their digits, no text is a formula."""
    rows = pl.DataFrame(_rows(version), infer_schema_length=None, schema_overrides=_schema())
    return csv_and_workbook.without_formulas(rows).write_csv()


def as_json(version: Version, log: Sequence[Version]) -> str:
    """The same with the log of corrections and the meaning of the columns."""
    told = {
        "period": version.statement.period,
        "version": version.version,
        "published_on": version.day and version.day.isoformat(),
        "run": version.statement.run,
        "fictional": version.statement.fictional,
        "corrections": [
            {"version": one.version, "published_on": one.day and one.day.isoformat(), "reason": one.reason}
            for one in log
        ],
        "columns": {name: {"en": text.en, "fr": text.fr} for name, text in words.COLUMNS.items()},
        "figures": _rows(version),
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def dictionary() -> str:
    """One line per column of the figures: its type, and what it holds in both languages."""
    lines = [
        {"column": name, "type": TYPES.get(name, "text"), "en": text.en, "fr": text.fr}
        for name, text in words.COLUMNS.items()
    ]
    return pl.DataFrame(lines).write_csv()


def _rows(version: Version) -> list[dict[str, object]]:
    first = {"period": version.statement.period, "version": version.version}
    return [{name: (first | asdict(one))[name] for name in words.COLUMNS} for one in version.statement.figures]


def _schema() -> dict[str, pl.DataType]:
    types = {"integer": pl.Int64(), "number": pl.Float64(), "boolean": pl.Boolean()}
    return {name: types.get(TYPES.get(name, ""), pl.String()) for name in words.COLUMNS}
