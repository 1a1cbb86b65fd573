"""What is delivered later: when slow items ended, and claims where a guarantee was not met."""

from dataclasses import dataclass

import numpy as np

from data.demo import episodes
from data.demo.calendar import CHANNELS, after_working_days
from data.demo.network.arrivals import SECONDS
from data.demo.seeds import stream
from data.demo.services import LINE_CODES, SERVICES
from data.demo.transactions import Month

REJECTED = 0.02
LATE = {"online": 0.055, "in_person": 0.08, "telephone": 0.08, "mail": 0.10}
BACKLOG_STRETCH = 2.4  # turn-round ÷ normal at the peak, for items without a guarantee
USUAL_SHARE = (0.35, 0.95)  # of the standard, between which a timely item is delivered
LATE_DAYS = 6
PAID, REFUSED = 0.88, 0.07
CLAIM_DAYS = 12


@dataclass
class Deliveries:
    """One entry per slow item of a month: its row, the moment it ended, whether it was refused, days late."""

    row: np.ndarray
    ended: np.ndarray
    rejected: np.ndarray
    days_late: np.ndarray


def deliveries(seed: int, first: int, rows: Month) -> Deliveries:
    """When each slow item of a month ended."""
    random = stream(seed, "fulfilment", rows.month)
    row = np.flatnonzero(rows.slow)
    n = len(row)
    day = rows.days[rows.day[row]]
    limit = rows.limit[row]
    low, high = USUAL_SHARE
    duration = np.ceil(limit * (low + (high - low) * random.beta(2, 2.5, n)) - 0.3).astype(int)
    late_by = 1 + random.poisson(LATE_DAYS * limit / 15, n)
    late = random.random(n) < np.array([LATE.get(c, 0.0) for c in CHANNELS])[rows.channel[row]]
    vital = rows.line[row] == LINE_CODES.index("vital")
    level = episodes.backlog_level(rows.days, first)[rows.day[row]]
    stretched = np.ceil(duration * (1 + BACKLOG_STRETCH * level) + level * 6 * random.random(n)).astype(int)
    duration = np.where(vital, np.minimum(stretched, 60), np.where(late, limit + late_by, duration))
    duration = np.where(vital & late, np.maximum(duration, limit + late_by), duration)
    chance = np.zeros(n)
    for number, code in enumerate(LINE_CODES):
        mine = rows.line[row] == number
        chance[mine] = episodes.breach_chance(rows.days, first, code)[rows.day[row][mine]]
    guaranteed = rows.guaranteed[row]
    breach = guaranteed & (random.random(n) < chance)
    if guaranteed.any() and chance[guaranteed].max() > 0.9 * episodes.BREACH_PEAK:
        # The month of the peak always has a breach, so that the smallest demo has a claim to show.
        breach[np.flatnonzero(guaranteed)[np.argmax(chance[guaranteed])]] = True
    duration = np.where(guaranteed, np.where(breach, limit + 1 + (random.exponential(4 + 16 * level)).astype(int),
                                    np.minimum(duration, limit)), duration)  # fmt: skip
    duration = np.clip(duration, 1, limit + 45)
    ended = after_working_days(day, duration).astype(np.int64) * SECONDS + 9 * 3600 + random.integers(0, 7 * 3600, n)
    days_late = np.maximum(duration - limit, 0)
    return Deliveries(row, ended, (random.random(n) < REJECTED) & ~breach, days_late)


def claims(seed: int, first: int, rows: Month, ends: Deliveries) -> dict[str, np.ndarray]:
    """Claims on guarantees not met: fewer than the breaches, and not all of them are paid."""
    random = stream(seed, "claims", rows.month)
    breaches = np.flatnonzero(rows.guaranteed[ends.row] & (ends.days_late > 0))
    row = ends.row[breaches]
    level = episodes.backlog_level(rows.days, first)[rows.day[row]]
    claimed = random.random(len(row)) < np.where(level > 0.05, episodes.CLAIMED_IN_BACKLOG, episodes.CLAIMED)
    if len(level) and level.max() > 0.9:
        claimed[np.argmax(level)] = True
    row, late, ended = row[claimed], ends.days_late[breaches][claimed], ends.ended[breaches][claimed]
    moment = ended + random.integers(1, CLAIM_DAYS, len(row)) * SECONDS
    chance = random.random(len(row))
    decision = np.where(chance < PAID, "paid", np.where(chance < PAID + REFUSED, "refused", "excluded"))
    fees = np.array([s.fee_cents for s in SERVICES])[rows.service[row]]
    return {"row": row, "moment": moment, "days_late": late, "decision": decision,
            "amount": np.where(decision == "paid", fees, 0)}  # fmt: skip
