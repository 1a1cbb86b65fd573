"""A plain simulation of single visits, one after the other: another road to what a queue does."""

from heapq import heapify, heappop, heappush

import numpy as np

HALF_HOUR = 1800


def simulate(
    contacts: list[float], people: list[int], handling_s: float, within_s: float, days: int, seed: int = 1
) -> dict[str, np.ndarray]:
    """Many random days of one queue, first come, first served.

    Out, per half-hour of arrival: `came`, and of those `in_time` (count) and `wait_s` (sum). Whoever goes home first
    ends what is begun, beside those who stay; the people of the last half-hour stay until the queue is empty.
    """
    random = np.random.default_rng(seed)
    sums = {name: np.zeros(len(contacts)) for name in ("came", "in_time", "wait_s")}
    for _ in range(days):
        busy_until: list[float] = []
        called = 0.0
        for arrival in _arrivals(contacts, random):
            called = _turn(max(arrival, called), busy_until, people, random)
            heappush(busy_until, called + random.exponential(handling_s))
            half_hour = int(arrival // HALF_HOUR)
            sums["came"][half_hour] += 1
            sums["in_time"][half_hour] += called - arrival <= within_s
            sums["wait_s"][half_hour] += called - arrival
    return sums


def _arrivals(contacts: list[float], random: np.random.Generator) -> np.ndarray:
    numbers = random.poisson(contacts)
    begins = np.repeat(np.arange(len(contacts)) * HALF_HOUR, numbers)
    return np.sort(begins + random.uniform(0, HALF_HOUR, len(begins)))


def _turn(moment: float, busy_until: list[float], people: list[int], random: np.random.Generator) -> float:
    """When the next in the queue is called: the first moment at which fewer are busy than are there."""
    while True:
        while busy_until and busy_until[0] <= moment:
            heappop(busy_until)
        half_hour = min(int(moment // HALF_HOUR), len(people) - 1)
        while len(busy_until) > people[half_hour]:
            busy_until.pop(random.integers(len(busy_until)))
            heapify(busy_until)
        if len(busy_until) < people[half_hour]:
            return moment
        change = (int(moment // HALF_HOUR) + 1) * HALF_HOUR
        moment = min(change, busy_until[0]) if busy_until else change
