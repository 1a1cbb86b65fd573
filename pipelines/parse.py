"""Parse: texts become values of the record's types; naive moments are read in the source's zone.

Nearly every row is written plainly and is parsed by one fast expression per column. What that leaves null although
there was a text is doubtful: only those rows are parsed again by patterns that know every accepted way of writing.
"""

from dataclasses import dataclass

import polars as pl

from data.records import Record, local_dates
from data.records.stored import stored_schema

ROW = "row"
YES = ["true", "t", "1", "yes"]
NO = ["false", "f", "0", "no"]
DOUBTFUL = "doubtful"

WHOLE = r"^[+-]?\d+(\.0*)?$"
DAY = r"^(\d{4}-\d{2}-\d{2})(?:[ T]00:00(?::00(?:\.0*)?)?)?$"
MOMENT = r"^(?<day>\d{4}-\d{2}-\d{2})[ T](?<time>\d{2}:\d{2})(?<second>:\d{2}(?:\.\d{1,9})?)?"
OFFSET = r" ?(?<offset>Z|[+-]\d{2}(?::?\d{2})?)?$"


@dataclass(frozen=True)
class Parsed:
    """Rows by number with the stored columns, and what could not be read.

    `failed`: `row`, `rule` (`<column>|type`), `values` (JSON text of the row as read); one row per failure.
    `repeated_hours`, `skipped_hours`: moments in an hour that the clock change repeated or left out.
    """

    rows: pl.DataFrame
    failed: pl.DataFrame
    repeated_hours: int
    skipped_hours: int


def parse(record: type[Record], rows: pl.LazyFrame, time_zone: str) -> Parsed:
    """`rows`: the record's columns as text, in any order, with their row number."""
    schema, dates = stored_schema(record), local_dates(record)
    plain = {name: _plain(name, dtype, time_zone) for name, dtype in schema.items() if name in record.columns()}
    local = [_plain_moment(name).dt.date().alias(dates[name]) for name in dates]
    doubtful = [
        pl.col(name).is_not_null() & value.is_null() for name, value in plain.items() if schema[name] != pl.String
    ]
    parsed = rows.select(ROW, *plain.values(), *local, pl.any_horizontal(False, *doubtful).alias(DOUBTFUL))
    fast = parsed.collect(engine="streaming")
    if not fast[DOUBTFUL].any():
        return Parsed(fast.drop(DOUBTFUL), _no_failures(), 0, 0)
    again = rows.join(fast.lazy().filter(DOUBTFUL).select(ROW), on=ROW, how="semi").collect(engine="streaming")
    slow = _again(record, again, time_zone)
    merged = pl.concat([fast.filter(~pl.col(DOUBTFUL)).drop(DOUBTFUL), slow.rows]).sort(ROW)
    return Parsed(merged, slow.failed, slow.repeated_hours, slow.skipped_hours)


def _plain(name: str, dtype: pl.DataType, time_zone: str) -> pl.Expr:
    column = pl.col(name)
    match dtype:
        case pl.String():
            return _text(name)
        case pl.Boolean():
            return pl.when(column.is_in(YES)).then(True).when(column.is_in(NO)).then(False).alias(name)
        case pl.Date():
            return column.str.to_date("%Y-%m-%d", strict=False)
        case pl.Datetime():
            # A repeated or left out hour is null here, so that its row is doubtful.
            return _in_zone(_plain_moment(name), time_zone, ambiguous="null")
        case _:
            return column.cast(dtype, strict=False)


def _plain_moment(name: str) -> pl.Expr:
    return pl.col(name).str.to_datetime("%Y-%m-%d %H:%M:%S", time_unit="us", strict=False)


def _in_zone(naive: pl.Expr, time_zone: str, ambiguous: str) -> pl.Expr:
    """In UTC; null where the zone skips the hour."""
    local = naive.dt.replace_time_zone(time_zone, ambiguous=ambiguous, non_existent="null")
    return local.dt.convert_time_zone("UTC")


def _text(name: str) -> pl.Expr:
    trimmed = pl.col(name).str.strip_chars()
    return pl.when(trimmed != "").then(trimmed).alias(name)


def _again(record: type[Record], rows: pl.DataFrame, time_zone: str) -> Parsed:
    """The doubtful rows, by patterns."""
    columns, dates = record.columns(), local_dates(record)
    texts = rows.select(ROW, *(_text(name) for name in columns))
    values, repeated, skipped = [texts[ROW]], 0, 0
    for name, column in columns.items():
        if isinstance(column.dtype, pl.Datetime):
            read = texts.select(_moment(name, time_zone)).unnest(name)
            values.append(read["moment"].alias(name))
            repeated, skipped = repeated + read["repeated"].sum(), skipped + read["skipped"].sum()
        else:
            values.append(texts.select(_value(name, column.dtype))[name])
    parsed = pl.DataFrame(values).with_columns(
        pl.col(name).dt.convert_time_zone(time_zone).dt.date().alias(local) for name, local in dates.items()
    )
    failures = [
        rows.filter(texts[name].is_not_null() & parsed[name].is_null()).select(
            ROW, rule=pl.lit(f"{name}|type"), values=as_json(rows.columns)
        )
        for name in columns
    ]
    return Parsed(parsed, pl.concat([_no_failures(), *failures]), repeated, skipped)


def _value(name: str, dtype: pl.DataType) -> pl.Expr:
    text = pl.col(name)
    match dtype:
        case pl.Boolean():
            lower = text.str.to_lowercase()
            return pl.when(lower.is_in(YES)).then(True).when(lower.is_in(NO)).then(False).alias(name)
        case pl.Date():
            return text.str.extract(DAY).str.to_date("%Y-%m-%d", strict=False)
        case pl.Int64():
            whole = pl.when(text.str.contains(WHOLE)).then(text.str.extract(r"^\+?(-?\d+)"))
            return whole.cast(pl.Int64, strict=False).alias(name)
        case _:
            return text.cast(dtype, strict=False)


def _moment(name: str, time_zone: str) -> pl.Expr:
    """Struct of `moment` in UTC, and whether its hour was `repeated` (the first is meant) or `skipped` (+ 1 h)."""
    part = pl.col(name).str.extract_groups(MOMENT + OFFSET).struct.field
    written = pl.concat_str(part("day"), pl.lit(" "), part("time"), part("second").fill_null(":00"))
    naive = written.str.to_datetime("%Y-%m-%d %H:%M:%S%.f", time_unit="us", strict=False)
    offset = part("offset")
    first = _in_zone(naive, time_zone, ambiguous="earliest")
    later = _in_zone(naive + pl.duration(hours=1), time_zone, ambiguous="earliest")
    repeated = first != _in_zone(naive, time_zone, ambiguous="latest")
    skipped = naive.is_not_null() & first.is_null()
    return pl.struct(
        moment=pl.when(offset.is_null())
        .then(pl.coalesce(first, later))
        .otherwise((naive - _offset(offset)).dt.replace_time_zone("UTC")),
        repeated=offset.is_null() & repeated.fill_null(False),
        skipped=offset.is_null() & skipped,
    ).alias(name)


def _offset(text: pl.Expr) -> pl.Expr:
    """`Z`, `-05`, `-0500` or `-05:00` as a duration."""
    hours = text.str.extract(r"(\d{2})").cast(pl.Int64).fill_null(0)
    minutes = text.str.extract(r"\d{2}:?(\d{2})").cast(pl.Int64).fill_null(0)
    sign = pl.when(text.str.starts_with("-")).then(-1).otherwise(1)
    return pl.duration(minutes=sign * (hours * 60 + minutes))


def as_json(columns: list[str]) -> pl.Expr:
    """A row's texts as one JSON text."""
    return pl.struct(name for name in columns if name != ROW).struct.json_encode()


def _no_failures() -> pl.DataFrame:
    return pl.DataFrame(schema={ROW: pl.get_index_type(), "rule": pl.String, "values": pl.String})
