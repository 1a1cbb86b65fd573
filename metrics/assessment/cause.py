"""Where a missed target comes from: the one group that most of the gap is of."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from data.storage.snapshot import Snapshot
from data.words import Better
from metrics.assessment.history import Where
from metrics.calendar.periods import Period
from metrics.definition.indicator import Indicator, Kind
from metrics.engine.answer import values
from metrics.engine.decomposition import gap_shares
from metrics.engine.derived import span_behind
from metrics.engine.scope import Scope
from metrics.engine.waves import scope_of_wave

BREAKDOWNS = ("line", "channel", "region", "branch")
"""Those that somebody answers for, in the order in which they are preferred when they explain as much."""
MOST = 0.5
"""A group with less of the gap than this is not where it comes from."""


@dataclass(frozen=True)
class Cause:
    """`share` of the gap to the target is of one slice, whose own `value` is in the indicator's unit.

    `breakdowns`: which slice, breakdown → code. `stands_out`: whether it differs from the rest by more than
    chance; None where nobody looked, or too few records tell.
    """

    breakdowns: Mapping[str, str]
    share: float
    value: float
    stands_out: bool | None = None


def cause(indicator: Indicator, period: Period, where: Where, target: float, snapshot: Snapshot) -> Cause | None:
    """The group with the largest share of the gap; None where none has half of it, or the number does not add up."""
    adds_up = indicator.kind in (Kind.QUOTIENT, Kind.ROLLING, Kind.CUMULATIVE) and indicator.denominator
    if not adds_up or indicator.better is Better.NEUTRAL:
        return None
    span = span_behind(indicator, period, snapshot) if indicator.derived else period
    sign = 1 if indicator.better is Better.HIGHER else -1
    best: Cause | None = None
    for name in BREAKDOWNS:
        if name not in indicator.breakdowns or name in where or (indicator.restricted and where):
            continue
        if name == "channel" and indicator.channels is not None and len(indicator.channels) < 2:
            continue
        scope = scope_of_wave(indicator, Scope(by=(name,), span=span, where=where), snapshot)
        # A hidden group, or one without a denominator, leaves a gap that nobody can share out.
        groups = values([indicator], scope, snapshot).filter(pl.col("denominator") > 0)
        if groups.height < 2:
            continue
        shares = gap_shares(groups, target, scale=indicator.scale, sign=sign)
        place = max(range(len(shares)), key=shares.__getitem__)
        code, value = groups.select(name, "value").row(place)
        if code is not None and shares[place] >= MOST and (best is None or shares[place] > best.share):
            best = Cause({name: code}, shares[place], value)
    return best
