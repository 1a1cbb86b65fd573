"""Erlang C: the closed formula against known answers, against its own sum, and at any size."""

from math import exp, factorial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.staffing import erlang

loads = st.floats(0.01, 400)


def by_sum(load: float, people: int) -> float:
    """The share that waits, from the textbook's sum of powers over factorials."""
    last = load**people / factorial(people) * people / (people - load)
    return last / (sum(load**n / factorial(n) for n in range(people)) + last)


def test_the_known_case_is_reproduced_to_all_digits():
    # 100 contacts in 30 minutes that take 3 minutes each: 10 people at work; 20 seconds are 1/9 of a handling time.
    load, within = 100 * 3 / 30, 20 / 180
    assert erlang.required(load, 0.80, within, 0.85) == 14
    assert erlang.whole(14 / (1 - 0.30)) == 20
    assert round(float(erlang.service_level(load, 14, within)), 5) == 0.88835
    assert round(load / 14, 5) == 0.71429
    assert round(float(erlang.waiting(load, 14)), 5) == 0.17413


@pytest.mark.parametrize(("load", "people"), [(0.1, 1), (0.9, 1), (1.5, 2), (10, 14), (59, 60), (99.5, 100)])
def test_the_share_that_waits_is_that_of_the_textbook(load, people):
    assert float(erlang.waiting(load, people)) == pytest.approx(by_sum(load, people), rel=1e-11)


def test_one_server_waits_as_often_as_it_is_busy_and_load_over_spare_on_average():
    assert float(erlang.waiting(0.7, 1)) == pytest.approx(0.7)
    assert float(erlang.mean_wait(0.7, 1)) == pytest.approx(0.7 / (1 - 0.7))
    assert float(erlang.service_level(0.7, 1, 2)) == pytest.approx(1 - 0.7 * exp(-2 * (1 - 0.7)))


@pytest.mark.parametrize("people", [500, 5_000, 50_000])
def test_thousands_of_people_overflow_nothing(people):
    # At a load of c − √c the share that waits nears a limit (Halfin and Whitt, 1981): 1 ÷ (1 + Φ(1) ÷ φ(1)) = 0.2234.
    assert float(erlang.waiting(people - people**0.5, people)) == pytest.approx(0.2234, abs=0.006)


def test_no_contacts_need_nobody_and_wait_for_nothing():
    assert erlang.required(0, 0.8, 0.1, 0.85) == 0
    assert (erlang.service_level(0, 0, 0.1), erlang.waiting(0, 0), erlang.mean_wait(0, 0)) == (1, 0, 0)


def test_more_work_than_people_has_no_balance():
    assert (erlang.service_level(10, 10, 0.1), erlang.waiting(10, 9)) == (0, 1)
    assert np.isnan(erlang.mean_wait(10, 10))


def test_a_cap_met_exactly_needs_no_further_person():
    assert erlang.fewest(11.05, 0.85) == 13  # though 11.05 / 0.85 is a hair above 13 on a machine
    assert erlang.whole(21 / (1 - 0.3)) == 30


def test_as_many_people_as_load_do_not_keep_up():
    assert list(erlang.fewest([0, 9.5, 10], 1.0)) == [0, 10, 11]


@given(loads, st.integers(0, 30), st.floats(0, 5))
def test_one_more_person_never_makes_it_worse(load, extra, within):
    people = int(load) + 1 + extra
    assert erlang.service_level(load, people + 1, within) >= erlang.service_level(load, people, within) - 1e-12
    assert erlang.mean_wait(load, people + 1) <= erlang.mean_wait(load, people) + 1e-12


@given(loads, st.floats(0.1, 0.99), st.floats(0, 3), st.floats(0.5, 1))
def test_the_people_required_keep_the_rules_and_one_fewer_would_not(load, share, within, occupancy):
    people = int(erlang.required(load, share, within, occupancy))
    assert erlang.service_level(load, people, within) >= share
    assert load / people <= occupancy + 1e-9
    fewer = people - 1
    kept = fewer > load and erlang.service_level(load, fewer, within) >= share and load / fewer <= occupancy - 1e-9
    assert not kept


def test_many_half_hours_at_once_are_the_same_as_one_by_one():
    load = np.array([0, 0.3, 10, 250.0])
    together = erlang.required(load, 0.8, 0.1, 0.85)
    assert list(together) == [int(erlang.required(one, 0.8, 0.1, 0.85)) for one in load]
