"""Guarantees at risk: items that are open now by the time they have left, and the breaches of the next four weeks.

An open item breaches with the chance of the curve of its service and channel; items still to come, at the pace of the
last eight weeks and moved as the same weeks of last year moved, with that of a whole length. What will come of it is
drawn: chances from their Beta distributions, then each item's breach from its chance, so that the interval holds chance
and what is not known of the curve. The interval is the whole numbers around the middle whose share of the draws is
nearest to 80 %; that share is told with it, since of few breaches no interval has exactly 80 %.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl

from metrics.calendar.business_days import numbered_days
from metrics.standards.completion_curve import chances, curve, draw
from metrics.standards.guaranteed_items import GROUP, PAST, numbered

AHEAD = timedelta(weeks=4)
PACE = timedelta(weeks=8)
STEADY = 100.0
"""Items added to both sides of last year's movement, so that few items do not tell of a season."""
DRAWS = 4_000
SEED = 16
LEVEL = 0.8
SOON = 5
"""Business days within which somebody should look at an item."""
LIKELY = 0.5
COUNTS = ("open", "late", "soon", "likely")


@dataclass(frozen=True, kw_only=True)
class Expected:
    """So many are expected; the interval, and what share of the draws lies in it (0–1)."""

    mean: float
    low: int
    high: int
    inside: float


@dataclass(frozen=True, kw_only=True)
class GroupAtRisk:
    """One service and channel: its open items, those of them past their time, due within five business days, and more

    `likely` than not to be late though they are not yet; and the breaches expected in the next four weeks.
    """

    service: str
    channel: str
    open: int
    late: int
    soon: int
    likely: int
    breaches: float


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """What the next four weeks bring. `whole_to`: the last day that is known whole; `refunds` in cents, None without
    claims to tell from; `groups`: the most expected breaches first.
    """

    whole_to: date
    breaches: Expected
    refunds: Expected | None
    groups: tuple[GroupAtRisk, ...]

    @property
    def open(self) -> int:
        """Items open now."""
        return sum(group.open for group in self.groups)

    @property
    def late(self) -> int:
        """Of these, past their time already: breached, whatever is done."""
        return sum(group.late for group in self.groups)


@dataclass(frozen=True)
class Refunds:
    """Breaches of the last year, and how many of them were claimed and paid back."""

    breaches: int
    paid: int


def with_chance(known: pl.DataFrame, whole_to: date) -> pl.DataFrame:
    """The open ones of `guaranteed_items.alike`, with the business days `left` and the `chance` of a breach (0–1).

    `left` is 0 or less for what is past its time, whose chance is 1; `chance` is null where no item of the same length
    has been seen lately.
    """
    today = numbered_days(whole_to - PAST, whole_to + PAST)[whole_to]
    still = (
        numbered(known, whole_to)
        .filter(pl.col("end").is_null())
        .with_columns(
            left=pl.col("due") - pl.col("start").clip(lower_bound=today + 1) + 1,
            length=pl.col("due") - pl.col("start") + 1,
        )
    )
    told = chances(curve(known, whole_to)).select(*GROUP, "length", "left", "chance")
    late = pl.col("due_on") <= whole_to
    return still.join(told, on=[*GROUP, "length", "left"], how="left").with_columns(
        left=pl.when(late).then(0).otherwise("left"), chance=pl.when(late).then(1.0).otherwise("chance")
    )


def arrivals(known: pl.DataFrame, whole_to: date) -> pl.DataFrame:
    """Items expected to begin after `whole_to` and to be due within four weeks of it, per service, channel and length.

    `expected`: their number, a mean.
    """
    number = numbered_days(whole_to - PAST, whole_to + PAST)
    ahead = [whole_to + timedelta(days=day) for day in range(1, AHEAD.days + 1)]
    days = pl.DataFrame(
        {"weekday": [day.weekday() for day in ahead], "room": [number[ahead[-1]] - number[day] + 1 for day in ahead]}
    )
    began = pl.col("started_on")
    weeks = PACE.days // 7
    rows = numbered(known, whole_to).with_columns(length=pl.col("due") - pl.col("start") + 1)
    pace = (
        rows.filter(began > whole_to - PACE)
        .group_by(*GROUP, "length", weekday=began.dt.weekday().cast(pl.Int64) - 1)
        .agg(expected=pl.col("items").sum() / weeks)
    )
    then = whole_to - timedelta(weeks=52)
    moved = rows.group_by(*GROUP).agg(
        after=pl.col("items").filter(began.is_between(then, then + AHEAD, closed="right")).sum(),
        before=pl.col("items").filter(began.is_between(then - PACE, then, closed="right")).sum() * (AHEAD / PACE),
    )
    season = moved.with_columns(season=(pl.col("after") + STEADY) / (pl.col("before") + STEADY))
    return (
        pace.join(days, on="weekday")
        .filter(pl.col("length") <= pl.col("room"))
        .join(season, on=GROUP)
        .group_by(*GROUP, "length")
        .agg((pl.col("expected") * pl.col("season")).sum())
        .sort(*GROUP, "length")
    )


def outlook(known: pl.DataFrame, whole_to: date, refunds: Refunds | None = None) -> Outlook:
    """What is open and what comes of it; `known`: of `guaranteed_items.alike` as it stands after `whole_to`."""
    table = curve(known, whole_to)
    still = with_chance(known, whole_to)
    ahead = still.filter((pl.col("left") > 0) & (pl.col("due_on") <= whole_to + AHEAD))
    coming = arrivals(known, whole_to).with_columns(left="length")
    breaches = _drawn(table, ahead, coming)
    paid = _paid(breaches, known, refunds) if refunds else None
    return Outlook(
        whole_to=whole_to,
        breaches=_expected(sum(breaches.values(), np.zeros(DRAWS))),
        refunds=None if paid is None else _expected(paid),
        groups=_groups(still, {group: float(drawn.mean()) for group, drawn in breaches.items()}),
    )


Group = tuple[str, str]


def _drawn(table: pl.DataFrame, ahead: pl.DataFrame, coming: pl.DataFrame) -> dict[Group, np.ndarray]:
    """Group → breaches of the next four weeks, one number per draw."""
    random = np.random.default_rng(SEED)
    drawn = draw(table, DRAWS, random)
    column = {tuple(key): at for at, key in enumerate(table.select(*GROUP, "length", "left").iter_rows())}
    found: dict[Group, np.ndarray] = {}
    open_now = ahead.group_by(*GROUP, "length", "left").agg(pl.col("items").sum()).sort(*GROUP, "length", "left")
    for service, channel, length, left, items in open_now.iter_rows():
        if (at := column.get((service, channel, length, left))) is not None:
            _add(found, (service, channel), random.binomial(items, drawn[:, at]))
    for service, channel, length, expected, left in coming.iter_rows():
        if (at := column.get((service, channel, length, left))) is not None:
            _add(found, (service, channel), random.poisson(expected * drawn[:, at]))
    return found


def _add(found: dict[Group, np.ndarray], group: Group, drawn: np.ndarray) -> None:
    found[group] = found.get(group, np.zeros(len(drawn), np.int64)) + drawn


def _paid(breaches: dict[Group, np.ndarray], known: pl.DataFrame, refunds: Refunds) -> np.ndarray:
    """What the breaches will cost once they are claimed as last year's were, in cents, one number per draw."""
    random = np.random.default_rng(SEED + 1)
    unpaid = max(refunds.breaches - refunds.paid, 0)
    share = random.beta(refunds.paid + 0.5, unpaid + 0.5, DRAWS)
    fees = known.group_by(GROUP).agg(fee=pl.col("fee_cents").sum() / pl.col("items").sum()).rows_by_key(GROUP)
    paid = np.zeros(DRAWS)
    for group, drawn in breaches.items():
        paid += random.binomial(drawn, share) * fees[group][0][0]
    return paid


def _expected(drawn: np.ndarray) -> Expected:
    """The mean and the interval of draws that are whole numbers, or rounded to such."""
    values, times = np.unique(np.rint(drawn).astype(np.int64), return_counts=True)
    shares = times / len(drawn)
    low = high = int(np.searchsorted(np.cumsum(shares), 0.5))
    inside = shares[low]
    while low > 0 or high < len(values) - 1:
        below = shares[low - 1] if low > 0 else -1.0
        above = shares[high + 1] if high < len(values) - 1 else -1.0
        wider = inside + max(below, above)
        if abs(wider - LEVEL) > abs(inside - LEVEL):
            break
        low, high, inside = (low - 1, high, wider) if below > above else (low, high + 1, wider)
    return Expected(mean=float(drawn.mean()), low=int(values[low]), high=int(values[high]), inside=float(inside))


def _groups(still: pl.DataFrame, breaches: dict[Group, float]) -> tuple[GroupAtRisk, ...]:
    left, items = pl.col("left"), pl.col("items")
    rows = still.group_by(*GROUP).agg(
        open=items.sum(),
        late=items.filter(left == 0).sum(),
        soon=items.filter(left.is_between(1, SOON)).sum(),
        likely=items.filter((left > 0) & (pl.col("chance") >= LIKELY)).sum(),
    )
    counts = {tuple(row[name] for name in GROUP): {name: row[name] for name in COUNTS} for row in rows.to_dicts()}
    found = [
        GroupAtRisk(service=key[0], channel=key[1], **numbers, breaches=breaches.get(key, 0.0))
        for key, numbers in (dict.fromkeys(breaches, dict.fromkeys(COUNTS, 0)) | counts).items()
    ]
    return tuple(sorted(found, key=lambda group: (-group.breaches, group.service, group.channel)))
