"""How many interactions are expected per day, service and channel, and how many there are."""

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

import numpy as np

from data.demo import episodes
from data.demo.calendar import CHANNELS, SEASONS, busyness, days_of, month_of, month_start, ordinary_month
from data.demo.seeds import stream
from data.demo.services import LINE_CODES, LINES, SERVICE_CODES, SERVICE_LINE, SERVICES

MILLION = 1_000_000
GROWTH = 0.012  # of transactions, a year
MIDPOINT, SLOPE = 30.0, 10.0  # months, of the logistic drift to online
KEPT = 0.25  # of the whole drift: the part of the shock's step that stays
TRANSIENT = 0.11  # of the drift: the part of the step that fades over nine months
CAMPAIGNS = [16, 29, 41, 53]  # months in which a campaign adds two points over two months, most of which fade
CAMPAIGN_POINTS = 0.012
REGISTRY_POINTS = 0.25
COMPLETION = {"in_person": 0.955, "telephone": 0.93, "mail": 0.97}
ONLINE_COMPLETION = (0.76, 0.86)
KIOSK_COMPLETION = 0.88
DISPERSION = 25.0  # of the negative binomial counts
DAY_NOISE, WEEK_NOISE, PERSISTENCE = 0.03, 0.02, 0.3

INFORMATION = {"online": 6.5, "telephone": 3.9, "in_person": 1.0}  # millions a year
INFORMATION_GROWTH = {"online": 0.02, "telephone": -0.015, "in_person": 0.0}
INFORMATION_LINES = {
    "online": {"dv": 0.33, "partner": 0.40, "vital": 0.08, "business": 0.06, "land": 0.03, "ppsr": 0.01, "fish": 0.09},
    "telephone": {"dv": 0.235, "partner": 0.585, "vital": 0.11, "business": 0.035, "ppsr": 0.003, "land": 0.012,
                  "fish": 0.02},
    "in_person": {"dv": 0.60, "partner": 0.30, "vital": 0.03, "business": 0.02, "ppsr": 0.01, "land": 0.02,
                  "fish": 0.02},
}  # fmt: skip

_LINE = np.array(SERVICE_LINE)
_WEIGHT = np.array([s.weight for s in SERVICES])


@dataclass(frozen=True)
class ExpectedVolumes:
    """What a month expects: arrays day × service × channel, at scale 1 unless stated.

    `transactions`: completed ones; `information`: requests.
    """

    days: np.ndarray
    transactions: np.ndarray
    information: np.ndarray


def drift(month: float | np.ndarray, first: int) -> np.ndarray:
    """The share of the whole drift to online that has happened by a month of the window (0 at its start)."""
    begin = 1 / (1 + np.exp(MIDPOINT / SLOPE))
    end = 1 / (1 + np.exp((MIDPOINT - 60) / SLOPE))
    smooth = (1 / (1 + np.exp((MIDPOINT - month) / SLOPE)) - begin) / (end - begin)
    after = np.maximum(month - 11.5, 0)
    stepped = np.where(after > 0, np.minimum(after / 2, 1), 0.0)
    fading = stepped * np.where(after > 2, np.exp(-(after - 2) / 4.5), 1.0)
    return (1 - KEPT) * smooth + KEPT * stepped + TRANSIENT * 2.4 * fading


def line_shares(month: int, first: int) -> np.ndarray:
    """The share of each line's transactions that is online in a month of the window."""
    shares = []
    for code in LINE_CODES:
        *_, start, end = LINES[code]
        share = start + (end - start) * float(drift(month + 0.5, first))
        if code == "business":
            live = month >= 19 or (month == 18)
            share = start + (end - start - REGISTRY_POINTS) * float(drift(month + 0.5, first))
            share += REGISTRY_POINTS * (0.4 if month == 18 else 1.0) * live
        if code in ("dv", "partner"):
            since = [month - c for c in CAMPAIGNS if c <= month]
            share += sum(CAMPAIGN_POINTS * min(1, (m + 1) / 2) * (0.9**m) for m in since)
        shares.append(min(share, 0.996))
    return np.array(shares)


@cache
def online_shares(seed: int, first: int, month: int) -> np.ndarray:
    """Each service's online share in a month of the window; they average to the line's."""
    lean = stream(seed, "inclination").normal(0, 0.25, len(SERVICES)) + [s.inclination for s in SERVICES]
    is_online = np.array([s.online_month is not None and month >= s.online_month for s in SERVICES])
    targets = line_shares(month, first)
    weight = _WEIGHT * offered_share(month)
    shares = np.zeros(len(SERVICES))
    for line, target in enumerate(targets):
        mine = (line == _LINE) & (weight > 0)
        available = mine & is_online
        target = min(target * weight[mine].sum() / weight[available].sum(), 0.997)
        low, high = -12.0, 12.0
        for _ in range(40):
            middle = (low + high) / 2
            p = 1 / (1 + np.exp(-(middle + lean[available])))
            low, high = (
                (middle, high) if (p * weight[available]).sum() / weight[available].sum() < target else (low, middle)
            )
        shares[available] = p
    return shares


def offered_share(month: int) -> np.ndarray:
    """1 for services offered in a month of the window, rising over three months after a launch, 0 before."""
    since = [12 if s.launch_month is None else month - s.launch_month for s in SERVICES]
    return np.clip((np.array(since) + 1) / 3, 0, 1)


@cache
def channel_shares(seed: int, first: int, month: int) -> np.ndarray:
    """Service × channel: how a month's transactions of each service divide; rows sum to 1."""
    online = online_shares(seed, first, month)
    rest = np.array([[s.kiosk, s.telephone, s.mail] for s in SERVICES])
    shares = np.zeros((len(SERVICES), len(CHANNELS)))
    shares[:, 0] = online
    shares[:, 2:] = (1 - online)[:, None] * rest
    shares[:, 1] = 1 - shares.sum(axis=1)
    return shares


@cache
def _line_weights() -> np.ndarray:
    """Each service's share of its line, before services were on-boarded."""
    base = _WEIGHT * offered_share(-1)
    return np.array([_WEIGHT[n] / base[_LINE[n] == _LINE].sum() for n in range(len(SERVICES))])


def noise(seed: int, days: np.ndarray, line: str, channel: str) -> np.ndarray:
    """Day-to-day and week-to-week variation; weeks remember a third of the week before."""
    week = (days.astype(int) + 3) // 7
    number = LINE_CODES.index(line)
    level = {w: np.sum([PERSISTENCE**k * _week(seed, w - k) for k in range(3)], axis=0) for w in set(week.tolist())}
    weekly = np.array([level[w][number] for w in week.tolist()])
    month = int(days[0].astype("datetime64[M]").astype(int))
    daily = _days(seed, channel, month)[: len(days)]
    return np.exp(WEEK_NOISE * weekly + DAY_NOISE * daily - (WEEK_NOISE**2 + DAY_NOISE**2) / 2)


@cache
def _week(seed: int, week: int) -> np.ndarray:
    return stream(seed, "week", week).standard_normal(len(LINE_CODES))


@cache
def _days(seed: int, channel: str, month: int) -> np.ndarray:
    return stream(seed, f"day {channel}", month).standard_normal(31)


@lru_cache(maxsize=16)
def expected_volumes(seed: int, first: int, month: int) -> ExpectedVolumes:
    """The expected interactions of a calendar month (an ordinal), at scale 1."""
    days = days_of(month)
    window = month - month_of(date(first, 4, 1))
    calendar_month = month % 12
    season = (calendar_month - 3) % 12
    growth = (1 + GROWTH) ** (window / 12)
    share = channel_shares(seed, first, window)
    offered = offered_share(window)
    per_line = np.array([LINES[c][2] for c in LINE_CODES])[_LINE] * _line_weights() * offered
    transactions = np.zeros((len(days), len(SERVICES), len(CHANNELS)))
    information = np.zeros_like(transactions)
    for number, line in enumerate(LINE_CODES):
        mine = number == _LINE
        yearly = per_line * mine * MILLION * growth
        for c, channel in enumerate(CHANNELS):
            shape = busyness(days, channel, line) / ordinary_month(first, channel, line)[calendar_month]
            shape = shape * SEASONS[line][season] / 12 * noise(seed, days, line, channel)
            factor = episodes.demand(days, seed, first, channel, line)
            transactions[:, :, c] += np.outer(shape * factor, yearly * share[:, c])
            if channel in INFORMATION:
                requests = INFORMATION[channel] * MILLION * INFORMATION_LINES[channel][line]
                requests *= (1 + INFORMATION_GROWTH[channel]) ** (window / 12)
                requests_by_service = requests * _line_weights() * offered * mine
                requests_by_service = requests_by_service / (_line_weights() * offered * mine).sum()
                request_factor = episodes.calls(days, first, line) if channel == "telephone" else factor
                information[:, :, c] += np.outer(shape * request_factor, requests_by_service)
    plates = SERVICE_CODES.index("plate-renewal")
    automatic = days >= np.datetime64(episodes.automatic_renewal(first))
    transactions[automatic, plates, :] *= episodes.AUTOMATIC
    return ExpectedVolumes(days, transactions, information)


def completion(first: int, month: int, days: np.ndarray) -> np.ndarray:
    """Day × line × channel: the share of started transactions that is completed."""
    window = month - month_of(date(first, 4, 1))
    start, end = ONLINE_COMPLETION
    online = start + (end - start) * min(max(window / 60, 0), 1.15)
    rates = {"online": online, "kiosk": KIOSK_COMPLETION} | COMPLETION
    rate = np.empty((len(days), len(LINE_CODES), len(CHANNELS)))
    for c, channel in enumerate(CHANNELS):
        rate[:, :, c] = rates[channel]
    trouble = episodes.registry_level(days, first)
    business = LINE_CODES.index("business")
    rate[:, business, 0] *= 1 - 0.28 * trouble
    return rate


def counts(seed: int, first: int, scale: float, month: int) -> tuple[np.ndarray, np.ndarray]:
    """Transactions started and information requests: two arrays day × service × channel."""
    expected = expected_volumes(seed, first, month)
    rate = completion(first, month, expected.days)[:, _LINE, :]
    random = stream(seed, "counts", month)
    started = random.poisson(expected.transactions * scale / rate * _spread(random, expected.transactions.shape))
    requests = random.poisson(expected.information * scale * _spread(random, expected.information.shape))
    return started, requests


def _spread(random: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    return random.standard_gamma(DISPERSION, shape) / DISPERSION


def window_month(first: int, month: int) -> int:
    """The month of the window: 0 is April of the first fiscal year."""
    return month - month_of(date(first, 4, 1))


def year_of(month: int) -> int:
    """The fiscal year of a month ordinal."""
    start = month_start(month)
    return start.year if start.month >= 4 else start.year - 1
