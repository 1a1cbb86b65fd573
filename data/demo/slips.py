"""What goes wrong with records: terminals whose clock is a day behind, and what is filed late."""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from data.demo.calendar import CHANNELS
from data.demo.network.arrivals import SECONDS
from data.demo.seeds import stream
from data.demo.transactions import Month

TIMES_A_MONTH = 2
VISITS_EACH = 6
CLOCK_BEHIND = timedelta(days=1)
FIX_DAYS = (20, 31)
FILED_AFTER = timedelta(weeks=3)  # movements of staff, which are expected within a week
COUNTER = CHANNELS.index("in_person")


@dataclass(frozen=True)
class ClockErrors:
    """Rows of a month that ended a day too early by their terminal's clock, and when that was put right."""

    row: np.ndarray
    fixed: np.ndarray


def clock_errors(seed: int, rows: Month) -> ClockErrors:
    """Twice a month some visits to one centre on one day.

    They are put right later than the next time begins, so that there always are some that were not.
    """
    random = stream(seed, "clocks", rows.month)
    visits = np.flatnonzero((rows.channel == COUNTER) & (rows.outcome == 0) & ~rows.slow)
    found, fixed = [], []
    halves = np.array_split(visits, TIMES_A_MONTH)
    for half in halves:
        chance, days_later = random.random(), int(random.integers(*FIX_DAYS))
        if not len(half):
            continue
        one = half[int(chance * len(half))]
        same = half[(rows.outlet[half] == rows.outlet[one]) & (rows.day[half] == rows.day[one]) & (half >= one)]
        found.append(same[:VISITS_EACH])
        day = rows.days[rows.day[one]].astype(np.int64) + days_later
        fixed.append(np.full(len(found[-1]), day * SECONDS + 10 * 3600))
    none = np.zeros(0, dtype=np.int64)
    return ClockErrors(np.concatenate([none, *found]), np.concatenate([none, *fixed]))
