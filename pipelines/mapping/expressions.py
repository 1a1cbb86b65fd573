"""SQL over the table `source` for one column of a record, from how a source's column is written."""

import re

import polars as pl

from data.certainty import scalar
from data.connectors.sql import literal, quote
from data.records import RECORDS
from pipelines.mapping.profile import NO, YES, ColumnProfile, Kind
from pipelines.mapping.vocabulary import Phrase, word_of

SECONDS = {"s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1, "min": 60, "mins": 60, "minute": 60, "minutes": 60,
           "hour": 3600, "hours": 3600, "hrs": 3600, "h": 3600, "ms": 0.001, "milliseconds": 0.001}  # fmt: skip


def name(profile: ColumnProfile) -> str:
    """The column as SQL names it."""
    return quote(profile.name)


def expression(record: str, column: str, profile: ColumnProfile) -> str:
    """What the record's column is, of the source's column."""
    dtype = RECORDS[record].columns()[column].dtype
    match dtype:
        case pl.Datetime() | pl.Date():
            return moment(profile)
        case pl.Int64() if column.endswith("_s"):
            return seconds(profile)
        case pl.Int64() if column.endswith("_cents"):
            return f"CAST(ROUND({_number(profile)} * 100) AS BIGINT)"
        case pl.Int64() if profile.kind is Kind.DECIMAL:
            return f"CAST(ROUND({_number(profile)}) AS BIGINT)"
        case pl.Boolean():
            return flag(profile)
        case pl.Enum():
            return translation(column, profile, dtype.categories.to_list())[0]
    return name(profile)


def moment(profile: ColumnProfile, clock: ColumnProfile | None = None) -> str:
    """A day or moment; `clock`: the column that holds its time of day."""
    assert profile.form is not None, f"{profile.name} holds no moments"
    pattern = profile.form.pattern
    if clock is not None:
        return _with_clock(name(profile), pattern or "%Y-%m-%d", clock)
    if pattern is None:
        return name(profile)
    if profile.form.timed:
        return f"STRPTIME({name(profile)}, {literal(pattern)})"
    # A day stays a day, so that a deadline means its end.
    return f"DATE({name(profile)}, {literal(pattern)})"


def seconds(profile: ColumnProfile) -> str:
    """A duration in whole seconds, from 1:02:03, or from a number in the unit that the name tells."""
    column = name(profile)
    if profile.kind in (Kind.DURATION, Kind.TIME_OF_DAY):
        places = scalar(profile.texts.drop_nulls().str.count_matches(":").max(), int)
        parts = [f"CAST(SPLIT_PART({column}, ':', {place + 1}) AS BIGINT)" for place in range(places + 1)]
        parts[:-1] = [f"{part} * {60 ** (places - place)}" for place, part in enumerate(parts[:-1])]
        return " + ".join(parts)
    factor = SECONDS[unit(profile.words) or "s"]
    if factor == 1 and profile.kind is Kind.WHOLE:
        return column
    return f"CAST(ROUND({_number(profile)} * {factor}) AS BIGINT)"


def unit(words: Phrase) -> str | None:
    """The unit of time that a name tells."""
    return next((word for word in words if word in SECONDS), None)


def flag(profile: ColumnProfile) -> str:
    """True or false; `Y`, `oui` and the like are written out."""
    if all(value.lower() in ("true", "false", "1", "0", "t", "f", "yes", "no") for value in profile.values):
        return name(profile)
    pairs = [
        (value, "true" if value.lower() in YES else "false") for value in profile.values if value.lower() in YES | NO
    ]
    return _case(name(profile), pairs)


def translation(column: str, profile: ColumnProfile, words: list[str]) -> tuple[str, list[str]]:
    """The column in the words of a closed list, and the values that mean none of them: they will be refused by name."""
    if all(value in words for value in profile.values):
        return name(profile), []
    pairs, unknown = [], []
    for value in profile.values:
        word = value if value in words else word_of(column, value)
        if word in words:
            pairs.append((value, word))
        else:
            unknown.append(value)
    return _case(name(profile), pairs), unknown


def _case(column: str, pairs: list[tuple[str, str]]) -> str:
    cases = "\n".join(f"        WHEN {literal(value)} THEN {literal(word)}" for value, word in pairs)
    return f"CASE {column}\n{cases}\n        ELSE {column}\n    END"


def _with_clock(day: str, pattern: str, clock: ColumnProfile) -> str:
    first = clock.texts.drop_nulls().head(1).item() or ""
    half = bool(re.search(r"[AaPp]\.?[Mm]", first))
    second = ":%S" if first.count(":") == 2 else ""
    form = f"{pattern} {'%I' if half else '%H'}:%M{second}{' %p' if half else ''}"
    return f"STRPTIME({day} || ' ' || {name(clock)}, {literal(form)})"


def _number(profile: ColumnProfile) -> str:
    column = name(profile)
    if profile.texts.drop_nulls().str.contains(r"[,$%\u00a0\u202f ]").any():
        column = f"REPLACE(REPLACE(REPLACE({column}, ',', ''), '$', ''), ' ', '')"
    return f"CAST({column} AS DOUBLE)"
