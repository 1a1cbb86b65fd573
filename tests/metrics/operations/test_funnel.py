"""The funnel's limits are those of plain loops, and like places stay within them."""

import math
from statistics import NormalDist

import numpy as np
import pytest

from metrics.assessment.hot_spots import Spot, spots
from metrics.catalogue.registry import declared
from metrics.operations.funnel import LEAST, Standing, funnel
from tests.support.proofs import count, proof

COUNTER = declared()["counter_within_20_minutes"]
DRAWN = [("a", 40, 100), ("b", 850, 1000), ("c", 1690, 2000), ("d", 36, 40), ("e", 2600, 3000), ("f", 80, 100),
         ("g", 430, 500), ("h", 27, 30), ("i", 1250, 1500), ("j", 610, 700)]  # fmt: skip

END = 1.2815515655446004
NORMAL = 0.8 - 2 * END * math.exp(-(END**2) / 2) / math.sqrt(2 * math.pi) + 0.2 * END**2
"""∫ z² between the tenths of a normal distribution, and the tenths at its ends."""


def listed(rows) -> list[Spot]:
    """Place, in time, visits."""
    table = [{"location": p, "numerator": good, "denominator": n, "n": n, "value": good / n} for p, good, n in rows]
    return list(spots(COUNTER, table, ("location",), lambda codes: None).listed)


def quantile(values: list[float], share: float) -> float:
    """By the distance between two of them in order."""
    ordered = sorted(values)
    at = share * (len(ordered) - 1)
    below = int(at)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (at - below) * (ordered[above] - ordered[below])


def drawn_in(scores: list[float]) -> float:
    """By how much their mean square, the tenths drawn in, is more than that of normal numbers."""
    low, high = quantile(scores, 0.1), quantile(scores, 0.9)
    squares = sum(min(max(score, low), high) ** 2 for score in scores)
    return squares / len(scores) - NORMAL


def by_loops(rows, level: float) -> dict[str, tuple[float, float]]:
    """The limits of each place, step by step as the method is written down."""
    centre = sum(good for _, good, _ in rows) / sum(n for _, _, n in rows)
    middle = math.asin(math.sqrt(centre))
    scores = [(math.asin(math.sqrt(good / n)) - middle) / math.sqrt(1 / (4 * n)) for _, good, n in rows]
    between = 0.0
    if drawn_in(scores) > 0.0:
        low, high = 0.0, 3.0
        for _ in range(200):
            between = (low + high) / 2
            wide = [(math.asin(math.sqrt(good / n)) - middle) / math.sqrt(1 / (4 * n) + between) for _, good, n in rows]
            low, high = (between, high) if drawn_in(wide) > 0 else (low, between)
    reach = NormalDist().inv_cdf(1 - (1 - level) / 2)
    found = {}
    for place, _, n in rows:
        wide = reach * math.sqrt(1 / (4 * n) + between)
        ends = (max(middle - wide, 0), min(middle + wide, math.pi / 2))
        found[place] = tuple(math.sin(end) ** 2 for end in ends)
    return found


def random_places(rng: np.random.Generator, rate: float, spread: float, places: int = 90, least: int = 20):
    """Places of 20 to 3,000 visits; `spread`: how far their rates lie apart, as asin √rate."""
    of = np.exp(rng.uniform(math.log(least), math.log(3000), places)).astype(int)
    angle = np.clip(math.asin(math.sqrt(rate)) + rng.normal(0, spread, places), 0, math.pi / 2)
    in_time = rng.binomial(of, np.sin(angle) ** 2)
    return [(f"p{n:02}", int(good), int(all_of)) for n, (good, all_of) in enumerate(zip(in_time, of, strict=True))]


@pytest.mark.parametrize("rows", [DRAWN, DRAWN[1:], random_places(np.random.default_rng(1), 0.85, 0.05)])
def test_limits_are_those_of_plain_loops(rows):
    inner, outer = by_loops(rows, 0.95), by_loops(rows, 0.998)

    for point in funnel(listed(rows)).points:
        place = point.spot.codes["location"]
        assert (point.inner.low, point.inner.high) == pytest.approx(inner[place], abs=1e-9)
        assert (point.outer.low, point.outer.high) == pytest.approx(outer[place], abs=1e-9)


def test_the_line_of_a_chart_is_that_of_its_points():
    drawn = funnel(listed(DRAWN))

    for point in drawn.points:
        assert drawn.limits(point.spot.of, 0.998) == point.outer


def test_the_middle_is_the_share_of_all_visits_and_no_mean_of_shares():
    assert funnel(listed(DRAWN)).centre == sum(good for _, good, _ in DRAWN) / sum(n for _, _, n in DRAWN)


def test_one_bad_place_lies_far_below_and_does_not_widen_the_limits_of_the_others():
    good = [(f"p{n:02}", 850 + n % 3, 1000) for n in range(20)]
    alone, beside = funnel(listed(good)), funnel(listed([*good, ("bad", 400, 1000)]))

    assert {point.standing for point in alone.points} == {Standing.ALIKE}
    assert [point.spot.codes["location"] for point in beside.outside(Standing.FAR_BELOW)] == ["bad"]
    assert (alone.tau, alone.phi < 1) == (0.0, True)


def test_places_that_differ_anyhow_widen_the_limits_also_of_the_largest():
    rows = random_places(np.random.default_rng(2), 0.8, 0.08)
    drawn = funnel(listed(rows))

    assert drawn.phi > 2
    assert drawn.tau == pytest.approx(0.08, abs=0.03)
    huge = drawn.limits(10**9, 0.998)
    # 3.09 standard deviations of what places differ, with no chance left.
    assert math.asin(math.sqrt(huge.high)) - math.asin(math.sqrt(huge.low)) == pytest.approx(
        2 * 3.0902 * drawn.tau, rel=1e-3
    )


def test_better_places_lie_above_and_the_farthest_comes_first():
    rows = [*((f"p{n:02}", 500 + n % 5, 1000) for n in range(30)), ("best", 900, 1000), ("good", 700, 1000)]

    assert [p.spot.codes["location"] for p in funnel(listed(rows)).outside(Standing.FAR_ABOVE)] == ["best", "good"]


def test_limits_stay_between_none_and_all():
    perfect = [(f"p{n}", 50, 50) for n in range(6)]
    drawn = funnel(listed(perfect))

    assert (drawn.centre, drawn.tau) == (1.0, 0.0)
    assert all(0 < p.outer.low < p.inner.low < 1 and p.outer.high == 1 for p in drawn.points)
    assert {point.standing for point in drawn.points} == {Standing.ALIKE}
    assert all(p.outer.low == pytest.approx(0) for p in funnel(listed([(f"p{n}", 0, 50) for n in range(6)])).points)


def test_fewer_than_five_places_are_not_compared_and_those_with_too_few_do_not_count():
    four = [(f"p{n}", 85, 100) for n in range(LEAST - 1)]

    assert funnel(listed([])) is None
    assert funnel(listed([("one", 85, 100)])) is None
    assert funnel(listed([*four, ("three visits", 0, 3)])) is None
    assert len(funnel(listed([*four, ("five visits", 5, 5), ("three visits", 0, 3)])).points) == LEAST


def test_percentiles_have_no_funnel():
    rows = [{"location": f"p{n}", "numerator": None, "denominator": None, "value": 60.0, "n": 500} for n in range(9)]
    assert funnel(spots(declared()["counter_wait_p90"], rows, ("location",), lambda codes: None).listed) is None


@proof("Equal places lie outside the 99.8% limits in at most 1% of cases", 100, seed=15, unit="networks")
@pytest.mark.parametrize(("rate", "spread"), [(0.85, 0.0), (0.5, 0.0), (0.97, 0.0), (0.8, 0.06), (0.9, 0.15)])
def test_equal_places_seldom_lie_outside(rate: float, spread: float):
    rng = np.random.default_rng(15)
    outside, wide, every = 0, 0, 0
    for _ in range(count(100)):
        drawn = funnel(listed(random_places(rng, rate, spread)))
        far = drawn.outside(Standing.FAR_BELOW, Standing.FAR_ABOVE)
        outside, every = outside + len(far), every + len(drawn.points)
        wide += len(drawn.outside(*(one for one in Standing if one is not Standing.ALIKE)))

    assert outside / every <= 0.01
    # Limits that nothing ever leaves would find nothing.
    assert 0.02 <= wide / every <= 0.10
