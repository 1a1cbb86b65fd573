"""What an indicator is: a quotient of two sums over rows, declared once, in both languages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

import polars as pl

from data.records import RECORDS
from data.text import Text
from data.words import Better, Channel, Factor, Frequency, Perspective, Unit
from metrics.definition.alert_rule import AlertRule
from metrics.definition.breakdowns import DIMENSIONS, Dimension, dimensions_of
from metrics.definition.buckets import bucket
from metrics.definition.rowsets import record_behind

HUNDREDTH = 10_000
"""Of a weight, in millionths."""
THOUSAND = 1_000
BOUNDS: Mapping[Unit, tuple[float | None, float | None]] = {
    Unit.SHARE: (0.0, 1.0),
    Unit.SCORE: (0.0, 100.0),
    Unit.POINTS: (-100.0, 100.0),
    Unit.RATE: (0.0, None),
    Unit.SECONDS: (0.0, None),
    Unit.DOLLARS: (None, None),
    Unit.COUNT: (0.0, None),
}
"""What a value in a unit can be at least and at most; money can be paid back."""


class Kind(StrEnum):
    """A quotient, a plain count, or a named function of the same sums."""

    QUOTIENT = "quotient"
    COUNT = "count"
    ROLLING = "rolling"
    """Σ numerator ÷ Σ denominator over the twelve months that end with the period."""
    CUMULATIVE = "cumulative"
    """The same from 1 April to the end of the period."""
    STOCK = "stock"
    """The quotient of the last month of the period that has rows: a level, never a sum over months."""
    GAP = "gap"
    """The quotient of one group minus that of another, in the indicator's unit."""
    GROWTH = "growth"
    """Numerator per business day ÷ the same a year before − 1, over the services that both have."""
    PERCENTILE = "percentile"
    """The duration that so many per cent of a distribution do not exceed, to the end of its bucket."""


class Sampling(StrEnum):
    """How sure a value is: complete counts carry no interval."""

    COMPLETE = "complete"
    SHARE = "share"
    MEAN = "mean"
    RARE = "rare"


@dataclass(frozen=True, eq=False, kw_only=True)
class Part:
    """One sum over the rows of a record.

    `rows`: a record, or a row set of `definition.rowsets`. `dated`: the local date that places a row in a period.
    `value`: a whole number per row, so that sums are exact. `when`: the rows that belong; null counts as no.
    """

    rows: str
    dated: str
    value: pl.Expr
    when: pl.Expr
    deadline: bool = False
    """Dated by a day that may lie ahead: rows of days that are not known yet do not count."""
    required: bool = False
    """Without its record the sum is not known, nor before its first row, even if other parts of it have theirs."""
    counts: bool = False
    """Each row adds one, so that the sum is also the number of rows."""
    absent_without_rows: bool = False
    """Without a row of its own the sum is not known: a cost that nobody posted is not nought."""
    distribution: str = ""
    """Where rows are counted by the bucket of their `value`: the name under which these counts are published."""

    @property
    def expression(self) -> pl.Expr:
        """What each row adds, Int64: 0 for a row that does not belong."""
        value = pl.lit(1, pl.Int64) if self.distribution else self.value
        return pl.when(self.when).then(value).otherwise(0).cast(pl.Int64).fill_null(0)

    @property
    def bucket(self) -> pl.Expr | None:
        """The bucket of a row, of a distribution."""
        return bucket(self.value) if self.distribution else None

    def is_dated(self, known_to: date | None) -> pl.Expr:
        """Whether a row has its place in time: a deadline has none while it lies ahead of all that is known."""
        dated = pl.col(self.dated)
        return dated.is_not_null() & (dated <= known_to) if self.deadline and known_to else dated.is_not_null()


def count(rows: str, dated: str, when: pl.Expr | bool = True, *, deadline: bool = False) -> Part:
    """The number of rows that belong."""
    return replace(total(rows, dated, pl.lit(1, pl.Int64), when, deadline=deadline), counts=True)


def total(
    rows: str,
    dated: str,
    value: pl.Expr,
    when: pl.Expr | bool = True,
    *,
    deadline: bool = False,
    required: bool = False,
    absent_without_rows: bool = False,
) -> Part:
    """The sum of a whole number over the rows that belong."""
    # A bare constant would be one per group, not one per row.
    belongs = pl.col(dated).is_not_null() & when if isinstance(when, bool) else when
    return Part(
        rows=rows, dated=dated, value=value, when=belongs, deadline=deadline, required=required,
        absent_without_rows=absent_without_rows,
    )  # fmt: skip


def distribution(name: str, rows: str, dated: str, seconds: pl.Expr, when: pl.Expr) -> Part:
    """How many rows that belong last how long, counted by buckets: any percentile can be read from them.

    `name`: of the column of counts; parts of one name are the same in every indicator.
    """
    return replace(count(rows, dated, when & seconds.is_not_null()), value=seconds, distribution=name)


@dataclass(frozen=True, eq=False, kw_only=True)
class Indicator:
    """`value = Σ numerator ÷ Σ denominator × scale`, at any grain and any breakdown its records allow.

    Several parts in a numerator (or denominator) measure the same thing over different records and are added.
    """

    name: str
    order: int
    """Its place among the indicators of its perspective, on pages and in files; steps of 10 leave room between."""
    perspective: Perspective
    factor: Factor
    title: Text
    definition: Text
    why_it_matters: Text
    caveat: Text
    owner: Text
    frequency: Frequency
    unit: Unit
    better: Better
    numerator: tuple[Part, ...]
    denominator: tuple[Part, ...] = ()
    scale: float = 1.0
    kind: Kind = Kind.QUOTIENT
    sampling: Sampling = Sampling.COMPLETE
    headline: bool = False
    decimals: int = 1
    seasonal: bool = False
    """Whether its months have a season, which is divided out before a movement is judged."""
    answers_between: tuple[float, float] = (0.0, 1.0)
    """For samples: the lowest and the highest value that one answer can have, before the scale."""
    percentile: int | None = None
    """For a percentile: how many per cent of the distribution do not exceed the value."""
    between: tuple[str, str, str] | None = None
    """For a gap: the breakdown, the group, and the group it is compared with."""
    channels: tuple[Channel, ...] | None = None
    """The channels it applies to one by one; None: every one. In others it is "not applicable", not nought."""
    bounds: tuple[float | None, float | None] | None = None
    """The lowest and highest value that there can be, where the unit does not say so."""
    enough: int = 5
    """Events behind a rate, records behind a share or mean that counts them: with fewer it is too few to judge."""
    alerts: tuple[AlertRule, ...] | None = None
    """What raises an alert; None: what does so of every headline indicator, and nothing of others."""

    @property
    def natural_bounds(self) -> tuple[float | None, float | None]:
        """The lowest and the highest value that there can be; None where there is no end."""
        if self.bounds:
            return self.bounds
        if self.kind is Kind.GROWTH:
            return -1.0, None
        return BOUNDS[self.unit]

    def applies_to(self, where: Mapping[str, Sequence[str]]) -> bool:
        """Whether any of the channels that are asked for is one that it applies to."""
        chosen = where.get("channel")
        return self.channels is None or chosen is None or any(channel in self.channels for channel in chosen)

    @property
    def parts(self) -> tuple[Part, ...]:
        """Numerator parts, then denominator parts."""
        return self.numerator + self.denominator

    @property
    def sampled(self) -> bool:
        """Whether its rows are a sample, so that its value has an interval of Σw² and Σwx²."""
        return self.sampling in (Sampling.SHARE, Sampling.MEAN)

    @property
    def weighted(self) -> bool:
        """Whether an answer counts by a survey weight rather than as one."""
        return "weight_millionths" in self.denominator[0].value.meta.root_names()

    @cached_property
    def spread(self) -> dict[str, Part]:
        """For samples: `squares` Σw² and `moments` Σwx² (x: what one answer is worth), as whole numbers.

        Weights are excluded in hundredths so that their squares fit; Σwx² of unweighted answers is in thousandths.
        """
        if not self.sampled:
            return {}
        above, below = self.numerator[0], self.denominator[0]
        if self.weighted:
            squares = (below.expression // HUNDREDTH) ** 2
            moments = above.expression * (above.expression // below.expression)
        else:
            squares = below.expression**2
            moments = above.expression**2 * THOUSAND // below.expression
        return {
            role: replace(below, value=value, counts=False)
            for role, value in (("squares", squares), ("moments", moments))
        }

    @property
    def records(self) -> list[str]:
        """The records whose rows are behind it, each once."""
        return list(dict.fromkeys(record_behind(part.rows) for part in self.parts))

    @property
    def restricted(self) -> bool:
        """Whether only groups of respondents may be shown, never rows."""
        return any(RECORDS[record].restricted for record in self.records)

    @property
    def breakdowns(self) -> list[str]:
        """What it can be broken down by: what every one of its records allows.

        Of records that measure the same thing one is enough for a time of day: totals of a month have none, and stand
        apart from the hours of what is recorded one by one. A level has no time of day, nor a day of the week.
        """
        excluded = set(self.between[:1] if self.between else ())
        if self.kind is Kind.STOCK:
            excluded |= {name for name, one in DIMENSIONS.items() if one.of_time}
        sides = [[dimensions_of(record_behind(part.rows)) for part in s] for s in (self.numerator, self.denominator)]

        def is_allowed(dimension: Dimension) -> bool:
            enough = any if dimension.of_time else all
            return all(enough(dimension.name in allowed for allowed in side) for side in sides if side)

        return [name for name, one in DIMENSIONS.items() if name not in excluded and is_allowed(one)]

    @property
    def derived(self) -> bool:
        """Whether it is a function of sums over more than the period itself: its parts are then not the period's."""
        return self.kind not in (Kind.QUOTIENT, Kind.COUNT)

    @property
    def looks_back(self) -> bool:
        """Whether its values are of whole months, from sums over more or other rows than the period's own."""
        return self.derived and self.kind is not Kind.PERCENTILE
