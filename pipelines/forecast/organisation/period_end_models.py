"""Where a period will end: sums carried on month by month, several opinions weighed by how far off they were before.

What is forecast is a window of months, the last of which are not known yet: the known ones count as they are, the sums
of the others are forecast, and all of it is divided at last. Every error is that of a whole window, as a reader will
meet it, never of a month.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.stats import t as student

LEVELS = (3, 6, 12, 24, 36)
"""So many months back a level is taken from: a steady process is told best by the longest, a moving one by few."""
NAIVE = 12
"""As the last twelve periods: what an outlook must be better than."""
SEASONAL, SEASONS = (12, 36), 3
"""Levels to which the season is added, and of how many years it is taken: what was disrupted long ago is no season."""
TREND, DAMPED = 24, 0.85
"""Months that a trend is read from, and how much of it is left from one month to the next."""
GROWING, MOST_GROWTH = 6, 2.0
"""Months by whose volume that of the year before is carried on, and by how much at most."""
SHARPNESS, DOUBT = 4.0, 1.0
"""An opinion counts by its mean absolute error to the power of minus this; so many errors are taken to be as usual.
Squares would hear of nothing but the wildest year."""
FORGETS, HALF_LIFE = 12, 24
"""Origins after which an error counts half: of an opinion, and of what was said in the end."""
LIKE, OTHER_TIMES = 1.5, 0.1
"""Months within which it is the same time of the year, and how much errors of other times count: where a year ends with
a rush, what windows of summer came to says little.
"""
INSIDE, FEW = 0.8, 8
"""The share of windows that end in their interval; of fewer tested ones than `FEW` no width is learned."""

Value = Callable[[np.ndarray, np.ndarray, np.ndarray, np.ndarray], np.ndarray]
"""From sums of windows above and below, and where they begin and end, to values; NaN where there is none."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Sums:
    """What a value is made of, month by month or wave by wave.

    `above`: of known months. `base`: what `above` is forecast in relation to; longer than it where it is known ahead.
    `value`: what windows of both come to. `season`: months of a year, 0 where there is no season.
    """

    above: np.ndarray
    base: np.ndarray
    value: Value
    season: int = 12

    @property
    def known(self) -> int:
        """How many months are known."""
        return len(self.above)


@dataclass(frozen=True, eq=False, kw_only=True)
class Ending:
    """Where a window will end, and what saying so was worth.

    `low` and `high`: the interval of 80 %, not yet cut off where no value can lie. `error`: mean absolute error of the
    back-test; `naive_error`: that of saying that it will be as the last twelve periods. `tested`: how many windows;
    `inside`: of those that had an interval by then, the share that ended in it.
    """

    value: float
    low: float
    high: float
    error: float
    naive_error: float
    tested: int
    inside: float | None


def foresee(sums: Sums, length: int, left: int, fewest: int) -> Ending | None:
    """Where a window of `length` months ends, of which the last `left` are not known; None with too little history.

    `fewest`: months that the first origin of the back-test knows. There must be as many windows to test it on.
    """
    origins = np.arange(fewest, sums.known + 1)
    if sums.known < 2 * fewest + left or sums.base[: sums.known].sum() <= 0:
        return None
    opinions = _opinions(sums, origins, left)
    base = _base_ahead(sums, origins, left)
    values = [_values(sums, origins, ratio, base, length, left) for ratio in opinions]
    naive = _values(sums, origins, opinions[LEVELS.index(NAIVE)], base, length, left, whole=True)
    actual = _actual(sums, origins, length, left)
    value = _weighed(np.array([*values, naive]), actual, left, sums.season)
    error = value - actual
    tested = np.isfinite(error)
    half = _half_widths(error, left, sums.season)
    if tested.sum() < fewest or not np.isfinite([value[-1], half[-1]]).all():
        return None
    held = (np.abs(error) <= half)[np.isfinite(error) & np.isfinite(half)]
    now = len(origins) - 1
    weights = _weights(np.flatnonzero(tested), now, HALF_LIFE, sums.season)
    return Ending(
        value=float(value[-1]),
        low=float(value[-1] - half[-1]),
        high=float(value[-1] + half[-1]),
        error=float(np.average(np.abs(error[tested]), weights=weights)),
        naive_error=float(np.average(np.abs(naive - actual)[tested], weights=weights)),
        tested=int(tested.sum()),
        inside=float(held.mean()) if held.size else None,
    )


def _opinions(sums: Sums, origins: np.ndarray, left: int) -> list[np.ndarray]:
    """What each model says of `above` in relation to `base` in the months ahead of each origin: origins × months."""
    levels = {months: _level(sums, origins, months) for months in LEVELS}
    flat = [np.repeat(level[:, None], left, axis=1) for level in levels.values()]
    moving = [_trend(sums, origins, left)]
    if not sums.season:
        return [*flat, *moving]
    season = _season(sums, origins, left)
    moving.append(_a_year_before(sums, origins, left, levels[NAIVE]))
    return [*flat, *moving, *(levels[months][:, None] + season for months in SEASONAL)]


def _level(sums: Sums, origins: np.ndarray, months: int) -> np.ndarray:
    """The quotient of the sums of the last months before each origin."""
    first = np.maximum(origins - months, 0)
    return _quotient(between(sums.above, first, origins), between(sums.base, first, origins))


def _trend(sums: Sums, origins: np.ndarray, left: int) -> np.ndarray:
    """A straight line through the last two years, which flattens as it goes on."""
    steps = np.cumsum(DAMPED ** np.arange(1, left + 1))
    out = np.empty((len(origins), left))
    for k, origin in enumerate(origins):
        first = max(origin - TREND, 0)
        weights = sums.base[first:origin]
        ratios = _quotient(sums.above[first:origin], weights)
        at = np.arange(first - origin, 0) + 0.5
        weights = np.where(np.isfinite(ratios), weights, 0) / max(weights.sum(), 1e-300)
        ratios = np.nan_to_num(ratios)
        middle, mean = (weights * at).sum(), (weights * ratios).sum()
        spread = (weights * (at - middle) ** 2).sum()
        slope = (weights * (at - middle) * (ratios - mean)).sum() / spread if spread > 0 else 0.0
        out[k] = mean - slope * middle + slope * steps
    return out


def _a_year_before(sums: Sums, origins: np.ndarray, left: int, level: np.ndarray) -> np.ndarray:
    """The same months of the year before, as much higher as the last twelve months are than the twelve before."""
    year = sums.season
    before = np.where(origins >= 2 * year, _level(sums, np.maximum(origins - year, 0), year), level)
    months = origins[:, None] + np.arange(left) - year
    growth = _quotient(level, before)
    return _quotient(sums.above[months], sums.base[months]) * growth[:, None]


def _season(sums: Sums, origins: np.ndarray, left: int) -> np.ndarray:
    """What the calendar month adds to the level: the mean of past years, as far as they agree with each other."""
    year, known = sums.season, sums.known
    out = np.zeros((len(origins), left))
    middle = np.arange(year // 2, known - year // 2)
    around = np.full(known, np.nan)
    # A year around each month is its level, so that a trend is no season.
    spans = [(middle - year // 2, middle + year // 2), (middle - year // 2 + 1, middle + year // 2 + 1)]
    around[middle] = np.mean([_quotient(between(sums.above, *s), between(sums.base, *s)) for s in spans], axis=0)
    off = _quotient(sums.above, sums.base[:known]) - around
    for k, origin in enumerate(origins):
        last = max(origin - year // 2, 0)
        seen = np.where(np.arange(known) < last, off, np.nan)[:origin]
        years = min(len(seen) // year, SEASONS)
        if years < 2:
            continue
        by_year = seen[len(seen) - years * year :].reshape(years, year)
        count = np.isfinite(by_year).sum(axis=0)
        if count.min() < 2:
            continue
        mean = np.nansum(by_year, axis=0) / count
        within = np.nansum((by_year - mean) ** 2) / (count - 1).sum() / count.mean()
        seasonal = max((mean**2).mean() - within, 0.0)
        believed = seasonal / (seasonal + within) if seasonal > 0 else 0.0
        out[k] = believed * mean[np.arange(left) % year]
    return out


def _base_ahead(sums: Sums, origins: np.ndarray, left: int) -> np.ndarray:
    """The base of the months ahead of each origin: as known, else as a year before and as much more as lately."""
    ahead = origins[:, None] + np.arange(left)
    if len(sums.base) > sums.known:
        return sums.base[ahead]
    usual = between(sums.base, np.maximum(origins - NAIVE, 0), origins) / np.minimum(origins, NAIVE)
    if not sums.season:
        return np.repeat(usual[:, None], left, axis=1)
    year = sums.season
    lately, before = origins - GROWING, origins - GROWING - year
    now = between(sums.base, lately, origins)
    then = np.where(before >= 0, between(sums.base, np.maximum(before, 0), np.maximum(origins - year, 0)), np.nan)
    growth = np.clip(np.nan_to_num(_quotient(now, then), nan=1.0), 1 / MOST_GROWTH, MOST_GROWTH)
    a_year_before = sums.base[ahead - year]
    return np.where(a_year_before > 0, a_year_before * growth[:, None], usual[:, None])


def _values(
    sums: Sums, origins: np.ndarray, ratios: np.ndarray, base: np.ndarray, length: int, left: int, whole: bool = False
) -> np.ndarray:
    """The value that the window of each origin ends at, if the months ahead, or all of it, are as an opinion says."""
    first, end = origins + left - length, origins + left
    ahead, since = slice(max(left - length, 0), left), np.clip(first, 0, origins)
    below = between(sums.base, since, origins) + base[:, ahead].sum(axis=1)
    above = between(sums.above, since, origins) + (ratios * base)[:, ahead].sum(axis=1)
    above = ratios[:, 0] * below if whole else above
    return np.where(first >= 0, sums.value(above, below, np.maximum(first, 0), end), np.nan)


def _actual(sums: Sums, origins: np.ndarray, length: int, left: int) -> np.ndarray:
    """The value that the window of each origin came to; NaN where it is not over."""
    first, end = origins + left - length, origins + left
    over = (first >= 0) & (end <= sums.known)
    first, end = np.where(over, first, 0), np.where(over, end, length)
    values = sums.value(between(sums.above, first, end), between(sums.base, first, end), first, end)
    return np.where(over, values, np.nan)


def _weighed(values: np.ndarray, actual: np.ndarray, left: int, season: int) -> np.ndarray:
    """The opinions' mean at each origin, each weighed by its errors in windows that were over by then."""
    errors = np.abs(values - actual)
    out = np.full(values.shape[1], np.nan)
    for k in range(values.shape[1]):
        said = np.isfinite(values[:, k])
        if not said.any():
            continue
        seen = _seen(np.isfinite(errors).any(axis=0), k, left)
        mean = np.ones(len(values))
        if seen.size:
            past, weights = errors[:, seen], _weights(seen, k, FORGETS, season)
            # An opinion that was silent is taken to have been as good as the others.
            summed = np.where(np.isfinite(past), past, np.nanmean(past)) @ weights
            usual = max(np.median(summed) / weights.sum(), 1e-300)
            mean = np.maximum((summed / usual + DOUBT) / (weights.sum() + DOUBT), 1e-3)
        counts = np.where(said, mean**-SHARPNESS, 0)
        out[k] = (np.where(said, values[:, k], 0) * counts).sum() / counts.sum()
    return out


def _half_widths(error: np.ndarray, left: int, season: int) -> np.ndarray:
    """Half the interval of 80 % at each origin, the last of which is now; NaN before anything is known.

    The usual error, times what would have held four of five of the errors before, each measured by what was usual then:
    so intervals narrow after calmer years and widen after wilder ones. Which side is likelier so few chances do not
    tell (decision 0184).
    """
    origins = len(error)
    usual, out = np.full(origins, np.nan), np.full(origins, np.nan)
    for k in range(origins):
        seen = _seen(np.isfinite(error), k, left)
        if len(seen) >= 2:
            usual[k] = max(np.average(np.abs(error[seen]), weights=_weights(seen, k, HALF_LIFE, season)), 1e-12)
    times = np.abs(error) / usual
    for k in range(origins):
        seen = _seen(np.isfinite(times), k, left)
        if len(seen) >= FEW:
            out[k] = usual[k] * _quantile(times[seen], _weights(seen, k, HALF_LIFE, season))
        else:
            # Errors about nought: their mean size is √(2 ÷ π) of their spread.
            chances = max((k - left + 1) / max(left, 1), 2)
            out[k] = usual[k] * np.sqrt(np.pi / 2) * student.ppf((1 + INSIDE) / 2, chances)
    return out


def _quantile(values: np.ndarray, weights: np.ndarray) -> float:
    """What four of five of the values do not exceed, each value standing in the middle of its weight."""
    order = np.argsort(values)
    reached = (np.cumsum(weights[order]) - weights[order] / 2) / weights.sum()
    return float(np.interp(INSIDE, reached, values[order]))


def _seen(there: np.ndarray, k: int, left: int) -> np.ndarray:
    """The origins whose windows were over at the origin of number `k`."""
    return np.flatnonzero(there[: max(k - left + 1, 0)])


def _weights(seen: np.ndarray, k: int, half_life: float, season: int) -> np.ndarray:
    """How much the errors of origins count at that of number `k`: late ones more, and those of its time of the year."""
    recent = 0.5 ** ((k - seen) / half_life)
    if not season:
        return recent
    apart = (k - seen) % season
    apart = np.minimum(apart, season - apart)
    return recent * (OTHER_TIMES + (1 - OTHER_TIMES) * np.exp(-((apart / LIKE) ** 2) / 2))


def between(values: np.ndarray, first: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Sums of the months from `first` to before `end`."""
    added = np.r_[0.0, np.cumsum(values)]
    return added[end] - added[first]


def _quotient(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    return np.divide(above, below, out=np.full(np.shape(above), np.nan), where=below > 0)
