"""A record that takes too long is given up, and the run goes on."""

from threading import Event

import pytest

from data.errors import UserError
from pipelines.ingest.time_limit import within


def test_what_work_returns_or_raises_comes_through():
    assert within(1, lambda: 2 + 3) == 5
    with pytest.raises(ZeroDivisionError):
        within(1, lambda: 1 // 0)


def test_work_that_does_not_end_is_given_up():
    end = Event()
    with pytest.raises(UserError) as refused:
        within(0.001, end.wait)
    end.set()
    assert str(refused.value) == (
        "It was not read after 0.001 minutes; make its SELECT simpler, or set SCORECARD_READ_MINUTES higher."
    )
