"""The worst place and half-hour are those that chance does not explain, told from small tables."""

import math

import pytest

from data.words import Status
from metrics.assessment.hot_spots import counts_by_start, grid, in_order_of, is_share, spots
from metrics.assessment.target import TargetInForce
from metrics.catalogue.registry import declared
from metrics.definition.indicator import Indicator

COUNTER = declared()["counter_within_20_minutes"]
P90 = declared()["counter_wait_p90"]
AIM = TargetInForce(target=0.85, near=0.80, source="board")


def share(*rows: tuple[str | None, int, int]) -> list[dict]:
    """Place, in time, visits."""
    return [
        {"location": place, "numerator": good, "denominator": of, "value": good / of if of else None, "n": of}
        for place, good, of in rows
    ]


def found(rows: list[dict], aim: TargetInForce | None = AIM, indicator: Indicator = COUNTER):
    return spots(indicator, rows, ("location",), lambda codes: aim)


def order(rows: list[dict], **more) -> list[str]:
    return [spot.codes["location"] for spot in found(rows, **more).listed]


def test_the_worst_comes_first_and_what_is_too_few_last():
    # Of 4 visits none in time: fewer than the 5 that the indicator asks for.
    assert order(share(("good", 95, 100), ("bad", 40, 100), ("tiny", 0, 4), ("poor", 70, 100))) == [
        "bad", "poor", "good", "tiny"
    ]  # fmt: skip


def test_a_spot_stands_out_where_chance_gives_one_so_bad_less_often_than_once_in_twenty_divided_by_all():
    # 9 or fewer of 15 in time, where each is with 0.85: Σ C(15, k) 0.85^k 0.15^(15−k) for k ≤ 9 = 0.0168.
    chance = sum(math.comb(15, k) * 0.85**k * 0.15 ** (15 - k) for k in range(10))
    assert 0.05 / 3 < chance < 0.05 / 2
    bad = ("bad", 9, 15)

    assert found(share(bad)).worst.codes == {"location": "bad"}
    assert found(share(bad, ("a", 85, 100))).worst.codes == {"location": "bad"}
    assert found(share(bad, ("a", 85, 100), ("b", 85, 100))).worst is None


def test_many_good_places_name_nobody():
    assert found(share(*((f"p{n}", 84 + n % 3, 100) for n in range(90)))).worst is None


def test_what_is_better_than_its_target_never_stands_out():
    assert found(share(("best", 1000, 1000))).worst is None


def test_without_a_target_nothing_stands_out_and_nothing_is_judged():
    result = found(share(("bad", 1, 1000)), aim=None)

    assert result.worst is None
    (spot,) = result.listed
    assert (spot.status, spot.step, spot.target) == (Status.NO_TARGET, None, None)


def test_each_place_is_judged_by_its_own_target():
    low = TargetInForce(target=0.50, near=0.45, source="board")
    result = spots(
        COUNTER, share(("a", 60, 100), ("b", 60, 100)), ("location",), lambda c: low if c["location"] == "a" else AIM
    )

    assert {spot.codes["location"]: spot.status for spot in result.listed} == {"a": Status.MET, "b": Status.MISSED}
    assert result.worst.codes == {"location": "b"}


@pytest.mark.parametrize(
    ("in_time", "step"),
    [
        (1000, 0),
        (850, 0),  # the target itself
        (849, 1),
        (800, 1),  # the near limit: 0.05 off
        (799, 2),
        (750, 2),  # twice as far
        (749, 3),
        (0, 3),
    ],
)
def test_a_shade_is_how_often_the_near_limit_fits_into_the_distance(in_time: int, step: int):
    assert [spot.step for spot in found(share(("a", in_time, 1000))).listed] == [step]


def test_a_target_without_a_near_limit_of_its_own_has_the_darkest_shade_for_every_miss():
    flat = TargetInForce(target=0.85, near=0.85, source="board")

    assert [spot.step for spot in found(share(("a", 849, 1000), ("b", 850, 1000)), aim=flat).listed] == [3, 0]


def test_missed_and_interval_are_those_of_the_visits():
    (spot,) = found(share(("a", 40, 100))).listed

    assert spot.missed == 100 - 40
    # Wilson, 40 of 100: (0.4 + 1.96²/200 ± 1.96 √(0.24/100 + 1.96²/40 000)) ÷ (1 + 1.96²/100)
    assert (spot.interval.low, spot.interval.high) == pytest.approx((0.3094, 0.4980), abs=1e-4)


def test_an_interval_that_holds_the_target_is_too_few_to_judge():
    (spot,) = found(share(("a", 80, 100))).listed  # 0.711 to 0.867 holds 0.85

    assert (spot.few, spot.status) == (False, Status.TOO_FEW)


def test_five_are_enough_to_be_ranked_and_four_are_not():
    assert COUNTER.enough == 5
    assert order(share(("good", 99, 100), ("four", 0, 4), ("five", 0, 5))) == ["five", "good", "four"]


def test_a_place_that_is_close_to_its_target_keeps_its_rank():
    assert order(share(("good", 99, 100), ("close", 80, 100))) == ["close", "good"]


def test_named_is_the_one_with_the_most_missed_beyond_its_target():
    # Beyond what 0.85 allows: 0.85 × 12 − 2 = 8.2, and 0.85 × 400 − 240 = 100.
    result = found(share(("evening", 2, 12), ("noon", 240, 400)))

    assert [spot.codes["location"] for spot in result.listed] == ["evening", "noon"]
    assert [spot.excess for spot in result.listed] == pytest.approx([8.2, 100])
    assert result.worst.codes == {"location": "noon"}


def test_what_tells_no_place_is_counted_and_not_listed():
    result = found(share((None, 30, 40), ("a", 85, 100)))

    assert (result.nowhere, [spot.codes["location"] for spot in result.listed]) == (40, ["a"])


def test_nothing_without_a_value_is_listed():
    assert found(share(("a", 0, 0))).listed == []
    assert found([]).worst is None


def waits(**of: tuple[float, int]) -> list[dict]:
    return [
        {"location": place, "numerator": None, "denominator": None, "value": value, "n": n}
        for place, (value, n) in of.items()
    ]


def test_the_longest_wait_comes_first_and_needs_five_beyond_it():
    # 10 % of 50 are 5; of 49 fewer.
    assert order(waits(short=(60.0, 500), long=(900.0, 50), village=(9000.0, 49)), aim=None, indicator=P90) == [
        "long", "short", "village"
    ]  # fmt: skip


def test_a_percentile_has_neither_misses_nor_an_interval_and_never_stands_out():
    aim = TargetInForce(target=600.0, near=660.0, source="board")
    result = found(waits(long=(900.0, 500)), aim=aim, indicator=P90)

    assert not is_share(P90)
    assert result.worst is None
    assert (result.listed[0].missed, result.listed[0].interval, result.listed[0].status) == (None, None, Status.MISSED)


def test_a_grid_has_the_rows_that_are_asked_for_and_no_empty_column():
    rows = [
        {**one, "hour": hour}
        for hour, one in zip(
            ("09:30", "09:00", "12:00"), share(("a", 40, 100), ("a", 90, 100), ("b", 50, 100)), strict=True
        )
    ]
    result = grid(spots(COUNTER, rows, ("location", "hour"), lambda codes: AIM), "location", "hour", ["a"])

    assert (result.rows, result.columns) == (["a"], ["09:00", "09:30"])
    assert {key: spot.value for key, spot in result.cells.items()} == {("a", "09:30"): 0.4, ("a", "09:00"): 0.9}


def test_rows_are_put_in_the_order_of_one_half_hour_and_those_without_it_stay_behind():
    rows = [
        {**one, "hour": hour}
        for hour, one in zip(
            ("12:00", "12:00", "12:00", "09:00"),
            share(("a", 90, 100), ("b", 50, 100), ("tiny", 0, 2), ("c", 10, 100)),
            strict=True,
        )
    ]
    both = spots(COUNTER, rows, ("location", "hour"), lambda codes: AIM)

    assert in_order_of(both, "location", "hour", "12:00", ["c", "a", "tiny", "b"]) == ["b", "a", "tiny", "c"]
    assert in_order_of(both, "location", "hour", "12:00", ["c", "a"]) == ["a", "c"]
    assert in_order_of(both, "location", "hour", "03:00", ["c", "a"]) == ["c", "a"]


def test_what_is_counted_by_its_completion_is_told_from_what_is_counted_by_its_start():
    assert counts_by_start(COUNTER)
    assert not counts_by_start(declared()["service_standards_met"])


def test_a_percentile_has_the_interval_that_came_with_it():
    rows = [
        {**waits(a=(600.0, 500))[0], "low": 540.0, "high": 660.0},
        {**waits(b=(60.0, 500))[0], "low": None, "high": 70.0},
    ]
    a, b = found(rows, aim=None, indicator=P90).listed

    assert (a.interval.low, a.interval.high, b.interval) == (540.0, 660.0, None)
