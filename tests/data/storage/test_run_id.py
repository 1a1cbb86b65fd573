"""A run is called by the moment it began."""

from datetime import UTC, datetime, timedelta

import pytest

from data.storage.run_id import run_id, run_start

BEGAN = datetime(2026, 11, 22, 1, 2, 3, 4, UTC)


def test_the_id_gives_the_moment_back():
    assert run_id(BEGAN) == "20261122T010203.000004Z"
    assert run_start(run_id(BEGAN)) == BEGAN


def test_later_runs_sort_behind_earlier_ones():
    moments = [BEGAN + timedelta(microseconds=10**n) for n in range(14)]
    assert sorted(map(run_id, moments)) == list(map(run_id, moments))


def test_another_text_is_no_run():
    with pytest.raises(ValueError, match="yesterday"):
        run_start("yesterday")
