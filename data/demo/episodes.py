"""What happened to the organisation: its episodes, as factors on volumes, as waits of their own, and as events.

They follow what public service organisations of this kind went through from 2020 on: the emergency of March 2020,
extended renewals that fell due together, a new registry, an abolished fee. Months of the window count from 0, the April
of its first fiscal year; each episode stands in its own season:

    month 11     shock (17 March): counters × .30 for 8 weeks, × .60 to 30 June, × .85 to 31 August
    months 17-22 the extended renewals fall due: a ramp from 1 September, × 1.8 in the three weeks to 28 February
    month 18     the business registry goes live (19 October), 8 weeks of failures
    month 23     the plate fee is abolished (13 March)
    month 26     kiosks are suspended (6 June, 3 weeks), then carry 60 %
    months 28-35 vital-events backlog (August to March)
    months 30-35 nine centres move to a retailer
    month 35     plate renewal becomes automatic (1 March)

From month 36 (1 April of the fourth year) nothing of the kind happens: the last 24 months of five full years and
the current year hold only what every year brings (a day of outage or storm, services on-boarded). A database that
lives on keeps its own first fiscal year, so its clean stretch grows.
"""

from datetime import date, timedelta
from functools import cache

import numpy as np

from data.demo.calendar import business_days
from data.demo.seeds import cache_by_month, stream

CALLS_IN_SHOCK = {
    "dv": 1.20,
    "partner": 1.30,
    "business": 0.90,
    "ppsr": 0.58,
    "vital": 0.51,
    "land": 0.80,
    "fish": 1.05,
}
ONLINE_IN_SHOCK = {
    "land": 0.60,
    "ppsr": 0.62,
    "business": 0.75,
    "vital": 0.60,
    "dv": 0.62,
    "partner": 0.60,
    "fish": 1.05,
}
DEFERRED_LINES = {"dv", "partner"}
SURGE_PEAK = 1.8
SURGE_RAMP = 1.22
TROUGH = 0.82
REGISTRY_CALLS = 1.75
FEE_CALLS = 1.6
KIOSK_AFTER = 0.6
AUTOMATIC = 0.4  # what is left of plate renewals
OUTAGE_COUNTERS, OUTAGE_ONLINE, CATCH_UP = 0.2, 0.5, 0.6
STORM_COUNTERS = 0.45
BREACH, BREACH_PEAK = 0.0008, 0.06
CLAIMED, CLAIMED_IN_BACKLOG = 0.45, 0.25
BACKLOG_LAG_DAYS = 40
RELOCATION_WEEKS = [0, 2, 5, 8, 10, 14, 16, 19, 21]


def shock(first: int) -> date:
    """The first day of the emergency."""
    return date(first + 1, 3, 17)


def surge(first: int) -> tuple[date, date]:
    return date(first + 1, 9, 1), date(first + 2, 2, 28)


def registry(first: int) -> date:
    return date(first + 1, 10, 19)


def fee_abolition(first: int) -> date:
    return date(first + 2, 3, 13)


def kiosk_suspension(first: int) -> tuple[date, date]:
    return date(first + 2, 6, 6), date(first + 2, 6, 26)


def backlog(first: int) -> tuple[date, date]:
    return date(first + 2, 8, 1), date(first + 3, 3, 31)


def relocations(first: int) -> list[date]:
    """One centre every three weeks, on Mondays from October."""
    start = date(first + 2, 10, 3)
    start += timedelta(days=-start.weekday() % 7)
    return [start + timedelta(weeks=RELOCATION_WEEKS[n]) for n in range(9)]


def automatic_renewal(first: int) -> date:
    return date(first + 3, 3, 1)


def recovery(first: int) -> date:
    return date(first + 3, 4, 1)


def between(days: np.ndarray, start: date, end: date) -> np.ndarray:
    """Days from `start` to `end`, both included."""
    return (days >= np.datetime64(start)) & (days <= np.datetime64(end))


def since(days: np.ndarray, start: date) -> np.ndarray:
    """Days from `start`, as fractions: 0 before it."""
    return np.maximum((days - np.datetime64(start)).astype(int), 0)


@cache_by_month
def shock_level(days: np.ndarray, first: int) -> np.ndarray:
    """1 at the height of the shock, falling to 0 by the end of September."""
    start = shock(first)
    height = start + timedelta(days=55)
    level = np.where(between(days, height + timedelta(days=1), date(first + 1, 6, 30)), 0.55, 0.0)
    level = np.where(between(days, date(first + 1, 7, 1), date(first + 1, 9, 30)), 0.2, level)
    return np.where(between(days, start, height), 1.0, level)


@cache_by_month
def backlog_level(days: np.ndarray, first: int, lag: int = 0) -> np.ndarray:
    """0 outside the vital-events backlog, 1 at its peak (December)."""
    start, end = backlog(first)
    length = (end - start).days
    along = (days - np.datetime64(start) - lag).astype(int) / length
    return np.where((along >= 0) & (along <= 1), np.sin(np.pi * np.clip(along, 0, 1)) ** 0.8, 0.0)


@cache_by_month
def surge_level(days: np.ndarray, first: int) -> np.ndarray:
    """The factor on deferred renewals: a ramp, three weeks of rush, six weeks of trough."""
    start, end = surge(first)
    along = since(days, start) / (end - start).days
    factor = np.where(between(days, start, end), 1 + (SURGE_RAMP - 1) * along, 1.0)
    factor = np.where(between(days, end - timedelta(days=20), end), SURGE_PEAK, factor)
    return np.where(between(days, end + timedelta(days=1), end + timedelta(days=42)), TROUGH, factor)


@cache
def outages(seed: int, year: int) -> tuple[date, ...]:
    """The days of a fiscal year on which systems were down in the whole province: one or two working days."""
    random = stream(seed, "outages", year)
    april = np.datetime64(date(year, 4, 1))
    days = np.busday_offset(april, random.choice(225, random.integers(1, 3), replace=False) + 5,
                            roll="forward", busdaycal=business_days(year))  # fmt: skip
    return tuple(sorted(d.astype(object) for d in days))


@cache
def storm(seed: int, year: int) -> date:
    """The day of a fiscal year's snow storm, a working day in January or February."""
    random = stream(seed, "storm", year)
    start = np.datetime64(date(year + 1, 1, 8))
    return np.busday_offset(start, random.integers(0, 30), roll="forward",
                            busdaycal=business_days(year + 1)).astype(object)  # fmt: skip


@cache_by_month
def disruptions(days: np.ndarray, seed: int, channel: str) -> np.ndarray:
    """The factor of outages, the three working days of catching up after them, and storms."""
    factor = np.ones(len(days))
    down = {"in_person": OUTAGE_COUNTERS, "online": OUTAGE_ONLINE, "kiosk": OUTAGE_COUNTERS}.get(channel, 0.0)
    for year in range(int(str(days[0])[:4]) - 1, int(str(days[0])[:4]) + 1):
        for day in outages(seed, year) if down else ():
            factor[days == np.datetime64(day)] *= down
            after = np.busday_offset(np.datetime64(day), [1, 2, 3], busdaycal=business_days(year))
            factor[np.isin(days, after)] *= 1 + (1 - down) * CATCH_UP / 3
        if channel == "in_person":
            factor[days == np.datetime64(storm(seed, year))] *= STORM_COUNTERS
    return factor


def is_abnormal(days: np.ndarray, seed: int, first: int) -> np.ndarray:
    """Days outside the program's control: the height of the shock and the storms."""
    year = int(str(days[0])[:4])
    storms = np.isin(days, np.array([storm(seed, y) for y in (year - 1, year)], dtype="datetime64[D]"))
    return storms | (shock_level(days, first) == 1.0)


@cache_by_month
def demand(days: np.ndarray, seed: int, first: int, channel: str, line: str) -> np.ndarray:
    """The factor of all episodes on the transactions of a channel and line (1 in normal times)."""
    level = shock_level(days, first)
    if channel == "in_person":
        factor = np.select([level == 1.0, level == 0.55, level == 0.2], [0.30, 0.60, 0.85], 1.0)
        # The last of the three months of 0.85 is already recovering.
        factor = np.where(between(days, date(first + 1, 9, 1), date(first + 1, 9, 30)), 0.93, factor)
    elif channel in ("kiosk", "mail"):
        factor = 1 - 0.5 * level
    else:
        factor = 1 + (ONLINE_IN_SHOCK[line] - 1) * level
    if line in DEFERRED_LINES:
        factor = factor * surge_level(days, first)
    if channel == "kiosk":
        start, end = kiosk_suspension(first)
        factor = np.where(days > np.datetime64(end), factor * KIOSK_AFTER, factor)
        factor = np.where(between(days, start, end), 0.0, factor)
    if line == "business":
        launch = registry(first)
        pulse = between(days, launch, launch + timedelta(days=14))
        factor = factor * np.where(pulse, 0.8, 1.0)
    return factor * disruptions(days, seed, channel)


@cache_by_month
def calls(days: np.ndarray, first: int, line: str) -> np.ndarray:
    """The factor of all episodes on information requests by telephone."""
    factor = 1 + (CALLS_IN_SHOCK[line] - 1) * np.minimum(shock_level(days, first) * 2, 1)
    if line == "business":
        factor = factor * (1 + (REGISTRY_CALLS - 1) * registry_level(days, first))
    if line == "dv":
        factor = factor * np.where(between(days, fee_abolition(first), fee_abolition(first) + timedelta(days=41)),
                                   FEE_CALLS, 1.0)  # fmt: skip
        factor = factor * (1 + (surge_level(days, first) - 1) * 0.5)
    if line == "vital":
        factor = factor * (1 + 0.10 * backlog_level(days, first))
    return factor


@cache_by_month
def registry_level(days: np.ndarray, first: int) -> np.ndarray:
    """1 at the launch of the business registry, 0 before and eight weeks after."""
    after = (days - np.datetime64(registry(first))).astype(int)
    return np.where((after >= 0) & (after < 56), 1 - after / 80, 0.0)


@cache_by_month
def counter_hold(days: np.ndarray, first: int) -> np.ndarray:
    """How far the shock makes people wait outside, 1 at its height (few centres open, ticketed queues)."""
    level = shock_level(days, first)
    return np.select([level == 1.0, level == 0.55, level == 0.2], [1.0, 1.0, 0.3], 0.0)


def breach_chance(days: np.ndarray, first: int, line: str) -> np.ndarray:
    """The chance that a guaranteed item started on each day is late."""
    if line != "vital":
        return np.full(len(days), BREACH)
    return BREACH + (BREACH_PEAK - BREACH) * backlog_level(days, first)
