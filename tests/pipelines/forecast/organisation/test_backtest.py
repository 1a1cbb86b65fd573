"""Bands are taught by earlier origins only, and accuracy counts what the place was open for."""

import numpy as np
import pytest

from pipelines.forecast.organisation.backtest import Backtest, error_sums, seen_by
from pipelines.forecast.organisation.intervals import bands, units


def trial(actual: np.ndarray, yhat: np.ndarray, *, judged: int, counts: np.ndarray | None = None) -> Backtest:
    """A back-test of weeks; the naive forecast is always 0."""
    return Backtest(
        yhat=yhat,
        actual=actual,
        naive=np.zeros_like(yhat),
        counts=np.ones(yhat.shape, bool) if counts is None else counts,
        groups=np.arange(yhat.shape[2]) // 7,
        scales=np.full(len(yhat), 2.0),
        judged=judged,
        stride=7,
    )


def noise(seed: int, origins: int, series: int = 3, weeks: int = 2, mean: float = 100) -> Backtest:
    random = np.random.default_rng(seed)
    actual = random.poisson(mean, size=(series, origins, 7 * weeks)).astype(float)
    return trial(actual, np.full(actual.shape, mean), judged=origins // 2)


@pytest.mark.parametrize(("mean", "at_most"), [(100, 0.85), (4, 0.92)])
def test_bands_cover_what_they_promise_and_small_counts_a_little_more(mean, at_most):
    sums = {name: values.sum() for name, values in error_sums(noise(1, 80, series=6, mean=mean)).items()}

    assert 0.78 < sums["inside80"] / sums["n_interval"] < at_most
    assert 0.94 < sums["inside95"] / sums["n_interval"] < 0.985


def test_errors_of_a_week_are_seen_once_that_week_is_over():
    seen = seen_by(noise(1, 5), 3)

    assert seen[0].tolist() == [True, True, True, False, False], "one week ahead, made at weeks 0, 1 and 2"
    assert seen[1].tolist() == [True, True, False, False, False], "two weeks ahead"


def test_now_is_when_the_last_week_of_the_latest_origin_is_over():
    trial, weeks = noise(1, 5), 2
    latest = 5 - 1

    assert seen_by(trial, latest + weeks).all()
    assert seen_by(trial, latest + weeks - 1).tolist() == [[True] * 5, [True] * 4 + [False]]


def test_bands_of_now_are_those_of_all_errors_and_a_judged_origin_s_of_fewer():
    trial = noise(7, 30)
    groups, yhat = trial.groups, trial.yhat[:, 0]
    now, then = (bands(yhat, trial.scores, groups, seen_by(trial, at)) for at in (31, 20))

    assert np.array_equal(now, bands(yhat, trial.scores, groups, np.ones((2, 30), bool)))
    # Of two weeks ahead, twenty weeks on, the first 19 origins were over.
    assert np.array_equal(
        then[:, :, :, 7:], bands(yhat, trial.scores[:, :19], groups, np.ones((2, 19), bool))[:, :, :, 7:]
    )


def test_what_comes_later_changes_no_band():
    before = noise(2, 20)
    changed = before.actual.copy()
    changed[:, 10:] = 1e6
    after = trial(changed, before.yhat, judged=10)
    yhat, groups = before.yhat[:, 10], before.groups

    one, other = (bands(yhat, t.scores, groups, seen_by(t, 10)) for t in (before, after))

    assert np.isfinite(one).all()
    assert np.array_equal(one, other)


def test_bands_lie_within_each_other_and_never_below_nought():
    found = noise(3, 30, mean=2)
    lower, upper = bands(found.yhat[:, 0], found.scores, found.groups, np.ones((2, 30), bool)).swapaxes(0, 1)

    assert (lower >= 0).all()
    assert (lower[1] <= lower[0]).all()
    assert (upper[1] >= upper[0]).all()


def test_a_series_with_few_errors_borrows_from_the_others():
    found = noise(4, 30)
    scores = found.scores.copy()
    scores[0, 3:] = np.nan  # three weeks are too few to tell a twentieth

    lent = bands(found.yhat[:, 0], scores, found.groups, np.ones((2, 30), bool))
    own = bands(found.yhat[:1, 0], scores[:1], found.groups, np.ones((2, 30), bool))

    assert np.isfinite(lent[:, :, 0]).all()
    assert not np.allclose(lent[:, :, 0], own[:, :, 0])


def test_nothing_seen_is_no_band():
    found = noise(5, 3)

    assert np.isnan(bands(found.yhat[:, 0], found.scores, found.groups, np.zeros((2, 3), bool))).all()


def test_errors_are_added_up_per_week_ahead_and_only_for_open_days():
    actual, yhat = np.full((1, 2, 14), 10.0), np.full((1, 2, 14), 12.0)
    actual[0, :, 7:] = 15.0
    counts = np.ones((1, 2, 14), bool)
    counts[0, :, 6] = False  # a Sunday

    sums = error_sums(trial(actual, yhat, judged=2, counts=counts))

    origins = 2
    assert sums["n"].tolist() == [[origins * 6, origins * 7]]
    assert sums["actual"].tolist() == [[origins * 6 * 10, origins * 7 * 15]]
    assert sums["error"].tolist() == [[origins * 6 * 2, -origins * 7 * 3]]
    assert sums["abs_error"].tolist() == [[origins * 6 * 2, origins * 7 * 3]]
    assert sums["scaled_error"].tolist() == [[origins * 6 * 2 / 2, origins * 7 * 3 / 2]]
    assert sums["naive_abs_error"].tolist() == [[origins * 6 * 10, origins * 7 * 15]]


def test_only_the_latest_origins_are_judged():
    assert error_sums(noise(6, 10))["n"].tolist() == [[5 * 7, 5 * 7]] * 3


def test_errors_are_measured_as_counts_vary():
    assert units(np.array([0.0, 3, 99])).tolist() == [1, 2, 10]
