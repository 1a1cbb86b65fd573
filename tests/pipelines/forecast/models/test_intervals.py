import numpy as np
import pytest

from pipelines.forecast.models.intervals import Widths


def normal_errors(origins: int = 60, series: int = 10, horizon: int = 14, growth: float = 0.0) -> np.ndarray:
    rng = np.random.default_rng(1)
    return np.abs(rng.normal(0, 1, (origins, series, horizon))) * (1 + growth * np.arange(horizon))


def test_widths_are_the_quantiles_of_what_was_missed():
    widths = Widths([14 * (k + 1) for k in range(60)], normal_errors())
    assert widths.at(0, 0.8).mean() == pytest.approx(1.28, rel=0.05)
    assert widths.at(0, 0.95).mean() == pytest.approx(1.96, rel=0.05)


def test_widths_grow_with_the_distance_where_errors_do():
    width = Widths([14 * (k + 1) for k in range(60)], normal_errors(growth=0.2)).at(0, 0.8)
    assert width[:, -1].mean() > 2.5 * width[:, 0].mean()


def test_an_origin_is_told_only_by_errors_known_before_it():
    cuts = [7 * (k + 1) for k in range(20)]
    errors = normal_errors(20)
    changed = errors.copy()
    # An error of the origin `cut` and step s is known cut - s periods before the end; those at 70 or later are not yet.
    for origin, cut in enumerate(cuts):
        changed[origin, :, max(cut - 70, 0) :] = 1000
    assert Widths(cuts, changed).at(70, 0.8) == pytest.approx(Widths(cuts, errors).at(70, 0.8))


def test_the_first_origin_knows_of_no_error():
    assert Widths([14, 28], normal_errors(2)).at(28, 0.8) is None


def test_a_series_that_is_missed_by_more_has_wider_intervals():
    errors = normal_errors()
    errors[:, 0] *= 3
    width = Widths([14 * (k + 1) for k in range(60)], errors).at(0, 0.8)
    assert width[0, 0] / width[1, 0] == pytest.approx(3, rel=0.2)
