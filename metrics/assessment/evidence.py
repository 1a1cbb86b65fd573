"""What a verdict rests on: in how many periods the target was met, and whether there is enough to judge at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.words import Status
from metrics.assessment.uncertainty import Interval
from metrics.definition.indicator import Indicator, Kind, Sampling

LONG = 12
"""Periods that were all missed: no chance any more, but how things are."""


@dataclass(frozen=True)
class Evidence:
    """Of the last periods that have a value and a target: `met` of `of`; `missed_in_a_row` up to the last."""

    met: int
    of: int
    missed_in_a_row: int

    @property
    def never(self) -> bool:
        """Whether the target was missed for so long that nobody can call it chance."""
        return self.missed_in_a_row >= LONG

    @property
    def always(self) -> bool:
        """Whether it was met every time, for as long."""
        return self.met == self.of >= LONG


def weigh(statuses: Sequence[Status]) -> Evidence | None:
    """The evidence of statuses in the order of their periods; None where no period had a target."""
    with_target = [status for status in statuses if status is not Status.NO_TARGET]
    if not with_target:
        return None
    in_a_row = next((n for n, status in enumerate(reversed(with_target)) if status is Status.MET), len(with_target))
    return Evidence(sum(status is Status.MET for status in with_target), len(with_target), in_a_row)


def is_too_few(row: Mapping[str, Any], indicator: Indicator, interval: Interval | None, target: float) -> bool:
    """Whether a value cannot be told from its target: too few events behind it, or an interval that holds the target.

    `interval`: of a slice, None for all of it or for a complete count.
    """
    if interval is not None and interval.holds(target):
        return True
    # Minutes, people and dollars are no events: a row of them may stand for thousands.
    countable = indicator.sampled or all(part.counts for part in indicator.denominator)
    if indicator.derived or indicator.kind is Kind.COUNT or not countable:
        return False
    events = row["numerator"] if indicator.sampling is Sampling.RARE else row["n"]
    return events is not None and events < indicator.enough
