"""What the history says of an arrow: on drawn series whose answer is known."""

import random
from datetime import date
from itertools import accumulate, pairwise
from math import atanh, sqrt, tanh
from types import SimpleNamespace

import pytest

from data.words import Better, Factor, Frequency
from metrics.assessment import strategy
from metrics.assessment.strategy import ARROWS, LANES, Support, evidence, lanes, sign_of
from metrics.catalogue.registry import declared


def together(pairs: int, *, lag: int = 0, noise: float = 0.3, seed: int = 7) -> tuple[list[float], list[float]]:
    """Two walks of which the second follows the first, with so many pairs of changes."""
    rng = random.Random(seed)
    steps = [rng.gauss(0, 1) for _ in range(pairs)]
    follows = [rng.gauss(0, 1) for _ in range(lag)] + [step + noise * rng.gauss(0, 1) for step in steps]
    return (
        list(accumulate(steps + [rng.gauss(0, 1) for _ in range(lag)], initial=50.0)),
        list(accumulate(follows, initial=80.0)),
    )


def test_an_effect_that_follows_supports_its_arrow_at_its_lag_only():
    cause, effect = together(30, lag=2)

    assert evidence(cause, effect, lag=2, sign=1).support is Support.SUPPORTED
    assert evidence(cause, effect, lag=2, sign=1).pairs == 30
    assert evidence(cause, effect, lag=0, sign=1).support is Support.NOT_SUPPORTED


def test_the_wrong_sign_supports_nothing():
    cause, effect = together(30)
    down = [-value for value in effect]

    assert evidence(cause, effect, lag=0, sign=-1).support is Support.NOT_SUPPORTED
    assert evidence(cause, down, lag=0, sign=-1).support is Support.SUPPORTED
    assert evidence(cause, down, lag=0, sign=1).support is Support.NOT_SUPPORTED


@pytest.mark.parametrize(("pairs", "support"), [(23, Support.TOO_FEW), (24, Support.SUPPORTED)])
def test_it_takes_twenty_four_pairs(pairs: int, support: Support):
    found = evidence(*together(pairs), lag=0, sign=1)

    assert found.pairs == pairs
    assert found.support is support
    assert found.r > 0.8


def test_r_and_its_interval_are_those_of_the_books():
    # Changes 1, 2, 3, 4, 5 and 2, 1, 4, 3, 5: r is 0.8; the interval is tanh(atanh(0.8) ± 1.96 / √2).
    cause, effect = (list(accumulate(steps, initial=0)) for steps in ((1, 2, 3, 4, 5), (2, 1, 4, 3, 5)))
    found = evidence(cause, effect, lag=0, sign=1)

    assert found.r == pytest.approx(0.8)
    assert found.low == pytest.approx(tanh(atanh(0.8) - 1.959964 / sqrt(2)))
    assert found.high == pytest.approx(tanh(atanh(0.8) + 1.959964 / sqrt(2)))


def test_levels_that_rise_together_are_no_evidence():
    rng = random.Random(3)
    rising = [[10 * month + rng.gauss(0, 5) for month in range(60)] for _ in range(2)]

    assert evidence(*rising, lag=0, sign=1).support is Support.NOT_SUPPORTED


@pytest.mark.parametrize("constant", [0.1, 0.0, 1e9])
def test_a_series_that_never_moves_has_no_r(constant: float):
    cause, _ = together(40)
    found = evidence(cause, [constant] * 41, lag=0, sign=1)

    assert (found.support, found.pairs, found.r, found.low) == (Support.NOT_SUPPORTED, 40, None, None)


def test_a_straight_line_moves_by_the_same_step_and_has_no_r_either():
    cause, _ = together(40)
    line = [0.1 * month for month in range(41)]

    assert evidence(cause, line, lag=0, sign=1).r is None


def test_the_same_series_twice_has_an_r_of_one():
    cause, _ = together(40)
    found = evidence(cause, cause, lag=0, sign=1)

    assert (found.r, found.support) == (pytest.approx(1.0), Support.SUPPORTED)


def test_a_missing_period_takes_the_two_changes_at_it():
    cause, effect = together(30)
    cause[10] = None

    assert evidence(cause, effect, lag=0, sign=1).pairs == 28
    effect[11] = None
    assert evidence(cause, effect, lag=0, sign=1).pairs == 27
    cause[0] = None
    assert evidence(cause, effect, lag=0, sign=1).pairs == 26


@pytest.mark.parametrize("values", [[], [1.0], [1.0, 2.0], [None, None, None]])
def test_too_little_history_is_said_and_never_fails(values: list[float | None]):
    found = evidence(values, values, lag=0, sign=1)

    assert found.support is Support.TOO_FEW
    assert found.r is None
    assert evidence(values, values, lag=5, sign=1).pairs == 0


def test_chance_seldom_supports():
    rng = random.Random(11)
    walks = [[list(accumulate((rng.gauss(0, 1) for _ in range(60)), initial=0)) for _ in range(2)] for _ in range(400)]
    supported = sum(evidence(*pair, lag=0, sign=1).support is Support.SUPPORTED for pair in walks)

    assert supported <= 0.05 * len(walks)


def test_the_arrows_of_the_strategy_are_declared_between_indicators_that_have_a_direction():
    for arrow in ARROWS:
        cause, effect = declared()[arrow.cause], declared()[arrow.effect]
        assert Better.NEUTRAL not in (cause.better, effect.better)
        assert arrow.lag >= 0
    chains = {(arrow.cause, arrow.effect) for arrow in ARROWS}
    assert {("service_standards_met", "overall_satisfaction"), ("overall_satisfaction", "trust")} <= chains
    assert sign_of(declared()["digital_take_up"], declared()["cost_per_transaction"]) == -1
    assert sign_of(declared()["knows_online"], declared()["digital_take_up"]) == 1


def test_every_factor_has_a_lane_with_at_least_two_indicators():
    assert set(LANES) == set(Factor)
    for factor in Factor:
        assert sum(indicator.factor is factor for indicator in declared().values()) >= 2
    assert [lane.factor for lane in lanes([])] == list(LANES)


def test_arrows_are_tested_at_the_coarser_frequency(home):
    hypotheses = strategy.assess_hypotheses(date(2025, 3, 31), home.published)
    found = {(hypothesis.arrow.cause, hypothesis.arrow.effect): hypothesis for hypothesis in hypotheses}

    assert len(found) == len(ARROWS)
    assert found["calls_within_standard", "service_standards_met"].frequency is Frequency.MONTH
    assert found["right_first_time", "service_standards_met"].frequency is Frequency.QUARTER
    assert found["overall_satisfaction", "trust"].frequency is Frequency.WAVE
    months = found["service_standards_met", "overall_satisfaction"].evidence
    assert 0 < months.pairs < 30


def test_nothing_after_the_day_is_looked_at(home):
    early = strategy.assess_hypotheses(date(2022, 12, 31), home.published)

    assert all(hypothesis.evidence.pairs <= 2 for hypothesis in early)
    assert all(hypothesis.evidence.support is Support.TOO_FEW for hypothesis in early)


def test_an_arrow_whose_indicator_an_earlier_run_did_not_know_is_left_out_and_named(home):
    then = home.published
    earlier = SimpleNamespace(catalogue={name: one for name, one in then.catalogue.items() if name != "trust"})
    left_out = strategy.undefined(earlier)

    assert {(arrow.cause, arrow.effect): names for arrow, names in left_out.items()} == {
        ("overall_satisfaction", "trust"): ["trust"]
    }
    assert strategy.undefined(then) == {}


def test_hypotheses_are_assessed_without_the_arrows_that_are_not_defined(home, monkeypatch):
    monkeypatch.setattr(strategy, "undefined", lambda snapshot: {arrow: ["trust"] for arrow in ARROWS[1:]})

    (only,) = strategy.assess_hypotheses(date(2025, 3, 31), home.published)

    assert only.arrow == ARROWS[0]


def test_r_of_random_series_is_that_of_the_formula():
    rng = random.Random(5)
    for pairs in (4, 5, 30, 80):
        cause, effect = together(pairs, noise=rng.uniform(0.1, 3), seed=pairs)
        found = evidence(cause, effect, lag=0, sign=1)
        x, y = ([b - a for a, b in pairwise(values)] for values in (cause, effect))
        dx, dy = ([value - sum(values) / pairs for value in values] for values in (x, y))
        r = sum(a * b for a, b in zip(dx, dy, strict=True)) / sqrt(sum(a * a for a in dx) * sum(b * b for b in dy))
        assert found.r == pytest.approx(r)
        assert found.low == pytest.approx(tanh(atanh(r) - 1.959964 / sqrt(pairs - 3)), abs=1e-6)
        assert found.high == pytest.approx(tanh(atanh(r) + 1.959964 / sqrt(pairs - 3)), abs=1e-6)


def test_three_pairs_have_an_r_and_no_interval():
    found = evidence([0.0, 1, 3, 6], [0.0, 2, 3, 7], lag=0, sign=1)

    assert found.r is not None
    assert (found.low, found.high) == (None, None)
