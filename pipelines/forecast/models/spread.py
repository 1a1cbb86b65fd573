"""What a series' own past says of errors: how large, how they grow ahead, where in the season, lopsided or not."""

from dataclasses import dataclass

import numpy as np

from pipelines.forecast.models.smoothing import errors_ahead, seasons_of
from pipelines.forecast.series.panel import Panel, scale
from pipelines.forecast.series.positions import closed_positions, number_positions, unseen_positions

# Distances ahead at which the past is asked; what lies between them is drawn straight.
DISTANCES = 5
# Errors, not overlapping, that count as much as what is usual in the file; errors of one position of the season alike.
USUAL, POSITION = 6.0, 20.0
# Part of its past after which what a series missed counts half: levels grow, and errors with them.
RECENT = 1 / 3


@dataclass(frozen=True, eq=False)
class Spread:
    """How far the series of a panel stray, in units of the root of values where they were never below zero.

    `units`: mean size of errors (series × step). `least`: the naive's, one among all errors seen, per series.
    `past`: errors one step ahead in these units, per series.
    `closed` and `unseen` (series × step): steps at which a series was always 0 though not elsewhere, or never known.
    `intermittent`: whether it is 0 as often as not where it is open. `lengths`: periods of each series, `season` of a
    season.
    """

    bounded: np.ndarray
    units: np.ndarray
    least: np.ndarray
    past: list[np.ndarray]
    closed: np.ndarray
    unseen: np.ndarray
    intermittent: np.ndarray
    lengths: np.ndarray
    season: int

    def root(self, values: np.ndarray) -> np.ndarray:
        """Values (series × step) on the scale of the units."""
        return np.where(self.bounded[:, None], np.sqrt(np.maximum(values, 0)), values)

    def square(self, roots: np.ndarray) -> np.ndarray:
        """The way back; nothing below zero where history never was."""
        return np.where(self.bounded[:, None], np.maximum(roots, 0) ** 2, roots)


def measure(panel: Panel) -> Spread:
    """What the past of a panel's series says of the errors to come, as smoothing would have made them."""
    bounded = np.array([bool(np.nanmin(y) >= 0) for y in panel.values])
    roots = [np.sqrt(y) if above else y for y, above in zip(panel.values, bounded, strict=True)]
    steps = np.unique(np.round(np.geomspace(1, panel.horizon, DISTANCES)).astype(int))
    sizes, counts = np.full((len(panel), len(steps)), np.nan), np.zeros((len(panel), len(steps)))
    shape = (len(panel), panel.horizon)
    position, closed, unseen = np.ones(shape), np.zeros(shape, bool), np.zeros(shape, bool)
    past: list[np.ndarray] = [np.empty(0)] * len(panel)
    for i, errors in errors_ahead(roots, seasons_of(panel), steps):
        y = panel.values[i]
        number, season = number_positions(panel, len(y))
        shut = closed_positions(y, number[: len(y)], season)
        closed[i], unseen[i] = shut[number[len(y) :]], unseen_positions(y, number[: len(y)], season)[number[len(y) :]]
        of_errors = number[len(y) - len(errors) : len(y)]
        errors[shut[of_errors]] = np.nan
        known = np.isfinite(errors)
        recent = 0.5 ** (np.arange(len(errors))[::-1] / (RECENT * len(errors)))[:, None] * known
        counts[i] = recent.sum(axis=0) ** 2 / np.maximum((recent**2).sum(axis=0), 1e-12)
        factors = _by_position(errors[:, 0], of_errors, season)
        position[i] = factors[number[len(y) :]]
        sizes[i] = (recent * np.where(known, np.abs(errors), 0)).sum(axis=0) / np.maximum(recent.sum(axis=0), 1e-12)
        past[i] = (errors[:, 0] / factors[of_errors])[known[:, 0]]
    naive = np.array([scale(y, panel.season) for y in roots])
    units = _shrunk(naive, sizes, counts, steps, panel.season)
    least = naive / (counts[:, 0] + 2)
    ahead = np.array([np.interp(np.arange(1, panel.horizon + 1), steps, row) for row in units]).reshape(shape)
    often = np.array([np.mean(y[np.isfinite(y)] == 0) for y in panel.values])
    return Spread(
        bounded, ahead * position, least, [each / units[i, 0] for i, each in enumerate(past)], closed, unseen,
        (often >= 0.5) & ~closed.any(axis=1), panel.lengths, panel.season,
    )  # fmt: skip


def _by_position(errors: np.ndarray, number: np.ndarray, season: int) -> np.ndarray:
    """How much larger than usual errors are at each position of the season; 1 where little is known."""
    known = np.isfinite(errors)
    size = np.abs(errors[known])
    if season == 1 or not size.any():
        return np.ones(season)
    total = np.bincount(number[known], size, minlength=season)
    count = np.bincount(number[known], minlength=season)
    return (total / size.mean() + POSITION) / (count + POSITION)


def _shrunk(naive: np.ndarray, sizes: np.ndarray, counts: np.ndarray, steps: np.ndarray, season: int) -> np.ndarray:
    """Mean sizes at each distance: a series' own, and of few errors what is usual beside the naive's in the file.

    What is usual of few errors is what it was one distance before, further where a season lies between. Nothing is
    smaller than one error of the naive's among all that were seen.
    """
    told = (counts > 0) & (sizes > 0)
    relative = np.where(told, sizes / naive[:, None], np.nan)
    apart = np.where(counts > 0, counts / steps, 0)
    usual = np.ones(len(steps))
    for column, step in enumerate(steps):
        before = steps[max(column - 1, 0)]
        expected = usual[max(column - 1, 0)] * np.sqrt(np.ceil(step / season) / np.ceil(before / season))
        many = apart[:, column].sum()
        middle = np.nanmedian(relative[:, column]) if told[:, column].any() else 0.0
        usual[column] = (many * middle + USUAL * expected) / (many + USUAL)
    shrunk = (apart * np.where(told, relative, 0) + USUAL * usual) / (apart + USUAL)
    return naive[:, None] * np.maximum(shrunk, 1 / (counts[:, :1] + 2))
