"""Which places differ from all of them together by more than chance, and by more than places differ anyhow.

A funnel plot after D. J. Spiegelhalter, "Funnel plots for comparing institutional performance" (Statistics in Medicine,
2005): each share against how many it is of, with limits around the share of all places together that 95 % and 99.8 %
of like places keep. Real places never are alike, and of many thousand visits the smallest difference would lie outside;
what places differ anyhow (overdispersion) widens the limits, by the additive random effects of Spiegelhalter, "Handling
over-dispersion of performance indicators" (Quality and Safety in Health Care, 2005). They are preferred to a factor on
the limits, which would let those of the largest places shrink to nothing all the same:

- each share p of n is taken as y = asin √p, whose variance 1 ÷ 4n knows nothing of p;
- what places differ anyhow is a standard deviation τ of their own, of which the places tell: z = (y − y of all
  together) ÷ √(1 ÷ 4n + τ²), the lowest and the highest tenth drawn in to the 10 % and 90 % quantile of z
  (winsorised), so that those who are to be found do not hide themselves. τ is where the mean of z² is what it is of
  normal numbers that are drawn in alike, 0.679 (the estimate of R. C. Paule and J. Mandel, 1982, of winsorised
  numbers); 0 where it is less already without. Spiegelhalter sets the mean of the numbers drawn in equal to that of
  numbers which are not, which makes limits too narrow: of 90 places that differ by nothing but such a τ, 3 to 4 in 100
  were then outside, not 2 in 1,000;
- limits: sin²(y of all ± quantile × √(1 ÷ 4n + τ²)), the angle kept between 0 and π ÷ 2.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import asin, pi, sin, sqrt
from statistics import NormalDist

import numpy as np

from data.text import Word
from metrics.assessment.hot_spots import Spot
from metrics.assessment.uncertainty import Interval

INNER, OUTER = 0.95, 0.998
DRAWN_IN = 0.10
"""Of all places on each side that are drawn in before it is reckoned how much places differ."""
_END = NormalDist().inv_cdf(1 - DRAWN_IN)
AS_NORMAL = 1 - 2 * DRAWN_IN - 2 * _END * NormalDist().pdf(_END) + 2 * DRAWN_IN * _END**2
"""The mean square of normal numbers of which the tenths are drawn in: 0.679."""
STEPS = 64
"""Halvings of the range in which τ² is looked for."""
LEAST = 5
"""Fewer places than this cannot tell how much places differ, and each is a large part of what it is compared with."""


class Standing(Word):
    """Where a place lies in the funnel."""

    FAR_BELOW = "far_below", "Far below the others", "Loin sous les autres"
    BELOW = "below", "Below most others", "Sous la plupart des autres"
    ALIKE = "alike", "As the others", "Comme les autres"
    ABOVE = "above", "Above most others", "Au-dessus de la plupart"
    FAR_ABOVE = "far_above", "Far above the others", "Loin au-dessus des autres"


@dataclass(frozen=True, kw_only=True)
class Point:
    """A place in the funnel: its spot, the limits at its number, and where it lies between them."""

    spot: Spot
    inner: Interval
    outer: Interval
    standing: Standing


@dataclass(frozen=True, kw_only=True)
class Funnel:
    """`centre`: the share of all places together (0–1). `phi`: how many times as much places vary as by chance alone.

    `tau`: the standard deviation between places, on the scale of asin √share; 0 where chance explains them all.
    `points`: the places, in the order that they were handed in.
    """

    centre: float
    phi: float
    tau: float
    points: Sequence[Point] = ()

    def limits(self, of: float, inside: float) -> Interval:
        """Between which shares `inside` (0–1) of places of `of` visits lie that do not differ more than places do."""
        return _limits(self.centre, self.tau, of, inside)

    def outside(self, *standings: Standing) -> list[Point]:
        """The places that lie in one of these, the farthest from the middle first."""
        found = [point for point in self.points if point.standing in standings]
        return sorted(found, key=lambda point: -self.distance(point))

    def distance(self, point: Point) -> float:
        """How many standard deviations a place lies from the middle."""
        return abs(asin(sqrt(point.spot.value)) - asin(sqrt(self.centre))) / _spread(self.tau, point.spot.of)


def funnel(spots: Iterable[Spot]) -> Funnel | None:
    """The funnel of the spots of shares (`metrics.assessment.hot_spots.spots`, by one breakdown).

    Spots with too few for their indicator are left out. None for fewer than `LEAST` others.
    """
    kept = [spot for spot in spots if not spot.few and spot.missed is not None]
    if len(kept) < LEAST:
        return None
    of = np.array([spot.of for spot in kept], np.int64)
    in_time = of - np.array([spot.missed for spot in kept], np.int64)
    centre = float(in_time.sum() / of.sum())
    phi, tau = _dispersion(in_time / of, of, centre)
    return Funnel(centre=centre, phi=phi, tau=tau, points=[_point(spot, centre, tau) for spot in kept])


def _dispersion(shares: np.ndarray, of: np.ndarray, centre: float) -> tuple[float, float]:
    """φ and τ."""
    off, chance = np.arcsin(np.sqrt(shares)) - asin(sqrt(centre)), 1 / (4.0 * of)

    def phi(between: float) -> float:
        z = off / np.sqrt(chance + between)
        return float((np.clip(z, *np.quantile(z, [DRAWN_IN, 1 - DRAWN_IN])) ** 2).mean()) / AS_NORMAL

    if phi(0.0) <= 1:
        return phi(0.0), 0.0
    low, high = 0.0, (pi / 2) ** 2
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if phi(middle) > 1 else (low, middle)
    return phi(0.0), sqrt(high)


def _point(spot: Spot, centre: float, tau: float) -> Point:
    inner, outer = (_limits(centre, tau, spot.of, inside) for inside in (INNER, OUTER))
    if spot.value < inner.low:
        standing = Standing.FAR_BELOW if spot.value < outer.low else Standing.BELOW
    elif spot.value > inner.high:
        standing = Standing.FAR_ABOVE if spot.value > outer.high else Standing.ABOVE
    else:
        standing = Standing.ALIKE
    return Point(spot=spot, inner=inner, outer=outer, standing=standing)


def _limits(centre: float, tau: float, of: float, inside: float) -> Interval:
    reach = NormalDist().inv_cdf((1 + inside) / 2) * _spread(tau, of)
    middle = asin(sqrt(centre))
    low, high = (sin(min(max(angle, 0.0), pi / 2)) ** 2 for angle in (middle - reach, middle + reach))
    return Interval(low, high)


def _spread(tau: float, of: float) -> float:
    return sqrt(1 / (4 * of) + tau**2)
