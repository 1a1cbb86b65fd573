"""The search finds what was planted, and names nothing where nothing was."""

import numpy as np
import pytest

from metrics.explanation.cells import Cells
from metrics.explanation.contrast import Law, Noise, compare, standard_error
from metrics.explanation.search import FALSE_ALARM_RATE, search, threshold
from tests.support.planted import SIZES, draw, named
from tests.support.proofs import count, proof

SHARE, MEAN = Law(Noise.SHARE, False, False), Law(Noise.MEAN, False, False)
PLANTED, EMPTY = 200, 400
LAWS = {False: SHARE, True: MEAN}


def slices_of(law, cells):
    return [codes for codes, _ in search(law, cells).slices]


def strength(law, cells, codes, *, mix):
    """The evidence for one slice alone, where its effect is more than the noise of the whole; else nought."""
    inside = cells.within(named(codes))
    if inside.all() or not inside.any():
        return 0.0
    sums = cells.sums.astype(float)
    evidence = compare(law, sums[inside].sum(axis=0)[None, :], sums.sum(axis=0))
    if mix:
        noticed = abs(evidence.mix[0]) > 2 * standard_error(law, sums.sum(axis=0))
        return float(evidence.volume[0]) if noticed else 0.0
    return float(evidence.rate[0])


def slice_of(rng, breakdowns):
    return {str(name): int(rng.integers(SIZES[name])) for name in rng.choice(list(SIZES), breakdowns, replace=False)}


@proof("a planted slice is named, if its effect is above the noise", PLANTED, seed=1)
@pytest.mark.parametrize("kind", ["one slice", "a pair", "two slices", "mix only"])
@pytest.mark.parametrize("mean", [False, True], ids=["share", "mean"])
def test_planted_slices_are_named(kind, mean):
    law, looked_at, hits, misses = LAWS[mean], 0, 0, []
    # As clear as one in a thousand would be that an honest search of twice as many slices overlooks.
    enough = (np.sqrt(threshold(600)) + 1.5) ** 2
    for seed in range(count(PLANTED)):
        rng = np.random.default_rng(1_000 + seed)
        slices = [slice_of(rng, 2 if kind == "a pair" else 1) for _ in range(2 if kind == "two slices" else 1)]
        if len(slices) == 2 and set(slices[0]) & set(slices[1]):
            continue
        steps = [(codes, float(rng.choice([-1, 1]) * rng.uniform(0.06, 0.2))) for codes in slices]
        factor = float(rng.choice([2.5, 0.35]))
        planted = {"volume": ((slices[0], factor),)} if kind == "mix only" else {"rate": tuple(steps)}
        cells = draw(seed, mean=mean, **planted)
        result = slices_of(law, cells)
        for codes in slices:
            if strength(law, cells, codes, mix=kind == "mix only") < enough:
                continue
            looked_at += 1
            hits += named(codes) in result
            misses += [] if named(codes) in result else [(seed, named(codes), result)]
    assert hits >= 0.9 * looked_at, f"{hits} of {looked_at}: {misses}"


@proof("an explanation names nothing where nothing happened, as often as it states", EMPTY, seed=2)
@pytest.mark.parametrize("shocks", [0.0, 0.05], ids=["independent rows", "cells with shocks of their own"])
@pytest.mark.parametrize("mean", [False, True], ids=["share", "mean"])
def test_nothing_is_named_where_nothing_happened(mean, shocks):
    seeds = range(50_000, 50_000 + count(EMPTY))
    alarms = [seed for seed in seeds if slices_of(LAWS[mean], draw(seed, mean=mean, shocks=shocks))]
    # One alarm of twenty is no sign of more than the stated rate.
    assert len(alarms) <= max((FALSE_ALARM_RATE + 0.02) * len(seeds), 3), alarms


@pytest.mark.parametrize("even", [-0.08, 0.08])
@pytest.mark.parametrize("mean", [False, True], ids=["share", "mean"])
def test_an_even_change_is_nobodys(mean, even):
    assert [slices_of(LAWS[mean], draw(seed, mean=mean, even=even)) for seed in (3, 4, 5)] == [[], [], []]


def test_the_mirror_of_a_change_names_the_same_slice():
    cells = draw(7, rate=(({"region": 1}, -0.15),))
    mirror = Cells(cells.members, cells.places, np.hstack([cells.sums[:, 5:], cells.sums[:, :5]]))
    assert slices_of(SHARE, cells) == slices_of(SHARE, mirror) == [{"region": "region1"}]


def test_of_two_halves_the_one_that_moved_is_named():
    for place in (0, 1):
        assert slices_of(SHARE, draw(8, rate=(({"language": place}, 0.15),))) == [{"language": f"language{place}"}]


def test_a_slice_that_stood_still_while_all_else_moved_is_no_cause():
    rest = tuple(({"channel": place}, 0.12) for place in (0, 1, 2))
    assert {"channel": "channel3"} not in slices_of(SHARE, draw(9, rate=rest))


def test_no_more_than_five_are_named():
    many = tuple(({"service": place, "region": place % 5}, -0.3) for place in range(7))
    assert len(slices_of(SHARE, draw(10, rate=many, rows=200_000))) == 5


def few(above, below):
    """One breakdown of two codes: numerator and denominator before and after of each."""
    sums = [[n0, d0, d0, 0, 0, n1, d1, d1, 0, 0] for (n0, n1), (d0, d1) in zip(above, below, strict=True)]
    return Cells({"channel": ["a", "b"]}, {"channel": np.array([0, 1], np.int32)}, np.array(sums))


def test_a_slice_that_goes_from_all_to_none_is_named():
    assert slices_of(SHARE, few([(400, 0), (90_000, 90_000)], [(400, 400), (100_000, 100_000)])) == [{"channel": "a"}]


@pytest.mark.parametrize(("rows", "result"), [(4, []), (5, [{"channel": "a"}])])
def test_fewer_than_five_rows_are_never_named(rows, result):
    # Waits of a hundred seconds, which of these few become ten thousand.
    before, after = [100 * rows, rows, rows, 0, 100**2 * rows], [10_000 * rows, rows, rows, 0, 10_000**2 * rows]
    others = [900_000, 9_000, 9_000, 0, 180_000_000]
    sums = np.array([[*before, *after], [*others, *others]])
    cells = Cells({"channel": ["a", "b"]}, {"channel": np.array([0, 1], np.int32)}, sums)
    assert slices_of(MEAN, cells) == result


def test_without_breakdowns_there_is_nothing_to_name():
    empty = Cells({}, {}, np.array([[5, 9, 9, 0, 0, 1, 9, 9, 0, 0]]))
    assert search(SHARE, empty).slices == []


def test_the_threshold_is_sidaks():
    # 1 test at 5 %: 1.96²; of many the whole search keeps the rate.
    assert threshold(1) == pytest.approx(1.959964**2, rel=1e-6)
    assert threshold(100) > threshold(10) > threshold(1)
