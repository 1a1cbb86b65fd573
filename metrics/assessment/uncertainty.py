"""How sure a number from a sample is: 95 % intervals, "19 times out of 20".

Only samples (surveys, audits, brand) and rates of rare events have one; a complete count is what it is.
Shares follow Wilson (1927), weights Kish (1965), rare events Garwood (1936), differences Newcombe (1998):
none of them leaves the range a value can have, and none claims certainty from ten equal answers.
Where nothing or everything was seen there is one side only to err on: the limit is then the exact one-sided one.
"""

from dataclasses import dataclass
from math import hypot, inf, sqrt
from statistics import NormalDist

OUTSIDE = 0.05
Z = NormalDist().inv_cdf(1 - OUTSIDE / 2)


@dataclass(frozen=True)
class Interval:
    """The range that holds the true value 19 times out of 20, in the unit of the value."""

    low: float
    high: float

    def margin(self, value: float) -> float:
        """The larger side, so that "± margin" promises no more than the interval does."""
        return max(self.high - value, value - self.low)

    def holds(self, target: float) -> bool:
        """Whether the value cannot be told from the target."""
        return self.low <= target <= self.high

    def scaled(self, scale: float) -> "Interval":
        """The same interval in a unit `scale` times as fine (per 10,000, in points); scale > 0."""
        return Interval(self.low * scale, self.high * scale)


def effective_n(sum_w: float, sum_ww: float) -> float | None:
    """How many unweighted answers the weighted ones are worth: (Σw)² ÷ Σw²; None without weight."""
    return sum_w**2 / sum_ww if sum_ww else None


def finite_n(n: float, respondents: float, population: float) -> float:
    """`n` raised for the part of a finite population that answered; infinite once all have.

    The variance of a sample drawn without replacement shrinks by (N - n) ÷ (N - 1). With weights, `n` is
    the effective number and `respondents` the number of people.
    """
    left = population - respondents
    return n * (population - 1) / left if left > 0 else inf


def share(hits: float, n: float, population: float | None = None) -> Interval | None:
    """Interval of the share `hits` ÷ `n`, 0..1, of `n` answers; None without answers.

    `population`: how many people were asked about, where that is a known number (staff).
    """
    if not n:
        return None
    return _wilson(hits / n, n if population is None else finite_n(n, n, population))


def mean_score(
    sum_wx: float,
    sum_wxx: float,
    sum_w: float,
    sum_ww: float,
    *,
    lowest: float,
    highest: float,
    population: float | None = None,
    respondents: float | None = None,
) -> Interval | None:
    """Interval of the mean Σwx ÷ Σw of a score between `lowest` and `highest`, in the score's unit.

    A mean of scores varies less than a share with the same mean; Wilson's interval is taken at as many
    answers as give the observed variance, so that for scores of only `lowest` and `highest` both agree.
    Where all answers are equal no variance is seen, and the largest that the mean allows is assumed.
    `population` and `respondents` in people, where the population is a known number. None without weight.
    """
    n = effective_n(sum_w, sum_ww)
    if not n:
        return None
    if population is not None and respondents is not None:
        n = finite_n(n, respondents, population)
    width = highest - lowest
    middle = (sum_wx / sum_w - lowest) / width
    # As whole numbers, sums leave no rounding for this difference to magnify.
    variance = (sum_wxx * sum_w - sum_wx**2) / (sum_w * width) ** 2
    most = middle * (1 - middle)
    interval = _wilson(middle, n * most / variance if variance > 0 and most > 0 else n)
    return Interval(lowest + width * interval.low, lowest + width * interval.high)


def rate(events: float, exposure: float) -> Interval | None:
    """Exact Poisson interval of `events` ÷ `exposure`, for rare events; None without exposure.

    The chance of seeing at most k events when m are expected is an incomplete gamma integral of m, so the
    limits are its inverses.
    """
    if not exposure:
        return None
    # Here and not above: only rates need it, and importing it costs as much as importing Polars.
    from scipy.special import gammaincinv

    if not events:
        return Interval(0.0, float(gammaincinv(1, 1 - OUTSIDE)) / exposure)
    low, high = gammaincinv(events, OUTSIDE / 2), gammaincinv(events + 1, 1 - OUTSIDE / 2)
    return Interval(float(low) / exposure, float(high) / exposure)


def difference(first: float, of_first: Interval, second: float, of_second: Interval) -> Interval:
    """Interval of `first` - `second`, two values of independent samples (French and English, two waves)."""
    gap = first - second
    return Interval(
        gap - hypot(first - of_first.low, of_second.high - second),
        gap + hypot(of_first.high - first, second - of_second.low),
    )


def _wilson(value: float, n: float) -> Interval:
    """The shares that a test at 5 % would not reject, having seen `value` in `n` answers; exact at both ends."""
    if n == inf:
        return Interval(value, value)
    # Of n answers all alike, a share beyond this limit would have given as many in fewer than one case of twenty.
    unseen = 1 - OUTSIDE ** (1 / n)
    if value <= 0:
        return Interval(0.0, unseen)
    if value >= 1:
        return Interval(1 - unseen, 1.0)
    middle = value + Z**2 / (2 * n)
    reach = Z * sqrt(value * (1 - value) / n + Z**2 / (4 * n**2))
    whole = 1 + Z**2 / n
    # Rounding must not push a limit past the value itself: none in ten begins at 0, not at 2e-17.
    return Interval(max(0.0, min(value, (middle - reach) / whole)), min(1.0, max(value, (middle + reach) / whole)))
