import numpy as np
import pytest

from pipelines.forecast.models.backtest import BacktestOrigin
from pipelines.forecast.models.blend import cross_fit, losses, weigh

NAMES = ["seasonal_naive", "good", "fair", "bad"]
SERIES = 40


def three_origins() -> list[BacktestOrigin]:
    """Three origins in which good is 1 off on average, fair 1.1, the naive 2 and bad 3."""
    rng = np.random.default_rng(0)
    off = {"seasonal_naive": 2.0, "good": 1.0, "fair": 1.1, "bad": 3.0}
    tests = []
    for cut in (4, 8, 12):
        y = rng.normal(100, 5, (SERIES, 4))
        points = {
            name: y + size * rng.choice([-1, 1], y.shape) * rng.uniform(0.9, 1.1, y.shape) for name, size in off.items()
        }
        tests.append(BacktestOrigin(cut, np.arange(SERIES), y, points, np.ones(SERIES)))
    return tests


def test_better_candidates_weigh_more_and_those_below_the_floor_nothing():
    weights = weigh(three_origins(), NAMES, ["seasonal_naive"], np.ones(40)).weights
    assert weights.sum(axis=1) == pytest.approx(1)
    assert (weights[:, 1] > weights[:, 2]).all()
    assert (weights[:, 2] > 0).all()
    assert weights[:, 3].max() == 0


def test_nothing_better_than_the_floor_leaves_the_floor():
    tests = [BacktestOrigin(t.cut, t.kept, t.y, t.points | {"seasonal_naive": t.y}, t.scales) for t in three_origins()]
    weights = weigh(tests, NAMES, ["seasonal_naive"], np.ones(40)).weights
    assert weights[:, 0] == pytest.approx(1)


def test_a_candidate_without_a_forecast_leaves_its_weight_to_the_others():
    blend = weigh(three_origins(), NAMES, ["seasonal_naive"], np.ones(40))
    points = {name: np.full((40, 4), 10.0) for name in NAMES} | {"good": np.full((40, 4), np.nan)}
    assert blend.combine(points) == pytest.approx(10.0)


def test_without_any_test_all_weigh_alike():
    assert weigh([], NAMES, ["seasonal_naive"], np.ones(2)).weights == pytest.approx(1 / 4)


def test_one_series_that_nothing_can_tell_does_not_choose_for_the_others():
    scales = np.ones(SERIES)
    scales[0] = 1e-6
    tests = three_origins()
    for test in tests:
        test.points["bad"][0] = test.y[0]
    weights = weigh(tests, NAMES, ["seasonal_naive"], scales).weights
    assert weights[1:].argmax(axis=1).tolist() == [1] * (SERIES - 1)


def test_the_blend_of_an_origin_does_not_know_what_came_there():
    tests = three_origins()
    before = cross_fit(tests, NAMES, ["seasonal_naive"], np.ones(SERIES), 4)[0]
    tests[0].y[:] = tests[0].points["bad"]
    assert cross_fit(tests, NAMES, ["seasonal_naive"], np.ones(SERIES), 4)[0] == pytest.approx(before)


def test_a_series_that_a_naive_always_told_better_is_named_and_others_are_not():
    tests = three_origins()
    said = [test.points["good"].copy() for test in tests]
    for test in tests:
        test.points["seasonal_naive"][7] = test.y[7] + 0.1
    assert losses(tests, said, ["seasonal_naive"], SERIES, 4) == {7: "seasonal_naive"}


def test_a_candidate_beside_the_best_of_several_naives_has_no_weight():
    names = ["seasonal_naive", "last_value", "between"]
    tests = three_origins()
    for test in tests:
        test.points.update(last_value=test.points["good"], between=test.y + 1.5)
    weights = weigh(tests, names, ["seasonal_naive", "last_value"], np.ones(SERIES)).weights
    assert weights[:, 2].max() == 0


def test_where_origins_disagree_together_the_best_does_not_take_all_the_weight():
    def share_of_best(odd: float) -> float:
        tests = three_origins()
        for test, size in zip(tests, (1.0, 1.0, odd), strict=True):
            test.points["fair"] = test.y + 1.3 * (test.points["good"] - test.y) * size
        return weigh(tests, NAMES, ["seasonal_naive"], np.ones(SERIES)).weights[:, 1].mean()

    assert share_of_best(1.0) > 0.9
    # Fair is a third worse twice and better once: three origins cannot tell, however many series were in them.
    assert share_of_best(0.5) < 0.8
