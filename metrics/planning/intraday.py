"""A day while it is under way: what came so far against its forecast, and what the rest of it will bring.

A forecast knows whole days. It is spread over the half-hours by the shares that the same weekday had lately. What came
so far says whether the day is a busier one: had it kept exactly to its shares, its total would be what came ÷ the share
that usually has come by now. That ratio is trusted as far as it was right before: over the last weeks the surprise of
the rest of each day is regressed on the surprise of its beginning, shrunk towards 0 (the forecast stands) by a prior
worth of so many days. So in the first half-hours, whose surprise is mostly chance, the forecast stays as it was, and by
the afternoon the day itself speaks: the proportion that has arrived, with shrinkage (Shen and Huang, "Interday
forecasting and intraday updating of call center arrivals", 2008).

The interval is conformal: the same rest was forecast on each of the last days from nothing but what was known then, and
the width is that which held so many of those errors, in units of √(what was expected). It is no promise for a day that
is unlike all of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl

from data.certainty import scalar_or_none
from data.storage.names import lake_table
from data.storage.snapshot import Snapshot
from metrics.definition.breakdowns import with_dimensions
from metrics.definition.rowsets import scan_rows

Where = Mapping[str, Sequence[str]]

SLOTS = 48
"""Half-hours of a day by the clock: one that spring skips is empty, one that autumn repeats holds both."""
WEEKS = 8
"""Days are compared with those of so many weeks before, and as many are forecast again to see what was missed."""
LEAST_DAYS = 10
"""Fewer days tell no interval."""
LEAST_ALIKE = 3
"""Of a weekday that was open on fewer days, all days tell the shares."""
QUIET = 0.1
"""A day with less than this part of the median of its weekday was closed, and teaches nothing."""
PRIOR_DAYS = 4
LEVEL = 0.8


@dataclass(frozen=True)
class Intraday:
    """One channel's day.

    `rows`: `half_hour` (0–47), `arrived` (null from the first half-hour on that is not over), `forecast`, and
    `expected` (of the half-hours to come; null before). `known`: half-hours that are over. `forecast`: contacts of the
    whole day; `usual`: whether it is what the weekday usually brings, because no forecast was made of the day.
    `rest`: contacts still to come, within `low` and `high` in four of five days (None where too few days tell).
    `days`: days by which that is judged.
    """

    day: date
    known: int
    rows: pl.DataFrame
    forecast: float
    usual: bool
    arrived: int
    rest: float
    low: float | None
    high: float | None
    days: int

    @property
    def total(self) -> float:
        """Contacts of the whole day, as they are expected now."""
        return self.arrived + self.rest

    @property
    def expected_by_now(self) -> float:
        """Contacts that the forecast had by the half-hours that are over."""
        return float(self.rows.filter(pl.col("half_hour") < self.known)["forecast"].sum())

    @property
    def over(self) -> bool:
        """Whether all of it has come."""
        return self.known == SLOTS


def arrivals(snapshot: Snapshot, day: date, where: Where) -> pl.DataFrame:
    """Contacts of the last weeks up to a day: `channel`, `ds`, `half_hour` (0–47, local), `arrivals`; others left out.

    `where`: breakdown of a transaction → the codes that are looked at. Rows without a time of day are no arrivals.
    """
    columns = {"channel": pl.String, "ds": pl.Date, "half_hour": pl.Int64, "arrivals": pl.Int64}
    if not snapshot.has(lake_table("transaction")):
        return pl.DataFrame(schema=columns)
    first = day - timedelta(weeks=2 * WEEKS)
    rows = scan_rows("transaction", snapshot).filter(pl.col("started_on").is_between(first, day))
    counted = (
        with_dimensions(rows, "transaction", list(dict.fromkeys(["hour", *where])), snapshot)
        .filter(pl.col("hour").is_not_null(), pl.col("channel").is_not_null())
        .filter(*(pl.col(name).is_in(list(codes)) for name, codes in where.items()))
        .group_by("channel", pl.col("started_on").alias("ds"), "hour")
        .agg(pl.len().cast(pl.Int64).alias("arrivals"))
        .collect()
    )
    hour, minute = (pl.col("hour").str.slice(at, 2).cast(pl.Int64) for at in (0, 3))
    return (
        counted.with_columns(half_hour=2 * hour + minute // 30).select(list(columns)).sort("channel", "ds", "half_hour")
    )


def known_half_hours(came: pl.DataFrame, day: date) -> int:
    """How many half-hours of a day that is under way are over: those before the last in which anything came anywhere.

    In: as `arrivals`. The clock of the source alone would count a late delivery as a quiet hour.
    """
    return scalar_or_none(came.filter(pl.col("ds") == day)["half_hour"].max(), int) or 0


def follow(came: pl.DataFrame, day: date, known: int, forecast: float | None) -> Intraday | None:
    """One channel's day by what came of it in its first `known` half-hours; None where nothing tells of such a day.

    In: rows of `arrivals` of the channel; `forecast`, contacts of the day, None where there is none. A day that neither
    brings nor was to bring anything is closed: None too.
    """
    days = _Days.of(came, day)
    today = days.counts_on(day)
    arrived = int(today[:known].sum())
    shares = days.shares_before(day)
    usual = days.usual_before(day)
    expected_of_day = usual if forecast is None else forecast
    if shares is None or not expected_of_day:
        return None
    past = [one for one in (days.beginning(each, known) for each in days.judged(day)) if one]
    rest = _rest(arrived, expected_of_day, float(shares[:known].sum()), _weight(past))
    low, high = _interval(rest, past) if known < SLOTS else (None, None)
    ahead = np.where(np.arange(SLOTS) < known, np.nan, _spread(rest, shares, known))
    rows = pl.DataFrame(
        {
            "half_hour": np.arange(SLOTS),
            "arrived": [int(count) if at < known else None for at, count in enumerate(today)],
            "forecast": expected_of_day * shares,
            "expected": ahead,
        },
        schema={"half_hour": pl.Int64, "arrived": pl.Int64, "forecast": pl.Float64, "expected": pl.Float64},
    ).with_columns(pl.col("expected").fill_nan(None))
    return Intraday(
        day=day,
        known=known,
        rows=rows,
        forecast=expected_of_day,
        usual=forecast is None,
        arrived=arrived,
        rest=rest,
        low=low,
        high=high,
        days=len(past),
    )


@dataclass(frozen=True)
class Beginning:
    """A past day at the same moment: what had come, what came after, and what was to be believed of both then."""

    arrived: int
    came: int
    level: float
    share: float

    @property
    def surprise(self) -> float:
        """By how much more had come than was expected, of one."""
        return self.arrived / (self.level * self.share) - 1 if self.share > 0 else 0.0

    @property
    def later_surprise(self) -> float:
        """The same of what came after."""
        return self.came / (self.level * (1 - self.share)) - 1 if self.share < 1 else 0.0


def _weight(past: list[Beginning]) -> float:
    """How far the beginning of a day tells of its rest: 0 not at all, 1 wholly; by a regression that is shrunk to 0.

    The prior counts as so many days on which the beginning told nothing. Days weigh by what was expected of them.
    """
    squares = [one.level * one.surprise**2 for one in past]
    if not sum(squares):
        return 0.0
    products = sum(one.level * one.surprise * one.later_surprise for one in past)
    prior = PRIOR_DAYS * sum(squares) / len(squares)
    return float(np.clip(products / (sum(squares) + prior), 0, 1))


def _rest(arrived: int, level: float, share: float, weight: float) -> float:
    """Contacts still to come."""
    surprise = arrived / (level * share) - 1 if share > 0 else 0.0
    return level * (1 - share) * max(1 + weight * surprise, 0)


def _interval(rest: float, past: list[Beginning]) -> tuple[float | None, float | None]:
    """Within which the rest lies in four of five days: the errors of the same forecast on the past days.

    Each past day is forecast with the weight that the others tell, so that none judges itself.
    """
    if len(past) < LEAST_DAYS:
        return None, None
    errors = []
    for place, one in enumerate(past):
        weight = _weight([*past[:place], *past[place + 1 :]])
        believed = _rest(one.arrived, one.level, one.share, weight)
        errors.append((one.came - believed) / np.sqrt(max(believed, 1)))
    # Each end leaves out half of what lies outside. Ranks at the middle of each day: those of one day more, rounded up
    # as the proof of conformal intervals has it, held 85 % of the invented organisation's days.
    outside = (1 - LEVEL) / 2
    low, high = np.quantile(errors, [outside, 1 - outside], method="hazen")
    width = float(np.sqrt(max(rest, 1)))
    return float(max(rest + low * width, 0)), float(max(rest + high * width, 0))


def _spread(rest: float, shares: np.ndarray, known: int) -> np.ndarray:
    left = shares.copy()
    left[:known] = 0
    return rest * left / left.sum() if left.sum() > 0 else left


@dataclass(frozen=True)
class _Days:
    """Open days of a channel: `counts` (days, 48), and the day of each row."""

    days: list[date]
    counts: np.ndarray

    @classmethod
    def of(cls, came: pl.DataFrame, day: date) -> "_Days":
        """All days up to `day`, itself included; those that were closed are left out unless it is the day itself."""
        counted: dict[date, np.ndarray] = {}
        for ds, half_hour, number in came.select("ds", "half_hour", "arrivals").iter_rows():
            counted.setdefault(ds, np.zeros(SLOTS))[half_hour] += number
        typical = {
            weekday: float(np.median([row.sum() for ds, row in counted.items() if ds.isoweekday() == weekday]))
            for weekday in {ds.isoweekday() for ds in counted}
        }
        opened = [ds for ds, row in counted.items() if row.sum() >= QUIET * typical[ds.isoweekday()] or ds == day]
        days = sorted(ds for ds in opened if ds <= day)
        return cls(days, np.array([counted[ds] for ds in days]).reshape(len(days), SLOTS))

    def counts_on(self, day: date) -> np.ndarray:
        """The half-hours of one day; none came on one that is not known."""
        return self.counts[self.days.index(day)] if day in self.days else np.zeros(SLOTS)

    def shares_before(self, day: date) -> np.ndarray | None:
        """Of the same weekday in the weeks before, what part of a day falls into each half-hour; None without any."""
        near = [at for at, ds in enumerate(self.days) if timedelta(0) < day - ds <= timedelta(weeks=WEEKS)]
        alike = [at for at in near if self.days[at].isoweekday() == day.isoweekday()]
        sums = self.counts[alike if len(alike) >= LEAST_ALIKE else near].sum(axis=0)
        return sums / sums.sum() if sums.sum() else None

    def usual_before(self, day: date) -> float | None:
        """The mean of the last four days of the same weekday; None without any."""
        alike = [at for at, ds in enumerate(self.days) if ds < day and ds.isoweekday() == day.isoweekday()]
        return float(self.counts[alike[-4:]].sum(axis=1).mean()) if alike else None

    def judged(self, day: date) -> list[date]:
        """The days by which the forecast of the rest of a day is judged."""
        return [ds for ds in self.days if timedelta(0) < day - ds <= timedelta(weeks=WEEKS)]

    def beginning(self, day: date, known: int) -> Beginning | None:
        """A past day after so many half-hours, by what was known the day before; None where nothing was."""
        shares, level = self.shares_before(day), self.usual_before(day)
        if shares is None or not level:
            return None
        counts = self.counts_on(day)
        return Beginning(int(counts[:known].sum()), int(counts[known:].sum()), level, float(shares[:known].sum()))
