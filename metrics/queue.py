"""A queue that carries over: who is not served in a half-hour waits on into the next, and past closing time.

Counters keep their doors open half-hour after half-hour, and a morning's queue can last until the afternoon; Erlang C,
which starts every half-hour afresh, cannot know. The mean and the variance of the number present are followed through
the day in steps of minutes: arrivals come in, people serve, and the shape at each moment is that of the stationary
queue, narrowed where there has been no time to spread. It is Erlang C when nothing changes and a plain fluid when far
more come than can be served; `tests/metrics/test_queue.py` holds it to a simulation of single visits.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincc, ndtr

from metrics.erlang import Numbers
from metrics.steady import Balance

Whole = NDArray[np.int64]

HALF_HOUR = 1800
STEPS = 4
STEP = HALF_HOUR / STEPS
"""Seven and a half minutes: shorter steps come no nearer to single visits."""

ALMOST_NONE = 1e-9

WIDEST = 3
"""A queue that drains after a peak differs more from day to day than a stationary one; beyond this it was no nearer."""


@dataclass(frozen=True)
class Carried:
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
    """A moment of each queue: people at work, waiting contacts, the chance to wait, and the two sides of its spread."""

    work: Numbers
    queue: Numbers
    chance: Numbers
    narrow: Numbers
    widest: Numbers
    tail: Numbers


def carried(contacts: Numbers, handling_s: Numbers, people: Whole, within_s: Numbers) -> Carried:
    """Follows queues through their days.

    `contacts`: expected arrivals, `handling_s`: mean seconds that one takes, `people`: whole numbers who serve; each
    (days, half-hours). `within_s`: seconds, one per day. The people of the last open half-hour stay until the queue is
    empty; where nobody serves in between, the queue waits.
    """
    days = _Days(contacts, handling_s, people, np.asarray(within_s, float))
    for half_hour in np.flatnonzero((contacts > 0).any(axis=0) | (people > 0).any(axis=0)):
        days.pass_half_hour(int(half_hour))
    return days.result()


class _Days:
    def __init__(self, contacts: Numbers, handling_s: Numbers, people: Whole, within_s: Numbers) -> None:
        self.contacts, self.people, self.speed, self.within = contacts, people, 1 / handling_s, within_s
        self.rows = np.arange(len(people))
        self.rate = people / handling_s
        # Services that can have begun by the start and by the end of each half-hour: whoever joins serves at once.
        joining = np.maximum(np.diff(people, axis=1, prepend=0), 0)
        self.ended = np.cumsum(self.rate * HALF_HOUR + joining, axis=1)
        self.started = self.ended - self.rate * HALF_HOUR
        self.last = np.where(people.any(axis=1), people.shape[1] - 1 - np.argmax(people[:, ::-1] > 0, axis=1), -1)
        self.after = np.where(self.last >= 0, self.rate[self.rows, self.last], 0.0)
        self.present = np.full(len(people), ALMOST_NONE)
        self.variance = np.full(len(people), ALMOST_NONE)
        self.found = {name: np.full(contacts.shape, np.nan) for name in ("level", "waiting", "wait", "busy", "left")}

    def pass_half_hour(self, half_hour: int) -> None:
        people, speed = self.people[:, half_hour], self.speed[:, half_hour]
        arriving = self.contacts[:, half_hour] / HALF_HOUR
        if half_hour:
            self._go_home(people, self.people[:, half_hour - 1])
        balance = Balance(np.maximum(people, 1))
        level, waits, wait, busy = np.zeros((4, len(people)))
        for step in range(STEPS):
            # Half a step gives the rates that the whole step is made with.
            begin = _shape(balance, people, self.present, self.variance)
            middle = self._moved(begin, self.present, arriving, speed, STEP / 2)
            halfway = _shape(balance, people, *middle)
            start = half_hour * HALF_HOUR + (step + 0.5) * STEP
            for total, share in zip((level, waits, wait), self._arrival(start, halfway), strict=True):
                total += share / STEPS
            busy += halfway.work / np.maximum(people, 1) / STEPS
            self.present, self.variance = self._moved(halfway, middle[0], arriving, speed, STEP)
        served, came = self.last >= half_hour, arriving > 0
        self.found["level"][:, half_hour] = np.where(came, np.where(served, level, 0), np.nan)
        self.found["waiting"][:, half_hour] = np.where(came, waits, np.nan)
        self.found["wait"][:, half_hour] = np.where(came & served, wait, np.nan)
        self.found["busy"][:, half_hour] = np.where(people > 0, busy, np.nan)
        self.found["left"][:, half_hour] = _shape(balance, people, self.present, self.variance).queue

    def _go_home(self, people: Whole, before: Whole) -> None:
        """Whoever goes home, or to lunch, first ends what is begun."""
        if (people >= before).all():
            return
        work = _shape(Balance(np.maximum(before, 1)), before, self.present, self.variance).work
        self.present = np.maximum(self.present - np.maximum(work - people, 0), ALMOST_NONE)

    def _moved(
        self, at: _Shape, present: Numbers, arriving: Numbers, speed: Numbers, seconds: float
    ) -> tuple[Numbers, Numbers]:
        """Mean and variance some seconds on, at the rates of a moment; exact for them, so no step falls below none."""
        leaving = at.work * speed
        drain = np.maximum(leaving / present, ALMOST_NONE)
        calm = np.maximum(2 * leaving / at.widest, ALMOST_NONE)
        mean = _towards(self.present, arriving / drain, drain * seconds)
        variance = _towards(self.variance, (arriving + leaving) / calm, calm * seconds)
        return np.maximum(mean, ALMOST_NONE), np.maximum(variance, ALMOST_NONE)

    def _arrival(self, start: float, at: _Shape) -> tuple[Numbers, Numbers, Numbers]:
        """Of who arrives at a moment: the share served in time, the share that waits, and the mean wait in seconds."""
        chance = np.maximum(at.chance, ALMOST_NONE)
        # Services that must begin first, for one who waits: the next one at least, and the queue before it.
        turns = 1 + at.queue / chance
        spread = at.narrow * at.tail * (at.tail - 1) + turns
        now = self._served_by(np.full(len(turns), start))
        in_time = self._served_by(start + self.within) - now
        late = gammaincc(turns**2 / spread, in_time * turns / spread)
        return 1 - chance * late, chance, chance * (self._when(now + turns) - start)

    def _served_by(self, moment: Numbers) -> Numbers:
        """Services that the people can have begun by a moment since midnight, were they never idle."""
        # Beyond the last open half-hour its people stay on.
        at = np.minimum(moment // HALF_HOUR, np.maximum(self.last, 0)).astype(int)
        return self.started[self.rows, at] + (moment - at * HALF_HOUR) * self.rate[self.rows, at]

    def _when(self, services: Numbers) -> Numbers:
        """The moment by which so many services have begun; the people of the last open half-hour stay on."""
        at = np.minimum((self.ended <= services[:, None]).sum(axis=1), np.maximum(self.last, 0))
        rate = np.maximum(self.rate[self.rows, at], ALMOST_NONE)
        return at * HALF_HOUR + np.maximum(services - self.started[self.rows, at], 0) / rate

    def result(self) -> Carried:
        found = self.found
        closing = np.nan_to_num(found["left"][self.rows, self.last])
        overtime = np.where(self.after > 0, closing / np.maximum(self.after, ALMOST_NONE), 0)
        return Carried(found["level"], found["waiting"], found["wait"], found["busy"], found["left"], overtime)


def _shape(balance: Balance, people: Whole, present: Numbers, variance: Numbers) -> _Shape:
    steady = balance.with_mean(present)
    widest = steady.spread * (present + present**2)
    narrow = np.minimum(variance / widest, WIDEST)
    certain = np.minimum(present / np.maximum(people, 1), 1)
    busy = certain + (steady.busy - certain) * np.sqrt(narrow)
    work = np.where(people > 0, people * np.clip(busy, 0, 1), 0)
    shift = (present - people) * (1 / np.sqrt(narrow) - 1) / np.sqrt(widest)
    chance = np.where(people > 0, ndtr(steady.wait + shift), 1)
    return _Shape(
        work, np.maximum(present - work, 0), chance, narrow, widest, 1 / np.maximum(1 - steady.busy, ALMOST_NONE)
    )


def _towards(value: Numbers, goal: Numbers, steps: Numbers) -> Numbers:
    return goal + (value - goal) * np.exp(-steps)
