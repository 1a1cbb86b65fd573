"""One day at many queues: who is served when, by whom is there, and who leaves before.

All queues are followed at once, arrival by arrival: the first of every queue, then the second, and so on.
"""

import numpy as np

HALF_HOURS, HALF_HOUR = 48, 1800
NEVER = 10**7  # seconds: later than any day ends


def fare(
    queue: np.ndarray, arrival: np.ndarray, busy: np.ndarray, patience: np.ndarray, people: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """How long each waits (whole seconds) and whether they leave unserved, having waited as long as they would.

    In: `queue` (a row of `people`), `arrival` (second of the day), `busy` (seconds that one takes), `patience`
    (seconds); `people`: queue × 48 half-hours. Within a queue first come is first served. Those who are there in the
    last half-hour stay until all are served who came; where nobody is there all day, everyone leaves.
    """
    n, queues = len(queue), len(people)
    wait, left = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=bool)
    if not n:
        return wait, left
    visits = np.bincount(queue, minlength=queues)
    longest_first = np.argsort(-visits, kind="stable")
    place = np.empty(queues, dtype=np.int64)
    place[longest_first] = np.arange(queues)
    in_queue = np.argsort(queue * np.int64(NEVER) + arrival, kind="stable")
    first = np.concatenate([[0], np.cumsum(visits)[:-1]])
    turn = np.arange(n) - first[queue[in_queue]]
    order = in_queue[np.argsort(turn * queues + place[queue[in_queue]], kind="stable")]
    at, takes, would_wait = arrival[order], busy[order], patience[order]
    on_duty = _next_on_duty(people[longest_first])
    servers = on_duty.shape[2]
    free = np.zeros((queues, servers), dtype=np.int64)
    rows = np.arange(queues)
    sizes = np.bincount(turn)
    begin = 0
    waits, leaves = np.empty(n, dtype=np.int64), np.empty(n, dtype=bool)
    for size in sizes.tolist():
        end = begin + size
        now, row = at[begin:end], rows[:size]
        ready = np.maximum(free[:size], on_duty[row, now // HALF_HOUR])
        np.maximum(ready, now[:, None], out=ready)
        who = ready.argmin(axis=1)
        start = ready[row, who]
        waited = start - now
        gone = waited > would_wait[begin:end]
        done = start + takes[begin:end]
        # Somebody whose hours have ended meanwhile is free again when they are next on duty.
        done = np.maximum(done, on_duty[row, np.minimum(done // HALF_HOUR, HALF_HOURS - 1), who])
        free[row, who] = np.where(gone, free[row, who], done)
        waits[begin:end] = np.minimum(waited, would_wait[begin:end])
        leaves[begin:end] = gone
        begin = end
    wait[order], left[order] = waits, leaves
    return wait, left


def _next_on_duty(people: np.ndarray) -> np.ndarray:
    """Queue × half-hour × person: the second from which they are there, at or after the half-hour begins."""
    last = np.where(people > 0, np.arange(HALF_HOURS), -1).max(axis=1, initial=-1)
    stays = np.arange(HALF_HOURS) > last[:, None]
    people = np.where(stays & (last >= 0)[:, None], people[np.arange(len(people)), last][:, None], people)
    servers = max(int(people.max(initial=0)), 1)
    there = people[:, :, None] > np.arange(servers)
    since = np.where(there, np.arange(HALF_HOURS)[:, None] * HALF_HOUR, NEVER)
    return np.minimum.accumulate(since[:, ::-1], axis=1)[:, ::-1]
