"""Groups are compared at equal mix over what all of them serve; what is missing is told and never invented."""

from collections import defaultdict

import numpy as np
import pytest

from metrics.operations.equal_mix import EqualMix, equal_mix
from tests.support.proofs import count, proof


def rows(*drawn: tuple[str | None, str | None, str | None, int, int]) -> list[dict]:
    """Operator, service, hour, in time, visits."""
    names = ("operator", "service", "hour", "numerator", "denominator")
    return [dict(zip(names, row, strict=True)) for row in drawn]


def compared(table: list[dict]) -> EqualMix:
    return equal_mix(table, "operator", ("service", "hour"))


def of(found: EqualMix, code: str):
    return next(one for one in found.groups if one.code == code)


# Public serves noon, private mornings; in each stratum public is 10 points ahead.
SIMPSON = rows(
    ("public", "plate", "09:00", 90, 100), ("public", "plate", "12:00", 540, 900),
    ("private", "plate", "09:00", 720, 900), ("private", "plate", "12:00", 50, 100),
)  # fmt: skip


def test_who_is_ahead_in_every_stratum_is_ahead_at_equal_mix_though_raw_figures_say_otherwise():
    found = compared(SIMPSON)
    public, private = of(found, "public"), of(found, "private")

    assert (public.value, private.value) == (630 / 1000, 770 / 1000)
    # Both strata hold 1,000 of 2,000 visits: half of 0.9 and half of 0.6, half of 0.8 and half of 0.5.
    assert (public.equal, private.equal) == pytest.approx((0.75, 0.65))
    assert [one.code for one in found.groups] == ["private", "public"]
    assert (found.shared, found.strata) == (1.0, 2)
    assert (found.gap.best, found.gap.worst, found.gap.points) == ("public", "private", pytest.approx(0.10))


def test_the_interval_is_that_of_the_strata():
    found = of(compared(SIMPSON), "public")
    everywhere, variance = 1400 / 2000, 0.0
    for good, n in ((90, 100), (540, 900)):
        nearly = (good + everywhere) / (n + 1)
        variance += 0.5**2 * nearly * (1 - nearly) / n
    reach = 1.959963984540054 * variance**0.5

    assert (found.interval.low, found.interval.high) == pytest.approx((0.75 - reach, 0.75 + reach), abs=1e-12)


def test_only_what_all_serve_is_compared_and_how_much_that_is():
    found = compared([*SIMPSON, *rows(("public", "licence", "09:00", 0, 500))])

    assert of(found, "public").value == 630 / 1500
    assert of(found, "public").equal == pytest.approx(0.75)
    assert (found.shared, found.strata) == (2000 / 2500, 2)
    assert (of(found, "public").served, of(found, "private").served) == (1.0, 0.8)


def test_a_group_that_serves_too_little_of_the_mix_is_told_as_it_is_and_not_compared():
    found = compared([*SIMPSON, *rows(("library", "plate", "18:00", 5, 10))])
    library = found.groups[-1]

    assert (library.code, library.value, library.equal, library.interval) == ("library", 0.5, None, None)
    assert library.served == 10 / 2010
    assert of(found, "public").equal == pytest.approx(0.75)


def test_groups_that_share_less_than_two_thirds_of_the_mix_are_not_compared():
    table = rows(
        ("public", "plate", "09:00", 900, 999), ("public", "licence", "09:00", 440, 500),
        ("private", "plate", "09:00", 800, 1000), ("private", "permit", "09:00", 50, 500),
    )  # fmt: skip
    found = compared(table)

    # 1,999 of 2,999 visits are of what both serve; with one more of them it is two thirds.
    assert {one.equal for one in found.groups} == {None}
    assert (found.shared, found.strata, found.gap) == (0.0, 0, None)
    assert compared([*table[1:], *rows(("public", "plate", "09:00", 900, 1000))]).shared == 2000 / 3000


def test_one_group_has_nobody_to_be_compared_with():
    assert compared(SIMPSON[:2]) is None
    assert compared([]) is None
    assert compared([*SIMPSON[:2], *rows((None, "plate", "09:00", 1, 2))]) is None


def test_an_hour_that_is_not_told_is_a_stratum_of_its_own():
    found = compared([*SIMPSON, *rows(("public", "plate", None, 9, 10), ("private", "plate", None, 0, 10))])
    # 2,000 of 2,020 weigh as before.
    assert of(found, "public").equal == pytest.approx((0.75 * 2000 + 0.9 * 20) / 2020)


def test_the_same_share_in_every_stratum_gives_the_same_at_any_mix():
    rng = np.random.default_rng(4)
    table = []
    for operator in ("a", "b"):
        for hour in range(20):
            n = int(rng.integers(1, 50)) * 10
            table += rows((operator, "plate", f"{hour:02}:00", n * 8 // 10, n))

    assert {round(one.equal, 12) for one in compared(table).groups} == {0.8}


@proof("Intervals at equal mix hold the true share, and equal operators are told apart seldom", 2000, seed=16)
def test_intervals_hold_the_true_share_and_equal_operators_are_seldom_told_apart():
    rng = np.random.default_rng(16)
    held, every, apart = 0, 0, 0
    for _ in range(count(2000)):
        rates = rng.uniform(0.4, 0.98, 60)
        table, visits = [], defaultdict(int)
        for operator, mix in (
            ("a", rng.dirichlet(np.ones(60))),
            ("b", rng.dirichlet(np.ones(60))),
            ("c", np.full(60, 1 / 60)),
        ):
            for stratum, n in enumerate(1 + rng.poisson(2000 * mix)):
                table += rows((operator, "plate", str(stratum), int(rng.binomial(n, rates[stratum])), int(n)))
                visits[stratum] += int(n)
        found = compared(table)
        true = sum(rates[stratum] * n for stratum, n in visits.items()) / sum(visits.values())
        held += sum(one.interval.holds(true) for one in found.groups)
        every += len(found.groups)
        apart += found.gap.told_apart

    assert 0.92 <= held / every <= 0.995
    assert apart / count(2000) <= 0.07
