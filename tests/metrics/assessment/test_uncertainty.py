"""How sure a number from a sample is: definitions checked by their own equations and by simulation."""

from math import exp, factorial, inf, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.assessment.uncertainty import (
    Interval,
    Z,
    difference,
    effective_n,
    finite_n,
    mean_score,
    rate,
    share,
)
from tests.support.proofs import count, proof

counts = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
weights = st.lists(st.integers(1, 9), min_size=1, max_size=40)


def test_nineteen_times_out_of_twenty_are_1_96_standard_deviations():
    assert pytest.approx(1.959964, abs=1e-6) == Z


def test_the_margin_is_the_larger_side():
    assert Interval(0.70, 0.84).margin(0.80) == pytest.approx(0.80 - 0.70)
    assert Interval(0.76, 0.90).margin(0.80) == pytest.approx(0.90 - 0.80)


@pytest.mark.parametrize(("target", "held"), [(0.69, False), (0.7, True), (0.75, True), (0.8, True), (0.81, False)])
def test_a_value_cannot_be_told_from_a_target_its_interval_holds(target, held):
    assert Interval(0.7, 0.8).holds(target) is held


def test_an_interval_is_scaled_with_its_value():
    assert Interval(0.25, 0.5).scaled(10_000) == Interval(2500, 5000)


@settings(deadline=None)
@given(counts)
def test_the_limits_of_a_share_are_where_a_test_at_five_percent_begins_to_reject_it(count):
    hits, n = count
    interval = share(hits, n)

    for limit in (interval.low, interval.high):
        if 0 < limit < 1 and 0 < hits < n:
            assert abs(hits / n - limit) == pytest.approx(Z * sqrt(limit * (1 - limit) / n), abs=1e-9)
    assert 0 <= interval.low <= hits / n <= interval.high <= 1


def net_promoters(promoters: int, detractors: int, n: int, population: int | None = None) -> Interval | None:
    """A promoter scores 1, a detractor -1, others 0."""
    sums = promoters - detractors, promoters + detractors, n, n
    return mean_score(*sums, lowest=-1, highest=1, population=population, respondents=n)


def test_ten_answers_of_ten_do_not_make_a_certainty():
    assert share(10, 10).high == 1
    assert share(0, 10).low == 0


@pytest.mark.parametrize("n", [1, 5, 10, 60, 1000])
def test_where_all_answers_are_alike_the_limit_is_the_exact_one_sided_one(n):
    """A share at the limit gives n answers all alike in one case of twenty."""
    assert share(n, n).low ** n == pytest.approx(1 / 20)
    assert (1 - share(0, n).high) ** n == pytest.approx(1 / 20)


def test_where_nothing_happened_the_limit_of_a_rate_is_the_exact_one_sided_one():
    """The rule of three: of an expectation of 3.0 events none is seen in one case of twenty."""
    assert rate(0, 100).low == 0
    assert exp(-rate(0, 100).high * 100) == pytest.approx(1 / 20)


def test_nobody_asked_no_weight_and_no_exposure_give_no_interval():
    assert share(0, 0) is None
    assert share(0, 0, population=50) is None
    assert effective_n(0, 0) is None
    assert mean_score(0, 0, 0, 0, lowest=0, highest=100) is None
    assert net_promoters(0, 0, 0) is None
    assert rate(0, 0) is None


def test_an_answer_from_part_of_a_known_population_counts_for_more():
    assert finite_n(40, 40, 101) == 40 * (101 - 1) / (101 - 40)
    assert finite_n(40, 101, 101) == inf
    assert share(30, 40, population=101) == share(30 * 100 / 61, 40 * 100 / 61)
    assert share(30, 40, population=10**9).low == pytest.approx(share(30, 40).low, abs=1e-6)


@pytest.mark.parametrize("population", [40, 39])
def test_when_everybody_has_answered_nothing_is_uncertain(population):
    assert share(30, 40, population) == Interval(30 / 40, 30 / 40)
    assert net_promoters(20, 10, 40, population) == Interval(10 / 40, 10 / 40)


def test_weights_cost_answers_after_kish():
    assert effective_n(1 + 1 + 1 + 1, 4) == 4
    assert effective_n(1 + 1 + 1 + 5, 1 + 1 + 1 + 25) == 8**2 / 28
    assert effective_n(3_000_000 * 7, 3_000_000**2 * 7) == 7, "weights in millionths change nothing"


@settings(deadline=None)
@given(weights, st.data())
def test_a_score_of_nought_and_one_has_the_interval_of_its_share(weights, data):
    hit = data.draw(st.lists(st.integers(0, 1), min_size=len(weights), max_size=len(weights)))
    sum_w, sum_ww = sum(weights), sum(w * w for w in weights)
    sum_wx = sum(w * x for w, x in zip(weights, hit, strict=True))

    n = effective_n(sum_w, sum_ww)
    as_share = share(sum_wx / sum_w * n, n)
    as_score = mean_score(sum_wx * 100, sum_wx * 100**2, sum_w, sum_ww, lowest=0, highest=100)

    assert (as_score.low, as_score.high) == pytest.approx((as_share.low * 100, as_share.high * 100), abs=1e-9)


@settings(deadline=None)
@given(weights, st.data())
def test_the_limits_of_a_mean_score_share_the_observed_spread(weights, data):
    score = data.draw(st.lists(st.sampled_from([0, 25, 50, 75, 100]), min_size=len(weights), max_size=len(weights)))
    pairs = list(zip(weights, score, strict=True))
    sum_w, sum_ww = sum(weights), sum(w * w for w in weights)
    sum_wx, sum_wxx = sum(w * x for w, x in pairs), sum(w * x * x for w, x in pairs)

    interval = mean_score(sum_wx, sum_wxx, sum_w, sum_ww, lowest=0, highest=100)

    mean = sum_wx / sum_w
    variance = sum(w * (x - mean) ** 2 for w, x in pairs) / sum_w
    assert 0 <= interval.low <= mean + 1e-9
    assert mean - 1e-9 <= interval.high <= 100
    if variance > 1e-9:
        part = variance / (mean * (100 - mean))
        for limit in (interval.low, interval.high):
            reach = Z * sqrt(part * limit * (100 - limit) / (sum_w**2 / sum_ww))
            assert abs(mean - limit) == pytest.approx(reach, abs=1e-6)


def test_equal_answers_show_no_spread_and_are_given_the_largest_their_mean_allows():
    interval = mean_score(12 * 75, 12 * 75**2, 12, 12, lowest=0, highest=100)

    assert interval == share(9, 12).scaled(100)


def test_a_score_may_start_anywhere():
    from_one = mean_score(4 + 5 + 3, 16 + 25 + 9, 3, 3, lowest=1, highest=5)
    from_nought = mean_score(3 + 4 + 2, 9 + 16 + 4, 3, 3, lowest=0, highest=4)

    assert (from_one.low, from_one.high) == pytest.approx((1 + from_nought.low, 1 + from_nought.high))


def test_a_score_of_staff_is_surer_when_most_of_them_answered():
    answers = {"sum_wx": 900, "sum_wxx": 75_000, "sum_w": 12, "sum_ww": 12, "lowest": 0, "highest": 100}
    some, most = (mean_score(**answers, population=size, respondents=12) for size in (1000, 15))

    # The reach shrinks about with the root of (N - n) / (N - 1); three of fifteen are left.
    assert (most.high - most.low) / (some.high - some.low) == pytest.approx(sqrt(3 / 14), rel=0.06)


def test_net_promoters_have_the_variance_of_promoters_against_detractors():
    interval = net_promoters(5000, 2000, 10_000)

    score, variance = 0.5 - 0.2, 0.5 + 0.2 - (0.5 - 0.2) ** 2
    assert interval.low == pytest.approx(score - Z * sqrt(variance / 10_000), abs=1e-4)
    assert interval.high == pytest.approx(score + Z * sqrt(variance / 10_000), abs=1e-4)
    assert net_promoters(12, 0, 12).high == 1
    assert net_promoters(12, 0, 12).low < 0.6


def chance_of_at_most(events, expected):
    return sum(exp(-expected) * expected**count / factorial(count) for count in range(events + 1))


@settings(deadline=None)
@given(st.integers(0, 60))
def test_the_limits_of_a_rate_leave_two_and_a_half_percent_on_either_side(events):
    interval = rate(events, 1)

    outside = 0.025 if events else 0.05
    assert chance_of_at_most(events, interval.high) == pytest.approx(outside, abs=1e-9)
    if events:
        assert 1 - chance_of_at_most(events - 1, interval.low) == pytest.approx(0.025, abs=1e-9)
    else:
        assert interval.low == 0


def test_a_rate_is_per_exposure():
    assert rate(9, 300_000).scaled(300_000).high == pytest.approx(rate(9, 1).high)


def test_a_difference_of_two_sure_values_is_sure_and_one_unsure_value_makes_it_as_unsure():
    sure, unsure = Interval(0.6, 0.6), Interval(0.7, 0.85)

    assert difference(0.8, Interval(0.8, 0.8), 0.6, sure) == Interval(0.8 - 0.6, 0.8 - 0.6)
    gap = difference(0.8, unsure, 0.6, sure)
    assert (gap.low, gap.high) == pytest.approx((0.7 - 0.6, 0.85 - 0.6))


def test_a_difference_turned_round_changes_its_sign():
    first, second = share(40, 50), share(100, 150)

    there, back = difference(0.8, first, 2 / 3, second), difference(2 / 3, second, 0.8, first)

    assert (there.low, there.high) == pytest.approx((-back.high, -back.low))


def covered(truth, intervals):
    return np.mean([interval.holds(truth) for interval in intervals])


@proof("intervals of shares hold the truth nineteen times in twenty", 60_000, seed=5, unit="samples")
@pytest.mark.parametrize(("p", "n"), [(0.9, 30), (0.5, 12), (0.97, 400)])
def test_the_interval_of_a_share_holds_the_truth_about_nineteen_times_in_twenty(p, n):
    hits = np.random.default_rng(5).binomial(n, p, count(60_000)).tolist()

    assert covered(p, [share(hit, n) for hit in hits]) == pytest.approx(0.95, abs=0.03)


@proof("intervals of staff scores hold the truth nineteen times in twenty", 40_000, seed=7, unit="samples")
def test_the_intervals_of_staff_scores_hold_the_truth_about_nineteen_times_in_twenty():
    draw = np.random.default_rng(7)
    scores, chances = np.array([0, 25, 50, 75, 100]), [0.05, 0.1, 0.2, 0.4, 0.25]
    samples = draw.choice(scores, (count(40_000), 25), p=chances)
    ups = draw.choice([-1, 0, 1], (count(40_000), 25), p=[0.2, 0.4, 0.4])

    means = [mean_score(int(row.sum()), int((row**2).sum()), 25, 25, lowest=0, highest=100) for row in samples]
    net = [net_promoters(int((row == 1).sum()), int((row == -1).sum()), 25) for row in ups]

    assert covered(float(scores @ chances), means) == pytest.approx(0.95, abs=0.03)
    assert covered(0.4 - 0.2, net) == pytest.approx(0.95, abs=0.03)


@proof("intervals of half the staff hold the truth nineteen times in twenty", 60_000, seed=11, unit="samples")
def test_a_sample_of_half_the_staff_holds_the_truth_about_nineteen_times_in_twenty():
    staff = [1] * 42 + [0] * 18
    hits = np.random.default_rng(11).hypergeometric(42, 18, 30, count(60_000)).tolist()

    assert covered(sum(staff) / 60, [share(hit, 30, population=60) for hit in hits]) == pytest.approx(0.95, abs=0.03)
