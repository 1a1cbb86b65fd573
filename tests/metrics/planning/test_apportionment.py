"""Shares are whole, add up in every row, and over the rows each part gets what is due to it."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from metrics.planning.apportionment import spread, whole


def test_small_amounts_add_up_over_the_days_instead_of_vanishing():
    assert whole(np.full(6, 7 * 1.05)).tolist() == [7, 8, 7, 7, 8, 7]  # 7.35 a day: 44.1 in six days


def test_a_half_is_rounded_up():
    assert whole(np.array([0.5, 0.5, 0.5])).tolist() == [1, 0, 1]


@given(st.lists(st.decimals(0, 5000, places=2), min_size=1, max_size=100))
def test_each_is_within_one_of_what_is_wanted_and_all_together_within_a_half(wanted):
    found = whole(np.array(wanted, dtype=float))

    assert (found >= 0).all()
    assert all(abs(one - float(want)) <= 1 for one, want in zip(found, wanted, strict=True))
    assert abs(found.sum() - float(sum(wanted))) <= 0.5 + 1e-6


def test_the_largest_remainder_gets_what_is_left():
    shares = spread(np.array([10]), np.array([[5.0, 3.0, 1.0]]))  # 5.56, 3.33, 1.11

    assert shares.tolist() == [[6, 3, 1]]


def test_a_part_that_rounding_passes_over_is_owed_it_the_next_day():
    shares = spread(np.array([1, 1, 1, 1]), np.array([[3.0, 1.0]] * 4))

    assert shares.sum(axis=0).tolist() == [3, 1]


def test_a_part_without_weight_gets_nothing_whatever_it_is_owed():
    shares = spread(np.array([1, 1]), np.array([[6.0, 5.0, 0.0], [0.0, 0.0, 1.0]]))

    assert shares.tolist() == [[1, 0, 0], [0, 0, 1]]


def test_what_is_owed_to_many_at_once_waits_for_those_who_are_owed_least():
    weights = np.array([[1.0] * 6, [0.0, 0.0, 7.0, 7.0, 7.0, 9.0]])

    first, second = spread(np.array([2, 3]), weights)

    assert first.tolist() == [1, 1, 0, 0, 0, 0]  # a third is owed to each of the last four
    assert second.tolist() == [0, 0, 1, 1, 0, 1]  # 1.03, 1.03, 1.03 and 1.23 are due, but there are three


@given(
    st.integers(1, 8).flatmap(
        lambda parts: st.lists(
            st.tuples(
                st.integers(0, 400),
                st.lists(st.integers(0, 50), min_size=parts, max_size=parts).filter(any),
            ),
            min_size=1,
            max_size=30,
        )
    )
)
def test_every_row_adds_up_and_nothing_is_below_zero(rows):
    totals, weights = np.array([row[0] for row in rows]), np.array([row[1] for row in rows], dtype=float)

    shares = spread(totals, weights)

    assert shares.sum(axis=1).tolist() == totals.tolist()
    assert (shares >= 0).all()
    assert (shares[weights == 0] == 0).all()


@given(st.lists(st.integers(0, 400), min_size=1, max_size=40), st.lists(st.integers(1, 50), min_size=1, max_size=8))
def test_over_the_days_no_part_is_more_than_one_away_from_its_due(totals, weight):
    weights = np.array([weight] * len(totals), dtype=float)

    shares = spread(np.array(totals), weights)

    due = np.array(totals).sum() * weights[0] / weights[0].sum()
    assert (abs(shares.sum(axis=0) - due) <= 1 + 1e-6).all()
