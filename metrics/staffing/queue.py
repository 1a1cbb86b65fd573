"""A queue that carries over: who is not served in a half-hour waits on into the next, and past closing time.

Counters keep their doors open half-hour after half-hour, and a morning's queue can last until the afternoon; Erlang C,
which starts every half-hour afresh, cannot know. The mean and the variance of the number present are followed through
the day in steps of minutes: arrivals come in, people serve, and the shape at each moment is that of the stationary
queue, narrowed where there has been no time to spread. It is Erlang C when nothing changes and a plain fluid when far
more come than can be served; `tests/metrics/staffing/test_queue.py` holds it to a simulation of single visits.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincc, ndtr

from metrics.staffing.erlang import Numbers
from metrics.staffing.steady_state import Balance, SteadyState

Whole = NDArray[np.int64]

HALF_HOUR = 1800
STEPS = 4
STEP = HALF_HOUR / STEPS
"""Seven and a half minutes: shorter steps come no nearer to single visits."""

ALMOST_NONE = 1e-9

WIDEST = 3
"""A queue that drains after a peak differs more from day to day than a stationary one; beyond this it was no nearer."""


@dataclass(frozen=True)
class QueueOutcome:
    """How each half-hour's arrivals fare; one row per day of a queue, one column per half-hour.

    `service_level`: share served within the time asked, 0..1. `waiting`: share that waits at all. `wait_s`: mean wait,
    seconds. `occupancy`: share of their time that the people are at work. `left`: in the queue at the end of the
    half-hour. NaN where nobody comes (or, for occupancy, nobody serves), and for waits after the last closing: who
    comes then is not served, and has service level 0. `overtime_s`: one number per day, the time after closing until
    the last one in the queue is called.
    """

    service_level: Numbers
    waiting: Numbers
    wait_s: Numbers
    occupancy: Numbers
    left: Numbers
    overtime_s: Numbers


class _Shape(NamedTuple):
    """A moment of each queue: people at work, contacts waiting, the spread of its number, and the stationary queue."""

    work: Numbers
    queue: Numbers
    narrow: Numbers
    widest: Numbers
    steady: SteadyState
    beyond: Numbers


def carry_queue(contacts: Numbers, handling_s: Numbers, people: Whole, within_s: Numbers) -> QueueOutcome:
    """Follows queues through their days.

    `contacts`: expected arrivals, `handling_s`: mean seconds that one takes, `people`: whole numbers who serve; each
    (days, half-hours). `within_s`: seconds, one per day. The people of the last open half-hour stay until the queue is
    empty; where nobody serves in between, the queue waits.
    """
    days = _Days(contacts, handling_s, people, np.asarray(within_s, float))
    for half_hour in np.flatnonzero((contacts > 0).any(axis=0) | (people > 0).any(axis=0)):
        days.pass_half_hour(int(half_hour))
    return days.result()


class _Now(NamedTuple):
    """One half-hour of the days in which something happens in it: `rows` of the grid."""

    rows: Whole
    half_hour: int
    people: Whole
    speed: Numbers
    arriving: Numbers


class _Days:
    def __init__(self, contacts: Numbers, handling_s: Numbers, people: Whole, within_s: Numbers) -> None:
        self.contacts, self.people, self.speed, self.within = contacts, people, 1 / handling_s, within_s
        self.rate = people / handling_s
        # Services that can have begun by the start and by the end of each half-hour: those who join serve at once.
        joining = np.maximum(np.diff(people, axis=1, prepend=0), 0)
        self.ended = np.cumsum(self.rate * HALF_HOUR + joining, axis=1)
        self.started = self.ended - self.rate * HALF_HOUR
        self.last = np.where(people.any(axis=1), people.shape[1] - 1 - np.argmax(people[:, ::-1] > 0, axis=1), -1)
        self.after = np.where(self.last >= 0, self.rate[np.arange(len(people)), self.last], 0.0)
        self.present = np.full(len(people), ALMOST_NONE)
        self.variance = np.full(len(people), ALMOST_NONE)
        self.found = {name: np.full(contacts.shape, np.nan) for name in ("level", "waiting", "wait", "busy", "left")}

    def pass_half_hour(self, half_hour: int) -> None:
        people, arriving = self.people[:, half_hour], self.contacts[:, half_hour] / HALF_HOUR
        if half_hour:
            self._go_home(people, self.people[:, half_hour - 1])
        # Most places are closed at any time: only those where somebody is or comes are followed.
        rows = np.flatnonzero((arriving > 0) | (people > 0))
        now = _Now(rows, half_hour, people[rows], self.speed[rows, half_hour], arriving[rows])
        self._follow(now)

    def _follow(self, now: _Now) -> None:
        rows, people = now.rows, now.people
        balance = Balance(np.maximum(people, 1))
        present, variance = self.present[rows], self.variance[rows]
        level, waits, wait, busy = np.zeros((4, len(rows)))
        for step in range(STEPS):
            # Half a step gives the rates that the whole step is made with.
            begin = _shape(balance, people, present, variance)
            mean, middle = _moved(begin, present, present, variance, now, STEP / 2)
            at = _shape(balance, people, mean, middle)
            start = now.half_hour * HALF_HOUR + (step + 0.5) * STEP
            for total, share in zip((level, waits, wait), self._arrival(now, start, at), strict=True):
                total += share / STEPS
            busy += at.work / np.maximum(people, 1) / STEPS
            present, variance = _moved(at, mean, present, variance, now, STEP)
        self.present[rows], self.variance[rows] = present, variance
        served, came = self.last[rows] >= now.half_hour, now.arriving > 0
        for name, column in (
            ("level", np.where(came, np.where(served, level, 0), np.nan)),
            ("waiting", np.where(came, waits, np.nan)),
            ("wait", np.where(came & served, wait, np.nan)),
            ("busy", np.where(people > 0, busy, np.nan)),
            ("left", _shape(balance, people, present, variance).queue),
        ):
            self.found[name][rows, now.half_hour] = column

    def _go_home(self, people: Whole, before: Whole) -> None:
        """Whoever goes home, or to lunch, first ends what is begun."""
        rows = np.flatnonzero(people < before)
        if rows.size:
            there = before[rows]
            work = _shape(Balance(np.maximum(there, 1)), there, self.present[rows], self.variance[rows]).work
            gone = np.maximum(work - people[rows], 0)
            self.present[rows] = np.maximum(self.present[rows] - gone, ALMOST_NONE)

    def _arrival(self, now: _Now, start: float, at: _Shape) -> tuple[Numbers, Numbers, Numbers]:
        """Of who arrives at a moment: the share served in time, the share that waits, and the mean wait in seconds."""
        shift = at.beyond * (1 / np.sqrt(at.narrow) - 1) / np.sqrt(at.widest)
        chance = np.maximum(np.where(now.people > 0, ndtr(at.steady.wait + shift), 1), ALMOST_NONE)
        tail = 1 / np.maximum(1 - at.steady.busy, ALMOST_NONE)
        # Services that must begin first, for one who waits: the next one at least, and the queue before it.
        turns = 1 + at.queue / chance
        spread = at.narrow * tail * (tail - 1) + turns
        rows = now.rows
        before = self._served_by(rows, np.full(len(rows), start))
        in_time = self._served_by(rows, start + self.within[rows]) - before
        late = gammaincc(turns**2 / spread, in_time * turns / spread)
        return 1 - chance * late, chance, chance * (self._when(rows, before + turns) - start)

    def _served_by(self, rows: Whole, moment: Numbers) -> Numbers:
        """Services that the people can have begun by a moment since midnight, were they never idle."""
        # Beyond the last open half-hour its people stay on.
        at = np.minimum(moment // HALF_HOUR, np.maximum(self.last[rows], 0)).astype(int)
        begun: Numbers = self.started[rows, at] + (moment - at * HALF_HOUR) * self.rate[rows, at]
        return begun

    def _when(self, rows: Whole, services: Numbers) -> Numbers:
        """The moment by which so many services have begun; the people of the last open half-hour stay on."""
        at = np.minimum((self.ended[rows] <= services[:, None]).sum(axis=1), np.maximum(self.last[rows], 0))
        rate = np.maximum(self.rate[rows, at], ALMOST_NONE)
        when: Numbers = at * HALF_HOUR + np.maximum(services - self.started[rows, at], 0) / rate
        return when

    def result(self) -> QueueOutcome:
        found = self.found
        closing = np.nan_to_num(found["left"][np.arange(len(self.last)), self.last])
        overtime = np.where(self.after > 0, closing / np.maximum(self.after, ALMOST_NONE), 0)
        return QueueOutcome(found["level"], found["waiting"], found["wait"], found["busy"], found["left"], overtime)


def _shape(balance: Balance, people: Whole, present: Numbers, variance: Numbers) -> _Shape:
    steady = balance.with_mean(present)
    widest = steady.spread * (present + present**2)
    narrow = np.minimum(variance / widest, WIDEST)
    certain = np.minimum(present / np.maximum(people, 1), 1)
    busy = certain + (steady.busy - certain) * np.sqrt(narrow)
    work = np.where(people > 0, people * np.clip(busy, 0, 1), 0)
    return _Shape(work, np.maximum(present - work, 0), narrow, widest, steady, present - people)


def _moved(
    at: _Shape, mean: Numbers, present: Numbers, variance: Numbers, now: _Now, seconds: float
) -> tuple[Numbers, Numbers]:
    """Mean and variance some seconds on, at the rates of a moment (`at`, with `mean` present); never below none.

    Exact for those rates, so that steps may be long.
    """
    leaving = at.work * now.speed
    drain = np.maximum(leaving / mean, ALMOST_NONE)
    calm = np.maximum(2 * leaving / at.widest, ALMOST_NONE)
    there = _towards(present, now.arriving / drain, drain * seconds)
    spread = _towards(variance, (now.arriving + leaving) / calm, calm * seconds)
    return np.maximum(there, ALMOST_NONE), np.maximum(spread, ALMOST_NONE)


def _towards(value: Numbers, goal: Numbers, steps: Numbers) -> Numbers:
    return goal + (value - goal) * np.exp(-steps)
