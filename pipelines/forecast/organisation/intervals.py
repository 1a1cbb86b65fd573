"""Intervals of forecasts that were tested at many origins: what the errors of earlier origins were, step by step."""

import numpy as np

LEVELS = (80, 95)
FEWEST = 60
"""Errors that a series needs for bands of its own; with fewer, all series lend it theirs."""


def units(yhat: np.ndarray) -> np.ndarray:
    """What errors are measured in: they grow with the square root of what was forecast, as counts do."""
    return np.sqrt(np.maximum(yhat, 0) + 1)


def bands(yhat: np.ndarray, scores: np.ndarray, groups: np.ndarray, seen: np.ndarray, reach: int = 0) -> np.ndarray:
    """Lower and upper bounds of one forecast per series: levels × 2 × series × steps; NaN where nothing was seen yet.

    `yhat`: series × steps. `scores`: (actual − forecast) ÷ `units` at earlier origins, series × origins × steps, NaN
    where the actual is not known. `groups`: the week (month) ahead of each step, from 0. `seen`: groups × origins,
    whether those errors had been seen when this forecast was made. `reach`: how many groups before each lend it their
    scores, where one alone has too few.

    The bounds are quantiles of the scores of the same group, low and high ones apart, with the correction of split
    conformal prediction for finite numbers (Vovk et al. 2005). A band never ends below 0.
    """
    out = np.full((len(LEVELS), 2, *yhat.shape), np.nan)
    for group in np.unique(groups):
        steps = groups == group
        lent = range(max(group - reach, 0), group + 1)
        past = np.hstack([scores[:, seen[g]][:, :, groups == g].reshape(len(yhat), -1) for g in lent])
        for n, level in enumerate(LEVELS):
            low, high = _quantiles(past, (1 - level / 100) / 2)
            out[n, 0][:, steps] = yhat[:, steps] + low[:, None] * units(yhat[:, steps])
            out[n, 1][:, steps] = yhat[:, steps] + high[:, None] * units(yhat[:, steps])
    return np.maximum(out, 0)


def _quantiles(past: np.ndarray, tail: float) -> tuple[np.ndarray, np.ndarray]:
    """The low and high quantile of each series' scores (series × scores)."""
    known = np.isfinite(past).sum(axis=1)
    low, high = _tails(np.sort(past, axis=1), known, tail)
    few = known < FEWEST
    if few.any():
        typical = _typical(past)
        pool = np.sort((past / typical[:, None]).ravel())
        count = np.isfinite(pool).sum()
        shared_low, shared_high = _tails(pool[None], np.array([count]), tail)
        low, high = np.where(few, shared_low * typical, low), np.where(few, shared_high * typical, high)
    return low, high


def _tails(ordered: np.ndarray, known: np.ndarray, tail: float) -> tuple[np.ndarray, np.ndarray]:
    if not ordered.shape[1]:
        return np.full(len(ordered), np.nan), np.full(len(ordered), np.nan)
    # (39 + 1) × 2.5 % is 1, though in binary fractions it falls just short of it.
    at = np.floor((known + 1) * tail + 1e-9).astype(int) - 1
    low = np.take_along_axis(ordered, np.clip(at, 0, None)[:, None], axis=1)[:, 0]
    high = np.take_along_axis(ordered, np.clip(known - 1 - np.maximum(at, 0), 0, None)[:, None], axis=1)[:, 0]
    return np.where(known, low, np.nan), np.where(known, high, np.nan)


def _typical(past: np.ndarray) -> np.ndarray:
    """The mean size of each series' scores; that of all where it has none or they are all 0."""
    known = np.isfinite(past)
    size = np.where(known, np.abs(past), 0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    overall = size[size > 0].mean() if (size > 0).any() else 1.0
    return np.where(size > 0, size, overall)
