"""What a queue in balance looks like, read backwards: from how many are there to how busy the people are.

A queue that carries over is followed by the mean number present. At any moment it is taken to be shaped like the
stationary queue with that mean (Wang, Tipper and Banerjee, "A new approximation for time dependent queues", 1996), so
that it agrees with Erlang C as soon as nothing changes any more.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from metrics.staffing import erlang
from metrics.staffing.erlang import Numbers

STEPS = 512
"""The grid runs over present ÷ (present + people), so that it is finest where the queue begins."""

NEARLY = 1e-12


class SteadyState(NamedTuple):
    """`busy`: share of the people at work; `spread`: variance ÷ (mean + mean²); `wait`: normal score of P(wait)."""

    busy: Numbers
    spread: Numbers
    wait: Numbers


@lru_cache(maxsize=4096)
def _of(people: int) -> NDArray[np.float64]:
    """Rows: the grid; columns: busy, spread, wait."""
    idle = np.concatenate([np.linspace(1, 0.02, 400), np.geomspace(0.02, 1e-8, 300)[1:]])
    busy = 1 - idle[1:]
    load = people * busy
    wait = erlang.waiting(load, people)
    queue = wait * busy / idle[1:]
    present = load + queue
    last = wait * idle[1:]
    before = last * people / load
    third = before * (people - 1) / load
    pairs = load**2 * np.maximum(1 - wait - before - third, 0) + people * (people - 1) * wait
    squares = pairs + load + 2 * people * queue + wait * busy * (1 + busy) / idle[1:] ** 2
    spread = (squares - present**2) / (present + present**2)
    grid = np.arange(STEPS) / STEPS
    mean = people * grid / (1 - grid)
    tables = [
        np.interp(mean, np.r_[0, present], np.r_[first, column])
        for first, column in ((0, busy), (1, spread), (-8, ndtri(np.clip(wait, NEARLY, 1 - NEARLY))))
    ]
    return np.vstack([np.column_stack(tables), [1, 1, 8]])


class Balance:
    """Looks up the stationary queue of many queues at once, each with its own number of people (1 or more)."""

    def __init__(self, people: NDArray[np.int64]) -> None:
        distinct, self._row = np.unique(people, return_inverse=True)
        self._tables = np.stack([_of(int(number)) for number in distinct])
        self._people = people

    def with_mean(self, present: Numbers) -> SteadyState:
        """The stationary queue that has so many present on average, waiting or being served."""
        at = present / (present + self._people) * STEPS
        left = np.minimum(at.astype(np.int64), STEPS - 1)
        part = (at - left)[:, None]
        state = self._tables[self._row, left] * (1 - part) + self._tables[self._row, left + 1] * part
        return SteadyState(state[:, 0], state[:, 1], state[:, 2])
