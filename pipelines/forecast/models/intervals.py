"""Conformal intervals: what earlier forecasts missed, in units of what each series' own past says of its errors."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from pipelines.forecast.models.spread import Spread

BLOCKS = 13
"""Parts of the horizon whose errors are looked at together."""
OWN_ORIGINS = 8.0
"""Origins, not overlapping, after which a series' own errors count as much as those of all."""
BLOCK_ERRORS, OWN_SHAPE = 100.0, 400.0
"""Errors after which a part of the horizon and the shape of a series' own errors count half."""
LOPSIDED = 50.0
"""Origins, not overlapping, after which errors that are larger on one side count half: a year that went up is one
chance, of however many series it is seen."""
TAIL, FEW = 1.55, 60
"""How much further than 80 % the outer 95 % reach where fewer than so many errors can tell."""
# What the next origin adds to the spread between few earlier ones.
NEXT = 0.2
TOLD = 2.0
"""Errors of one series at one origin that count for so many at most: those of neighbouring steps are much alike."""
LESSON, UNSURE, SCHOOL = -0.7, 0.5, 10.0
"""How errors fall as the past grows where the file cannot tell: the power of n ÷ (n + `SCHOOL` seasons), how far files
differ in it, and the seasons after which more of them teach little."""
LEAST = 0.05
"""Of what its own past says, a series is missed by no less than this, however exact the earlier forecasts were."""
ALIKE = 40
"""Errors of series of the same kind that are enough to leave the others out."""
ALONE = 0.1
"""How far the logarithm of one series' mean error strays at an origin by chance (its square), at the least."""
# Of normal errors: their mean size beside one, and quantiles, where nothing has been tested.
UNTESTED, NORMAL = 1.25, {50: 0.674, 80: 1.282, 90: 1.645, 95: 1.96, 99: 2.576}


class Intervals:
    """How far what came lay from forecasts.

    `cuts`: origins, in periods before the end. `errors`: origin × series × step, signed, in units of the spread that
    the series had at that origin; NaN where nothing is known. `spread`: of the series now.
    """

    def __init__(self, cuts: Sequence[int], errors: np.ndarray, spread: Spread, cut: int = 0):
        self.spread = spread
        self.horizon = errors.shape[2]
        self.cuts, self.cut = np.array(cuts), cut
        # An error of step s is known s periods after its origin.
        late = self.cuts[:, None] - np.arange(1, self.horizon + 1) < cut
        self.errors = np.where(late[:, None, :] & (cut > 0), np.nan, errors)
        self.seen = np.isfinite(self.errors).any(axis=(1, 2))
        edges = np.unique(np.linspace(0, self.horizon, min(BLOCKS, self.horizon) + 1).astype(int))
        self.blocks = list(pairwise(edges))
        self.centres = np.array([(begin + end + 1) / 2 for begin, end in self.blocks])
        if self.tested:
            self._scale()

    @property
    def tested(self) -> bool:
        """Whether anything has been tested yet."""
        return bool(self.seen.any())

    def bounds(self, yhat: np.ndarray, level: int) -> tuple[np.ndarray, np.ndarray]:
        """Lower and upper ends of the intervals around forecasts (series × step)."""
        spread = self.spread
        if self.tested:
            low, high = self._quantiles(level / 100)
            width = (self.own * self.learned * self.lately)[:, None] * self.typical * (1 + NEXT / (1 + self.apart))
        else:
            normal = float(np.interp(level, list(NORMAL), list(NORMAL.values())))
            low, high, width = np.array(-normal), np.array(normal), UNTESTED
        under, over = self._shapes(level / 100)
        middle, unit = spread.root(yhat), width * spread.units
        # Where a series is closed, and where nothing was ever missed, one error among all that were seen is possible.
        least = spread.least[:, None]
        below = np.where(spread.closed, least, np.maximum(-low * under[:, None] * unit, least))
        above = np.where(spread.closed, least, np.maximum(high * over[:, None] * unit, least))
        lower, upper = spread.square(middle - below), spread.square(middle + above)
        return np.minimum(lower, yhat), np.maximum(upper, yhat)

    def _scale(self) -> None:
        """Mean sizes by distance, each series' own beside them, and errors divided by both (`standard`)."""
        means = np.stack([_mean(np.abs(self.errors[:, :, begin:end])) for begin, end in self.blocks], axis=2)
        typical = np.full(len(self.blocks), np.nan)
        for block in range(len(self.blocks)):
            told = means[:, :, block][np.isfinite(means[:, :, block])]
            if len(told):
                typical[block] = max(np.minimum(told, 8 * max(np.median(told), LEAST)).mean(), LEAST)
        known = np.flatnonzero(np.isfinite(typical))
        typical = np.interp(np.arange(len(typical)), known, typical[known])
        padded = np.pad(typical, 1, mode="edge")
        typical = (padded[:-2] + 2 * padded[1:-1] + padded[2:]) / 4
        self.typical = np.interp(np.arange(1, self.horizon + 1), self.centres, typical)
        each = _mean(means / typical)
        told = np.isfinite(each)
        each = np.where(told, each, 0)
        cuts = self.cuts[self.seen]
        # Overlapping origins tell the same errors again.
        self.apart = min(len(cuts), 1 + (cuts.max() - cuts.min()) / self.horizon)
        prior = OWN_ORIGINS * len(cuts) / self.apart
        self.own = (prior + each.sum(axis=0)) / (prior + told.sum(axis=0))
        standard = np.empty_like(self.errors)
        for origin, cut in enumerate(self.cuts):
            far = np.abs(self.cuts - cut) >= self.horizon
            without = (prior + each[far].sum(axis=0)) / (prior + told[far].sum(axis=0))
            standard[origin] = self.errors[origin] / (without[:, None] * self.typical)
        self.standard = standard
        lengths, then = self.spread.lengths, self.spread.lengths - (self.cuts - self.cut)[:, None]
        self.learned = _learned(means, lengths, then, self.spread.season)
        self.share = _independent(standard)
        self.lately = _lately(_mean(means / typical)[self.seen] / self.own, cuts)

    def _quantiles(self, level: float) -> tuple[np.ndarray, np.ndarray]:
        """Low and high ends (series × step) of the standard errors of series alike."""
        low, high = np.empty((2, self.errors.shape[1], self.horizon))
        for kind in (False, True):
            rows = self.spread.intermittent == kind
            own = self.standard[:, rows]
            enough = np.isfinite(own).any(axis=2).sum() >= ALIKE
            low[rows], high[rows] = self._ends(own if enough else self.standard, level)
        return low, high

    def _ends(self, standard: np.ndarray, level: float) -> tuple[np.ndarray, np.ndarray]:
        sides = self.apart / (self.apart + LOPSIDED)
        whole, parts = _ends(standard, level, self.share, sides), []
        for begin, end in self.blocks:
            block = standard[:, :, begin:end]
            groups = self.share * int(np.isfinite(block).any(axis=2).sum())
            share = groups / (groups + BLOCK_ERRORS)
            parts.append(share * _ends(block, level, self.share, sides) + (1 - share) * whole if groups else whole)
        steps = np.arange(1, self.horizon + 1)
        low, high = (np.interp(steps, self.centres, side) for side in np.array(parts).T)
        return low, high

    def _shapes(self, level: float) -> tuple[np.ndarray, np.ndarray]:
        """How much further below and above each series' own past errors reach than those of all series together."""
        past, tail = self.spread.past, (1 + level) / 2
        every = np.concatenate(past) if past else np.empty(0)
        shapes = np.ones((2, len(past)))
        if len(every):
            usual = np.maximum(_reach(every, tail), 1e-9)
            for i, errors in enumerate(past):
                share = len(errors) / (len(errors) + OWN_SHAPE)
                if len(errors):
                    shapes[:, i] = 1 - share + share * np.array(_reach(errors, tail)) / usual
        return shapes[0], shapes[1]


def _reach(errors: np.ndarray, tail: float) -> tuple[float, float]:
    """How far the lower and the upper end of errors reach, with room for one more."""
    share = min(tail * (len(errors) + 1) / len(errors), 1.0)
    low, high = np.quantile(errors, [1 - share, share])
    return max(-float(low), 0.0), max(float(high), 0.0)


def _independent(standard: np.ndarray) -> float:
    """Errors that each series and origin count for: fewer than one where an origin missed, or held, all together."""
    sizes = np.abs(standard)
    told = np.isfinite(sizes)
    groups, rows = int(told.any(axis=2).sum()), told.any(axis=(1, 2))
    if rows.sum() < 2:
        return 1.0
    beyond = (told & (sizes > np.quantile(sizes[told], 0.8))).sum(axis=(1, 2))[rows] / told.sum(axis=(1, 2))[rows]
    return float(min(TOLD, told.sum() / groups, 0.16 * rows.sum() / max(beyond.var(ddof=1), 1e-9) / groups))


def _lately(sizes: np.ndarray, cuts: np.ndarray) -> float:
    """How much larger errors (origin × series) were lately than at all origins, as far as that is no chance.

    Each origin counts half as much as the next: calm follows calm.
    """
    told = np.isfinite(sizes)
    count = np.maximum(told.sum(axis=1), 1)
    logs = np.where(told, np.log(np.maximum(np.where(told, sizes, 1), LEAST)), 0)
    means = logs.sum(axis=1) / count
    if len(means) < 3:
        return 1.0
    inside = np.maximum(np.where(told, (logs - means[:, None]) ** 2, 0).sum(axis=1) / count, ALONE) / count
    real = max(0.0, 1 - float(inside.mean()) / max(float(means.var(ddof=1)), 1e-12))
    weights = 0.5 ** np.argsort(np.argsort(cuts))
    return float(np.exp(real * (weights @ means / weights.sum() - means.mean())))


def _learned(means: np.ndarray, now: np.ndarray, then: np.ndarray, season: int) -> np.ndarray:
    """How much less each series is missed than at the origins, for it has a longer past than it had then.

    What is usual (`LESSON`), and what this file's series of different lengths tell, each by how sure it is.
    """
    each = _mean(means)
    told = np.isfinite(each) & (then > 0)
    school = SCHOOL * season
    x, size = _known(then, school), np.log(np.maximum(np.where(told, each, 1), LEAST))
    # Of very many series a sample is tested; the others are as much longer now.
    begun = told.any(axis=1, keepdims=True) & (then >= then[told].min(initial=np.iinfo(int).max))
    usual = np.where(begun, x, 0).sum(axis=0) / np.maximum(begun.sum(axis=0), 1)
    # Within an origin only: what sets one apart from another is the world, not how much was known.
    count = np.maximum(told.sum(axis=1, keepdims=True), 1)
    gaps, missed = (
        np.where(told, z - np.where(told, z, 0).sum(axis=1, keepdims=True) / count, 0)[told] for z in (x, size)
    )
    square, sure = float(gaps @ gaps), 1 / UNSURE**2
    slope = float(gaps @ missed) / max(square, 1e-9)
    # What is large at one origin is large at the others: series are the chances, not their errors.
    rest = len(means) * max(float((missed - slope * gaps).var()), ALONE) if len(gaps) else 1.0
    # A longer past can only teach; where long series are missed by more, they are others.
    slope = min((LESSON * sure + slope * square / rest) / (sure + square / rest), 0.0)
    return np.where(begun.any(axis=0), np.exp(slope * (_known(now, school) - usual)), 1.0)


def _known(lengths: np.ndarray, school: float) -> np.ndarray:
    """The logarithm of the part of what can be learned that a past of so many periods has taught."""
    periods = np.maximum(lengths, 1)
    return np.log(periods / (periods + school))


def _mean(values: np.ndarray) -> np.ndarray:
    known = np.isfinite(values)
    total = np.where(known, values, 0).sum(axis=2)
    return np.where(known.any(axis=2), total / np.maximum(known.sum(axis=2), 1), np.nan)


def _ends(standard: np.ndarray, level: float, independent: float, sides: float) -> np.ndarray:
    """Both ends of errors (origin × series × step): each its own quantile as far as `sides` says, else alike.

    `independent`: what a series and origin count for, as each tells more, or less, than the others do.
    """
    known = standard[np.isfinite(standard)]
    groups = min(independent * int(np.isfinite(standard).any(axis=2).sum()), len(known))
    even = _quantile(np.abs(known), level, min(level, 0.8), level, groups)
    low, high = (_quantile(side * known, (1 + level) / 2, (1 + min(level, 0.8)) / 2, level, groups) for side in (-1, 1))
    return np.array([-sides * low - (1 - sides) * even, sides * high + (1 - sides) * even])


def _quantile(errors: np.ndarray, share: float, inner: float, level: float, groups: float) -> float:
    """The quantile with room for one more error; beyond 80 %, few errors reach further than they show."""
    width = float(np.quantile(errors, min(inner * (1 + 1 / (groups + 1)), 1)))
    if share <= inner:
        return width
    far = float(np.quantile(errors, min(share * (1 + 0.2 / (groups + 1)), 1)))
    trust = min(1.0, groups / FEW)
    return trust * far + (1 - trust) * max(width * TAIL ** ((level - 0.8) / 0.15), far)
