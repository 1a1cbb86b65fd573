"""Variation on any data: the rules once more in plain loops, what must change nothing, and noise."""

import datetime
from itertools import pairwise
from statistics import mean

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from metrics.assessment.variation import judge, summary
from tests.support.proofs import count, drawn_proof, proof


def series(values, *, name="a", better="higher"):
    start = datetime.date(2021, 1, 1)
    dates = [start + datetime.timedelta(days=31 * place) for place in range(len(values))]
    frame = pl.DataFrame({"date": dates, "value": values}, schema={"date": pl.Date, "value": pl.Float64})
    return frame.with_columns(series=pl.lit(name), better=pl.lit(better))


def verdicts(values):
    """The rules once more, in plain loops over one series: -1 low, 0 common cause, 1 high per point."""
    known = [value for value in values if value is not None]
    if not known:
        return [0] * len(values)
    middle = mean(known)
    ranges = [abs(b - a) for a, b in pairwise(values) if a is not None and b is not None]
    kept = [span for span in ranges if span < 3.267 * mean(ranges)]
    spread = mean(kept) if kept else None

    def beyond(value, factor):
        return spread is not None and not middle - factor * spread <= value <= middle + factor * spread

    def side(value):
        return 0 if value is None else (value > middle) - (value < middle)

    def windows(length):
        for first in range(len(values) - length + 1):
            window = values[first : first + length]
            if None not in window:
                yield first, window

    outside = {place for place, v in enumerate(values) if v is not None and beyond(v, 2.66)}
    near = {
        place for place, v in enumerate(values) if v is not None and place not in outside and beyond(v, 2 * (2.66 / 3))
    }
    trend, two, one_side = set(), set(), set()
    for first, window in windows(7):
        steps = [b - a for a, b in pairwise(window)]
        if all(step > 0 for step in steps) or all(step < 0 for step in steps):
            trend.update(range(first, first + 7))
        if abs(sum(side(v) for v in window)) == 7:
            one_side.update(range(first, first + 7))
    for first, window in windows(3):
        close = near & set(range(first, first + 3))
        if abs(sum(side(v) for v in window)) == 3 and len(close) >= 2:
            two |= close
    found = []
    for place, value in enumerate(values):
        if place in trend and place not in outside:
            start = place if place + 1 in trend and values[place + 1] is not None else place - 1
            found.append(1 if values[start + 1] > values[start] else -1)
        else:
            found.append(side(value) if place in outside | two | one_side else 0)
    return found


walk = st.lists(st.integers(-9, 9), max_size=45).map(lambda steps: np.cumsum(steps).tolist())
levels = st.lists(st.sampled_from([1, 2, 3, 4, 30, None]), max_size=45)
runs = st.lists(st.tuples(st.integers(1, 11), st.sampled_from([-2, 0, 1, 3])), max_size=6).map(
    lambda parts: np.cumsum([step for length, step in parts for _ in range(length)]).tolist()
)


@drawn_proof("variation equals its rules in plain loops", 2_000, seed=5)
@given(whole=walk | levels | runs)
def test_every_verdict_equals_the_rules_in_plain_loops(whole):
    values = [None if value is None else value / 4 for value in whole]

    judged = judge(series(values))

    high = {None: 0, "high": 1, "low": -1}
    assert [high[direction] for direction in judged["direction"]] == verdicts(values)


@drawn_proof("variation does not depend on the order of rows or on other series", 2_000, seed=6)
@given(whole=walk | levels | runs, shuffled=st.randoms(use_true_random=False))
def test_the_order_of_the_rows_and_other_series_change_nothing(whole, shuffled):
    points = pl.concat([series(whole), series(whole[::-1], name="b"), series([3.0, 4.0], name="c")])
    order = list(range(points.height))
    shuffled.shuffle(order)

    judged, mixed = judge(points), judge(points[order])

    assert mixed.equals(judged[order])
    assert judge(series(whole)).equals(judged.filter(pl.col("series") == "a"))


@drawn_proof("variation mirrors with its values and direction", 2_000, seed=7)
@given(whole=walk | runs)
def test_turning_values_and_direction_round_leaves_improvement_an_improvement(whole):
    # A step of zero between two trends counts as falling, so it is the one thing that does not mirror.
    values = [value + place / 64 for place, value in enumerate(whole)]

    upright = judge(series(values, better="higher"))
    mirrored = judge(series([-value for value in values], better="lower"))

    assert mirrored["point_type"].to_list() == upright["point_type"].to_list()


def simulated(size, step=0.0):
    noise = np.random.default_rng(2024).normal(50, 1, (size, 60))
    noise[:, -8:] += step
    return judge(pl.concat([series(row, name=str(name)) for name, row in enumerate(noise)]))


@proof("pure noise seldom signals", 20_000, seed=2024, unit="series")
def test_pure_noise_seldom_signals_at_its_last_point():
    variation = summary(simulated(count(20_000)))["variation"]

    assert (variation != "common_cause").mean() <= 0.05


@proof("a step of three standard deviations is seen", 20_000, seed=2024, unit="series")
def test_a_step_of_three_standard_deviations_eight_periods_ago_is_nearly_always_seen():
    variation = summary(simulated(count(20_000), step=3.0))["variation"]

    assert (variation == "special_cause_improvement").mean() >= 0.95
