"""The rows of a month: every visit, call, kiosk and web session and letter, with its times and its end."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from data.demo import episodes, volumes
from data.demo.calendar import CHANNELS, after_working_days, days_of
from data.demo.network import arrivals
from data.demo.network.arrivals import SECONDS
from data.demo.network.places import REGIONS, Outlet, outlets
from data.demo.network.waits import lognormal, waits
from data.demo.seeds import mix_bits, stream
from data.demo.services import INSTANT_MINUTES, LINE_CODES, LINES, SERVICE_LINE, SERVICES

KINDS = ["transaction", "information", "referral"]
OUTCOMES = ["completed", "abandoned", "failed", "rejected"]
REASONS = ["session_timeout", "payment_declined", "document_missing", "address_not_found", "system_error", "left_queue",
           "hung_up", "card_reader"]  # fmt: skip
REFERRED = 0.08  # of the partner line's information requests
ONLINE_MINUTES, ONLINE_SPREAD = 8.0, 0.6
KIOSK_MINUTES, KIOSK_SPREAD = 4.0, 0.55
REPEATED = 0.215  # of counter and telephone contacts: someone who came within seven days before
DISCONNECTED = 0.002
REPEATED_IN_TROUBLE = 0.06
ASSISTED = 0.6  # of visits to libraries: done online with the help of staff
FRENCH = 0.038  # of contacts without a place of their own
COMPLETED_BY_MAIL = 0.97


@dataclass
class Month:
    """The interactions of one month as arrays, in order of arrival; moments are local seconds since 1970.

    `wait`, `serve`, `outlet` are -1 and `reason` -1 where there is none; `due` is a moment,
    `limit` the business days it stands for.
    `slow` rows end later: their `outcome` and `ended` come from `fulfilment`.
    """

    month: int
    days: np.ndarray
    day: np.ndarray
    kind: np.ndarray
    service: np.ndarray
    line: np.ndarray
    channel: np.ndarray
    outlet: np.ndarray
    french: np.ndarray
    business: np.ndarray
    started: np.ndarray
    wait: np.ndarray
    serve: np.ndarray
    ended: np.ndarray
    due: np.ndarray
    limit: np.ndarray
    outcome: np.ndarray
    reason: np.ndarray
    slow: np.ndarray
    guaranteed: np.ndarray
    assisted: np.ndarray
    abnormal: np.ndarray
    fee: np.ndarray
    repeated: np.ndarray
    own_key: np.ndarray
    number: np.ndarray

    def __len__(self) -> int:
        return len(self.started)


_LINE = np.array(SERVICE_LINE)
_ONLINE, _COUNTER, _KIOSK, _TELEPHONE, _MAIL = range(5)


@lru_cache(maxsize=3)
def interactions(seed: int, first: int, scale: float, month: int) -> Month:
    """Every interaction that began in a calendar month (an ordinal)."""
    started, information = volumes.counts(seed, first, scale, month)
    days = days_of(month)
    cells = np.concatenate([started.ravel(), information.ravel()])
    cell = np.repeat(np.arange(len(cells)), cells)
    random = stream(seed, "interactions", month)
    kind, day, service, channel = np.unravel_index(cell, (2, *started.shape))
    line = _LINE[service]
    n = len(cell)
    kind = np.where((kind == 1) & (line == LINE_CODES.index("partner")) & (random.random(n) < REFERRED), 2, kind)
    places = outlets(seed, first, scale)
    outlet = arrivals.places(random, seed, places, days, day, channel, line, month)
    moment = arrivals.moments(random, places, days, day, channel, outlet)
    order = np.argsort(moment, kind="stable")
    kind, day, service, channel, line, outlet, moment = (
        a[order] for a in (kind, day, service, channel, line, outlet, moment)
    )
    french = random.random(n) < _french_share(places, outlet)
    individuals = np.array([LINES[c][3] for c in LINE_CODES])
    usual_business = np.array([s.business for s in SERVICES])
    exceptional = random.random(n) < np.where(individuals[line] > 0.5, 1 - individuals[line], individuals[line]) * 0.9
    trouble = episodes.shock_level(days, first)[day] * 0.5
    trouble = np.maximum(trouble, episodes.backlog_level(days, first)[day] * (line == LINE_CODES.index("vital")))
    contact = (channel == _COUNTER) | (channel == _TELEPHONE)
    rows = Month(
        month=month, days=days, day=day, kind=kind, service=service, line=line, channel=channel, outlet=outlet,
        french=french, business=usual_business[service] ^ exceptional, started=moment,
        wait=np.full(n, -1), serve=np.full(n, -1), ended=np.zeros(n, dtype=np.int64), due=np.zeros(n, dtype=np.int64),
        limit=np.zeros(n, dtype=np.int64), outcome=np.zeros(n, dtype=np.int8),
        reason=np.full(n, -1, dtype=np.int8), slow=np.zeros(n, dtype=bool), guaranteed=np.zeros(n, dtype=bool),
        assisted=np.zeros(n, dtype=bool), abnormal=np.zeros(n, dtype=bool), fee=np.zeros(n, dtype=np.int64),
        repeated=contact & (random.random(n) < REPEATED + REPEATED_IN_TROUBLE * trouble),
        own_key=mix_bits(np.arange(n) + month * 100_000_000, seed + 7919 * volumes.year_of(month)),
        number=np.arange(1, n + 1),
    )  # fmt: skip
    _serve(random, seed, first, scale, rows)
    _promise(first, rows)
    libraries = np.array([o.operator == "library" for o in places] + [False])
    rows.assisted = libraries[outlet] & (kind == 0) & (random.random(n) < ASSISTED)
    rows.abnormal = episodes.is_abnormal(days, seed, first)[day] & (channel == _COUNTER)
    fees = np.array([s.fee_cents for s in SERVICES])
    rows.fee = np.where(kind == 0, fees[service], 0)
    plates = np.array([s.code == "plate-renewal" for s in SERVICES])[service]
    without_fee = plates & (days[day] >= np.datetime64(episodes.fee_abolition(first)))
    rows.fee[without_fee] = 0
    return rows


def _french_share(places: list[Outlet], outlet: np.ndarray) -> np.ndarray:
    share = [FRENCH if o.form == "contact" else REGIONS[o.region][4] * (1.0 if o.bilingual else 0.65) for o in places]
    return np.array([*share, FRENCH])[outlet]


def _serve(random: np.random.Generator, seed: int, first: int, scale: float, rows: Month) -> None:
    """Waits, service times and how each ended."""
    n = len(rows)
    rate = volumes.completion(first, rows.month, rows.days)
    chance = random.random(n)
    for c, name in enumerate(CHANNELS):
        mine = np.flatnonzero(rows.channel == c)
        if name == "in_person":
            wait, serve, left = waits(random, seed, first, scale, rows, mine, name)
            outcome = np.where(left, 1, np.where(chance[mine] > 0.985, 3, np.where(chance[mine] > 0.978, 2, 0)))
            reason = np.choose(outcome, [-1, 5, 4, 2])
        elif name == "telephone":
            wait, serve, left = waits(random, seed, first, scale, rows, mine, name)
            outcome = np.where(left, 1, np.where(chance[mine] > 1 - DISCONNECTED, 2, 0))
            reason = np.choose(outcome, [-1, 6, 4])
        elif name == "mail":
            wait, serve = np.full(len(mine), -1), lognormal(random, len(mine), 9.0, 0.4)
            outcome = np.where(chance[mine] > COMPLETED_BY_MAIL, 3, 0)
            reason = np.where(outcome == 3, 2, -1)
        else:
            minutes, spread = (ONLINE_MINUTES, ONLINE_SPREAD) if c == _ONLINE else (KIOSK_MINUTES, KIOSK_SPREAD)
            wait, serve = np.full(len(mine), -1), lognormal(random, len(mine), minutes, spread)
            completion_chance = np.where(rows.kind[mine] == 0, rate[rows.day[mine], rows.line[mine], c], 0.92)
            outcome = np.where(chance[mine] < completion_chance, 0, np.where(random.random(len(mine)) < 0.75, 1, 2))
            cause = random.choice([0, 1, 2, 3, 4], len(mine), p=[0.45, 0.15, 0.15, 0.1, 0.15])
            reason = np.where(outcome > 0, np.where((outcome == 1), 0, np.maximum(cause, 1)), -1)
            reason = np.where((outcome == 2) & (c == _KIOSK), 7, reason)
        rows.wait[mine], rows.outcome[mine], rows.reason[mine] = wait, outcome, reason
        rows.serve[mine] = np.where(outcome == 1, -1, serve)
    rows.ended = rows.started + np.maximum(rows.wait, 0) + np.maximum(rows.serve, 0)


def _promise(first: int, rows: Month) -> None:
    """The standard of each row: minutes from its start, or business days for a transaction that is delivered later.

    Who asks for information is promised what everyone is: a service's own standard is about its delivery.
    """
    minutes = np.array([INSTANT_MINUTES.get(c, 0) for c in CHANNELS])
    rows.due = np.where(rows.channel == _MAIL, 0, rows.started + minutes[rows.channel] * 60)
    limit = np.zeros((len(SERVICES), len(CHANNELS)), dtype=np.int64)
    money_back = np.zeros((len(SERVICES), len(CHANNELS)), dtype=bool)
    for n, service in enumerate(SERVICES):
        for channel, days in service.slow:
            limit[n, CHANNELS.index(channel)] = days
        for channel in service.guaranteed:
            money_back[n, CHANNELS.index(channel)] = True
    promised = np.where(rows.kind == 0, limit[rows.service, rows.channel], 0)
    renewals = np.array([s.code == "plate-renewal" for s in SERVICES])[rows.service] & (rows.channel == _ONLINE)
    promised[renewals & (rows.days[rows.day] >= np.datetime64(episodes.fee_abolition(first)))] = 0
    rows.slow = (promised > 0) & (rows.outcome == 0)
    rows.guaranteed = rows.slow & money_back[rows.service, rows.channel]
    rows.limit = promised
    later = np.flatnonzero(promised > 0)
    rows.due[later] = (
        after_working_days(rows.days[rows.day[later]], promised[later]).astype(np.int64) * SECONDS + SECONDS - 1
    )
