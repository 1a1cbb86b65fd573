"""What every record has in common: how a table is declared, once."""

from typing import Any, ClassVar, Literal

import dataframely as dy

from data.certainty import present
from data.text import Text


def metadata(
    en: str,
    fr: str,
    unit: str = "",
    refers: str = "",
    local: str = "",
    half_hour: str = "",
    personal: bool = False,
    deadline: bool = False,
) -> dict[str, Any]:
    """What readers and pipelines need to know of a column: its title in both languages, and

    `unit`: of the stored number. `refers`: the reference table whose key it holds.
    `local`: for a moment, the column that holds its local date (stored once, when the row is checked).
    `half_hour`: for a moment, the column that holds its local half-hour as `09:30`, stored at the same time; null where
    a day alone was given.
    `personal`: it tells one person's rows from another's, so lists of rejected rows and logs never show it.
    `deadline`: a moment until which something is in time, so that a day alone means its end.
    """
    return {
        "title": Text(en, fr),
        "unit": unit,
        "refers": refers,
        "local": local,
        "half_hour": half_hour,
        "personal": personal,
        "deadline": deadline,
    }


class Record(dy.Schema):
    """A table that a source supplies: columns with meaning, unit and rules; the docstring states the grain.

    `dated` names the date or moment whose local month the lake is partitioned by; None for a reference table.
    `grain`: a row stands for something on a day, or for a whole month or quarter dated by its first day.
    `ahead`: rows stand for what is planned, so that their days say nothing of how far is known what happened.
    `restricted` rows are never shown, in any reader: only groups leave them.
    """

    title: ClassVar[Text]
    dated: ClassVar[str | None] = None
    grain: ClassVar[Literal["day", "month", "quarter"]] = "day"
    ahead: ClassVar[bool] = False
    restricted: ClassVar[bool] = False


def record_name(record: type[Record]) -> str:
    """The table's name as sources, files and the command line write it: `SurveyAnswer` is `survey_answer`."""
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in record.__name__).lstrip("_")


def key(record: type[Record]) -> list[str]:
    """The columns that identify one row within a source."""
    return record.primary_key()


def required(record: type[Record]) -> list[str]:
    """The columns that a source must supply; the others are null where it lacks them."""
    return [name for name, column in record.columns().items() if not column.nullable]


def references(record: type[Record]) -> dict[str, str]:
    """Column → the reference table whose key it holds."""
    return _declared(record, "refers")


def local_dates(record: type[Record]) -> dict[str, str]:
    """Column that holds a moment → the column that holds its local date."""
    return _declared(record, "local")


def half_hours(record: type[Record]) -> dict[str, str]:
    """Column that holds a moment → the column that holds its local half-hour."""
    return _declared(record, "half_hour")


def local_date(record: type[Record]) -> str | None:
    """The column of the local date that a row belongs to; None for a reference table."""
    return record.dated and local_dates(record).get(record.dated, record.dated)


def personal(record: type[Record]) -> list[str]:
    """The columns that tell one person's rows from another's."""
    return list(_declared(record, "personal"))


def deadlines(record: type[Record]) -> list[str]:
    """The moments until which something is in time."""
    return list(_declared(record, "deadline"))


def declaration(column: dy.Column) -> dict[str, Any]:
    """What is declared of a column: its title, unit, what it refers to, and so on."""
    return present(column.metadata)


def _declared(record: type[Record], item: str) -> dict[str, Any]:
    """Column → an item of its metadata, where it has one."""
    columns = record.columns().items()
    return {name: declaration(column)[item] for name, column in columns if declaration(column)[item]}


def moment(
    en: str,
    fr: str,
    meaning: str,
    *,
    local: str = "",
    half_hour: str = "",
    nullable: bool = True,
    deadline: bool = False,
) -> dy.Datetime:
    """A moment: naive times are read in the source's zone, stored in UTC, with their local date beside them."""
    return dy.Datetime(
        nullable=nullable,
        time_zone="UTC",
        time_unit="us",
        description=meaning,
        metadata=metadata(en, fr, "UTC", local=local, half_hour=half_hour, deadline=deadline),
    )


def code(
    en: str,
    fr: str,
    meaning: str,
    *,
    refers: str = "",
    key: bool = False,
    nullable: bool = False,
    personal: bool = False,
) -> dy.String:
    """An identifier; with `refers`, the key of a reference table."""
    return dy.String(
        primary_key=key,
        nullable=nullable and not key,
        min_length=1,
        description=meaning,
        metadata=metadata(en, fr, refers=refers, personal=personal),
    )


def name(en: str, fr: str, meaning: str, *, nullable: bool = False) -> dy.String:
    """A text for readers."""
    return dy.String(nullable=nullable, min_length=1, description=meaning, metadata=metadata(en, fr))


def word(words: Any, en: str, fr: str, meaning: str, *, nullable: bool = False) -> dy.Enum:
    """A word of one of the closed lists of `data.words`."""
    return dy.Enum([w.value for w in words], nullable=nullable, description=meaning, metadata=metadata(en, fr))


def number(
    en: str,
    fr: str,
    unit: str,
    meaning: str,
    *,
    least: int | None = 0,
    most: int | None = None,
    key: bool = False,
    nullable: bool = True,
) -> dy.Int64:
    """A whole number, so that sums are exact: cents, seconds, millionths, counts."""
    return dy.Int64(
        primary_key=key,
        nullable=nullable and not key,
        min=least,
        max=most,
        description=meaning,
        metadata=metadata(en, fr, unit),
    )


def flag(en: str, fr: str, meaning: str, *, nullable: bool = True) -> dy.Bool:
    """Yes, no or not known."""
    return dy.Bool(nullable=nullable, description=meaning, metadata=metadata(en, fr))


def day(en: str, fr: str, meaning: str, *, key: bool = False, nullable: bool = False) -> dy.Date:
    """A local date."""
    return dy.Date(
        primary_key=key, nullable=nullable and not key, description=meaning, metadata=metadata(en, fr, "date")
    )
