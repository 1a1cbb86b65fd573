"""The rows of a month: every visit, call, kiosk and web session and letter, with its times and its end."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from data.demo import episodes, volumes
from data.demo.calendar import (
    CHANNELS,
    HOURS,
    PEAK,
    SATURDAY_CLOSES,
    after_working_days,
    days_of,
    government_holidays,
    is_in,
    statutory_holidays,
)
from data.demo.calendar import weekday as weekday_of
from data.demo.places import PUBLIC_CALENDAR, REGIONS, Outlet, outlets
from data.demo.seeds import mix_bits, stream
from data.demo.services import INSTANT_MINUTES, LINE_CODES, LINES, SERVICE_LINE, SERVICES

KINDS = ["transaction", "information", "referral"]
OUTCOMES = ["completed", "abandoned", "failed", "rejected"]
REASONS = ["session_timeout", "payment_declined", "document_missing", "address_not_found", "system_error", "left_queue",
           "hung_up", "card_reader"]  # fmt: skip
REFERRED = 0.08  # of the partner line's information requests
WAIT_MEDIAN_MINUTES = 8.2
WAIT_SHAPE = 1.75
WAIT_PEAK = 1.8
LOAD_POWER = 1.3
SERVE_SPREAD = 0.5
ONLINE_MINUTES, ONLINE_SPREAD = 8.0, 0.6
KIOSK_MINUTES, KIOSK_SPREAD = 4.0, 0.55
TALK_MINUTES = {"partner": 4.9, "vital": 7.2, "business": 8.5}
TALK_USUAL, TALK_SPREAD = 5.8, 0.6
CALL_WAIT_MINUTES = {"dv": 2.1, "partner": 1.1, "vital": 0.8, "business": 0.6, "ppsr": 1.0, "land": 0.6, "fish": 0.7}
CALL_QUEUED = 0.55
CALL_MONTH_SPREAD = 0.35
SHORT_ABANDON = 0.01
LEFT_PER_MINUTE = 0.0011  # chance of leaving a counter's queue, per minute of waiting
HUNG_UP_PER_MINUTE = 0.019
REPEATED = 0.215  # of counter and telephone contacts: someone who came within seven days before
REPEATED_IN_TROUBLE = 0.06
ASSISTED = 0.6  # of visits to libraries: done online with the help of staff
DISCONNECTED = 0.002
FRENCH = 0.038  # of contacts without a place of their own
SECONDS = 86_400


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


@lru_cache(maxsize=1)
def _places(seed: int, first: int) -> list[Outlet]:
    return outlets(seed, first)


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
    moment = _moments(random, days, day, channel)
    order = np.argsort(moment, kind="stable")
    kind, day, service, channel, line, moment = (a[order] for a in (kind, day, service, channel, line, moment))
    places = _places(seed, first)
    outlet = _outlets(random, seed, places, days, day, channel, month)
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
    _serve(random, seed, first, rows, places)
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


def _moments(random, days, day, channel) -> np.ndarray:
    """When each began: its day, an hour by the channel's profile (shorter on Saturdays), any second of it."""
    hour = np.empty(len(day), dtype=np.int64)
    saturday = weekday_of(days)[day] == 5
    for c, name in enumerate(CHANNELS):
        hours, weights = HOURS[name]
        chance = np.array(weights, dtype=float) / sum(weights)
        for on_saturday in (False, True):
            mine = (channel == c) & (saturday == on_saturday)
            open_now = chance.copy()
            if on_saturday and name == "in_person":
                open_now[np.array(hours) >= SATURDAY_CLOSES] = 0
                open_now /= open_now.sum()
            choice = np.searchsorted(np.cumsum(open_now), random.random(mine.sum()) * 0.999999)
            hour[mine] = np.array(hours)[choice]
    return days[day].astype(np.int64) * SECONDS + hour * 3600 + random.integers(0, 3600, len(day))


def _outlets(random, seed, places, days, day, channel, month) -> np.ndarray:
    """Where each happened: open places of the channel's form, in proportion to their size; -1 for online and mail."""
    outlet = np.full(len(day), -1)
    closed, office_closed = is_in(days, statutory_holidays), is_in(days, government_holidays)
    saturday = weekday_of(days) == 5
    for c, form in ((_COUNTER, "counter"), (_KIOSK, "kiosk"), (_TELEPHONE, "contact")):
        mine = np.flatnonzero(channel == c)
        of_form = np.array([n for n, o in enumerate(places) if o.form == form])
        size = np.array([places[n].size for n in of_form])
        chance = np.tile(size, (len(days), 1))
        chance *= np.exp(stream(seed, f"place {form}", month).normal(0, 0.08, chance.shape))
        for k, n in enumerate(of_form):
            place = places[n]
            shut = (days < np.datetime64(place.opened)) | (
                (days >= np.datetime64(place.closed)) if place.closed else False
            )
            if form == "counter":
                shut = shut | closed | (saturday & ~np.bool_(place.saturdays))
                if place.operator in PUBLIC_CALENDAR:
                    shut = shut | office_closed
            chance[shut, k] = 0.0
        total = chance.sum(axis=1, keepdims=True)
        cumulated = np.cumsum(chance / np.where(total > 0, total, 1), axis=1) + np.arange(len(days))[:, None]
        choice = np.searchsorted(cumulated.ravel(), day[mine] + random.random(len(mine)) * 0.999999)
        outlet[mine] = of_form[np.minimum(choice - day[mine] * len(of_form), len(of_form) - 1)]
    return outlet


def _french_share(places, outlet) -> np.ndarray:
    share = [FRENCH if o.form == "contact" else REGIONS[o.region][4] * (1.0 if o.bilingual else 0.65) for o in places]
    return np.array([*share, FRENCH])[outlet]


def _serve(random, seed, first, rows: Month, places) -> None:
    """Waits, service times and how each ended."""
    n = len(rows)
    rate = volumes.completion(first, rows.month, rows.days)
    chance = random.random(n)
    for c, name in enumerate(CHANNELS):
        mine = np.flatnonzero(rows.channel == c)
        if name == "in_person":
            wait, serve = _counter(random, seed, first, rows, mine, places)
            leave_chance = np.minimum(LEFT_PER_MINUTE * wait / 60, 0.4)
            outcome = np.where(chance[mine] < leave_chance, 1, np.where(chance[mine] > 0.985, 3, 0))
            outcome = np.where((chance[mine] > 0.978) & (outcome == 0), 2, outcome)
            reason = np.choose(outcome, [-1, 5, 4, 2])
        elif name == "telephone":
            wait, serve = _call(random, seed, first, rows, mine)
            leave_chance = np.minimum(SHORT_ABANDON + HUNG_UP_PER_MINUTE * wait / 60, 0.45)
            outcome = np.where(chance[mine] < leave_chance, 1, np.where(chance[mine] > 1 - DISCONNECTED, 2, 0))
            reason = np.choose(outcome, [-1, 6, 4])
            wait = np.where(outcome == 1, (wait * random.random(len(mine)) * 0.9 + 3).astype(np.int64), wait)
        elif name == "mail":
            wait, serve = np.full(len(mine), -1), _lognormal(random, len(mine), 9.0, 0.4)
            outcome = np.where(chance[mine] > COMPLETED_BY_MAIL, 3, 0)
            reason = np.where(outcome == 3, 2, -1)
        else:
            minutes, spread = (ONLINE_MINUTES, ONLINE_SPREAD) if c == _ONLINE else (KIOSK_MINUTES, KIOSK_SPREAD)
            wait, serve = np.full(len(mine), -1), _lognormal(random, len(mine), minutes, spread)
            completion_chance = np.where(rows.kind[mine] == 0, rate[rows.day[mine], rows.line[mine], c], 0.92)
            outcome = np.where(chance[mine] < completion_chance, 0, np.where(random.random(len(mine)) < 0.75, 1, 2))
            cause = random.choice([0, 1, 2, 3, 4], len(mine), p=[0.45, 0.15, 0.15, 0.1, 0.15])
            reason = np.where(outcome > 0, np.where((outcome == 1), 0, np.maximum(cause, 1)), -1)
            reason = np.where((outcome == 2) & (c == _KIOSK), 7, reason)
        rows.wait[mine], rows.outcome[mine], rows.reason[mine] = wait, outcome, reason
        rows.serve[mine] = np.where(outcome == 1, -1, serve)
    rows.ended = rows.started + np.maximum(rows.wait, 0) + np.maximum(rows.serve, 0)


COMPLETED_BY_MAIL = 0.97


def _lognormal(random, n: int, minutes, spread: float) -> np.ndarray:
    return np.maximum(minutes * 60 * np.exp(random.normal(0, spread, n)), 5).astype(np.int64)


def _counter(random, seed, first, rows: Month, mine, places) -> tuple[np.ndarray, np.ndarray]:
    load = volumes.expected_volumes(seed, first, rows.month).load[rows.day[mine]]
    hour = rows.started[mine] // 3600 % 24
    peak = np.where((hour >= PEAK[0]) & (hour < PEAK[1]), WAIT_PEAK, 1.0)
    strain = np.array([o.strain**1.2 for o in places])[rows.outlet[mine]]
    crowd = np.clip(load, 0.3, 3.0) ** LOAD_POWER * episodes.counter_wait(rows.days, first)[rows.day[mine]]
    mean = WAIT_MEDIAN_MINUTES * 60 * peak * strain * crowd / WAIT_SHAPE
    wait = (random.standard_gamma(WAIT_SHAPE, len(mine)) * mean * 0.9).astype(np.int64)
    usual = np.array([s.serve_minutes for s in SERVICES])[rows.service[mine]]
    return np.minimum(wait, 4 * 3600), _lognormal(random, len(mine), usual, SERVE_SPREAD)


def _call(random, seed, first, rows: Month, mine) -> tuple[np.ndarray, np.ndarray]:
    moods = stream(seed, "queues", rows.month).normal(0, CALL_MONTH_SPREAD, len(LINE_CODES))
    mean = np.zeros((len(rows.days), len(LINE_CODES)))
    for number, code in enumerate(LINE_CODES):
        factor = episodes.call_wait(rows.days, first, code)
        mean[:, number] = CALL_WAIT_MINUTES[code] * 60 * np.exp(moods[number]) * factor
    queue_share = np.minimum(
        CALL_QUEUED * (mean / np.array([CALL_WAIT_MINUTES[c] * 60 for c in LINE_CODES])) ** 0.3, 0.97
    )
    cell = (rows.day[mine], rows.line[mine])
    wait = np.where(random.random(len(mine)) < queue_share[cell],
                    random.standard_exponential(len(mine)) * mean[cell] / queue_share[cell], 4)  # fmt: skip
    talk = np.array([TALK_MINUTES.get(c, TALK_USUAL) for c in LINE_CODES])[rows.line[mine]] * 0.84
    return np.minimum(wait, 3600).astype(np.int64), _lognormal(random, len(mine), talk, TALK_SPREAD)


def _promise(first, rows: Month) -> None:
    """The standard of each row: minutes from its start, or business days for what is delivered later."""
    minutes = np.array([INSTANT_MINUTES.get(c, 0) for c in CHANNELS])
    rows.due = np.where(rows.channel == _MAIL, 0, rows.started + minutes[rows.channel] * 60)
    limit = np.zeros((len(SERVICES), len(CHANNELS)), dtype=np.int64)
    money_back = np.zeros((len(SERVICES), len(CHANNELS)), dtype=bool)
    for n, service in enumerate(SERVICES):
        for channel, days in service.slow:
            limit[n, CHANNELS.index(channel)] = days
        for channel in service.guaranteed:
            money_back[n, CHANNELS.index(channel)] = True
    promised = limit[rows.service, rows.channel]
    stickers = np.array([s.code == "plate-renewal" for s in SERVICES])[rows.service] & (rows.channel == _ONLINE)
    promised[stickers & (rows.days[rows.day] >= np.datetime64(episodes.fee_abolition(first)))] = 0
    rows.slow = (promised > 0) & (rows.kind == 0) & (rows.outcome == 0)
    rows.guaranteed = rows.slow & money_back[rows.service, rows.channel]
    slow = np.flatnonzero(rows.slow)
    rows.limit = promised
    rows.due[slow] = (
        after_working_days(rows.days[rows.day[slow]], promised[slow]).astype(np.int64) * SECONDS + SECONDS - 1
    )
