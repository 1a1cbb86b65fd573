"""What a file's columns hold: how full, how many values, and of which kind."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import polars as pl

from data.certainty import scalar, scalar_or_none
from pipelines.mapping.moments import MomentForm, is_duration, is_time_of_day, moment_form

VALUES = 60
"""So many distinct values make a list whose words can be told apart."""

NO_VALUE = frozenset({"n/a", "na", "null", "none", "nil", "nan", "#n/a", "-", "--", "?", "unknown date", "s.o."})
"""Texts that people write for an empty cell, in lower case."""

NUMBER = r"^[+-]?(?:\d+|\d{1,3}(?:[ ,\u00a0\u202f]\d{3})+)(?:[.,]\d+)?$"
WHOLE = r"^[+-]?\d+(?:[.,]0*)?$"
YES = frozenset({"yes", "y", "true", "t", "1", "oui", "o", "vrai", "x"})
NO = frozenset({"no", "n", "false", "f", "0", "non", "faux", ""})


class Kind(StrEnum):
    """What a column's texts are."""

    EMPTY = "empty"
    MOMENT = "moment"
    DAY = "day"
    TIME_OF_DAY = "time of day"
    DURATION = "duration"
    WHOLE = "whole number"
    DECIMAL = "number"
    FLAG = "yes or no"
    TEXT = "text"


@dataclass(frozen=True)
class ColumnProfile:
    """One column. `texts`: its cells in the order of the rows, null where empty; `form`: of days and moments.

    `no_value`: texts in it that stand for an empty cell. `values`: value → rows, the most frequent first, of columns
    with few.
    """

    name: str
    texts: pl.Series
    kind: Kind
    form: MomentForm | None
    no_value: tuple[str, ...]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its name, in plain words."""
        return words(self.name)

    @cached_property
    def label(self) -> tuple[str, ...]:
        """Its name without what stands in brackets: a unit, or `(Y/N)`."""
        return words(re.sub(r"(?<=\w) ?\(.*?\)", "", self.name))

    @cached_property
    def filled(self) -> int:
        """The rows that have something."""
        return self.texts.len() - self.texts.null_count()

    @cached_property
    def distinct(self) -> int:
        """How many different values it has."""
        return self.texts.drop_nulls().n_unique()

    @property
    def unique(self) -> bool:
        """Whether every row has a value of its own."""
        return self.filled == self.texts.len() > 0 and self.distinct == self.filled

    @cached_property
    def values(self) -> dict[str, int]:
        """Value → rows, the most frequent first."""
        return dict(self.texts.drop_nulls().value_counts(sort=True).iter_rows())

    @cached_property
    def greatest(self) -> float:
        """The greatest number; 0 where there is none."""
        return scalar_or_none(as_number(self.texts).max(), float) or 0.0


def profile(table: pl.LazyFrame) -> list[ColumnProfile]:
    """The columns of a table of texts, in their order."""
    rows = table.collect()
    return [_profile(rows[name]) for name in rows.columns]


def words(name: str) -> tuple[str, ...]:
    """`openDt`, `OPEN_DT` and `Open dt.` are `open dt`; accents are put aside."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", plain)
    return tuple(re.findall(r"[a-z]+|\d+", plain.lower()))


def as_number(texts: pl.Series) -> pl.Series:
    """The numbers of a column, thousands separators put aside; null where a text is none."""
    plain = texts.str.replace_all(r"[ \u00a0\u202f$%]", "").str.replace_all(r",(\d{3})", "${1}").str.replace(",", ".")
    return plain.cast(pl.Float64, strict=False)


def _profile(cells: pl.Series) -> ColumnProfile:
    texts = cells.str.strip_chars()
    texts = texts.set(texts == "", None)
    absent = texts.drop_nulls().unique()
    absent = absent.filter(absent.str.to_lowercase().is_in(list(NO_VALUE)))
    if not absent.is_empty():
        texts = texts.set(texts.is_in(absent.implode()).fill_null(False), None)
    form = None
    kind = _kind(texts)
    if kind in (Kind.TEXT, Kind.WHOLE) and (form := moment_form(texts)):
        kind = Kind.MOMENT if form.timed else Kind.DAY
    return ColumnProfile(cells.name, texts, kind, form, tuple(sorted(absent.to_list())))


def _kind(texts: pl.Series) -> Kind:
    distinct = texts.drop_nulls().unique()
    if distinct.is_empty():
        return Kind.EMPTY
    lower = set(distinct.head(5).str.to_lowercase().to_list()) if distinct.len() <= 4 else set()
    if lower and lower <= YES | NO and lower & YES:
        return Kind.FLAG
    if is_time_of_day(texts) and not _beyond_a_day(texts):
        return Kind.TIME_OF_DAY
    if is_duration(texts):
        return Kind.DURATION
    if distinct.str.contains(WHOLE).all():
        return Kind.WHOLE
    return Kind.DECIMAL if scalar(distinct.str.contains(NUMBER).mean(), float) >= 0.95 else Kind.TEXT


def _beyond_a_day(texts: pl.Series) -> bool:
    """Whether it is a duration rather than a time of day: mostly below one hour, or above 24."""
    hours = texts.drop_nulls().str.extract(r"^(\d+):").cast(pl.Int64)
    return bool((hours > 23).any()) or scalar((hours == 0).mean(), float) > 0.5
