"""Parse: texts become values of the record's types.

Nearly every row is written plainly and is parsed by one fast expression per column. What that leaves null although
there was a text is doubtful: only those rows are parsed again by patterns that know every accepted way of writing.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import polars as pl

from data.certainty import scalar
from data.records import Record, deadlines, half_hours, local_dates
from data.records.stored import CELL_MARK, half_hour
from pipelines.ingest.timestamps import MomentFormat, by_pattern, in_zone, occurrence

ROW = "row"
YES = ["true", "t", "1", "yes"]
NO = ["false", "f", "0", "no"]
VALUE, CLOCK, DOUBTFUL = "value of ", "clock of ", "doubtful"

WHOLE = r"^\+?(-?\d+)(?:\.0*)?$"
DAY = r"^(\d{4}-\d{2}-\d{2})(?:[ T]00:00(?::00(?:\.0*)?)?)?$"
"""Many a database and workbook writes a date as its midnight."""


@dataclass(frozen=True)
class ParseResult:
    """Rows by number with the stored columns, and what could not be read.

    `failed`: `row`, `rule` (`<column>|type`), `values` (JSON text of the row as read); one row per failure.
    `repeated_hours`, `skipped_hours`: moments in an hour that the clock change repeated or left out.
    `days`: moments given as a day alone.
    """

    rows: pl.DataFrame
    failed: pl.DataFrame
    repeated_hours: int = 0
    skipped_hours: int = 0
    days: int = 0


def parse(record: type[Record], rows: pl.LazyFrame, time_zone: str) -> ParseResult:
    """`rows`: the record's columns as text, all or some, in any order, with their row number.

    Of a moment, those that tell which occurrence of a repeated hour is meant must be there: see `occurrence`.
    """
    doubtful, fast = _plainly(record, rows, time_zone)
    if doubtful.is_empty():
        return ParseResult(fast, _no_failures())
    numbers = pl.col(ROW).is_in(doubtful.implode())
    slow = _by_patterns(record, rows.filter(numbers).collect(engine="streaming"), time_zone)
    return replace(slow, rows=pl.concat([fast.filter(~numbers), slow.rows]))


def as_json(columns: list[str]) -> pl.Expr:
    """A row's texts as one JSON text."""
    return pl.struct(name for name in columns if name != ROW).struct.json_encode()


def _plainly(record: type[Record], rows: pl.LazyFrame, time_zone: str) -> tuple[pl.Series, pl.DataFrame]:
    """The numbers of the doubtful rows, and all rows with null where a text is not written plainly.

    Each value is computed once, in a column of its own beside the text: 3 M rows of 20 columns take 1.6 s, and 8 s
    where one expression repeats another.
    """
    types = _types(record, rows.collect_schema().names())
    moments = [name for name, dtype in types.items() if isinstance(dtype, pl.Datetime)]
    sample = rows.select(moments).head(1000).collect()
    clocks = [MomentFormat.of(sample[name]).parse(name, time_zone).alias(CLOCK + name) for name in moments]
    values = [_plain(name, dtype, time_zone).alias(VALUE + name) for name, dtype in types.items()]
    doubts = [
        (_holds_nul(name) if dtype == pl.String else pl.col(name).is_not_null() & pl.col(VALUE + name).is_null())
        for name, dtype in types.items()
    ]
    parsed = (
        rows.with_columns(clocks)
        .with_columns(values)
        .select(
            ROW,
            *(pl.col(VALUE + name).alias(name) for name in types),
            *(pl.col(CLOCK + name).dt.date().alias(local) for name, local in _there(local_dates(record), types)),
            *(half_hour(pl.col(CLOCK + name)).alias(local) for name, local in _there(half_hours(record), types)),
            pl.any_horizontal(False, *doubts).alias(DOUBTFUL),
        )
        .collect(engine="streaming")
    )
    return parsed.filter(DOUBTFUL)[ROW], parsed.drop(DOUBTFUL)


def _plain(name: str, dtype: pl.DataType, time_zone: str) -> pl.Expr:
    column = pl.col(name)
    match dtype:
        case pl.String():
            return _text(name)
        case pl.Boolean():
            return pl.when(column.is_in(YES)).then(True).when(column.is_in(NO)).then(False)
        case pl.Date():
            return column.str.to_date("%Y-%m-%d", strict=False)
        case pl.Datetime():
            # A repeated or skipped hour is null here, so that its row is doubtful.
            return in_zone(pl.col(CLOCK + name), time_zone)
        case _:
            return column.cast(dtype, strict=False)


def _holds_nul(name: str) -> pl.Expr:
    """What no text for readers holds; it also marks a cell that a SELECT could not convert."""
    return pl.col(name).str.contains(CELL_MARK, literal=True)


def _text(name: str) -> pl.Expr:
    trimmed = pl.col(name).str.strip_chars()
    return pl.when(trimmed != "").then(trimmed).alias(name)


def _by_patterns(record: type[Record], rows: pl.DataFrame, time_zone: str) -> ParseResult:
    """The doubtful rows."""
    types = _types(record, rows.columns)
    texts = rows.select(ROW, *(_text(name) for name in types))
    moments = {
        name: by_pattern(texts[name], time_zone, deadline=name in deadlines(record))
        for name, dtype in types.items()
        if isinstance(dtype, pl.Datetime)
    }
    parsed = texts.select(
        ROW, *(moments[name] if name in moments else _value(name, dtype) for name, dtype in types.items())
    )
    counts = {
        kind: sum(scalar(read.struct[kind].sum(), int) for read in moments.values())
        for kind in ("repeated", "skipped", "day")
    }
    days = {name: read.struct["day"] for name, read in moments.items()}
    parsed = parsed.with_columns(occurrence(name, record.dated) for name in moments)
    clocks = {name: pl.col(name).dt.convert_time_zone(time_zone) for name in moments}
    parsed = parsed.with_columns(
        *(clocks[name].dt.date().alias(local) for name, local in _there(local_dates(record), types)),
        *(
            pl.when(~days[name]).then(half_hour(clocks[name])).alias(local)
            for name, local in _there(half_hours(record), types)
        ),
    )
    failures = [
        rows.filter(texts[name].is_not_null() & parsed[name].is_null()).select(
            ROW, rule=pl.lit(f"{name}|type"), values=as_json(rows.columns)
        )
        for name in types
    ]
    return ParseResult(
        parsed, pl.concat([_no_failures(), *failures]), counts["repeated"], counts["skipped"], counts["day"]
    )


def _value(name: str, dtype: pl.DataType) -> pl.Expr:
    text = pl.col(name)
    match dtype:
        case pl.Boolean():
            lower = text.str.to_lowercase()
            return pl.when(lower.is_in(YES)).then(True).when(lower.is_in(NO)).then(False).alias(name)
        case pl.Date():
            return text.str.extract(DAY).str.to_date("%Y-%m-%d", strict=False)
        case pl.Int64():
            return text.str.extract(WHOLE).cast(pl.Int64, strict=False)
        case pl.String():
            return pl.when(~_holds_nul(name)).then(text).alias(name)
        case _:
            return text.cast(dtype, strict=False)


def _types(record: type[Record], there: Collection[str]) -> dict[str, pl.DataType]:
    return {name: column.dtype for name, column in record.columns().items() if name in there}


def _there(beside: Mapping[str, str], there: Collection[str]) -> list[tuple[str, str]]:
    """The moments that are there, each with the column that stands beside it."""
    return [(name, local) for name, local in beside.items() if name in there]


def _no_failures() -> pl.DataFrame:
    return pl.DataFrame(schema={ROW: pl.get_index_type(), "rule": pl.String, "values": pl.String})
