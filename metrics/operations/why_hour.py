"""Why a half-hour at a place is as slow as it is: arrivals, people and serving time, each against its usual.

The usual of a day is the same weekday of the eight weeks before the period. Each day of the period is set beside each
of its usual days (in more than a month, beside one of them in turn), and the queue model (`metrics.staffing`) is run
for all eight mixtures of their arrivals, people and serving times. What a factor explains is by how much the mean wait
of the half-hour changes when it alone is changed, averaged over all orders in which the three can be changed (L. S.
Shapley, 1953): so the three add up to what the model says of both together. What was measured beyond that is the rest.

A queue carries over, so a factor is that of the whole day and not of the half-hour alone. Visitors are those of each
day; calls are those of the mean day of each weekday, because Erlang's formula asks for a rate, which the few calls of
one half-hour do not tell. Telephones are one queue for all centres, as everywhere in planning. The model starts every
day empty at midnight.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import combinations
from typing import NamedTuple

import numpy as np
import polars as pl

from data.certainty import present
from data.storage.snapshot import Snapshot
from data.words import Channel
from metrics.calendar.periods import Period
from metrics.operations.explained_wait import Factor, Share, Unknown, Why, shapley
from metrics.operations.queue_days import QueueDays, read_days
from metrics.staffing.day_grid import HALF_HOURS
from metrics.staffing.requirements import Rules, served

WEEKS = 8
MONTH = 31
"""Days; in a longer period each is set beside one usual day only."""
ENOUGH = 5
"""Contacts served in a half-hour before its serving time is taken from it, and not from the whole day."""


def why_hour(
    snapshot: Snapshot,
    channel: Channel,
    location: str | None,
    half_hour: int,
    period: Period,
    *,
    within_s: int,
    factor: float = 1.0,
) -> Why:
    """What moves the wait of a half-hour (0–47) in a period; `location`: None for all places as one queue.

    `within_s`: the standard, `factor`: by which recorded serving times are lengthened in the model
    (`metrics.planning.staffing_check`).
    """
    before = period.start - timedelta(weeks=WEEKS)
    now = read_days(snapshot, channel, location, period.start, period.end)
    usual = read_days(snapshot, channel, location, before, period.start - timedelta(days=1))
    recorded = bool((now.people >= 0).any() and (usual.people >= 0).any())
    pairs = _pairs(now, usual, with_people=recorded)
    both = ((usual, pairs.usual), (now, pairs.now))
    carries = channel is not Channel.TELEPHONE
    first = 0 if carries else half_hour
    arrivals = [_mean(of.came[days, first : half_hour + 1].sum(axis=1), pairs.weight) for of, days in both]
    people = [_mean(of.people[days, half_hour], pairs.weight) if recorded else None for of, days in both]
    serving = [_serving(of, days) for of, days in both]
    at_hour = [None if times is None else float(times[half_hour]) for times in serving]
    told = {Factor.ARRIVALS: arrivals, Factor.PEOPLE: people, Factor.SERVING: at_hour}
    usual_wait, wait = (_mean_wait(of, days, pairs.weight, half_hour) for of, days in both)
    compared = Why(
        days=len(set(pairs.now)),
        usual_days=len(set(pairs.usual)),
        left_out=len(now.days) - len(set(pairs.now)),
        shares=[Share(factor=name, usual=before, now=after) for name, (before, after) in told.items()],
        wait_s=wait,
        usual_wait_s=usual_wait,
        night=bool((now.people[:, 0] > 0).any() and (now.people[:, -1] > 0).any()),
    )
    if unknown := _unknown(compared, recorded, serving):
        return replace(compared, unknown=unknown)
    inputs = {
        Factor.ARRIVALS: [(of.came if carries else _expected(of))[days] for of, days in both],
        Factor.PEOPLE: [of.people[days] for of, days in both],
        Factor.SERVING: [
            np.broadcast_to(present(times) * factor, (len(pairs.weight), HALF_HOURS)) for times in serving
        ],
    }
    rules = Rules(share=0.5, within_s=within_s, carries=carries)
    return _split(compared, inputs, pairs.weight, half_hour, rules)


class _Pairs(NamedTuple):
    """Days of the period beside usual ones, by their rows; the weights of one day add up to 1."""

    now: list[int]
    usual: list[int]
    weight: np.ndarray


def _pairs(now: QueueDays, usual: QueueDays, *, with_people: bool) -> _Pairs:
    partners: dict[int, list[int]] = {}
    for row, day in enumerate(usual.days):
        if not with_people or usual.people[row, 0] >= 0:
            partners.setdefault(day.weekday(), []).append(row)
    span = (now.days[-1] - now.days[0]).days + 1 if now.days else 0
    turns: Counter[int] = Counter()
    pairs: list[tuple[int, int, float]] = []
    for row, day in enumerate(now.days):
        beside = partners.get(day.weekday(), [])
        if not beside or (with_people and now.people[row, 0] < 0):
            continue
        if span > MONTH:
            beside = [beside[turns[day.weekday()] % len(beside)]]
            turns[day.weekday()] += 1
        pairs += [(row, other, 1 / len(beside)) for other in beside]
    return _Pairs([row for row, _, _ in pairs], [row for _, row, _ in pairs], np.array([w for _, _, w in pairs]))


def _expected(of: QueueDays) -> np.ndarray:
    """Contacts of the mean day of each weekday: the few of one half-hour tell no rate."""
    weekdays = np.array([day.weekday() for day in of.days])
    return np.stack([of.came[weekdays == weekday].mean(axis=0) for weekday in weekdays])


def _mean(values: np.ndarray, weight: np.ndarray) -> float | None:
    return float((values * weight).sum() / weight.sum()) if len(weight) else None


def _mean_wait(of: QueueDays, days: list[int], weight: np.ndarray, half_hour: int) -> int | None:
    waited = (of.waited[days, half_hour] * weight).sum()
    return round((of.wait_s[days, half_hour] * weight).sum() / waited) if waited else None


def _serving(of: QueueDays, days: list[int]) -> np.ndarray | None:
    """Mean serving time by half-hour, that of the whole day where few were served; None where none is recorded."""
    rows = sorted(set(days))
    served, seconds = of.served[rows].sum(axis=0), of.serve_s[rows].sum(axis=0)
    if not seconds.sum():
        return None
    by_half_hour = np.where(served >= ENOUGH, seconds / np.maximum(served, 1), seconds.sum() / served.sum())
    times: np.ndarray = np.maximum(by_half_hour, 1.0)
    return times


def _unknown(compared: Why, recorded: bool, serving: Sequence[np.ndarray | None]) -> Unknown | None:
    """Why the wait cannot be split, if it cannot."""
    if not compared.days:
        return Unknown.NO_USUAL
    if compared.wait_s is None or compared.usual_wait_s is None:
        return Unknown.NO_CONTACTS
    if not recorded:
        return Unknown.NO_PEOPLE
    return Unknown.NO_TIMES if any(times is None for times in serving) else None


def _split(
    compared: Why, inputs: Mapping[Factor, Sequence[np.ndarray]], weight: np.ndarray, half_hour: int, rules: Rules
) -> Why:
    """The change of the wait, split; `inputs`: of each factor the days as usual and now, (pairs, half-hours)."""
    mixtures = [frozenset(of) for n in range(len(Factor) + 1) for of in combinations(Factor, n)]
    chosen = [{factor: days[factor in mixture] for factor, days in inputs.items()} for mixture in mixtures]
    people = inputs[Factor.PEOPLE][1]
    chosen.append({**chosen[-1], Factor.PEOPLE: people + (people > 0)})
    waits, levels = _by_model(chosen, weight, half_hour, rules)
    if np.isnan(waits).any():
        return replace(compared, unknown=Unknown.NOT_SERVED)
    by_mixture = dict(zip(mixtures, waits, strict=False))
    effects = {factor: round(effect) for factor, effect in shapley(by_mixture.__getitem__).items()}
    return replace(
        compared,
        shares=[replace(share, effect_s=effects[share.factor]) for share in compared.shares],
        rest_s=present(compared.change_s) - sum(effects.values()),
        level=float(levels[-2]),
        level_more=float(levels[-1]),
    )


def _by_model(
    chosen: Sequence[Mapping[Factor, np.ndarray]], weight: np.ndarray, half_hour: int, rules: Rules
) -> tuple[np.ndarray, np.ndarray]:
    """Mean wait (s) and share in time of the contacts of a half-hour, one of each per choice of days."""
    came, people, serving = (
        np.concatenate([of[factor] for of in chosen]) for factor in (Factor.ARRIVALS, Factor.PEOPLE, Factor.SERVING)
    )
    days, halves = np.nonzero((came > 0) | (people > 0))
    load = pl.DataFrame(
        {
            "day": days, "half_hour": halves, "contacts": came[days, halves].astype(float),
            "handling_s": serving[days, halves], "people": people[days, halves],
        }
    )  # fmt: skip
    fate = served(load, rules, by=["day"]).filter(pl.col("half_hour") == half_hour)
    grids = np.full((2, len(came)), np.nan)
    grids[:, fate["day"].to_numpy()] = fate.select("wait_s", "service_level").to_numpy().T
    weights = came[:, half_hour] * np.tile(weight, len(chosen))
    shape = (len(chosen), len(weight))
    found = []
    for grid in grids:
        known = np.isfinite(grid) & (weights > 0)
        total = np.where(known, weights, 0).reshape(shape).sum(axis=1)
        with np.errstate(invalid="ignore"):
            found.append(np.where(known, weights * grid, 0).reshape(shape).sum(axis=1) / total)
    return found[0], found[1]
