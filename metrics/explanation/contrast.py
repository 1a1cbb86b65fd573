"""Whether a slice moved otherwise than the rest: by its rate, and by its share of the volume.

Both are contrasts over their standard error. How much rows vary is known from themselves: shares are binomial, counts
Poisson, means have the variance of what was measured. Where rows are not independent of each other these are too small,
so that they are multiplied by a factor of overdispersion (see `search`).
"""

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from data.records import RECORDS
from data.words import Unit
from metrics.definition.indicator import HUNDREDTH, THOUSAND, Indicator, Kind
from metrics.definition.rowsets import record_behind
from metrics.explanation.cells import ROLES, Cells

Numbers = NDArray[np.float64]

LEAST_EVENTS = 5
STEADY = 5
"""So many rows of the whole are added to a slice when its variance is estimated: equal rows are no certainty."""


class Noise(Enum):
    """What a slice's numbers vary by."""

    COUNT = "count"
    SHARE = "share"
    RATE = "rate"
    MEAN = "mean"
    SAMPLE = "sample"
    UNKNOWN = "unknown"


def noise_of(indicator: Indicator, cells: Cells) -> Noise:
    """The law that an indicator's rows follow."""
    if indicator.kind is Kind.COUNT or not indicator.denominator:
        return Noise.COUNT
    if indicator.sampled:
        return Noise.SAMPLE
    if cells.sums[:, [4, 9]].any():
        return Noise.MEAN
    above, below = cells.sums[:, [0, 5]], cells.sums[:, [1, 6]]
    if indicator.unit is Unit.SHARE and (above >= 0).all() and (above <= below).all():
        return Noise.SHARE
    return Noise.RATE if _are_counts(indicator) else Noise.UNKNOWN


def _are_counts(indicator: Indicator) -> bool:
    """Whether its sums are numbers of rows; a record of totals gives numbers of what it totals."""
    return all(part.counts or RECORDS[record_behind(part.rows)].grain != "day" for part in indicator.parts)


@dataclass(frozen=True)
class Law:
    """How the rows of an indicator vary, and the numbers that tell it."""

    noise: Noise
    rows_are_units: bool
    """Whether what is divided by is not a number of rows: then the number of rows is what the variance goes by."""
    weighted: bool

    @classmethod
    def of(cls, indicator: Indicator, cells: Cells) -> "Law":
        """The law of an indicator's cells."""
        noise = noise_of(indicator, cells)
        below = indicator.denominator
        counts = all(part.counts or RECORDS[record_behind(part.rows)].grain != "day" for part in below)
        weighted = noise is Noise.SAMPLE and indicator.weighted
        return cls(noise, bool(below) and not counts and noise is not Noise.SAMPLE, weighted)

    def side(self, sums: np.ndarray, period: int) -> "Side":
        """What slices were in one of the two periods."""
        above, below, n, squares, moments = sums[:, len(ROLES) * period : len(ROLES) * (period + 1)].T
        if self.noise is Noise.COUNT:
            return Side(above, above, n, n, moments)
        size = n if self.rows_are_units else below
        if self.noise is Noise.SAMPLE:
            weight, moment = (HUNDREDTH**2, 1) if self.weighted else (1, THOUSAND)
            with np.errstate(all="ignore"):
                size = np.where(squares > 0, below**2 / (squares * weight), 0.0)
            moments = moments / moment
        return Side(above, below, n, size, moments)


@dataclass(frozen=True, eq=False)
class Side:
    """Slices in one period: sums, rows, how many independent rows they are worth, and Σ x²."""

    above: Numbers
    below: Numbers
    n: Numbers
    size: Numbers
    moments: Numbers

    def __add__(self, other: "Side") -> "Side":
        return Side(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))

    def rate(self) -> Numbers:
        """Numerator ÷ denominator, before the scale."""
        return self.above / self.below

    def variance(self, noise: Noise) -> Numbers:
        """The variance of one row."""
        rate = self.rate()
        if noise is Noise.SHARE:
            return rate * (1 - rate)
        if noise is Noise.RATE:
            return np.abs(rate)
        if noise is Noise.UNKNOWN:
            return rate**2
        return np.maximum(self.moments / self.below - rate**2, 0)


@dataclass(frozen=True, eq=False)
class Evidence:
    """Per slice the squares of its contrasts over their standard errors; nought where there is nothing to test.

    `rate`: its rate changed otherwise than the rest's (against a target: is another). `volume`: its share of the volume
    changed. `unlike`: its rate is another than the rest's. `mix`: what the total gained by its share of the volume.
    `own`: its own rate changed, whatever the rest did. `moved` and `grew`: the contrasts of rate and volume, signed.
    """

    rate: np.ndarray
    volume: np.ndarray
    unlike: np.ndarray
    mix: np.ndarray
    own: np.ndarray
    moved: np.ndarray
    grew: np.ndarray


def compare(law: Law, slices: np.ndarray, whole: np.ndarray, *, level: bool = False) -> Evidence:
    """Every slice (one row of sums each) against the rest of the whole.

    `level`: whether rates of the period itself differ, rather than how they changed.
    """
    own, rest, everything = (
        [law.side(sums, period) for period in (0, 1)] for sums in (slices, whole - slices, whole[None, :])
    )
    nothing = np.zeros(len(slices))
    with np.errstate(all="ignore"):
        enough = _events(law.noise, own) >= LEAST_EVENTS
        volume, grew = _volume(own, rest)
        if law.noise is Noise.COUNT:
            unlike = np.full(len(slices), np.inf)
            return Evidence(nothing, np.where(enough, volume, 0), unlike, unlike, unlike, nothing, grew)
        spread = everything[0] + everything[1]
        variances = [_steady((side[0] + side[1]), spread, law.noise) for side in (own, rest)]
        sizes = [[side[period].size for period in (0, 1)] for side in (own, rest)]
        if level:
            gap = own[1].rate() - rest[1].rate()
            rate = gap**2 / sum(v / size[1] for v, size in zip(variances, sizes, strict=True))
            rate = np.where(enough & np.isfinite(rate), rate, 0)
            return Evidence(rate, nothing, nothing, nothing, rate, np.nan_to_num(gap), nothing)
        change = (own[1].rate() - own[0].rate()) ** 2 / (variances[0] * (1 / sizes[0][0] + 1 / sizes[0][1]))
        rate, moved = _changes(law.noise, own, rest, variances, sizes)
        middle = [side[0] + side[1] for side in (own, rest)]
        gap = middle[0].rate() - middle[1].rate()
        unlike = gap**2 / sum(v / side.size for v, side in zip(variances, middle, strict=True))
        shares = [side.below / whole_side.below for side, whole_side in zip(own, everything, strict=True)]
        mix = (shares[1] - shares[0]) * gap
        usable = enough & np.isfinite(mix) & np.isfinite(unlike)
        return Evidence(
            np.where(enough & np.isfinite(rate), rate, 0),
            np.where(usable, volume, 0),
            np.where(usable, unlike, 0),
            np.where(usable, mix, 0),
            np.nan_to_num(change),
            np.nan_to_num(moved),
            grew,
        )


def standard_error(law: Law, whole: np.ndarray) -> float:
    """By how much the value of all rows moves from one period to the other without any cause."""
    if law.noise is Noise.COUNT:
        return 0.0
    with np.errstate(all="ignore"):
        sides = [law.side(whole[None, :], period) for period in (0, 1)]
        variance = (sides[0] + sides[1]).variance(law.noise)
        return float(np.sqrt(sum(variance / side.size for side in sides))[0])


def _changes(
    noise: Noise, own: list[Side], rest: list[Side], variances: list[np.ndarray], sizes: list[list[np.ndarray]]
) -> tuple[np.ndarray, np.ndarray]:
    """The lesser evidence of two, for an even change is as many points or per cent everywhere; and the points."""
    rates = [[side[period].rate() for period in (0, 1)] for side in (own, rest)]
    # The variance of the difference between both periods is that of one row by the rows of each.
    errors = [v * (1 / size[0] + 1 / size[1]) for v, size in zip(variances, sizes, strict=True)]
    moved = (rates[0][1] - rates[0][0]) - (rates[1][1] - rates[1][0])
    points = moved**2 / sum(errors)
    if noise is Noise.SAMPLE:
        return points, moved
    middles = [(side[0] + side[1]).rate() for side in (own, rest)]
    if noise is Noise.SHARE:
        slopes = [middle * (1 - middle) for middle in middles]
        # Half a row more on both sides, so that all and none have odds too.
        odds = [[np.log((s.above + 0.5) / (s.below - s.above + 0.5)) for s in side] for side in (own, rest)]
    else:
        slopes = middles
        odds = [[np.log(rate) for rate in side] for side in rates]
    contrast = (odds[0][1] - odds[0][0]) - (odds[1][1] - odds[1][0])
    relative = contrast**2 / sum(error / slope**2 for error, slope in zip(errors, slopes, strict=True))
    return np.where(np.isfinite(relative), np.minimum(points, relative), points), moved


def _steady(side: Side, whole: Side, noise: Noise) -> Numbers:
    """The variance of a row, a few rows of the whole being added: that equal rows were seen is no certainty."""
    own = np.nan_to_num(side.variance(noise))
    size = np.nan_to_num(side.size)
    return (own * size + whole.variance(noise) * STEADY) / (size + STEADY)


def _volume(own: list[Side], rest: list[Side]) -> tuple[np.ndarray, np.ndarray]:
    """Whether the slice's share of the rows changed (Pearson's χ² of both periods by slice and rest), and which way.

    It stands where a slice had no rows before, which the logarithm of its growth does not.
    """
    # Of a record of totals each row is many: what is divided by counts.
    rows = [[np.maximum(s.n, np.where(s.below == s.size, s.below, 0)) for s in side] for side in (own, rest)]
    (own_0, own_1), (rest_0, rest_1) = rows
    difference = own_1 * rest_0 - own_0 * rest_1
    margins = (own_0 + own_1) * (rest_0 + rest_1) * (own_0 + rest_0) * (own_1 + rest_1)
    squares = difference**2 * (own_0 + own_1 + rest_0 + rest_1) / margins
    return np.where(margins > 0, squares, 0), np.sign(difference)


def _events(noise: Noise, own: list[Side]) -> Numbers:
    """How many rows speak: of a share those of the rarer kind, of a rate its events, else all of the larger period."""
    if noise is Noise.SHARE:
        both = own[0] + own[1]
        rate = np.nan_to_num(both.rate())
        return both.size * np.minimum(rate, 1 - rate)
    first, last = (np.nan_to_num(side.above if noise is Noise.RATE else side.n) for side in own)
    return np.maximum(first, last)
