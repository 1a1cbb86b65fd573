"""What customers said: who answered, how satisfied they were, and the weights of their answers."""

import numpy as np

from data.demo import episodes, volumes
from data.demo.calendar import CHANNELS
from data.demo.fulfilment import Deliveries
from data.demo.network.arrivals import SECONDS
from data.demo.seeds import stream
from data.demo.services import LINE_CODES
from data.demo.transactions import Month

RESPONSE = {"online": 0.06, "in_person": 0.08, "kiosk": 0.05, "telephone": 0.05, "mail": 0.03}
RESPONSE_DECLINE = 0.03  # a year
LAG_DAYS = {"online": 0, "in_person": 0, "kiosk": 0, "telephone": 0, "mail": 5}
LEVEL = {"online": 2.32, "in_person": 2.18, "kiosk": 1.90, "telephone": 1.70, "mail": 1.45}
TIMELINESS, OUTCOME, STAFF = 1.1, 0.8, 0.5
PER_MINUTE, PATIENCE_MINUTES = 0.035, 10
ERROR, FAILED = 1.4, 1.8
ERROR_CHANCE = {"online": 0.006, "in_person": 0.028, "kiosk": 0.01, "telephone": 0.02, "mail": 0.03}
FRENCH_GAP, FRENCH_GAP_PHONE = 0.10, 0.22
BACKLOG_GAP = 1.4
VERY_SATISFIED = 0.62  # of the satisfied
UNSATISFIED = [0.55, 0.28, 0.17]  # neither, dissatisfied, very dissatisfied
DRIVERS = ["timeliness", "knowledge", "courtesy", "fairness", "outcome"]
DRIVER_SHIFT = {"timeliness": -0.22, "knowledge": 0.10, "courtesy": 0.20, "fairness": 0.05, "outcome": 0.0}
CORRELATION = 0.65
NOT_APPLICABLE = 0.03
MILLION = 1_000_000


def answers(seed: int, first: int, rows: Month, ends: Deliveries) -> dict[str, np.ndarray]:
    """The answers to surveys about a month's transactions and calls; those about slow items come after delivery.

    The weight is the month's transactions (telephone: calls) ÷ answers, by channel and line, in millionths.
    """
    random = stream(seed, "survey", rows.month)
    years = max(volumes.window_month(first, rows.month), 0) / 12
    ended = rows.ended.copy()
    ended[ends.row] = ends.ended
    calls = rows.channel == CHANNELS.index("telephone")
    invited = ((rows.kind == 0) | calls) & (rows.outcome != 1)
    rate = np.array([RESPONSE[c] for c in CHANNELS]) * (1 - RESPONSE_DECLINE) ** years
    answered = invited & (random.random(len(rows)) < rate[rows.channel])
    if invited.any() and not answered.any():
        answered[np.flatnonzero(invited)[0]] = True
    row = np.flatnonzero(answered)
    slow = rows.slow[row]
    lag = np.array([LAG_DAYS[c] for c in CHANNELS])[rows.channel[row]]
    lag = lag + np.where(slow, random.integers(1, 4, len(row)), 0)
    moment = ended[row] + lag * SECONDS + random.integers(30, 600, len(row))
    overall = _overall(random, first, rows, row, ends)
    columns = {"row": row, "moment": moment, "overall": overall}
    wait = np.maximum(rows.wait[row], 0) / 60
    for driver in DRIVERS:
        columns[driver] = _driver(random, overall, driver, wait)
    group = rows.channel * len(LINE_CODES) + rows.line
    cells = len(CHANNELS) * len(LINE_CODES)
    invitations_of = np.bincount(group[invited], minlength=cells)
    answers_of = np.bincount(group[row], minlength=cells)
    columns["weight"] = invitations_of[group[row]] * MILLION // np.maximum(answers_of[group[row]], 1)
    return columns


def _overall(random: np.random.Generator, first: int, rows: Month, row: np.ndarray, ends: Deliveries) -> np.ndarray:
    n = len(row)
    channel, wait = rows.channel[row], np.maximum(rows.wait[row], 0) / 60
    error = random.random(n) < np.array([ERROR_CHANCE[c] for c in CHANNELS])[channel]
    failed = rows.outcome[row] >= 2
    late = np.zeros(len(rows), dtype=bool)
    late[ends.row] = ends.days_late > 0
    timely = random.normal(0, 1, n) - 0.8 * late[row]
    logit = (
        np.array([LEVEL[c] for c in CHANNELS])[channel]
        + TIMELINESS * 0.5 * timely
        + OUTCOME * 0.4 * random.normal(0, 1, n)
        + STAFF * 0.4 * random.normal(0, 1, n)
        - PER_MINUTE * np.maximum(0, wait - PATIENCE_MINUTES)
        - ERROR * error
        - FAILED * failed
        - np.where(rows.french[row], np.where(channel == 3, FRENCH_GAP_PHONE, FRENCH_GAP), 0)
    )
    vital = rows.line[row] == LINE_CODES.index("vital")
    logit = logit - BACKLOG_GAP * vital * episodes.backlog_level(rows.days, first)[rows.day[row]]
    business = rows.line[row] == LINE_CODES.index("business")
    logit = logit - 0.7 * business * episodes.registry_level(rows.days, first)[rows.day[row]]
    top = random.random(n) < 1 / (1 + np.exp(-logit))
    high = np.where(random.random(n) < VERY_SATISFIED, 5, 4)
    low = 3 - np.searchsorted(np.cumsum(UNSATISFIED[:2]), random.random(n))
    return np.where(top, high, low)


def _driver(random: np.random.Generator, overall: np.ndarray, driver: str, wait: np.ndarray) -> np.ndarray:
    """A rating that goes with the overall one; 0 stands for "not applicable"."""
    n = len(overall)
    shift = DRIVER_SHIFT[driver] - (0.012 * np.maximum(0, wait - 10) if driver == "timeliness" else 0.0)
    latent = CORRELATION * (overall - 4.2) + (1 - CORRELATION**2) ** 0.5 * 0.95 * random.normal(0, 1, n) + shift
    rating = np.clip(np.rint(4.28 + latent), 1, 5).astype(np.int64)
    return np.where(random.random(n) < NOT_APPLICABLE, 0, rating)
