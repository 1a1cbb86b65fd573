"""How wide intervals are, worked out by hand where every error is known, and how often they hold what comes."""

from collections.abc import Callable

import numpy as np
import polars as pl
import pytest

from pipelines.forecast.models import candidates, engine
from pipelines.forecast.models.engine import Request, forecast
from pipelines.forecast.models.intervals import Widths
from pipelines.forecast.series.frequency import SeriesFrequency
from tests.support.series import days

BLOCKS, STEPS = 13, 20
"""A horizon of 260 steps is looked at in 13 blocks of 20."""


def alike(origins: int, series: int = 1) -> Widths:
    """Errors 1, 2 … 20 in every block of every series at every origin, so that nothing but the quantile differs."""
    errors = np.tile(np.arange(1.0, STEPS + 1), (origins, series, BLOCKS))
    return Widths([STEPS * BLOCKS * (k + 1) for k in range(origins)], errors)


def quantile_of_repeats(share: float, times: int) -> float:
    """Of the errors 1, 2 … 20, each seen so many times, drawn straight between neighbours: without the library."""
    ordered = [error for error in range(1, STEPS + 1) for _ in range(times)]
    place = min(share, 1.0) * (len(ordered) - 1)
    below = ordered[int(place)]
    above = ordered[min(int(place) + 1, len(ordered) - 1)]
    return below + (above - below) * (place - int(place))


@pytest.mark.parametrize("origins", [2, 5, 40])
@pytest.mark.parametrize("level", [0.5, 0.8])
def test_up_to_80_percent_a_width_is_the_quantile_with_room_for_one_more_error(origins, level):
    repeats = pytest.approx(quantile_of_repeats(level * (1 + 1 / (origins + 1)), origins) * (1 + 0.2 / (1 + origins)))
    assert alike(origins).at(0, level) == repeats


@pytest.mark.parametrize("origins", [2, 5, 40, 60, 80])
@pytest.mark.parametrize(("level", "further"), [(0.9, 1.55 ** (2 / 3)), (0.95, 1.55), (0.99, 1.55 ** (0.19 / 0.15))])
def test_beyond_80_percent_few_errors_reach_further_than_they_show(origins, level, further):
    inner = quantile_of_repeats(0.8 * (1 + 1 / (origins + 1)), origins)
    shown = quantile_of_repeats(level * (1 + 0.2 / (origins + 1)), origins)
    share = min(origins / 60, 1)
    expected = (share * shown + (1 - share) * max(inner * further, shown)) * (1 + 0.2 / (1 + origins))
    assert alike(origins).at(0, level) == pytest.approx(expected)


@pytest.mark.parametrize("series", [2, 6])
def test_every_series_of_an_origin_counts_as_an_error_of_its_own(series):
    inner = quantile_of_repeats(0.8 * (1 + 1 / (5 * series + 1)), 5 * series)
    assert alike(5, series).at(0, 0.8) == pytest.approx(inner * (1 + 0.2 / 6))


@pytest.mark.parametrize("origins", [1, 3, 10])
def test_a_series_goes_from_the_width_of_all_to_its_own_as_it_is_tested_more_often(origins):
    # One step ahead: the first series is always 1 off and the second 3, so half and one and a half of the usual 2.
    errors = np.tile(np.array([[1.0], [3.0]]), (origins, 1, 1))
    width = Widths(list(range(1, origins + 1)), errors).at(0, 0.5)
    own = [(2 + origins * relative) / (2 + origins) for relative in (0.5, 1.5)]
    # Without the origin itself, an error is not made smaller by what it says of its series.
    without = [(2 + (origins - 1) * relative) / (1 + origins) for relative in (0.5, 1.5)]
    scaled = [2 * origins, (1 / without[0], 3 / without[1])]
    share = 0.5 * (1 + 1 / (2 * origins + 1)) * (scaled[0] - 1)
    ordered = sorted([scaled[1][0]] * origins + [scaled[1][1]] * origins)
    middle = ordered[int(share)] + (ordered[int(share) + 1] - ordered[int(share)]) * (share - int(share))
    assert width[:, 0] == pytest.approx([middle * size * (1 + 0.2 / (1 + origins)) for size in own])


def test_a_block_has_half_of_its_own_width_and_a_quarter_of_either_neighbour():
    errors = np.ones((30, 1, 3)) * np.array([1.0, 2.0, 9.0])
    width = Widths([3 * (k + 1) for k in range(30)], errors).at(0, 0.5)[0]
    assert width / width[0] == pytest.approx([1, (1 + 2 * 2 + 9) / 4 / 1.25, (2 + 3 * 9) / 4 / 1.25])


def test_steps_that_no_origin_reached_grow_with_the_root_of_the_distance():
    errors = np.full((10, 1, 4), np.nan)
    errors[:, :, :2] = 1.0
    width = Widths([k + 2 for k in range(10)], errors).at(0, 0.5)[0]
    assert width / width[0] == pytest.approx([1, 1, np.sqrt(3 / 2), np.sqrt(4 / 2)])


def uniform(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    return rng.uniform(-1, 1, shape)


def normal(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    return rng.normal(size=shape)


@pytest.mark.parametrize(
    ("draw", "level", "at_least", "at_most"),
    [(uniform, 0.8, 0.80, 0.85), (uniform, 0.95, 0.965, 0.983), (normal, 0.8, 0.80, 0.85), (normal, 0.95, 0.945, 0.97)],
)
def test_after_five_origins_of_four_series_the_next_error_is_held_as_often_as_promised(
    draw: Callable, level, at_least, at_most
):
    rng, held = np.random.default_rng(0), []
    for _ in range(600):
        width = Widths(range(1, 6), np.abs(draw(rng, (5, 4, 1)))).at(0, level)
        held.append(np.abs(draw(rng, (4, 1))) <= width)
    assert at_least < np.mean(held) < at_most


@pytest.fixture(scope="module")
def held():
    """What came of 200 series of noise in the 14 days after 110 known ones, beside its intervals by the mean alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "pool", lambda panel, tests: [candidates.FLOOR, candidates.MEAN])
        noise = np.random.default_rng(5).normal(100, 10, (200, 124))
        rows = pl.concat([days(f"s{i}", values) for i, values in enumerate(noise)])
        past = rows.group_by("unique_id", maintain_order=True).head(110)
        return rows.join(forecast(past, Request(14, SeriesFrequency.DAY)).frame, on=["unique_id", "ds"])


@pytest.mark.parametrize("level", [80, 95])
def test_either_end_of_an_interval_is_passed_as_often_as_the_other(held, level):
    below, above = held.select(
        below=(pl.col("y") < pl.col(f"lo{level}")).mean(), above=(pl.col("y") > pl.col(f"hi{level}")).mean()
    ).row(0)
    beyond = (1 - level / 100) / 2
    assert (below, above) == pytest.approx((beyond, beyond), rel=0.25)


def test_ends_lie_as_far_below_as_above_unless_history_was_never_negative():
    values = np.random.default_rng(1).normal(0, 1, 60)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "pool", lambda panel, tests: [candidates.FLOOR, candidates.MEAN])
        both = forecast(
            pl.concat([days("free", values), days("zero", np.abs(values))]), Request(7, SeriesFrequency.DAY)
        ).frame
    free, zero = (both.filter(unique_id=name) for name in ("free", "zero"))
    for level in (80, 95):
        assert (free["yhat"] - free[f"lo{level}"]).to_list() == pytest.approx(
            (free[f"hi{level}"] - free["yhat"]).to_list()
        )
        assert zero[f"lo{level}"].min() == 0
