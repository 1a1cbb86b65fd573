"""How long people wait at counters and on the telephone, and who leaves: a queue of who came and who was there."""

from typing import TYPE_CHECKING

import numpy as np

from data.demo import episodes
from data.demo.network import queue, roster
from data.demo.network.arrivals import SECONDS
from data.demo.network.places import QUEUES, outlets
from data.demo.services import LINE_CODES, SERVICES

if TYPE_CHECKING:
    from data.demo.transactions import Month

SERVE_SPREAD = 0.5
TALK_MINUTES = {"partner": 4.9, "vital": 7.2, "business": 8.5}
TALK_USUAL, TALK_SPREAD = 5.8, 0.45
TALK = 0.9  # of the time that a call takes; what comes after it is not recorded
BETWEEN_VISITORS = 30  # seconds
LEFT_PER_MINUTE, HUNG_UP_PER_MINUTE = 0.002, 0.019
SHORT_ABANDON, SHORT_S = 0.01, 8
TICKET_MINUTES = 11.0  # at the height of the shock: called in from the street, one by one
SPECIALIST_MINUTES = 14.0  # at the peak of the backlog: calls about certificates wait for someone who can look them up
SHOCKED_MINUTES = 2.5


def waits(
    random: np.random.Generator,
    seed: int,
    first: int,
    scale: float,
    rows: "Month",
    mine: np.ndarray,
    channel: str,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of the visits or calls `mine` among a month's `rows`: seconds waited, seconds served, and who left unserved."""
    n = len(mine)
    if channel == "in_person":
        minutes = np.array([s.serve_minutes for s in SERVICES])[rows.service[mine]]
        serve = lognormal(random, n, minutes, SERVE_SPREAD)
        busy = serve + BETWEEN_VISITORS
        outside = TICKET_MINUTES * episodes.counter_hold(rows.days, first)[rows.day[mine]]
        patience = random.standard_exponential(n) * 60 / LEFT_PER_MINUTE
    else:
        minutes = np.array([TALK_MINUTES.get(c, TALK_USUAL) for c in LINE_CODES])[rows.line[mine]] * TALK
        serve = lognormal(random, n, minutes, TALK_SPREAD)
        busy = (serve / TALK).astype(np.int64)
        vital = rows.line[mine] == LINE_CODES.index("vital")
        backlog = episodes.backlog_level(rows.days, first, episodes.BACKLOG_LAG_DAYS)[rows.day[mine]]
        outside = SPECIALIST_MINUTES * backlog * vital
        outside = outside + SHOCKED_MINUTES * episodes.shock_level(rows.days, first)[rows.day[mine]]
        patience = random.standard_exponential(n) * 60 / HUNG_UP_PER_MINUTE
    held = (outside * 60 * random.standard_exponential(n)).astype(np.int64)
    planned = roster.roster(seed, first, scale, rows.month, channel)
    number = np.full(len(outlets(seed, first, scale)) + 1, -1)
    number[planned.place] = np.arange(len(planned.place))
    if channel == "telephone":
        number[planned.place + len(QUEUES) - 1] = np.arange(len(planned.place))
    lane = rows.day[mine] * len(planned.place) + number[rows.outlet[mine]]
    patience = patience.astype(np.int64)
    early = patience < held
    if channel == "telephone":
        misdialled = random.random(n) < SHORT_ABANDON
        patience[misdialled] = random.integers(2, SHORT_S, misdialled.sum())
        early |= misdialled
    held = np.where(early, patience, held)
    second = rows.started[mine] - rows.days[rows.day[mine]].astype(np.int64) * SECONDS
    people = planned.people.reshape(-1, queue.HALF_HOURS)
    waited, left = queue.fare(lane, second + held, np.where(early, 0, busy), patience - held, people)
    return np.where(early, patience, waited + held), serve, left | early


def lognormal(random: np.random.Generator, n: int, minutes: np.ndarray | float, spread: float) -> np.ndarray:
    """Seconds around a median."""
    return np.maximum(minutes * 60 * np.exp(random.normal(0, spread, n)), 5).astype(np.int64)
