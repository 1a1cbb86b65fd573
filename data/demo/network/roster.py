"""Who serves where: people per place and half-hour, as planned eight weeks before, and what was planned badly.

A plan follows the ordinary day of its month and the known rhythm of week and day, flattened: people cannot come for
one hour, and they eat at noon, too. It knows nothing of rushes after long weekends, at month ends or before deadlines.
So noon and Mondays hurt, and nobody needs to say by how much.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
import polars as pl

from data.demo import episodes, volumes
from data.demo.calendar import (
    CHANNELS,
    HOURS,
    PRIVATE_SHARE,
    WEEKDAYS,
    busyness,
    days_of,
    government_holidays,
    is_in,
    month_start,
    statutory_holidays,
    weekday,
)
from data.demo.network.places import CENTRES, PUBLIC_CALENDAR, QUEUES, Outlet, outlets
from data.demo.network.queue import HALF_HOURS
from data.demo.seeds import stream

KNOWN_AHEAD = timedelta(weeks=8)
TYPICAL_WEEKS = (3, 9)  # April and October (months since January): their first whole week is kept
DAILY_FROM = 36  # month of the window from which every day is kept
MINUTES = {"in_person": 7.6, "telephone": 5.6}  # that a plan reckons with, each
OCCUPANCY = {"in_person": 0.77, "telephone": 0.59}  # that a plan exceeds in no half-hour
OF_DAY = {"in_person": 0.85, "telephone": 0.9}  # of the rhythm that a plan follows; the rest is flat
OF_WEEK = {"in_person": 0.5, "telephone": 0.6}
AWAY_AT_NOON = {
    24: 0.8,
    25: 0.8,
    26: 1.15,
    27: 1.25,
    28: 1.25,
    29: 1.2,
    30: 1.15,
    31: 1.1,
}  # half-hour: people at counters eat, too
SURGE_PLANNED = 0.5
MISSING_AT_NOON = (11, 14)  # hours in which the planted centre lacks a desk
PLANTED_HOURS = 3
FALLS_SHORT = (13, 14, 15)  # hours at which a planted block of two hours may begin


@dataclass(frozen=True)
class Planted:
    """What is planned badly for all years from the fourth on: a centre, and blocks of two hours at other centres.

    `hours`: code of the centre, weekday (0 Monday), the hour at which the block begins.
    """

    centre: str
    hours: tuple[tuple[str, int, int], ...]


@lru_cache(maxsize=8)
def planted(seed: int, first: int, scale: float) -> Planted:
    """What there is to be found; the seed decides where. Only tests may ask."""
    random = stream(seed, "planted")
    centres = [
        o.code for o in outlets(seed, first, scale) if o.form == "counter" and o.operator in CENTRES and not o.closed
    ]
    chosen = [str(code) for code in random.permutation(centres)[: PLANTED_HOURS + 1]]
    blocks = zip(
        random.permutation(5)[:PLANTED_HOURS].tolist(), random.choice(FALLS_SHORT, PLANTED_HOURS).tolist(), strict=True
    )
    others = chosen[1:] or chosen
    return Planted(chosen[0], tuple((others[n % len(others)], *block) for n, block in enumerate(blocks)))


@dataclass(frozen=True)
class Roster:
    """People of a month: day × place × half-hour; `place` numbers the outlets that they serve at.

    The two queues of a contact centre share its people, so they are one place here: that of the first queue.
    """

    place: np.ndarray
    people: np.ndarray


@lru_cache(maxsize=8)
def roster(seed: int, first: int, scale: float, month: int, channel: str) -> Roster:
    """Who was planned to serve the visitors (`in_person`) or callers (`telephone`) of a month."""
    found = outlets(seed, first, scale)
    days = days_of(month)
    form = "counter" if channel == "in_person" else "contact"
    place = np.array([n for n, o in enumerate(found) if o.form == form])
    if channel == "telephone":
        place = place[:: len(QUEUES)]
    volume = _planned_volume(seed, first, scale, month, channel)
    opened = open_hours([found[n] for n in place], days)
    size = np.array([found[n].size for n in place]) * opened.any(axis=2)
    share = size / np.maximum(size.sum(axis=1, keepdims=True), 1e-9)
    hour_weights = np.zeros(24)
    hours, weights = HOURS[channel]
    hour_weights[list(hours)] = weights
    profile = np.repeat(hour_weights, 2) * opened
    total = profile.sum(axis=2, keepdims=True)
    even = opened / np.maximum(opened.sum(axis=2, keepdims=True), 1)
    profile = OF_DAY[channel] * profile / np.where(total > 0, total, 1) + (1 - OF_DAY[channel]) * even
    if channel == "in_person":
        profile = profile * np.array([AWAY_AT_NOON.get(half_hour, 1.0) for half_hour in range(HALF_HOURS)])
    load = volume[:, None, None] * share[:, :, None] * profile * MINUTES[channel] / 30
    people = np.ceil(load / OCCUPANCY[channel]).astype(np.int64)
    least = len(QUEUES) if channel == "telephone" else 1
    people = np.where(opened, np.maximum(people, least), 0)
    if channel == "in_person":
        people = np.minimum(people, np.array([found[n].desks for n in place])[:, None])
        people = _plant(people, seed, first, scale, [found[n].code for n in place], days)
    people.flags.writeable = False
    return Roster(place, people)


def open_hours(places: list[Outlet], days: np.ndarray) -> np.ndarray:
    """Day × place × half-hour: whether it is open."""
    closed, office_closed = is_in(days, statutory_holidays), is_in(days, government_holidays)
    of_week = weekday(days)
    half_hour = np.arange(HALF_HOURS)
    opened = np.zeros((len(days), len(places), HALF_HOURS), dtype=bool)
    for n, place in enumerate(places):
        opens, closes, on_saturdays, until = place.hours
        working = (half_hour >= 2 * opens) & (half_hour < 2 * closes)
        saturday = (half_hour >= 2 * on_saturdays) & (half_hour < 2 * until)
        shut = closed | (office_closed & (place.operator in PUBLIC_CALENDAR)) | ~place.is_open(days)
        opened[:, n] = np.where((of_week < 5)[:, None], working, (of_week == 5)[:, None] & saturday) & ~shut[:, None]
    return opened


def _planned_volume(seed: int, first: int, scale: float, month: int, channel: str) -> np.ndarray:
    """Visitors or callers of each day, as far as a plan foresees them."""
    expected = volumes.expected_volumes(seed, first, month)
    c = CHANNELS.index(channel)
    whole = (expected.transactions[:, :, c] / volumes.COMPLETION[channel] + expected.information[:, :, c]).sum()
    surge = (episodes.surge_level(expected.days, first).mean() - 1) * (1 - SURGE_PLANNED) + 1
    ordinary = whole * scale / surge / max(busyness(expected.days, channel, "dv").sum(), 1e-9)
    of_week = np.array(WEEKDAYS[channel])[weekday(expected.days)]
    factor = np.where(of_week > 0.5, 1 + OF_WEEK[channel] * (of_week - 1), of_week)
    office_closed = is_in(expected.days, government_holidays)
    factor = np.where(office_closed, factor * (PRIVATE_SHARE if channel == "in_person" else 0), factor)
    return ordinary * factor


def _plant(people: np.ndarray, seed: int, first: int, scale: float, codes: list[str], days: np.ndarray) -> np.ndarray:
    """One desk less over noon at the planted centre, and one person alone in the planted hours."""
    where = planted(seed, first, scale)
    later = days >= np.datetime64(episodes.recovery(first))
    noon = slice(2 * MISSING_AT_NOON[0], 2 * MISSING_AT_NOON[1])
    bad = codes.index(where.centre)
    people = people.copy()
    some = people[later, bad, noon]
    people[later, bad, noon] = np.minimum(some, np.maximum(some - 1, 1))
    for code, on, hour in where.hours:
        block, at = (
            np.ix_(np.flatnonzero(later & (weekday(days) == on)), np.arange(2 * hour, 2 * hour + 4)),
            codes.index(code),
        )
        people[block[0], at, block[1]] = np.minimum(people[block[0], at, block[1]], 1)
    return people


def capacity(seed: int, first: int, scale: float, month: int) -> pl.DataFrame:
    """People per place and half-hour of the days of a month that are kept, each known eight weeks ahead.

    Before the fourth year only two typical weeks a year were kept.
    """
    days = days_of(month)
    kept = np.ones(len(days), dtype=bool)
    if volumes.window_month(first, month) < DAILY_FROM:
        start = month_start(month)
        start += timedelta(days=-start.weekday() % 7)
        kept = episodes.between(days, start, start + timedelta(days=5)) & (month % 12 in TYPICAL_WEEKS)
    found = outlets(seed, first, scale)
    codes = pl.Series([o.code for o in found])
    parts = [_rows(roster(seed, first, scale, month, channel), kept, days, channel) for channel in MINUTES]
    day, place, half_hour, people = (np.concatenate(column) for column in zip(*parts, strict=True))
    on_day = pl.Series(days[day])
    known = np.maximum(days[day] - np.timedelta64(KNOWN_AHEAD.days, "D"), np.datetime64(date(first, 4, 1)))
    return pl.DataFrame({"outlet_code": codes.gather(place), "on_day": on_day, "half_hour": half_hour,
                         "people": people, "planned_on": pl.Series(known)})  # fmt: skip


def _rows(planned: Roster, kept: np.ndarray, days: np.ndarray, channel: str) -> tuple[np.ndarray, ...]:
    """Day, outlet, half-hour and people where anyone is there; a contact centre's are divided over its queues."""
    day, place, half_hour = np.nonzero((planned.people > 0) & kept[:, None, None])
    people = planned.people[day, place, half_hour]
    outlet = planned.place[place]
    if channel == "in_person":
        return day, outlet, half_hour, people
    second = (people + 1) // 2
    twice = [np.tile(column, 2) for column in (day, half_hour)]
    return twice[0], np.concatenate([outlet, outlet + 1]), twice[1], np.concatenate([people - second, second])
