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
SEASONAL = (12, 36)
"""Levels to which the season is added."""
TREND, DAMPED = 24, 0.85
"""Months that a trend is read from, and how much of it is left from one month to the next."""
GROWING, MOST_GROWTH = 6, 2.0
"""Months by whose volume that of the year before is carried on, and by how much at most."""
SHARPNESS = 3.0
"""An opinion counts by its mean squared error to the power of minus this."""
DOUBT = 3.0
"""Opinions are taken to be as good as each other as if that many errors had said so."""
HALF_LIFE, PATIENCE = 12, 24
"""Origins after which an error counts half; and how wide intervals had to be, which is believed for longer."""
INSIDE, FEW = 0.8, 6
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
    back-test; `naive_error`: that of the last twelve periods, taken for the whole window or for what is left of it,
    whichever is better. `tested`: how many windows there were;
    `inside`: the share of those that had an interval by then that ended in it.
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
    values.append(_unchanged(sums, origins, base, length, left))
    actual = _actual(sums, origins, length, left)
    naives = values[LEVELS.index(NAIVE)], values[-1]
    value = _weighed(np.array(values), actual, left)
    error = value - actual
    tested = np.isfinite(error)
    half = _half_widths(error, left)
    if tested.sum() < fewest or not np.isfinite([value[-1], half[-1]]).all():
        return None
    held = (np.abs(error) <= half)[np.isfinite(error) & np.isfinite(half)]
    recent = _recent(int(tested.sum()), HALF_LIFE)
    return Ending(
        value=float(value[-1]),
        low=float(value[-1] - half[-1]),
        high=float(value[-1] + half[-1]),
        error=float(np.average(np.abs(error[tested]), weights=recent)),
        naive_error=min(float(np.average(np.abs(one - actual)[tested], weights=recent)) for one in naives),
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
        years = len(seen) // year
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
    sums: Sums, origins: np.ndarray, ratios: np.ndarray, base: np.ndarray, length: int, left: int
) -> np.ndarray:
    """The value that the window of each origin ends at, if the months ahead are as an opinion says."""
    first, end = origins + left - length, origins + left
    ahead = slice(max(left - length, 0), left)
    since = np.clip(first, 0, origins)
    above = between(sums.above, since, origins) + (ratios * base)[:, ahead].sum(axis=1)
    below = between(sums.base, since, origins) + base[:, ahead].sum(axis=1)
    return np.where(first >= 0, sums.value(above, below, np.maximum(first, 0), end), np.nan)


def _unchanged(sums: Sums, origins: np.ndarray, base: np.ndarray, length: int, left: int) -> np.ndarray:
    """The value of each window if all of it is as the last twelve periods were, whatever is known of it."""
    first, end = origins + left - length, origins + left
    below = between(sums.base, np.clip(first, 0, origins), origins) + base[:, max(left - length, 0) :].sum(axis=1)
    above = _level(sums, origins, NAIVE) * below
    return np.where(first >= 0, sums.value(above, below, np.maximum(first, 0), end), np.nan)


def _actual(sums: Sums, origins: np.ndarray, length: int, left: int) -> np.ndarray:
    """The value that the window of each origin came to; NaN where it is not over."""
    first, end = origins + left - length, origins + left
    over = (first >= 0) & (end <= sums.known)
    first, end = np.where(over, first, 0), np.where(over, end, length)
    values = sums.value(between(sums.above, first, end), between(sums.base, first, end), first, end)
    return np.where(over, values, np.nan)


def _weighed(values: np.ndarray, actual: np.ndarray, left: int) -> np.ndarray:
    """The opinions' mean at each origin, each weighed by its errors in windows that were over by then."""
    squares = (values - actual) ** 2
    out = np.full(values.shape[1], np.nan)
    for k in range(values.shape[1]):
        said = np.isfinite(values[:, k])
        if not said.any():
            continue
        past = squares[:, : max(k - left + 1, 0)]
        past = past[:, np.isfinite(past).any(axis=0)]
        weights = _recent(past.shape[1], HALF_LIFE)
        usual = np.nanmean(past) if past.size else 1.0
        summed = (np.where(np.isfinite(past), past, usual) * weights).sum(axis=1)
        mean = (summed + DOUBT * usual) / (weights.sum() + DOUBT)
        counts = np.where(said, np.maximum(mean / max(usual, 1e-300), 1e-9) ** -SHARPNESS, 0)
        out[k] = (np.where(said, values[:, k], 0) * counts).sum() / counts.sum()
    return out


def _half_widths(error: np.ndarray, left: int) -> np.ndarray:
    """Half the interval of 80 % at each origin, the last of which is now; NaN before anything is known.

    The usual error, times what would have held four of five of the errors before, each measured by what was usual then:
    so intervals narrow after calmer years and widen after wilder ones. Which side is likelier so few chances do not
    tell (decision 0184).
    """
    origins = len(error)
    usual, out = np.full(origins, np.nan), np.full(origins, np.nan)
    for k in range(origins):
        seen = np.abs(error[: max(k - left + 1, 0)])
        seen = seen[np.isfinite(seen)]
        if len(seen) >= 2:
            usual[k] = max(np.average(seen, weights=_recent(len(seen), HALF_LIFE)), 1e-12)
    times = np.abs(error) / usual
    for k in range(origins):
        seen = times[: max(k - left + 1, 0)]
        seen = seen[np.isfinite(seen)]
        if len(seen) >= FEW:
            out[k] = usual[k] * _quantile(seen, _recent(len(seen), PATIENCE))
        else:
            # Errors about nought: their mean size is √(2 ÷ π) of their spread.
            chances = max(len(error[: max(k - left + 1, 0)]) / max(left, 1), 2)
            out[k] = usual[k] * np.sqrt(np.pi / 2) * student.ppf((1 + INSIDE) / 2, chances)
    return out


def _quantile(values: np.ndarray, weights: np.ndarray) -> float:
    """What four of five of the values do not exceed."""
    order = np.argsort(values)
    reached = np.cumsum(weights[order]) / weights.sum()
    return float(values[order][np.searchsorted(reached, INSIDE).clip(max=len(values) - 1)])


def _recent(count: int, half_life: float) -> np.ndarray:
    """How much each of so many errors counts, the last of which was seen last."""
    return 0.5 ** (np.arange(count)[::-1] / half_life)


def between(values: np.ndarray, first: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Sums of the months from `first` to before `end`."""
    added = np.r_[0.0, np.cumsum(values)]
    return added[end] - added[first]


def _quotient(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    return np.divide(above, below, out=np.full(np.shape(above), np.nan), where=below > 0)
