"""Queues followed all at once, against one queue followed visitor by visitor."""

import numpy as np
import pytest

from data.demo.network.queue import HALF_HOUR, HALF_HOURS, fare
from tests.support.proofs import count, proof

NINE = 18
ENDLESS = 10**6


def one_by_one(arrival, busy, patience, people) -> list[tuple[int, bool]]:
    """The same for one queue, in plain loops: of those who are there, whoever is free first serves the next."""
    last = max((half for half in range(HALF_HOURS) if people[half]), default=None)
    there = [people[half] if last is None or half <= last else people[last] for half in range(HALF_HOURS)]
    free = [0] * max(there)
    fares = []
    for came, takes, waits in zip(arrival, busy, patience, strict=True):
        starts = []
        for person, when in enumerate(free):
            start = max(came, when)
            while start < HALF_HOURS * HALF_HOUR and there[start // HALF_HOUR] <= person:
                start = (start // HALF_HOUR + 1) * HALF_HOUR
            if start < HALF_HOURS * HALF_HOUR:
                starts.append((start, person))
        start, person = min(starts, default=(None, None))
        if start is None or start - came > waits:
            fares.append((waits, True))
        else:
            free[person] = start + takes
            fares.append((start - came, False))
    return fares


def people_from_nine(*of_half_hours: int) -> np.ndarray:
    row = np.zeros(HALF_HOURS, dtype=np.int64)
    row[NINE : NINE + len(of_half_hours)] = of_half_hours
    return row


def ask(people, *visits: tuple[int, int, int]) -> list[tuple[int, bool]]:
    """The fate of visitors (second after nine, seconds taken, patience) of one queue."""
    arrival, busy, patience = (np.array(column) for column in zip(*visits, strict=True))
    wait, left = fare(np.zeros(len(visits), dtype=int), arrival + NINE * HALF_HOUR, busy, patience, people[None, :])
    return list(zip(wait.tolist(), left.tolist(), strict=True))


def test_who_comes_first_is_served_first_and_the_second_waits_for_the_rest():
    assert ask(people_from_nine(1, 1), (0, 600, ENDLESS), (100, 60, ENDLESS), (200, 60, ENDLESS)) == [
        (0, False), (600 - 100, False), (600 + 60 - 200, False),
    ]  # fmt: skip


def test_two_people_serve_two_at_once():
    assert ask(people_from_nine(2, 2), (0, 600, ENDLESS), (0, 300, ENDLESS), (10, 60, ENDLESS)) == [
        (0, False), (0, False), (300 - 10, False),
    ]  # fmt: skip


@pytest.mark.parametrize(("patience", "fate"), [(499, (499, True)), (500, (500, False))])
def test_one_leaves_when_patience_ends_and_takes_nobodys_time(patience, fate):
    assert ask(people_from_nine(1, 1), (0, 600, ENDLESS), (100, 60, patience), (601, 60, ENDLESS))[1] == fate


def test_a_second_person_who_comes_later_helps_from_then_on():
    assert ask(people_from_nine(1, 2), (0, 3600, ENDLESS), (60, 60, ENDLESS))[1] == (HALF_HOUR - 60, False)


def test_who_is_there_last_stays_until_all_are_served():
    assert ask(people_from_nine(1), (0, 1700, ENDLESS), (0, 1700, ENDLESS), (0, 60, ENDLESS))[2] == (3400, False)


def test_where_nobody_is_there_everyone_leaves():
    assert ask(people_from_nine(0), (0, 60, 300), (5, 60, 20)) == [(300, True), (20, True)]


def test_nobody_comes():
    none = np.zeros(0, dtype=np.int64)

    assert [len(part) for part in fare(none, none, none, none, np.zeros((3, HALF_HOURS), dtype=np.int64))] == [0, 0]


@proof("queues followed at once fare as queues followed one by one", 1_000, seed=12)
def test_many_queues_at_once_fare_as_one_after_the_other():
    random = np.random.default_rng(12)
    for _ in range(count(1_000)):
        queues = int(random.integers(1, 5))
        people = np.where(
            (np.arange(HALF_HOURS) >= NINE) & (np.arange(HALF_HOURS) < NINE + random.integers(1, 12)),
            random.integers(0, 4, (queues, HALF_HOURS)), 0,
        )  # fmt: skip
        n = int(random.integers(1, 60))
        queue = random.integers(0, queues, n)
        arrival = np.sort(random.choice(6 * 3600, n, replace=False)) + NINE * HALF_HOUR
        busy, patience = random.integers(0, 1500, n), random.integers(0, 4000, n)
        wait, left = fare(queue, arrival, busy, patience, people)
        for one in range(queues):
            mine = queue == one
            if mine.any():
                plain = one_by_one(*(part[mine].tolist() for part in (arrival, busy, patience)), people[one].tolist())
                assert list(zip(wait[mine].tolist(), left[mine].tolist(), strict=True)) == plain
