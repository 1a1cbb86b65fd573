"""What is delivered later: when slow items ended, and what was claimed when a guarantee was not kept."""

from dataclasses import dataclass

import numpy as np

from data.demo import episodes
from data.demo.calendar import CHANNELS, later
from data.demo.seeds import stream
from data.demo.services import LINE_CODES, SERVICES
from data.demo.transactions import SECONDS, Month

REJECTED = 0.02
LATE = {"online": 0.055, "in_person": 0.08, "telephone": 0.08, "mail": 0.10}
BACKLOG_STRETCH = 2.4  # turn-round ÷ normal at the peak, for items without a guarantee
USUAL_SHARE = (0.35, 0.95)  # of the standard, between which a timely item is delivered
LATE_DAYS = 6
PAID, REFUSED = 0.88, 0.07
CLAIM_DAYS = 12


@dataclass
class Delivered:
    """One entry per slow item of a month: its row, the moment it ended, whether it was refused, days late."""

    row: np.ndarray
    ended: np.ndarray
    rejected: np.ndarray
    days_late: np.ndarray


def delivered(seed: int, first: int, rows: Month) -> Delivered:
    """When each slow item of a month ended."""
    random = stream(seed, "fulfilment", rows.month)
    row = np.flatnonzero(rows.slow)
    n = len(row)
    day = rows.days[rows.day[row]]
    limit = rows.limit[row]
    low, high = USUAL_SHARE
    taken = np.ceil(limit * (low + (high - low) * random.beta(2, 2.5, n)) - 0.3).astype(int)
    late_by = 1 + random.poisson(LATE_DAYS * limit / 15, n)
    late = random.random(n) < np.array([LATE.get(c, 0.0) for c in CHANNELS])[rows.channel[row]]
    vital = rows.line[row] == LINE_CODES.index("vital")
    level = episodes.backlog_level(rows.days, first)[rows.day[row]]
    stretched = np.ceil(taken * (1 + BACKLOG_STRETCH * level) + level * 6 * random.random(n)).astype(int)
    taken = np.where(vital, np.minimum(stretched, 60), np.where(late, limit + late_by, taken))
    taken = np.where(vital & late, np.maximum(taken, limit + late_by), taken)
    chance = np.zeros(n)
    for number, code in enumerate(LINE_CODES):
        mine = rows.line[row] == number
        chance[mine] = episodes.breach_chance(rows.days, first, code)[rows.day[row][mine]]
    kept = rows.guaranteed[row]
    breach = kept & (random.random(n) < chance)
    if kept.any() and chance[kept].max() > 0.9 * episodes.BREACH_PEAK:
        # The month of the peak always has a breach, so that the smallest demo has a claim to show.
        breach[np.flatnonzero(kept)[np.argmax(chance[kept])]] = True
    taken = np.where(kept, np.where(breach, limit + 1 + (random.exponential(4 + 16 * level)).astype(int),
                                    np.minimum(taken, limit)), taken)  # fmt: skip
    taken = np.clip(taken, 1, limit + 45)
    ended = later(day, taken).astype(np.int64) * SECONDS + 9 * 3600 + random.integers(0, 7 * 3600, n)
    days_late = np.maximum(taken - limit, 0)
    return Delivered(row, ended, (random.random(n) < REJECTED) & ~breach, days_late)


def claims(seed: int, first: int, rows: Month, ends: Delivered) -> dict[str, np.ndarray]:
    """Claims on guarantees not kept: fewer than the breaches, and not all of them are paid."""
    random = stream(seed, "claims", rows.month)
    breached = np.flatnonzero(rows.guaranteed[ends.row] & (ends.days_late > 0))
    row = ends.row[breached]
    level = episodes.backlog_level(rows.days, first)[rows.day[row]]
    claimed = random.random(len(row)) < np.where(level > 0.05, episodes.CLAIMED_IN_BACKLOG, episodes.CLAIMED)
    if len(level) and level.max() > 0.9:
        claimed[np.argmax(level)] = True
    row, late, ended = row[claimed], ends.days_late[breached][claimed], ends.ended[breached][claimed]
    moment = ended + random.integers(1, CLAIM_DAYS, len(row)) * SECONDS
    chance = random.random(len(row))
    decision = np.where(chance < PAID, "paid", np.where(chance < PAID + REFUSED, "refused", "excluded"))
    fees = np.array([s.fee_cents for s in SERVICES])[rows.service[row]]
    return {"row": row, "moment": moment, "days_late": late, "decision": decision,
            "amount": np.where(decision == "paid", fees, 0)}  # fmt: skip
