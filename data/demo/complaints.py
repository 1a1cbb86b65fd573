"""Complaints with their two clocks, and quality audits of files."""

import numpy as np

from data.demo import episodes
from data.demo.calendar import CHANNELS, business_days
from data.demo.fulfilment import Deliveries
from data.demo.network.arrivals import SECONDS
from data.demo.network.places import Outlet
from data.demo.seeds import stream
from data.demo.services import LINE_CODES
from data.demo.transactions import Month

PER_10_000 = {"online": 6, "in_person": 9, "kiosk": 10, "telephone": 14, "mail": 20}
LATE_FACTOR, REGISTRY_FACTOR, SHOCK_FACTOR, BACKLOG_FACTOR = 3.0, 3.0, 1.6, 2.5
ACKNOWLEDGE_DAYS = {"online": 5, "in_person": 2, "kiosk": 5, "telephone": 2, "mail": 5}
ANSWER_DAYS = 15
ACKNOWLEDGED_IN_TIME, ANSWERED_IN_TIME = 0.94, 0.91
ESCALATED = 0.06
CATEGORIES = ["wait", "staff", "error", "fee", "accessibility", "language", "privacy", "website", "other"]
CAUSES = {
    "online": [0.08, 0.02, 0.16, 0.10, 0.04, 0.02, 0.02, 0.46, 0.10],
    "in_person": [0.42, 0.20, 0.13, 0.08, 0.04, 0.02, 0.01, 0.01, 0.09],
    "kiosk": [0.10, 0.01, 0.20, 0.12, 0.08, 0.02, 0.06, 0.21, 0.20],
    "telephone": [0.50, 0.18, 0.11, 0.04, 0.02, 0.03, 0.01, 0.02, 0.09],
    "mail": [0.48, 0.02, 0.28, 0.06, 0.01, 0.02, 0.02, 0.01, 0.10],
}

AUDITED, AUDITS_LEAST, AUDITS_MOST = 0.012, 6, 3000
ERRORS = {"public": 0.022, "private": 0.034, "online": 0.006, "telephone": 0.015, "mail": 0.02, "kiosk": 0.008}
ERRORS_AT_START, ERRORS_AT_END = 1.15, 0.72
ERROR_KINDS = ["missing_signature", "wrong_record", "missing_id", "fee", "data_entry"]
ERROR_SPREAD = 0.45
MILLION = 1_000_000


def complaints(seed: int, first: int, rows: Month, ends: Deliveries) -> dict[str, np.ndarray]:
    """Complaints about a month's interactions: received within days, acknowledged and answered later."""
    random = stream(seed, "complaints", rows.month)
    late = np.zeros(len(rows), dtype=bool)
    late[ends.row] = ends.days_late > 0
    vital, business = (rows.line == LINE_CODES.index(c) for c in ("vital", "business"))
    chance = np.array([PER_10_000[c] for c in CHANNELS])[rows.channel] / 10_000
    chance = chance * np.where(late, LATE_FACTOR, 1.0)
    chance = chance * (1 + (SHOCK_FACTOR - 1) * episodes.shock_level(rows.days, first)[rows.day])
    chance = chance * np.where(
        business, 1 + (REGISTRY_FACTOR - 1) * episodes.registry_level(rows.days, first)[rows.day], 1
    )
    chance = chance * np.where(
        vital, 1 + (BACKLOG_FACTOR - 1) * episodes.backlog_level(rows.days, first, 20)[rows.day], 1
    )
    row = np.flatnonzero(random.random(len(rows)) < chance)
    if not len(row) and len(rows):
        row = np.array([int(np.argmax(chance * random.random(len(rows))))])
    n = len(row)
    received = rows.ended[row] + random.integers(1, 5, n) * SECONDS
    received = received - received % SECONDS + 9 * 3600 + random.integers(0, 8 * 3600, n)
    calendar = business_days(int(str(rows.days[0])[:4]))
    day = (received // SECONDS).astype("datetime64[D]")
    limit = np.array([ACKNOWLEDGE_DAYS[c] for c in CHANNELS])[rows.channel[row]]

    def after(business: np.ndarray) -> np.ndarray:
        return np.busday_offset(day, business, roll="forward", busdaycal=calendar).astype(np.int64) * SECONDS

    in_time = random.random(n) < ACKNOWLEDGED_IN_TIME
    days_to_acknowledge = np.where(in_time, random.integers(0, limit + 1), limit + 1 + random.integers(0, 4, n))
    acknowledged = np.maximum(after(days_to_acknowledge) + 16 * 3600, received + 600)
    acknowledged = np.where(days_to_acknowledge == 0, received + random.integers(600, 3600, n), acknowledged)
    on_time = random.random(n) < ANSWERED_IN_TIME
    days_to_answer = np.where(
        on_time, random.integers(3, ANSWER_DAYS + 1, n), ANSWER_DAYS + 1 + random.integers(0, 15, n)
    )
    answered = np.maximum(after(days_to_answer) + 15 * 3600 + random.integers(0, 5400, n), acknowledged + 600)
    cause = np.empty(n, dtype=np.int64)
    for c, name in enumerate(CHANNELS):
        mine = rows.channel[row] == c
        share = np.array(CAUSES[name])
        cause[mine] = random.choice(len(CATEGORIES), mine.sum(), p=share / share.sum())
    return {"row": row, "received": received, "acknowledge_due": after(limit) + SECONDS - 1,
            "acknowledged": acknowledged, "answer_due": after(np.full(n, ANSWER_DAYS)) + SECONDS - 1,
            "answered": answered, "cause": cause, "escalated": random.random(n) < ESCALATED}  # fmt: skip


def audits(seed: int, first: int, rows: Month, places: list[Outlet]) -> dict[str, np.ndarray]:
    """Audited transactions of a month; the weight is the stratum's transactions ÷ audits, in millionths.

    Centres differ, so that at the start about half of the private ones exceed a limit of 3 %.
    """
    random = stream(seed, "audits", rows.month)
    auditable = np.flatnonzero((rows.kind == 0) & (rows.outcome == 0) & ~rows.slow)
    n = min(len(auditable), int(np.clip(len(auditable) * AUDITED, AUDITS_LEAST, AUDITS_MOST)))
    row = np.sort(random.choice(auditable, n, replace=False))
    private = np.array([o.operator in ("private", "retail") for o in places] + [False])
    stratum = np.where((rows.channel == 1) & private[rows.outlet], 5, rows.channel)
    rates = np.array([ERRORS[c] for c in ("online", "public", "kiosk", "telephone", "mail", "private")])
    centres = np.exp(stream(seed, "audit centres").normal(-(ERROR_SPREAD**2) / 2, ERROR_SPREAD, len(places) + 1))
    progress = min(max((rows.month - (first - 1970) * 12 - 3) / 60, 0), 1.2)
    improvement = ERRORS_AT_START + (ERRORS_AT_END - ERRORS_AT_START) * progress
    error = (
        random.random(n)
        < rates[stratum[row]] * np.where(rows.outlet[row] >= 0, centres[rows.outlet[row]], 1) * improvement
    )
    transactions = np.bincount(stratum[auditable], minlength=6)
    audits_of = np.bincount(stratum[row], minlength=6)
    weight = transactions[stratum[row]] * MILLION // np.maximum(audits_of[stratum[row]], 1)
    moment = rows.ended[row] + random.integers(3, 20, n) * SECONDS
    moment = moment - moment % SECONDS + 10 * 3600 + random.integers(0, 6 * 3600, n)
    kind = random.choice(len(ERROR_KINDS), n, p=[0.4, 0.12, 0.18, 0.1, 0.2])
    return {"row": row, "moment": moment, "weight": weight, "error": error, "kind": kind}
