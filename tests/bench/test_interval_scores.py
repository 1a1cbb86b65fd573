"""Scores of intervals, on figures that one can count on one's fingers."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from tests.bench.forecasting import Group
from tests.bench.interval_scores import (
    Held,
    Said,
    coverage,
    earlier,
    error,
    files,
    joined,
    pinball,
    scales_of,
    stand_ins,
)

CAME = np.array([[10.0, 20, 30, 40, 50, 60]])


def said(low: float, high: float) -> Said:
    """Points 2 above what came; every interval from so far below it to so far above."""
    limits = {f"{side}{level}": CAME + by for level in (80, 95) for side, by in (("lo", -low), ("hi", high))}
    return Said(CAME + 2, limits)


def test_coverage_is_of_each_third_of_the_horizon():
    one = said(1, 1)
    one.limits["lo80"][0, [0, 2, 3]] = CAME[0, [0, 2, 3]] + 0.5
    assert coverage(one, CAME, 80) == [50, 0, 100]
    assert coverage(one, CAME, 95) == [100, 100, 100]


def test_what_is_not_known_is_in_no_third():
    came = CAME.copy()
    came[0, 1] = np.nan
    one = said(1, 1)
    one.limits["lo80"][0, 1] = 99
    assert coverage(one, came, 80) == [100, 100, 100]


@pytest.mark.parametrize(
    ("low", "high", "loss"),
    # Above the low end by 4: its share of it. Below the high end by 8: what is beyond its share.
    [
        (4, 8, (0.1 * 4 + 0.1 * 8 + 0.025 * 4 + 0.025 * 8) / 4),
        (-4, 8, (0.9 * 4 + 0.1 * 8 + 0.975 * 4 + 0.025 * 8) / 4),
        (4, -8, (0.1 * 4 + 0.9 * 8 + 0.025 * 4 + 0.975 * 8) / 4),
    ],
)
def test_pinball_loss_is_the_gap_by_the_share_of_its_side(low, high, loss):
    assert pinball(said(low, high), CAME, np.array([1.0])) == pytest.approx(loss)
    assert pinball(said(low, high), CAME, np.array([2.0])) == pytest.approx(loss / 2)


def test_error_is_in_units_of_the_series():
    assert error(said(1, 1), CAME, np.array([4.0])) == 2 / 4


def test_the_last_rows_of_a_file_are_kept_apart_and_scaled_by_what_was_before(tmp_path):
    ds = pl.date_range(date(2024, 1, 1), date(2024, 1, 16), eager=True)
    y = [float(n) for n in range(14)] + [900.0, 901.0]
    pl.DataFrame({"unique_id": "a", "ds": ds, "y": y}).write_parquet(tmp_path / "two-day-2.parquet")
    (held,) = files(tmp_path, 1.0)
    assert held.came["a"].tolist() == [900, 901]
    assert held.past["y"].max() == 13
    # One more each day: seven more than a week before.
    assert scales_of(held).tolist() == [7]


def test_an_earlier_end_is_one_horizon_before_and_leaves_out_what_was_too_short_then():
    ds = pl.date_range(date(2024, 1, 1), date(2024, 1, 30), eager=True)
    past = pl.DataFrame({"unique_id": ["a"] * 30, "ds": ds, "y": [float(n) for n in range(30)]})
    short = past.head(18).with_columns(unique_id=pl.lit("b"))
    held = Held(
        Group("two", "day", 7, 2, "1d"), pl.concat([past, short]), {"a": np.array([30, 31.0]), "b": np.zeros(2)}
    )
    now, before = earlier(held, 2)
    assert now is held
    assert before.came.keys() == {"a"}
    assert before.came["a"].tolist() == [28, 29]
    assert before.past["y"].to_list() == [float(n) for n in range(28)]


def test_ends_are_judged_together():
    whole = joined([said(1, 1), said(-1, 1)])
    assert coverage(whole, np.concatenate([CAME, CAME]), 80) == [50, 50, 50]


def test_of_each_drawn_set_past_and_what_came_belong_together():
    for held in stand_ins():
        assert set(held.past["unique_id"]) == held.came.keys()
        assert {len(each) for each in held.came.values()} == {held.group.horizon}
