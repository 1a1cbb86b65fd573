"""What forecasts were worth: a back-test as arrays, its bands, and the sums that accuracy is computed from."""

from dataclasses import dataclass

import numpy as np

from pipelines.forecast.organisation.intervals import LEVELS, bands, units


@dataclass(frozen=True, eq=False, kw_only=True)
class Backtest:
    """Forecasts of many series at many origins.

    `yhat`, `actual`, `naive`: series × origins × steps, NaN where not known; `counts`: whether the step counts (the
    place was open); `groups`: the week or month ahead of each step, from 0; `scales`: each series' mean naive error;
    `judged`: how many of the latest origins accuracy is told of, those before only teach the bands; `stride`: periods
    between origins; `reach`: as `bands` takes it.
    """

    yhat: np.ndarray
    actual: np.ndarray
    naive: np.ndarray
    counts: np.ndarray
    groups: np.ndarray
    scales: np.ndarray
    judged: int
    stride: int
    reach: int = 0

    @property
    def scores(self) -> np.ndarray:
        """Errors in the units of `bands`, NaN where there is nothing to score."""
        return np.where(self.counts, (self.actual - self.yhat) / units(self.yhat), np.nan)


def seen_by(trial: Backtest, origin: int) -> np.ndarray:
    """Groups × origins: whether all errors of that group had been seen at the origin of that number.

    The number of the latest plus what lies after it stands for now, when everything has been seen.
    """
    origins = np.arange(trial.yhat.shape[1])
    ends = np.array([np.flatnonzero(trial.groups == g).max() + 1 for g in range(trial.groups.max() + 1)])
    return origins[None] * trial.stride + ends[:, None] <= origin * trial.stride


def error_sums(trial: Backtest) -> dict[str, np.ndarray]:
    """Series × groups: `n`, `origins`, `actual`, `abs_error`, `error`, `naive_abs_error`, `scaled_error`, and of the
    steps that had bands `n_interval`, `inside80`, `inside95`.

    A step that the naive forecast knows nothing of is left out, so that both are judged on the same days.
    """
    series, origins = trial.yhat.shape[:2]
    groups = trial.groups.max() + 1
    scores = trial.scores
    sums: dict[str, np.ndarray] = {}

    def add(name: str, values: np.ndarray, where: np.ndarray) -> None:
        total = sums.setdefault(name, np.zeros((series, groups)))
        np.add.at(total.T, trial.groups, np.where(where, values, 0).T)

    for k in range(max(origins - trial.judged, 0), origins):
        yhat, actual, naive = trial.yhat[:, k], trial.actual[:, k], trial.naive[:, k]
        where = trial.counts[:, k] & np.isfinite(yhat) & np.isfinite(actual) & np.isfinite(naive)
        error = yhat - actual
        add("n", np.ones_like(yhat), where)
        add("actual", actual, where)
        add("abs_error", np.abs(error), where)
        add("error", error, where)
        add("naive_abs_error", np.abs(naive - actual), where)
        add("scaled_error", np.abs(error) / trial.scales[:, None], where)
        bounds = bands(yhat, scores, trial.groups, seen_by(trial, k), trial.reach)
        banded = where & np.isfinite(bounds).all(axis=(0, 1))
        add("n_interval", np.ones_like(yhat), banded)
        for n, level in enumerate(LEVELS):
            add(f"inside{level}", (bounds[n, 0] <= actual) & (actual <= bounds[n, 1]), banded)
    sums["origins"] = np.full((series, groups), min(trial.judged, origins))
    return sums
