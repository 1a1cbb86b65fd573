"""Bands of the organisation's forecasts: which errors their ends are, and how often they hold what comes."""

import numpy as np
import pytest

from pipelines.forecast.organisation.intervals import bands

AT = 24.0
"""A forecast whose errors are measured in √(24 + 1) = 5 interactions."""


def ends(scores: np.ndarray, yhat: float = AT, **kwargs) -> np.ndarray:
    """lo80, hi80, lo95, hi95 of one step ahead, each series having these scores: series × 4."""
    series, origins = scores.shape
    seen = np.ones((1, origins), bool)
    bounds = bands(np.full((series, 1), yhat), scores[:, :, None], np.zeros(1, int), seen, **kwargs)
    return bounds[:, :, :, 0].reshape(4, series).T


def numbered(errors: int) -> np.ndarray:
    """Scores evenly from −1 to 1, out of order."""
    return np.random.default_rng(0).permutation(np.linspace(-1, 1, errors))


@pytest.mark.parametrize(
    ("errors", "tenth", "fortieth"),
    # The k-th smallest of n, k = (n + 1) × 10 % and × 2.5 %, rounded down, but the smallest at least.
    [(100, 10, 2), (120, 12, 3), (84, 8, 2), (60, 6, 1), (78, 7, 1), (2004, 200, 50)],
)
def test_ends_are_the_errors_that_a_tenth_and_a_fortieth_lay_beyond(errors, tenth, fortieth):
    scores = numbered(errors)
    lo80, hi80, lo95, hi95 = ends(scores[None])[0]
    ordered = np.sort(scores)
    assert (lo80, hi80) == pytest.approx((AT + 5 * ordered[tenth - 1], AT + 5 * ordered[-tenth]))
    assert (lo95, hi95) == pytest.approx((AT + 5 * ordered[fortieth - 1], AT + 5 * ordered[-fortieth]))


def test_low_and_high_ends_are_learned_apart():
    scores = np.where(numbered(101) < 0, 0.2, 3.0) * numbered(101)
    lo80, hi80, lo95, hi95 = ends(scores[None])[0]
    assert (AT - lo80, hi80 - AT) == pytest.approx((5 * 0.2 * 41 / 50, 5 * 3.0 * 41 / 50))
    assert (AT - lo95, hi95 - AT) == pytest.approx((5 * 0.2 * 49 / 50, 5 * 3.0 * 49 / 50))


@pytest.mark.parametrize(("errors", "own"), [(60, True), (59, False)])
def test_sixty_errors_are_enough_for_bands_of_ones_own(errors, own):
    wide, narrow = 2 * numbered(200), np.full(200, np.nan)
    narrow[:errors] = numbered(errors)
    scores = np.stack([wide, narrow])
    shape_of_own = ends(narrow[None, :errors])[0]
    assert (ends(scores)[1] == pytest.approx(shape_of_own)) is own


def test_fewer_errors_have_the_ends_of_all_in_the_size_of_their_own():
    many, few = numbered(205), np.full(205, np.nan)
    few[:20] = 3 * many[:20]
    scores = np.stack([many, few])
    size = [np.abs(many).mean(), np.abs(few[:20]).mean()]
    pool = np.sort(np.concatenate([many / size[0], few[:20] / size[1]]))
    lowest, highest = pool[22 - 1] * size[1], pool[-22] * size[1]
    assert ends(scores)[1, :2] == pytest.approx([max(AT + 5 * lowest, 0), AT + 5 * highest])


def test_errors_grow_with_the_root_of_what_was_forecast():
    scores = numbered(99)[None]
    by_size = [ends(scores, yhat)[0] - yhat for yhat in (24, 99, 399)]
    assert by_size[1] == pytest.approx(2 * by_size[0])
    assert by_size[2] == pytest.approx(4 * by_size[0])


@pytest.mark.parametrize("reach", [0, 1, 2])
def test_reach_lends_the_errors_of_the_months_before(reach):
    scores = np.tile(np.array([1.0, 2.0, 4.0]), (1, 100, 1))
    bounds = bands(np.full((1, 3), AT), scores, np.arange(3), np.ones((3, 100), bool), reach)
    lent = np.sort(np.repeat([1.0, 2.0, 4.0][2 - reach :], 100))
    place = int((len(lent) + 1) * 0.1)
    assert bounds[0, :, 0, 2] == pytest.approx([AT + 5 * lent[place - 1], AT + 5 * lent[-place]])


@pytest.mark.parametrize("distribution", ["normal", "laplace"])
def test_what_comes_next_is_held_as_often_as_promised_and_passes_either_end_alike(distribution):
    rng = np.random.default_rng(2)
    draw = getattr(rng, distribution)
    below, above = np.zeros(2), np.zeros(2)
    for _ in range(200):
        lo80, hi80, lo95, hi95 = ends(draw(size=(10, 120))).T
        came = AT + 5 * draw(size=10)
        below += [(came < lo80).mean(), (came < lo95).mean()]
        above += [(came > hi80).mean(), (came > hi95).mean()]
    assert below / 200 == pytest.approx([0.1, 0.025], rel=0.25)
    assert above / 200 == pytest.approx([0.1, 0.025], rel=0.25)
