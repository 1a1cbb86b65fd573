"""Which record a table is, and which of its columns is which of the record's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import dataframely as dy
import polars as pl

from data.certainty import scalar
from data.records import RECORDS, Record, key, references, required
from pipelines.mapping.profile import VALUES, ColumnProfile, Kind
from pipelines.mapping.vocabulary import fit, names_of, word_of

LEAST = 0.3
"""A name, or values, that fit less than this are no match."""

DEFAULTS: Mapping[str, frozenset[str]] = {
    "transaction": frozenset({"transaction_id", "kind", "channel", "service_id", "status"}),
    "contact_summary": frozenset({"channel", "queue", "wait_s"}),
    "survey_answer": frozenset({"answer_id", "channel", "weight_millionths"}),
    "complaint": frozenset({"complaint_id", "channel", "category"}),
}
"""Required columns that can be made of others, or be the same for all rows."""


COORDINATES = r"^\(?-?\d+\.\d+, ?-?\d+\.\d+\)?$"

COURSE = {"completed_at", "due_at", "status", "wait_s", "serve_s"}
"""Columns that tell how a contact went; an answer to a survey has none of them."""


@dataclass(frozen=True)
class Match:
    """A record and its columns, as far as a table has them. `score`: how well, comparable between records."""

    record: str
    columns: Mapping[str, ColumnProfile]
    score: float


def matches(profiles: Sequence[ColumnProfile]) -> list[Match]:
    """The record that a table fits best, if any; or two, where contacts carry what customers answered about them."""
    found = {record: each for record in RECORDS if (each := _match(record, profiles))}
    contact, answer = found.get("transaction"), found.get("survey_answer")
    if contact and answer and "overall" in answer.columns and COURSE & set(contact.columns):
        return [contact, answer]
    return sorted(found.values(), key=lambda each: -each.score)[:1]


def lacking(profiles: Sequence[ColumnProfile]) -> tuple[str, list[str]]:
    """The record of events of which a table lacks the fewest required columns, and those."""
    events = [record for record, table in RECORDS.items() if table.dated]
    missing = {record: _missing(record, _assigned(record, profiles)[0]) for record in events}
    return min(missing.items(), key=lambda item: len(item[1]))


def _match(record: str, profiles: Sequence[ColumnProfile]) -> Match | None:
    columns, scores = _assigned(record, profiles)
    if _missing(record, columns):
        return None
    return Match(record, columns, sum(scores.values()))


def _missing(record: str, columns: Mapping[str, ColumnProfile]) -> list[str]:
    defaults = DEFAULTS.get(record, frozenset())
    return [name for name in required(RECORDS[record]) if name not in columns and name not in defaults]


def _assigned(record: str, profiles: Sequence[ColumnProfile]) -> tuple[dict[str, ColumnProfile], dict[str, float]]:
    """Record's column → column, the best pairs first, each used once."""
    table = RECORDS[record]
    scores = {
        (column, number): name * value
        for column, declared in table.columns().items()
        for number, profile in enumerate(profiles)
        if (name := fit(profile.label, names_of(record, column))) >= LEAST
        and (value := _suits(table, column, declared, profile)) >= LEAST
    }
    columns: dict[str, ColumnProfile] = {}
    best: dict[str, float] = {}
    taken: set[int] = set()
    for (column, number), score in sorted(scores.items(), key=lambda item: -item[1]):
        if column not in columns and number not in taken:
            columns[column], best[column] = profiles[number], score
            taken.add(number)
    return columns, best


def _suits(record: type[Record], column: str, declared: dy.Column, profile: ColumnProfile) -> float:
    """How well what a column holds suits a record's column, 0 to 1."""
    if profile.kind is Kind.EMPTY:
        return 0.0
    if key(record) == [column]:
        return _as_key(profile)
    match declared.dtype:
        case pl.Datetime():
            return {Kind.MOMENT: 1.0, Kind.DAY: 0.6}.get(profile.kind, 0.0)
        case pl.Date():
            return {Kind.DAY: 1.0, Kind.MOMENT: 0.8}.get(profile.kind, 0.0)
        case pl.Boolean():
            return 1.0 if profile.kind is Kind.FLAG else 0.0
        case pl.Int64():
            return {Kind.WHOLE: 1.0, Kind.DECIMAL: 0.9, Kind.DURATION: 0.9, Kind.TIME_OF_DAY: 0.5}.get(profile.kind, 0)
        case pl.Enum():
            return _as_word(column, declared.dtype, profile)
    return _as_code(profile) if column in references(record) else float(profile.kind in (Kind.TEXT, Kind.WHOLE))


def _as_key(profile: ColumnProfile) -> float:
    """A few keys that come twice are for the rules to refuse, many are no keys."""
    if profile.kind in (Kind.MOMENT, Kind.DAY, Kind.DECIMAL) or profile.filled < 0.9 * profile.texts.len():
        return 0.0
    return 1.0 if profile.unique else 0.6 * (profile.distinct >= 0.95 * profile.filled)


def _as_word(column: str, dtype: pl.DataType, profile: ColumnProfile) -> float:
    """The share of rows whose value means a word of the closed list."""
    if profile.distinct > VALUES:
        return 0.0
    own = set(scalar(dtype, pl.Enum).categories.to_list())
    meant = sum(rows for value, rows in profile.values.items() if value in own or word_of(column, value) in own)
    return meant / profile.filled


def _as_code(profile: ColumnProfile) -> float:
    """Something that many rows share: as many values as rows are no services or places."""
    if profile.kind not in (Kind.TEXT, Kind.WHOLE, Kind.FLAG) or profile.texts.str.contains(COORDINATES).any():
        return 0.0
    spread = profile.distinct / profile.filled
    if profile.filled > 50 and spread > 0.5:
        return 0.2
    return 0.6 if profile.distinct == 1 and profile.filled > 1 else 1.0
