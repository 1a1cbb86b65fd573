"""Weights of the candidates for every series, from what the back-test says of the file and of the series."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipelines.forecast.models.backtest import BacktestOrigin

# A candidate this share worse than the best has a third of its weight; more where the file tells little apart.
SHARPNESS = 0.04
NOISE = 2.0
HARD = 4.0
POOLED_ORIGINS = 4.0
LEAST_WEIGHT = 0.03
# Origins at which a naive must have been better, and by how many standard errors of the difference.
FEWEST_ORIGINS, CERTAIN = 3, 3.0


@dataclass(frozen=True, eq=False)
class Blend:
    """`names` of the candidates; `weights` and mean absolute `errors` (MASE): rows are series, columns names."""

    names: list[str]
    weights: np.ndarray
    errors: np.ndarray
    pooled: np.ndarray

    def combine(self, points: dict[str, np.ndarray], rows: np.ndarray | None = None) -> np.ndarray:
        """The weighted forecasts; a candidate that has none for a series leaves its weight to the others."""
        weights = self.weights if rows is None else self.weights[rows]
        stacked = np.array([points[name] for name in self.names])
        share = weights.T[:, :, None] * np.isfinite(stacked)
        total = share.sum(axis=0)
        even = np.isfinite(stacked) & (total == 0)
        share, total = share + even, np.where(total == 0, even.sum(axis=0), total)
        return (share * np.nan_to_num(stacked)).sum(axis=0) / np.maximum(total, 1e-12)

    def spread_over(self, series: int, at: np.ndarray) -> "Blend":
        """The same for a longer list of series in which these stand at `at`; the others are told by the first name."""
        weights, errors = np.zeros((series, len(self.names))), np.full((series, len(self.names)), np.nan)
        weights[:, 0] = 1.0
        weights[at], errors[at] = self.weights, self.errors
        return Blend(self.names, weights, errors, self.pooled)

    def with_only(self, chosen: dict[int, str]) -> "Blend":
        """The same, but the series at these positions are told by one name alone."""
        weights = self.weights.copy()
        for i, name in chosen.items():
            weights[i] = [float(each == name) for each in self.names]
        return Blend(self.names, weights, self.errors, self.pooled)


def weigh(tests: Sequence[BacktestOrigin], names: list[str], floors: Sequence[str], scales: np.ndarray) -> Blend:
    """Weights that fall with the error above the best, pooled over all series, moved by each series' own errors.

    A candidate worse than the best of the `floors` over the file, by more than chance alone, has no weight.
    """
    floor = floors[0]
    series = len(scales)
    total, count, singly = np.zeros((series, len(names))), np.zeros(series), []
    for test in tests:
        known = np.isfinite(test.y)
        gaps = np.stack([np.abs(_or_floor(test, name, floor) - test.y) for name in names], axis=2)
        means = np.where(known[:, :, None], gaps, 0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)[:, None]
        means /= scales[test.kept, None]
        total[test.kept] += means
        count[test.kept] += known.any(axis=1)
        singly.append(means[known.any(axis=1)])
    tested = count > 0
    errors = np.where(tested[:, None], total / np.maximum(count, 1)[:, None], np.nan)
    if not tested.any():
        even = np.full((series, len(names)), 1 / len(names))
        return Blend(names, even, errors, np.full(len(names), np.nan))
    middle = np.median(errors[tested], axis=1, keepdims=True)
    limited = np.minimum(errors[tested], 5 * middle + 1e-12)
    # One series that no model can tell, by a scale near nothing, must not choose for all others.
    limited = limited * np.minimum(1, HARD * np.median(middle) / np.maximum(middle, 1e-12))
    pooled = limited.mean(axis=0) + 1e-12
    own = limited / np.maximum(limited.mean(axis=1, keepdims=True), 1e-12)
    scores = np.tile(pooled / pooled.mean(), (series, 1))
    trust = (count[tested] / (count[tested] + POOLED_ORIGINS))[:, None]
    scores[tested] = (1 - trust) * scores[tested] + trust * own
    noise = NOISE * _noise(singly, int(pooled.argmin()))
    weights = np.exp(-(scores / scores.min(axis=1, keepdims=True) - 1) / (SHARPNESS + noise))
    weights[:, pooled > min(pooled[names.index(name)] for name in floors) * (1 + noise)] = 0
    weights /= np.maximum(weights.sum(axis=1, keepdims=True), 1e-300)
    weights[weights < LEAST_WEIGHT] = 0
    return Blend(names, weights / weights.sum(axis=1, keepdims=True), errors, pooled)


def cross_fit(
    tests: Sequence[BacktestOrigin], names: list[str], floors: Sequence[str], scales: np.ndarray, horizon: int
) -> list[np.ndarray]:
    """What a blend says at every origin whose weights do not know what came there.

    Origins that share more than half of the horizon with it tell nothing, where there are others.
    """
    said = []
    for test in tests:
        others = [other for other in tests if 2 * abs(other.cut - test.cut) >= horizon]
        others = others or [other for other in tests if other is not test] or [test]
        said.append(weigh(others, names, floors, scales).combine(test.points, test.kept))
    return said


def losses(
    tests: Sequence[BacktestOrigin], said: Sequence[np.ndarray], floors: Sequence[str], series: int, horizon: int
) -> dict[int, str]:
    """Series → the floor that was better than what was said, by more than chance alone, at their own origins."""
    worse = np.full((len(tests), series, len(floors)), np.nan)
    for origin, (test, yhat) in enumerate(zip(tests, said, strict=True)):
        for column, name in enumerate(floors):
            gaps = np.abs(yhat - test.y) - np.abs(test.points[name] - test.y)
            known = np.isfinite(gaps)
            mean = np.where(known, gaps, 0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
            worse[origin, test.kept, column] = np.where(known.any(axis=1), mean, np.nan)
    count = np.isfinite(worse).sum(axis=0)
    mean = np.nansum(worse, axis=0) / np.maximum(count, 1)
    around = np.sqrt(np.nansum((worse - mean) ** 2, axis=0) / np.maximum(count - 1, 1))
    cuts = [test.cut for test in tests]
    overlap = max(1.0, len(cuts) / (1 + (max(cuts) - min(cuts)) / horizon)) if cuts else 1.0
    sure = (count >= FEWEST_ORIGINS) & (mean > CERTAIN * around * np.sqrt(overlap / np.maximum(count, 1))) & (mean > 0)
    best = np.where(sure, mean, 0).argmax(axis=1)
    return {int(i): floors[best[i]] for i in np.flatnonzero(sure.any(axis=1))}


def _noise(errors: Sequence[np.ndarray], best: int) -> float:
    """How far chance alone moves the mean error of a candidate from the best one's, as a share of the errors.

    Origins of one series overlap, so they count for somewhat less than their number; what moved all series of an origin
    together is one chance, however many they are.
    """
    sizes = [np.maximum(each.mean(axis=1, keepdims=True), 1e-12) for each in errors]
    apart = [each / size - (each / size)[:, [best]] for each, size in zip(errors, sizes, strict=True)]
    rows = np.vstack(apart)
    noise = float(np.median(rows.std(axis=0)) * np.sqrt(1.5 / len(rows)))
    if len(apart) < FEWEST_ORIGINS:
        return noise
    means = np.array([each.mean(axis=0) for each in apart])
    return max(noise, float(np.median(means.std(axis=0, ddof=1)) * np.sqrt(1 / len(means))))


def _or_floor(test: BacktestOrigin, name: str, floor: str) -> np.ndarray:
    points = test.points[name]
    return np.where(np.isfinite(points), points, test.points[floor])
