"""Whatever the models say of parts and sums: what is published adds up, in whole numbers, to the last one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.forecast.organisation.reconcile import METHODS, hierarchy, reconcile, round_whole, weights

PARTS = [("online", "plate"), ("online", "card"), ("telephone", "card"), ("kiosk", "plate")]


def test_a_sum_holds_the_parts_that_share_its_channel_or_line():
    of = hierarchy(PARTS)
    held = {
        key: [of.keys[-of.parts + p] for p in np.flatnonzero(row)] for key, row in zip(of.keys, of.summing, strict=True)
    }

    assert held[None, None] == sorted(PARTS)
    assert held["online", None] == [("online", "card"), ("online", "plate")]
    assert held[None, "plate"] == [("kiosk", "plate"), ("online", "plate")]
    assert held["telephone", "card"] == [("telephone", "card")]


@pytest.mark.parametrize("method", METHODS)
def test_forecasts_that_agree_already_stay_as_they_are(method):
    of = hierarchy(PARTS)
    forecasts = of.summing @ np.array([[10.0], [20], [5], [1]])
    errors = np.random.default_rng(1).normal(size=(len(of.keys), 50))

    pull = weights(method, of, errors)

    assert np.allclose(reconcile(forecasts, of, pull, np.ones((4, 1), bool)), forecasts)


def test_series_that_are_never_wrong_do_not_stop_the_others():
    of = hierarchy(PARTS)

    pull = weights("mint_var", of, np.zeros((len(of.keys), 50)))

    assert np.array_equal(pull, weights("mint_struct", of, np.zeros((len(of.keys), 50))))


def test_a_closed_part_is_nought_and_its_sums_go_without_it():
    of = hierarchy(PARTS)
    forecasts = of.summing @ np.array([[10.0], [20], [5], [1]])
    opened = np.array([[part[0] != "online"] for part in of.keys[-4:]])

    found = reconcile(forecasts, of, weights("bottom_up", of, forecasts), opened)[:, 0]

    by_key = dict(zip(of.keys, found, strict=True))
    first = dict(zip(sorted(PARTS), [10, 20, 5, 1], strict=True))
    assert by_key["online", None] == 0
    assert by_key[None, None] == first["kiosk", "plate"] + first["telephone", "card"]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_rounded_forecasts_add_up_and_none_moves_by_one_or_more(data):
    possible = [(channel, line) for channel in "abcd" for line in "xyz"]
    parts = data.draw(st.lists(st.sampled_from(possible), min_size=1, max_size=12, unique=True))
    of = hierarchy(parts)
    number = st.one_of(st.just(0.0), st.floats(0, 30), st.floats(0, 1e5))
    days = data.draw(st.integers(1, 4))
    drawn = data.draw(st.lists(number, min_size=len(parts) * days, max_size=len(parts) * days))
    forecasts = of.summing @ np.array(drawn).reshape(len(parts), days)

    found = round_whole(forecasts, of)

    assert np.array_equal(found, np.rint(found))
    assert np.array_equal(found, of.summing @ found[-of.parts :])
    assert (found >= 0).all()
    assert np.abs(found - forecasts).max() < 1 + 1e-5
    assert np.abs(found[0] - forecasts[0]).max() <= 0.5 + 1e-5
