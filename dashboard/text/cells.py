"""Cells of records as a reader sees them: headings as declared, values in the reader's language and units."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import dataframely as dy
from babel.dates import format_time

from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import transactions as words
from data.records import RECORDS, declaration, half_hours, local_dates
from data.text import Text, Word
from data.words import HalfHour
from metrics.definition.breakdowns import DIMENSIONS
from metrics.definition.breakdowns import names as members

NOTHING = "–"
OF_ALL = {
    "record": words.RECORD,
    "key": words.NUMBER,
    "source": words.SOURCE,
    "numerator": words.ADDS_ABOVE,
    "denominator": words.ADDS_BELOW,
    "borne": words.BORNE,
    "repeated_within_7_days": words.REPEATED,
    "month": words.MONTH,
    "live_online": words.LIVE_ONLINE,
}
"""Columns that no record declares."""

PARTS = {"cents": 100, "cents × millionths": 100_000_000, "millionths": 1_000_000, "millionths of a degree": 1_000_000}
"""Unit of a stored whole number → how many of it make one of what a reader knows."""
DECIMALS = {"millionths": 3, "millionths of a degree": 5}
FIRST_MINUTE, FIRST_HOUR = 60, 3600


def title(records: Iterable[str], column: str, ctx: PageContext) -> str:
    """The name of a column: that of the first of the records that declares it."""
    for record in records:
        declared = _columns(record).get(column.removesuffix("_of_record"))
        if declared and (column not in ("numerator", "denominator")):
            return ctx.say(declaration(declared)["title"])
        moment = _moments(record).get(column)
        if moment:
            text = words.LOCAL_DAY if column in local_dates(RECORDS[record]).values() else words.LOCAL_HALF_HOUR
            return ctx.say(text, name=ctx.say(declaration(_columns(record)[moment])["title"]))
    if column in DIMENSIONS:
        return ctx.say(DIMENSIONS[column].title)
    return ctx.say(OF_ALL[column]) if column in OF_ALL else column


def cell(
    record: str, column: str, value: Any, ctx: PageContext, zone: ZoneInfo, names: Mapping[str, Text] | None = None
) -> str:
    """A value as a reader writes it: names for codes, local time, dollars and cents.

    `names`: what `names_of` gives for the column, where many cells of it are written.
    """
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return ctx.say(words.YES if value else words.NO)
    if isinstance(value, datetime):
        return moment(value, ctx, zone)
    if isinstance(value, date):
        return formats.day(value, ctx.lang)
    if isinstance(value, str):
        names = names_of(record, column, ctx) if names is None else names
        return ctx.say(names[value]) if value in names else value
    return _number(value, unit_of(record, column), ctx)


def unit_of(record: str, column: str) -> str:
    """The unit of a stored number; empty where it is a plain one."""
    if column in ("numerator", "denominator"):
        return ""
    if column == "borne":
        return "cents × millionths"
    declared = _columns(record).get(column.removesuffix("_of_record"))
    return declaration(declared)["unit"] if declared else ""


def is_number(record: str, column: str) -> bool:
    """Whether a column is set flush right."""
    declared = _columns(record).get(column.removesuffix("_of_record"))
    return column == "borne" or isinstance(declared, dy.Int64)


def is_reference(record: str, column: str) -> bool:
    """Whether it holds the key of a reference table that has names."""
    declared = _columns(record).get(column)
    return declared is not None and declaration(declared)["refers"] in DIMENSIONS


def names_of(record: str, column: str, ctx: PageContext) -> Mapping[str, Text]:
    """Code → name, for a column of a closed list or of the keys of a reference table; empty for any other."""
    if column == "record":
        return _singulars()
    declared = _columns(record).get(column)
    if isinstance(declared, dy.Enum):
        return _closed_lists().get(tuple(declared.categories), {})
    if column in half_hours(RECORDS[record]).values():
        return HalfHour.texts()
    if declared is None:
        return members(column, ctx.snapshot) if column in DIMENSIONS else {}
    refers = declaration(declared)["refers"]
    return members(refers, ctx.snapshot) if refers in DIMENSIONS else {}


def singular(record: str) -> Text:
    """What one row of a record is called: by its key, as people do."""
    return _singulars()[record]


def moment(when: datetime, ctx: PageContext, zone: ZoneInfo, *, seconds: bool = False) -> str:
    """`1 Sep 2026, 2:14 p.m.` or `1 sept. 2026, 14 h 14`, in the time of the place it comes from."""
    local = when.astimezone(zone)
    clock = format_time(local.time(), "medium" if seconds else "short", locale=formats.LOCALES[ctx.lang])
    return f"{formats.day(local.date(), ctx.lang)}, {clock}".replace("\N{NARROW NO-BREAK SPACE}", formats.SPACE)


def span(seconds: float) -> str:
    """`40 s`, `3 min`, `26 min 29 s`, `2 h 5 min`: the same in both languages."""
    whole = round(seconds)
    hours, rest = divmod(whole, FIRST_HOUR)
    minutes, left = divmod(rest, FIRST_MINUTE)
    parts = ((hours, "h"), (minutes, "min"), (0 if hours else left, "s"))
    written = [f"{number}{formats.SPACE}{unit}" for number, unit in parts if number]
    return " ".join(written) or f"0{formats.SPACE}s"


def _number(value: int | float, unit: str, ctx: PageContext) -> str:
    if unit == "s":
        return formats.duration(value)
    if unit.startswith("cents"):
        return formats.money(value / PARTS[unit], ctx.lang)
    if unit.startswith("year"):
        return str(value)
    return formats.number(value / PARTS.get(unit, 1), ctx.lang, DECIMALS.get(unit, 0))


@cache
def _columns(record: str) -> dict[str, dy.Column]:
    """The columns as declared, which takes a while to put together."""
    return RECORDS[record].columns()


@cache
def _singulars() -> dict[str, Text]:
    return {name: declaration(_columns(name)[record.primary_key()[0]])["title"] for name, record in RECORDS.items()}


@cache
def _moments(record: str) -> dict[str, str]:
    """What stands beside a moment → the moment."""
    beside = [*local_dates(RECORDS[record]).items(), *half_hours(RECORDS[record]).items()]
    return {local: moment for moment, local in beside}


@cache
def _closed_lists() -> dict[tuple[str, ...], dict[str, Text]]:
    """The closed lists by the codes they are made of, which is how a column knows its own."""

    def subclasses(parent: type[Word]) -> Iterable[type[Word]]:
        for child in parent.__subclasses__():
            yield child
            yield from subclasses(child)

    return {tuple(texts): texts for texts in (closed_list.texts() for closed_list in subclasses(Word))}
