"""Exponential smoothing of all series at once: level, damped trend, seasons, by a small grid of their speeds."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import product

import numpy as np

from pipelines.forecast.models.adjust import adjust_panel, comparable
from pipelines.forecast.series.frequency import SeriesFrequency, longer_season
from pipelines.forecast.series.panel import Panel

LEVEL = (0.02, 0.06, 0.15, 0.35, 0.7)
TREND = (0.0, 0.1)
SEASON = (0.03, 0.12, 0.35)
DAMPING = 0.93
# Values that one smoothing looks back on at most, or cycles of its longest season; seasons that only start it up.
LONGEST, CYCLES = 1200, 8
WARM_SEASONS = 2
# Cells that are worked on at a time, so that very many series need no more memory than few.
CELLS = 400_000


def smooth(values: list[np.ndarray], seasons: tuple[int, ...], horizon: int) -> np.ndarray:
    """Forecasts (series × step): what each combination of speeds says, weighed by how well it told the next value.

    `values` end together, unknown ones are NaN; `seasons` are lengths of seasons, shorter first, all additive.
    """
    out = np.zeros((len(values), horizon))
    for chunk, table in _tables(values, seasons):
        state = _State(table, seasons, _speeds(seasons))
        shares = _shares(*state.run())
        for h in range(horizon):
            out[chunk, h] = (shares * state.ahead(len(table) - 1, h + 1)).sum(axis=0)
    return out


def errors_ahead(
    values: list[np.ndarray], seasons: tuple[int, ...], steps: Sequence[int] | np.ndarray
) -> Iterator[tuple[int, np.ndarray]]:
    """Per series its position and the errors of its best speeds from every past period (period × step ahead).

    Row t is what was missed at t by the forecast made so many steps before; NaN where nothing is known.
    """
    for chunk, table in _tables(values, seasons):
        speeds = _speeds(seasons)
        squares, _ = _State(table, seasons, speeds).run()
        best = squares.argmin(axis=0)
        state = _State(table, seasons, speeds[:, best, None].transpose(0, 2, 1))
        said = np.full((len(steps), *table.shape), np.nan)

        def note(t: int, told: np.ndarray, state: _State = state, said: np.ndarray = said) -> None:
            for k, step in enumerate(steps):
                if t + step < said.shape[1]:
                    said[k, t + step] = np.where(told, state.ahead(t, step)[0], np.nan)

        state.run(note)
        for column, i in enumerate(chunk):
            length = min(len(values[i]), len(table))
            yield i, (table[:, column] - said[:, :, column]).T[len(table) - length :]


def _tables(values: list[np.ndarray], seasons: tuple[int, ...]) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Positions of series of like length, and their last values as a table (period × series) that ends with them."""
    size = max(1, CELLS // (_speeds(seasons).shape[1] * (sum(seasons) + 4)))
    order = np.argsort([len(y) for y in values], kind="stable")
    most = max(LONGEST, CYCLES * max(seasons, default=1))
    for begin in range(0, len(order), size):
        chunk = order[begin : begin + size]
        longest = min(max(len(values[i]) for i in chunk), most)
        table = np.full((longest, len(chunk)), np.nan)
        for column, i in enumerate(chunk):
            y = values[i][-longest:]
            table[longest - len(y) :, column] = y
        yield chunk, table


def _speeds(seasons: tuple[int, ...]) -> np.ndarray:
    """Speeds of level, trend and season in every combination (3 × combinations)."""
    return np.array(list(product(LEVEL, TREND, SEASON if seasons else (0.0,)))).T


class _State:
    """Level, trend and seasons of the series of a table, for one row of speeds or several (3 × rows [× series])."""

    def __init__(self, table: np.ndarray, seasons: tuple[int, ...], speeds: np.ndarray):
        self.table, self.seasons = table, seasons
        self.speeds = speeds if speeds.ndim == 3 else speeds[:, :, None]
        level, cycles = _start(table, seasons)
        shape = (self.speeds.shape[1], table.shape[1])
        self.level = np.broadcast_to(level, shape).copy()
        self.trend = np.zeros(shape)
        self.cycles = [np.repeat(cycle[:, None], shape[0], axis=1) for cycle in cycles]

    def ahead(self, t: int, step: int) -> np.ndarray:
        """What is said at period `t` of the period so many steps later."""
        said = self.level + self.trend * (DAMPING * (1 - DAMPING**step) / (1 - DAMPING))
        for cycle, season in zip(self.cycles, self.seasons, strict=True):
            # Positions are counted from the end, so that series of all lengths are in the same place of their season.
            said = said + cycle[(t + step - len(self.table)) % season]
        return said

    def run(self, note: Callable[[int, np.ndarray], None] | None = None) -> tuple[np.ndarray, np.ndarray]:
        """Goes through all periods; sums of squared errors one step ahead (rows × series) and their number.

        After each period `note` is told it, and which series have gone on for long enough to be asked.
        """
        alpha, beta, gamma = self.speeds
        share = gamma / max(len(self.seasons), 1)
        squares, count = np.zeros(self.level.shape), np.zeros(self.table.shape[1])
        begun = np.isfinite(self.table).cumsum(axis=0)
        warm = np.minimum(WARM_SEASONS * max(self.seasons, default=4), begun[-1] // 3)
        for t, y in enumerate(self.table):
            known = np.isfinite(y)
            gap = np.where(known, y - self.ahead(t - 1, 1), 0.0)
            self.trend *= DAMPING
            moved = alpha * gap
            self.level += self.trend + moved
            self.trend += beta * moved
            for cycle, season in zip(self.cycles, self.seasons, strict=True):
                cycle[(t - len(self.table)) % season] += share * gap
            told = known & (begun[t] > warm)
            squares += told * np.minimum(gap * gap, 1e290)
            count += told
            if note:
                note(t, begun[t] > warm)
        return squares, count


def _start(table: np.ndarray, seasons: tuple[int, ...]) -> tuple[np.ndarray, list[np.ndarray]]:
    """Level and seasons of each series' first seasons: means, each season of what the shorter ones leave."""
    longest, many = table.shape
    known = np.isfinite(table)
    first = known.argmax(axis=0)
    age = np.arange(longest)[:, None] - first
    early = known & (age < max(3 * max(seasons, default=4), 8))
    level = np.where(early, table, 0).sum(axis=0) / np.maximum(early.sum(axis=0), 1)
    rest, cycles = np.where(early, table - level, 0.0), []
    for season in seasons:
        place = (np.arange(longest) - longest) % season
        total, count = np.zeros((season, many)), np.zeros((season, many))
        np.add.at(total, place, rest)
        np.add.at(count, place, early.astype(float))
        # One more observation of 0 for every place: a place seen once is not believed whole.
        cycle = total / (count + 0.5)
        rest = np.where(early, rest - cycle[place], 0.0)
        cycles.append(cycle)
    return level, cycles


def _shares(squares: np.ndarray, count: np.ndarray) -> np.ndarray:
    """Weights of the combinations of every series, by likelihood; even where nothing was told."""
    least = squares.min(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        worse = np.where(least > 0, squares / np.maximum(least, 1e-300), 1 + (squares > 0) * 9.0)
    shares = np.exp(-0.5 * np.minimum(np.minimum(count, 200) * np.log(np.maximum(worse, 1)), 200))
    return shares / shares.sum(axis=0)


def seasons_of(panel: Panel) -> tuple[int, ...]:
    """The seasons that half of the series have seen: the one asked for twice, of hours also the week."""
    longer = longer_season(panel.frequency, panel.season) if panel.frequency is SeriesFrequency.HOUR else 0
    length = np.median(panel.lengths) if len(panel) else 0
    seasons = [panel.season] if panel.season > 1 and length >= 2 * panel.season + 1 else []
    return (*seasons, longer) if seasons and longer and length >= longer + panel.season else tuple(seasons)


def smooth_panel(panel: Panel) -> np.ndarray:
    """A candidate: smoothing on the scale on which a series changes alike."""
    taught = panel.taught or panel
    scales = [comparable(y) for y in taught.values]
    values = [forth(y) for (forth, _), y in zip(scales, _above(panel, taught), strict=True)]
    ahead = smooth(values, seasons_of(panel), panel.horizon)
    return np.array([back(row) for (_, back), row in zip(scales, ahead, strict=True)]).reshape(-1, panel.horizon)


def _above(panel: Panel, taught: Panel) -> list[np.ndarray]:
    return [
        np.maximum(y, np.nanmin(base)) if np.isfinite(base).any() else y
        for y, base in zip(panel.values, taught.values, strict=True)
    ]


def smooth_calm(panel: Panel) -> np.ndarray:
    """A candidate: smoothing of the series without what the calendar explains."""
    without = adjust_panel(panel)
    inner = without.panel
    if without.any and panel.frequency is SeriesFrequency.WEEK:
        inner = replace(inner, season=1)
    return without.restored(smooth(list(inner.values), seasons_of(inner), panel.horizon))
