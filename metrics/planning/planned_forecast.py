"""The plan: a forecast with special days and overrides laid over it, in whole numbers that still add up."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl
from numpy.typing import NDArray

from data.state import occurrences
from data.words import OverrideKind, SpecialDayEffect
from metrics.planning.apportionment import spread, whole

SERIES = ("grain", "channel", "line", "location")
KEY = (*SERIES, "ds")

Positions = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Adjustment:
    """One change of demand: of all that lies in its channel, line and location, where null means all of them."""

    kind: str
    amount: float
    first_day: date
    last_day: date
    channel: str | None
    line: str | None
    location: str | None = None


def steps(overrides: pl.DataFrame, special_days: pl.DataFrame, first: date, last: date) -> list[Adjustment]:
    """Special days that adjust first, for they are expected; then the overrides in the order they were made."""
    adjust = special_days.filter(pl.col("effect") == SpecialDayEffect.ADJUST.value)
    days = occurrences(adjust, first, last).with_columns(kind=pl.lit(OverrideKind.PERCENT.value), amount="percent")
    names = list(Adjustment.__dataclass_fields__)
    rows = [*days.select(names[:-1]).to_dicts(), *overrides.sort("id").select(names).to_dicts()]
    return [Adjustment(**row) for row in rows if row["first_day"] <= last and row["last_day"] >= first]


class SeriesGrid:
    """Series × periods of one grain as whole numbers: `base` as forecast, `plan` as changed so far."""

    def __init__(self, rows: pl.DataFrame, days: list[date]) -> None:
        keys = rows.select("channel", "line", "location").unique().sort(pl.all()).rows()
        at = {key: place for place, key in enumerate(keys)}, {day: place for place, day in enumerate(days)}
        self.keys, self.days = keys, days
        self.base = np.zeros((len(days), len(keys)), dtype=np.int64)
        self.closed = np.ones(self.base.shape, dtype=np.bool_)
        columns = ("channel", "line", "location", "ds", "yhat", "closed")
        for *key, day, yhat, closed in rows.select(columns).iter_rows():
            place = at[1][day], at[0][tuple(key)]
            self.base[place], self.closed[place] = yhat, closed
        self.plan = self.base.copy()

    def within(self, step: Adjustment) -> Positions:
        """The series that lie in a step's channel, line and location."""
        wanted = (step.channel, step.line, step.location)
        match = [all(want in (None, has) for want, has in zip(wanted, key, strict=True)) for key in self.keys]
        return np.flatnonzero(match)

    def of_channel(self, channel: str | None) -> Positions:
        """All series of one channel."""
        return np.flatnonzero([key[0] == channel for key in self.keys])

    def opens(self, series: Positions) -> NDArray[np.bool_]:
        """The periods on which any of these series is open, as forecast or because a step has opened it."""
        is_open: NDArray[np.bool_] = ~self.closed[:, series] | (self.plan[:, series] > 0)
        return np.asarray(is_open.any(axis=1))

    def set_totals(self, periods: Positions, series: Positions, totals: NDArray[np.int64]) -> None:
        """Gives these series together new totals, shared out as they stand so far, or as forecast where nothing is."""
        base = self.base[:, series]
        open_now = ~self.closed[np.ix_(periods, series)]
        weights = self.plan[np.ix_(periods, series)].astype(np.float64)
        for other in (self.base[np.ix_(periods, series)], base.sum(axis=0) * open_now, base.sum(axis=0), 1):
            weights = np.where(weights.sum(axis=1, keepdims=True) > 0, weights, other)
        self.plan[np.ix_(periods, series)] = spread(totals, weights)

    def changes(self) -> pl.DataFrame:
        """What the plan changes: columns `channel`, `line`, `location`, `ds`, `change`, without zeros."""
        change = self.plan - self.base
        rows = [
            (*self.keys[series], self.days[period], change[period, series]) for period, series in np.argwhere(change)
        ]
        names = {"channel": pl.String, "line": pl.String, "location": pl.String, "ds": pl.Date, "change": pl.Int64}
        return pl.DataFrame(rows, schema=names, orient="row")


@dataclass(frozen=True, kw_only=True)
class Outline:
    """All of one grain: its finest series, and the largest locations, which are parts of their channel only."""

    grain: str
    parts: SeriesGrid
    locations: SeriesGrid
    weekdays: "Outline | None" = None
    """The same organisation by day, which tells a month how many of its days are open."""

    def take(self, step: Adjustment) -> None:
        """Changes the plan by one step."""
        grid = self.locations if step.location is not None else self.parts
        series = grid.within(step)
        if not len(series):
            return
        opens, of = self._open_days(step, grid, series)
        periods = np.flatnonzero(opens)
        share = opens[periods] / of[periods]
        channels = sorted({grid.keys[place][0] for place in series}, key=str)
        before = self._by_channel(channels)
        now = grid.plan[np.ix_(periods, series)].sum(axis=1)
        wanted = {
            OverrideKind.PERCENT: now * (1 + step.amount / 100 * share),
            OverrideKind.VALUE: now * (1 - share) + step.amount * opens[periods],
            OverrideKind.ADD: now + step.amount * opens[periods],
        }[OverrideKind(step.kind)]
        located = self.locations.plan.copy()
        grid.set_totals(periods, series, whole(np.maximum(wanted, 0)))
        if step.location is None:
            self._locations_follow(periods, before)
        else:
            self._channels_follow(periods, self.locations.plan - located, channels)

    def _open_days(
        self, step: Adjustment, grid: SeriesGrid, series: Positions
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """How many open days of each period the step covers, and how many there are.

        A closed day in a longer range stays closed; a range of closed days alone is one that somebody means to open.
        """
        if self.grain == "day":
            within = np.array([step.first_day <= day <= step.last_day for day in grid.days])
            opened = within & grid.opens(series)
            opened = opened if opened.any() else within
            return opened.astype(np.int64), np.ones(len(grid.days), dtype=np.int64)
        open_on = self._open_weekdays(step)
        months = [_days_of_month(first) for first in grid.days]
        inside = [[day for day in days if step.first_day <= day <= step.last_day] for days in months]
        covered = [sum(day.isoweekday() in open_on for day in days) for days in inside]
        if not any(covered) and step.kind != OverrideKind.PERCENT:
            covered = [len(days) for days in inside]
        of = [max(sum(day.isoweekday() in open_on for day in days), n) for days, n in zip(months, covered, strict=True)]
        return np.array(covered), np.maximum(of, 1)

    def _open_weekdays(self, step: Adjustment) -> set[int]:
        """The weekdays on which these series are ever open; Monday to Friday where there is no forecast by day."""
        if self.weekdays is None:
            return set(range(1, 6))
        grid = self.weekdays.locations if step.location is not None else self.weekdays.parts
        opens = grid.opens(grid.within(step))
        return {day.isoweekday() for day, is_open in zip(grid.days, opens, strict=True) if is_open} or set(range(1, 6))

    def _by_channel(self, channels: Iterable[str | None]) -> dict[str | None, NDArray[np.int64]]:
        return {channel: self.parts.plan[:, self.parts.of_channel(channel)].sum(axis=1) for channel in channels}

    def _locations_follow(self, periods: Positions, before: dict[str | None, NDArray[np.int64]]) -> None:
        """A location moves with its channel, by the same factor."""
        for channel, was in before.items():
            of_channel = self.parts.of_channel(channel)
            base, now = self.parts.base[:, of_channel].sum(axis=1), self.parts.plan[:, of_channel].sum(axis=1)
            for place in self.locations.of_channel(channel):
                had = self.locations.plan[:, place], self.locations.base[:, place]
                # Where the channel had nothing left to be in proportion to, the forecast tells the location's part.
                per = [
                    np.divide(x, y, out=np.zeros(len(x)), where=y > 0) for x, y in zip(had, (was, base), strict=True)
                ]
                wanted = now * np.where(was > 0, *per)
                self.locations.plan[periods, place] = whole(wanted[periods])

    def _channels_follow(self, periods: Positions, change: NDArray[np.int64], channels: Iterable[str | None]) -> None:
        """What a location gains or loses, its channel does, spread over all of the channel's lines."""
        for channel in channels:
            gained = change[np.ix_(periods, self.locations.of_channel(channel))].sum(axis=1)
            of_channel = self.parts.of_channel(channel)
            if len(of_channel):
                now = self.parts.plan[np.ix_(periods, of_channel)].sum(axis=1)
                self.parts.set_totals(periods, of_channel, np.maximum(now + gained, 0))


def outlines(ahead: pl.DataFrame) -> Iterator[Outline]:
    """One for each grain of a forecast (columns `KEY`, `yhat` and `closed`)."""
    by_day = None
    for grain in ("day", "month"):
        rows = ahead.filter(pl.col("grain") == grain)
        if rows.height:
            days = rows["ds"].unique().sort().to_list()
            located = pl.col("location").is_not_null()
            grids = {
                "parts": SeriesGrid(_finest(rows.filter(~located)), days),
                "locations": SeriesGrid(rows.filter(located), days),
            }
            outline = Outline(grain=grain, weekdays=by_day, **grids)
            by_day = outline if grain == "day" else None
            yield outline


def margins(changes: pl.DataFrame) -> pl.DataFrame:
    """What changes in a channel's, a line's and the whole forecast when its parts change: columns as `changes`."""
    known = {name: pl.col(name).is_not_null() for name in ("channel", "line")}
    change = pl.col("change").sum()
    sums = (
        changes.filter(*known.values()),
        changes.filter(known["channel"]).group_by("channel", "ds").agg(change),
        changes.filter(known["line"]).group_by("line", "ds").agg(change),
        changes.group_by("ds").agg(change),
    )
    return pl.concat(sums, how="diagonal").select(changes.columns)


def _finest(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows that are sums of no others: lines by channel, else channels, else lines, else the total."""
    channel, line = pl.col("channel").is_not_null(), pl.col("line").is_not_null()
    with_lines = rows.filter(channel & line)["channel"].unique().to_list()
    for finest in (channel & (line | ~pl.col("channel").is_in(with_lines)), line):
        if rows.filter(finest).height:
            return rows.filter(finest)
    return rows


def _days_of_month(first: date) -> list[date]:
    days = (first + timedelta(days=later) for later in range(31))
    return [day for day in days if day.month == first.month]
