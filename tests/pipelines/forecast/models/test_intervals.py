"""How wide intervals are where every error is known, and how often they hold what comes."""

import numpy as np
import pytest

from pipelines.forecast.models.intervals import LESSON, SCHOOL, TOLD, Intervals
from pipelines.forecast.models.spread import Spread


def even(series: int, horizon: int, **other) -> Spread:
    """A spread of 1 everywhere for series that may be negative, so that nothing but errors decides."""
    shape = (series, horizon)
    nothing = np.zeros(shape, bool)
    plain = {
        "bounded": np.zeros(series, bool), "units": np.ones(shape), "least": np.full(series, 1e-9),
        "past": [np.empty(0)] * series, "closed": nothing, "unseen": nothing, "intermittent": np.zeros(series, bool),
        "lengths": np.full(series, 100_000), "season": 1,
    }  # fmt: skip
    return Spread(**(plain | other))


def half_width(errors: np.ndarray, level: int = 80, cut: int = 0, **other) -> np.ndarray:
    """How far the upper end lies above 0 after these errors (origin × series × step), origins a horizon apart."""
    origins, series, horizon = errors.shape
    cuts = [horizon * (k + 1) for k in range(origins)]
    return Intervals(cuts, errors, even(series, horizon, **other), cut).bounds(np.zeros((series, horizon)), level)[1]


def normal_errors(origins: int = 60, series: int = 10, horizon: int = 14) -> np.ndarray:
    return np.random.default_rng(1).normal(0, 1, (origins, series, horizon))


@pytest.mark.parametrize(("level", "quantile"), [(50, 0.674), (80, 1.282), (95, 1.96)])
def test_widths_are_the_quantiles_of_what_was_missed(level, quantile):
    assert half_width(normal_errors(), level).mean() == pytest.approx(quantile, rel=0.06)


def test_widths_grow_with_the_distance_where_errors_do_and_shrink_where_they_do():
    growth = 1 + 0.2 * np.arange(14)
    grown = half_width(normal_errors() * growth)
    shrunk = half_width(normal_errors() * growth[::-1])
    assert grown[:, -1].mean() > 2.5 * grown[:, 0].mean()
    assert shrunk[:, 0].mean() > 2.5 * shrunk[:, -1].mean()


def test_a_series_that_is_missed_by_more_has_wider_intervals():
    errors = normal_errors()
    errors[:, 0] *= 3
    width = half_width(errors)
    assert width[0, 0] / width[1, 0] == pytest.approx(3, rel=0.2)


def test_origins_that_overlap_tell_less_of_a_series_than_origins_apart():
    errors = np.ones((5, 2, 10))
    errors[:, 0] = 3
    spread = even(2, 10)
    apart, close = (
        Intervals(cuts, errors, spread).bounds(np.zeros((2, 10)), 80)[1] for cuts in (range(10, 60, 10), range(10, 15))
    )
    assert apart[0, 0] / apart[1, 0] > close[0, 0] / close[1, 0] > 1


def lopsided(origins: int) -> np.ndarray:
    """Errors four in five of which are high, ten times as large as the low ones."""
    high = np.random.default_rng(2).random((origins, 10, 14)) < 0.8
    return np.abs(normal_errors(origins)) * np.where(high, 2.0, -0.2)


@pytest.mark.parametrize(("origins", "least", "most"), [(5, 1.05, 1.3), (60, 2.2, 3), (600, 5, 12)])
def test_what_is_missed_on_one_side_more_is_held_on_that_side_as_far_as_many_times_tell(origins, least, most):
    errors = lopsided(origins)
    low, high = Intervals([14 * (k + 1) for k in range(origins)], errors, even(10, 14)).bounds(np.zeros((10, 14)), 80)
    # Of 5 origins apart 1 ÷ 11 of the way, of 60 6 ÷ 11, of 600 12 ÷ 13.
    assert least < high.mean() / -low.mean() < most


def test_a_side_is_told_by_times_and_not_by_how_many_series_saw_them():
    one, many = (np.repeat(lopsided(5)[:, :1], series, axis=1) for series in (1, 200))
    ends = [Intervals([14 * (k + 1) for k in range(5)], each, even(each.shape[1], 14)) for each in (one, many)]
    few, all_ = (each.bounds(np.zeros(each.errors.shape[1:]), 80) for each in ends)
    assert (few[1].mean() / -few[0].mean()) == pytest.approx(all_[1].mean() / -all_[0].mean(), rel=0.1)


def test_an_origin_is_told_only_by_errors_known_before_it():
    errors = normal_errors(20)
    changed = errors.copy()
    # An error of the origin `cut` and step s is known cut - s periods before the end; those at 70 or later are not yet.
    for origin in range(20):
        changed[origin, :, max(14 * (origin + 1) - 70, 0) :] = 1000
    assert half_width(changed, cut=70) == pytest.approx(half_width(errors, cut=70))


def test_the_first_origin_knows_of_no_error():
    assert not Intervals([14, 28], normal_errors(2), even(10, 14), 28).tested


def test_what_has_not_been_tested_is_as_wide_as_the_past_and_grows_with_it():
    nothing = np.full((0, 1, 2), np.nan)
    width = Intervals([], nothing, even(1, 2, units=np.array([[4.0, 6.0]]))).bounds(np.zeros((1, 2)), 80)[1]
    assert width[0] == pytest.approx([1.25 * 1.282 * 4, 1.25 * 1.282 * 6])


def test_no_interval_is_of_no_width_and_a_closed_step_is_as_narrow_as_can_be():
    closed = np.zeros((1, 14), bool)
    closed[0, 3] = True
    width = half_width(normal_errors(series=1), closed=closed, least=np.array([0.1]))
    assert width[0, 3] == pytest.approx(0.1)
    assert np.delete(width[0], 3).min() > 1
    assert half_width(np.zeros((5, 1, 3)), least=np.array([0.1])) == pytest.approx(0.1)


def test_series_that_are_mostly_nothing_do_not_speak_for_the_others():
    errors = normal_errors(series=8)
    errors[:, 4:] = np.where(np.random.default_rng(3).random((60, 4, 14)) < 0.05, 20.0, 0.1)
    kinds = np.array([False] * 4 + [True] * 4)
    assert half_width(errors, intermittent=kinds)[:4].mean() == pytest.approx(
        half_width(errors[:, :4]).mean(), rel=0.35
    )


def five_origins(size_of_origin: np.ndarray, series: int = 40) -> np.ndarray:
    """Errors of five origins, each so much larger than usual, with twelve steps each."""
    return np.random.default_rng(4).normal(size=(5, series, 12)) * size_of_origin[:, None, None]


def test_what_missed_all_series_of_an_origin_together_counts_as_one_chance():
    calm, shaken = (
        half_width(five_origins(size), 80).mean() for size in (np.ones(5), np.array([3, 0.2, 0.2, 0.2, 0.2]))
    )
    every = np.abs(five_origins(np.array([3, 0.2, 0.2, 0.2, 0.2])))
    assert calm == pytest.approx(1.282, rel=0.1)
    assert shaken > 1.1 * np.quantile(every, 0.8)


def test_origins_that_missed_all_series_together_count_for_few():
    cuts, shaken = [12, 24, 36, 48, 60], np.array([3, 0.2, 0.2, 0.2, 0.2])
    assert Intervals(cuts, five_origins(np.ones(5)), even(40, 12)).share == TOLD
    # Of 200 errors hardly more than the five origins.
    assert Intervals(cuts, five_origins(shaken), even(40, 12)).share * 200 < 10


def test_widths_follow_late_origins_and_longer_pasts():
    errors, cuts = five_origins(np.array([2, 1, 1, 1, 1])), [12, 24, 36, 48, 60]
    long, length = even(40, 12, season=30), np.linspace(90, 400, 40).astype(int)
    late, early = (Intervals(each, errors, long) for each in (cuts, cuts[::-1]))
    grown = Intervals(cuts, errors * (length[None, :, None] / 100) ** -1.0, even(40, 12, lengths=length, season=30))
    same = Intervals(cuts, errors * (length[None, :, None] / 100) ** -1.0, long)
    ends = [each.bounds(np.zeros((40, 12)), 80)[1] for each in (late, early, grown, same)]
    assert ends[0] / ends[1] == pytest.approx(np.full((40, 12), late.lately / early.lately))
    assert late.lately > 1.2 * early.lately
    assert ends[2] / ends[3] == pytest.approx(np.repeat(grown.learned[:, None], 12, axis=1))
    assert grown.learned.max() < 0.96


@pytest.mark.parametrize(
    ("sizes", "least", "most"),
    # The latest origin first; its size counts for sixteen, the one before for eight … of thirty-one.
    [((2, 1, 1, 1, 1), 1.2, 1.35), ((0.5, 1, 1, 1, 1), 1 / 1.35, 1 / 1.2), ((1, 1, 1, 1, 1), 0.97, 1.03)],
)
def test_what_was_missed_lately_tells_more_than_what_was_missed_long_ago(sizes, least, most):
    errors = five_origins(np.array(sizes))
    # All in all 2 ^ (16 ÷ 31 − 1 ÷ 5) = 1.25 times as wide where the latest was twice as wild.
    assert least < Intervals([12, 24, 36, 48, 60], errors, even(40, 12)).lately < most


def test_the_order_of_origins_is_that_of_time():
    errors = five_origins(np.array([1, 1, 1, 1, 2.0]))
    assert Intervals([60, 48, 36, 24, 12], errors, even(40, 12)).lately > 1.2


def test_one_series_alone_cannot_tell_wild_times_from_chance():
    assert Intervals([12, 24, 36], five_origins(np.ones(5), 1)[:3], even(1, 12)).lately == pytest.approx(1, abs=0.03)


def known(length: np.ndarray) -> np.ndarray:
    """The part of what can be learned that so many periods of a season of 30 have taught."""
    return length / (length + SCHOOL * 30)


@pytest.mark.parametrize(("power", "told"), [(-0.5, -0.5), (-1.0, -1.0), (0.0, 0.0), (0.5, 0.0)])
def test_a_series_longer_now_than_at_the_origins_is_as_wide_as_long_ones_were_but_never_wider(power, told):
    length = np.linspace(30, 300, 40).astype(int)
    then = length - 6 * np.arange(1, 4)[:, None]
    errors = np.random.default_rng(5).normal(size=(3, 40, 24)) * (4 * known(then[:, :, None])) ** power
    learned = Intervals([6, 12, 18], errors, even(40, 24, lengths=length, season=30)).learned
    # Each has what it knows now beside the geometric mean of what it knew.
    assert learned == pytest.approx((known(length) / np.exp(np.log(known(then)).mean(axis=0))) ** told, rel=0.07)


def test_where_all_are_of_one_length_a_longer_past_narrows_as_is_usual_whatever_the_world_did():
    cuts, spread = [12, 24, 36, 48, 60], even(40, 12, lengths=np.full(40, 90), season=30)
    usual = (known(90) / np.exp(np.log(known(90 - np.array(cuts))).mean())) ** LESSON
    assert usual < 0.85
    for sizes in (np.ones(5), np.array([3, 2, 1, 0.6, 0.3])):
        assert Intervals(cuts, five_origins(sizes), spread).learned == pytest.approx(usual)


def test_one_shorter_series_that_was_missed_by_chance_does_not_take_the_width_of_all():
    length, errors = np.full(40, 160), five_origins(np.ones(5))
    length[0] = 150
    errors[:, 0] *= 8
    assert Intervals([12, 24, 36, 48, 60], errors, even(40, 12, lengths=length, season=52)).learned.min() > 0.75


def test_a_series_that_was_not_tested_has_learned_as_much_as_those_that_were():
    errors = five_origins(np.ones(5))
    errors[:, 7] = np.nan
    learned = Intervals([12, 24, 36, 48, 60], errors, even(40, 12, lengths=np.full(40, 90), season=30)).learned
    assert learned[7] == pytest.approx(learned[0])


@pytest.mark.parametrize(("level", "at_least", "at_most"), [(80, 0.78, 0.86), (95, 0.94, 0.975)])
@pytest.mark.parametrize(("series", "steps"), [(4, 1), (1, 12)])
def test_after_five_origins_the_next_error_is_held_as_often_as_promised(series, steps, level, at_least, at_most):
    rng, held = np.random.default_rng(0), []
    for _ in range(300):
        width = half_width(rng.normal(size=(5, series, steps)), level)
        held.append(np.abs(rng.normal(size=(series, steps))) <= width)
    assert at_least < np.mean(held) < at_most
