"""Opinions on every daily series, from the simplest to the calendar's: which to believe, by the back-test."""

import numpy as np
import polars as pl

from pipelines.forecast.organisation.answer import GridForecasts
from pipelines.forecast.organisation.grid import DemandGrid, actuals_after, naive, scales, weekday_means
from pipelines.forecast.organisation.regression import regress

OPINIONS = ("seasonal_naive", "weekday_mean", "calendar_regression", "mean_of_two")
"""The last same weekday; the mean of the last eight; the calendar regression; the mean of the latter two."""
ORIGINS, STRIDE = 104, 7
"""The back-test of days starts again each week, over two years: the first teaches the bands, the second is judged."""
LEARNING = 56
"""Days that the earliest origin knows at least."""


def daily_answer(grid: DemandGrid, judged: int) -> GridForecasts:
    """The best opinion on each series: forecasts, and what it would have said at each origin of the back-test.

    Every opinion is formed again at every origin, from what was known then. What is published is chosen by the mean
    absolute error over all origins; the back-test itself by those before the `judged` last ones, so that these judge
    a choice that was made before them. Boosting, Theta and smoothing were tried and left (docs/decisions, 0050).
    """
    room = max((grid.past - LEARNING) // STRIDE, 0)
    origins = [grid.past - STRIDE * k for k in range(min(ORIGINS, room), 0, -1)]
    opinions = _opinions(grid, [*origins, grid.past])
    tests, points = opinions[:, :, :-1], opinions[:, :, -1]
    off = np.abs(tests - actuals_after(grid, origins)[None]) / scales(grid)[None, :, None, None]
    off = np.where(grid.open_at(origins)[None], off, np.nan)
    errors = _mean(off)
    chosen = _least(errors)
    before = _least(_mean(off[:, :, : max(len(origins) - judged, 0)]))
    return GridForecasts(
        points=_take(points, chosen),
        tests=_take(tests, before),
        origins=origins,
        stride=STRIDE,
        choices=_choices(grid, errors, chosen),
    )


def _opinions(grid: DemandGrid, origins: list[int]) -> np.ndarray:
    """Opinions × series × origins × steps; where one knows nothing, the simpler one before it."""
    last, mean, regression = naive(grid, origins), weekday_means(grid, origins), regress(grid, origins)
    mean = np.where(np.isfinite(mean), mean, last)
    regression = np.where(np.isfinite(regression), regression, mean)
    return np.stack([last, mean, regression, (mean + regression) / 2])


def _mean(off: np.ndarray) -> np.ndarray:
    """Mean error of each opinion on each series, NaN where it was not tested."""
    known = np.isfinite(off)
    total, count = np.where(known, off, 0).sum(axis=(2, 3)), known.sum(axis=(2, 3))
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def _least(errors: np.ndarray) -> np.ndarray:
    """The number of the best opinion on each series; of the mean of two where none was tested."""
    best = np.argmin(np.nan_to_num(errors, nan=np.inf), axis=0)
    return np.where(np.isfinite(errors).any(axis=0), best, len(OPINIONS) - 1)


def _take(opinions: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    return opinions[chosen, np.arange(opinions.shape[1])]


def _choices(grid: DemandGrid, errors: np.ndarray, chosen: np.ndarray) -> pl.DataFrame:
    """What was chosen for each series, with its runner-up and the margin between them."""
    rows = []
    for name, best, error in zip(grid.names, chosen, errors.T, strict=True):
        order = np.argsort(np.nan_to_num(error, nan=np.inf), kind="stable")
        second = next(n for n in order if n != best)
        tested = np.isfinite(error[best])
        rows.append(
            {
                "unique_id": name,
                "model": OPINIONS[best],
                "reason": "least_error" if tested else "untested",
                "error": error[best] if tested else None,
                "runner_up": OPINIONS[second] if tested else None,
                "runner_up_error": error[second] if tested else None,
                "margin": error[second] - error[best] if tested else None,
                "floor": bool(best == 0),
                "note": None,
            }
        )
    return pl.DataFrame(rows, infer_schema_length=None)
