"""The demand of a scenario: the forecast, moved and changed step by step, in whole interactions that add up."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
import polars as pl

from data.errors import nearest
from data.refusals.demand import planning as refusals
from metrics.planning.apportionment import spread, whole
from metrics.planning.scenario_steps import (
    Backlog,
    Campaign,
    Centre,
    Price,
    Service,
    Shift,
    Step,
    Supposition,
    Window,
)

DAYS_A_MONTH = 365.25 / 12

LEFT_OVER = 1e-6
"""Below nothing by less than this is what decimals leave over."""


Places = Mapping[str, tuple[str, float]]
"""Location → its channel and its share of the channel's demand."""


class Periods(NamedTuple):
    """The periods of the base: their first days, and how many days each has."""

    first: list[date]
    lengths: np.ndarray

    def part(self, window: Window) -> np.ndarray:
        """How much of a step is in force in each period, 0..1: the mean over its days."""
        parts = np.zeros(len(self.first))
        for place, (first, days) in enumerate(zip(self.first, self.lengths, strict=True)):
            parts[place] = sum(_in_force(window, first + timedelta(days=day)) for day in range(int(days))) / days
        return parts


def periods_of(base: pl.DataFrame, grain: str) -> Periods:
    """The periods of a forecast by their column `ds`; `grain` is day or month."""
    first = sorted(base["ds"].unique().to_list())
    return Periods(first, np.array([_length(day, grain) for day in first]))


def _in_force(window: Window, day: date) -> float:
    if day < window.starts or (window.ends is not None and day > window.ends):
        return 0.0
    return min(1.0, ((day - window.starts).days + 1) / (window.ramp_days + 1))


def demand(
    base: pl.DataFrame, steps: Sequence[Step], *, grain: str = "day", places: Places | None = None
) -> pl.DataFrame:
    """What comes, step by step supposed.

    In: `channel`, `line`, `ds` (day, or first of month with `grain` month), `demand` (whole numbers ≥ 0), one row each.
    `places`: for steps on centres. Out, sorted: the same
    columns with `today` (the base) beside `demand`; rows more where a step brings a channel or a line in. Within a line
    nothing is lost to rounding: a step that only moves leaves each day's sum as it was.
    Raises: UserError, for an unknown line or location, a step outside the forecast, or one that moves too much.
    """
    work = _Work(base, steps, grain, places or {})
    for number, step in enumerate(steps, start=1):
        work.take(number, step)
    return work.result()


class _Work:
    def __init__(self, base: pl.DataFrame, steps: Sequence[Step], grain: str, places: Places) -> None:
        _check(base)
        self.places = places
        bringing = [step for step in steps if isinstance(step, Service | Backlog)]
        brought = [(channel, step.line) for step in bringing for channel in _into(step)]
        moved = [step.to_channel for step in steps if isinstance(step, Shift)]
        moved += [channel for step in steps if isinstance(step, Centre) for channel in step.leave]
        lines = list(dict.fromkeys(base["line"].sort().to_list()))
        cells = dict.fromkeys(base.select("channel", "line").unique().sort("channel", "line").iter_rows())
        cells |= dict.fromkeys([*((channel, line) for channel in moved for line in lines), *brought])
        self.cells = list(cells)
        self.lines = lines
        self.periods = periods_of(base, grain)
        first = self.periods.first
        row, column = {day: n for n, day in enumerate(first)}, {cell: n for n, cell in enumerate(self.cells)}
        self.today = np.zeros((len(first), len(self.cells)), np.int64)
        for channel, line, day, number in base.select("channel", "line", "ds", "demand").iter_rows():
            self.today[row[day], column[channel, line]] = number
        self.now = self.today.astype(float)

    def take(self, number: int, step: Step) -> None:
        if isinstance(step, Supposition):
            return
        part = self.periods.part(step)
        if not part.any():
            raise refusals.SCENARIO_STEP_OUTSIDE(number=number, first=self.periods.first[0], last=self._last)
        match step:
            case Shift():
                self._known(step.lines)
                away = part * step.share * step.eligible
                self._move(step.from_channel, {step.to_channel: 1 - step.vanish}, step.lines, away)
            case Centre():
                channel, share = self._place(step.location)
                if step.closed:
                    going = sum(step.leave.values()) + step.vanish
                    if going:
                        to = {target: part / going for target, part in step.leave.items()}
                        self._move(channel, to, (), part * share * going)
            case Campaign():
                self._known(step.lines)
                self._scale(step.channels, step.lines, part * step.percent / 100)
            case Price():
                self._known(step.lines)
                self._scale(step.channels, step.lines, part * step.effect)
            case Service():
                for channel, monthly in step.monthly.items():
                    a_day = monthly / DAYS_A_MONTH * self.periods.lengths
                    self._add(channel, step.line, self._as_open(channel, a_day) * part)
            case Backlog():
                for channel, cases in _into(step).items():
                    self._add(channel, step.line, self._worked_off(channel, part * self.periods.lengths, cases))
        self._enough(number)

    def result(self) -> pl.DataFrame:
        demand = np.zeros_like(self.today)
        for line in {line for _, line in self.cells}:
            of_line = [n for n, cell in enumerate(self.cells) if cell[1] == line]
            wanted = np.maximum(self.now[:, of_line], 0)
            totals = whole(wanted.sum(axis=1))
            some = totals > 0
            # A day with whole interactions to share out has something to share them by.
            weights = np.where(wanted.sum(axis=1, keepdims=True) > 0, wanted, 1.0)
            demand[np.ix_(some, np.array(of_line))] = spread(totals[some], weights[some])
        periods, cells = self.today.shape
        return pl.DataFrame(
            {
                "channel": [channel for channel, _ in self.cells] * periods,
                "line": [line for _, line in self.cells] * periods,
                "ds": np.repeat(np.array(self.periods.first, "datetime64[D]"), cells),
                "today": self.today.ravel(),
                "demand": demand.ravel(),
            },
            schema_overrides={"ds": pl.Date, "channel": pl.String, "line": pl.String},
        ).sort("channel", "line", "ds")

    @property
    def _last(self) -> date:
        return self.periods.first[-1] + timedelta(days=int(self.periods.lengths[-1]) - 1)

    def _of(self, channel: str, lines: Sequence[str]) -> list[int]:
        return [n for n, (c, line) in enumerate(self.cells) if c == channel and (not lines or line in lines)]

    def _move(self, channel: str, to: Mapping[str, float], lines: Sequence[str], share: np.ndarray) -> None:
        """Moves a share of the forecast of a channel's lines; what `to` does not name vanishes."""
        cells = self._of(channel, lines)
        if not self.today[:, cells].any():
            if lines:
                raise refusals.SCENARIO_NOTHING_IN_LINES(channel=channel, lines=list(lines))
            raise refusals.SCENARIO_NOTHING_BY_CHANNEL(channel=channel)
        for n in cells:
            away = self.today[:, n] * share
            self.now[:, n] -= away
            for target, part in to.items():
                self._add(target, self.cells[n][1], away * part)

    def _scale(self, channels: Sequence[str], lines: Sequence[str], effect: np.ndarray) -> None:
        for n, (channel, line) in enumerate(self.cells):
            if (not channels or channel in channels) and (not lines or line in lines):
                self.now[:, n] += self.today[:, n] * effect

    def _add(self, channel: str, line: str, volume: np.ndarray) -> None:
        self.now[:, self.cells.index((channel, line))] += volume

    def _as_open(self, channel: str, volume: np.ndarray) -> np.ndarray:
        """The same volume a week, on the days on which the channel is open: as its forecast is spread."""
        weight = self.today[:, self._of(channel, ())].sum(axis=1).astype(float)
        return weight / weight.sum() * volume.sum() if weight.any() else volume

    def _worked_off(self, channel: str, weight: np.ndarray, cases: float) -> np.ndarray:
        """Evenly over the open days of the window: the whole number of cases, whatever the calendar."""
        is_open = self.today[:, self._of(channel, ())].sum(axis=1) > 0
        weight = np.where(is_open, weight, 0) if (is_open & (weight > 0)).any() else weight
        worked: np.ndarray = weight / weight.sum() * cases
        return worked

    def _known(self, lines: Sequence[str]) -> None:
        for line in lines:
            if line not in self.lines:
                raise refusals.SCENARIO_NO_LINE(line=line, nearest=nearest(line, self.lines))

    def _place(self, location: str) -> tuple[str, float]:
        if location not in self.places:
            raise refusals.SCENARIO_NO_STAFF(location=location, nearest=nearest(location, self.places))
        return self.places[location]

    def _enough(self, number: int) -> None:
        """Raises UserError where a step takes more than there is."""
        if (self.now >= -LEFT_OVER).all():
            return
        row, column = np.argwhere(self.now < -LEFT_OVER)[0]
        (channel, line), day = self.cells[column], self.periods.first[row]
        there = self.today[row, column]
        gone = float(there - self.now[row, column])
        raise refusals.SCENARIO_TOO_MUCH(
            number=number, there=int(there), channel=channel, line=line, day=day, gone=gone
        )


def _into(step: Service | Backlog) -> Mapping[str, float]:
    """Channel → the volume that comes in."""
    if isinstance(step, Service):
        return step.monthly
    volumes = {step.channel: step.cases}
    for channel, number in step.contacts.items():
        volumes[channel] = volumes.get(channel, 0) + step.cases * number
    return volumes


def _length(first: date, grain: str) -> int:
    if grain == "day":
        return 1
    following = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
    return (following - first).days


def _check(base: pl.DataFrame) -> None:
    if base.is_empty():
        raise refusals.SCENARIO_NO_FORECAST()
    if base.select("channel", "line", "ds").is_duplicated().any():
        raise refusals.SCENARIO_ROW_TWICE()
    if not (base["demand"] >= 0).fill_null(False).all() or not base.schema["demand"].is_integer():
        raise refusals.SCENARIO_NOT_WHOLE()
