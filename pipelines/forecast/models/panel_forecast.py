"""Forecasts of a panel with all that was tried for them: candidates, back-test, blend, intervals."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from data.errors import UserError
from pipelines.forecast.models import backtest, blend, candidates, explain
from pipelines.forecast.models.backtest import BacktestOrigin
from pipelines.forecast.models.blend import Blend
from pipelines.forecast.models.candidates import Candidate
from pipelines.forecast.models.intervals import Intervals
from pipelines.forecast.models.pool import pool
from pipelines.forecast.models.spread import Spread, measure
from pipelines.forecast.series.panel import Panel

Limits = dict[str, np.ndarray]
"""`lo80`, `hi80`, …: series × step."""


@dataclass(frozen=True, eq=False)
class PanelForecast:
    """Forecasts (`points`) and `limits`, series × step, what weighed how much, and what was said at earlier origins.

    `plain`: position → why a series only repeats what it was. `beaten`: position → the naive that was better than any
    blend. `unseen`: position → steps that lie where the series was never known.
    """

    points: np.ndarray
    limits: Limits
    blend: Blend
    tests: list[BacktestOrigin]
    tested: list[np.ndarray]
    tested_limits: list[Limits]
    plain: dict[int, UserError]
    beaten: dict[int, str]
    unseen: dict[int, np.ndarray]


def forecast_panel(panel: Panel, levels: Sequence[int], origins: int, step: int | None) -> PanelForecast:
    """Forecasts every series of a panel; those that do not move take no part in what the others are told by."""
    still = explain.still(panel)
    moving = np.flatnonzero([i not in still for i in range(len(panel))])
    whole = _moving(panel.take(moving), levels, origins, step) if len(moving) else None
    points = candidates.seasonal_naive(panel)
    for i in still:
        points[i] = candidates.repeat_season(panel.take([i]), 1)
    wide = {i: _stopped_width(panel, i) for i in still}
    half = np.array([wide.get(i, 0.0) for i in range(len(panel))])[:, None]
    names = [f"{side}{level}" for level in levels for side in ("lo", "hi")]
    limits = {name: points + half * (1 if name.startswith("hi") else -1) for name in names}
    least = np.array([0.0 if np.nanmin(y) >= 0 else -np.inf for y in panel.values])[:, None]
    limits = {name: np.maximum(values, least) for name, values in limits.items()}
    if whole is None:
        floor = candidates.FLOOR.name
        nothing = Blend([floor], np.ones((len(panel), 1)), np.full((len(panel), 1), np.nan), np.full(1, np.nan))
        return PanelForecast(points, limits, nothing, [], [], [], still, {}, {})
    points[moving] = whole.points
    for name in names:
        limits[name][moving] = whole.limits[name]
    at = {int(new): int(old) for new, old in enumerate(moving)}
    return replace(
        whole,
        points=points,
        limits=limits,
        blend=whole.blend.spread_over(len(panel), moving),
        tests=[replace(test, kept=moving[test.kept]) for test in whole.tests],
        plain=still | {at[i]: why for i, why in whole.plain.items()},
        beaten={at[i]: name for i, name in whole.beaten.items()},
        unseen={at[i]: steps for i, steps in whole.unseen.items()},
    )


def _stopped_width(panel: Panel, i: int) -> float:
    """A series that stopped may begin again, the less likely the longer it has not; one that never moved may not."""
    y = panel.values[i][np.isfinite(panel.values[i])]
    last = np.flatnonzero(y != y[-1])
    return float(panel.scales[i] / (len(y) - last[-1] + 1)) if len(last) else 0.0


def _moving(panel: Panel, levels: Sequence[int], origins: int, step: int | None) -> PanelForecast:
    cuts = backtest.cuts(panel, origins, step)
    models = pool(panel, len(cuts))
    names = [model.name for model in models]
    floors = [floor.name for floor in candidates.FLOORS if floor.name in names]
    tests = backtest.run(panel, models, cuts)
    weights = blend.weigh(tests, names, floors, panel.scales)
    tested = blend.cross_fit(tests, names, floors, panel.scales, panel.horizon)
    spread = measure(panel)
    # Where 0 is what comes most often, the naive that says 0 has the least absolute error and tells nothing.
    losses = blend.losses(tests, tested, floors, len(panel), panel.horizon)
    beaten = {i: name for i, name in losses.items() if not spread.intermittent[i]}
    weights = weights.with_only(beaten)
    points = _possible(weights.combine(_forecasts(models, weights, panel)), spread)
    plain = explain.floors(panel, tests)
    naive = candidates.seasonal_naive(panel)
    points[list(plain)] = naive[list(plain)]
    errors = np.full((len(tests), len(panel), panel.horizon), np.nan)
    spreads = []
    for origin, (test, yhat) in enumerate(zip(tests, tested, strict=True)):
        for row, i in enumerate(test.kept):
            if i in beaten:
                yhat[row] = test.points[beaten[i]][row]
        past, _ = panel.take(test.kept).cut(test.cut, 0)
        then = measure(past)
        yhat[:] = _possible(yhat, then)
        missed = then.root(test.y) - then.root(yhat)
        tells = ~then.closed & np.array([i not in explain.still(past) for i in range(len(past))])[:, None]
        errors[origin, test.kept] = np.where(tells, missed / then.units, np.nan)
        spreads.append(then)
    limits = _limits(Intervals(cuts[: len(tests)], errors, spread), points, levels)
    told = []
    for test, yhat, then in zip(tests, tested, spreads, strict=True):
        before = Intervals([each.cut for each in tests], errors[:, test.kept], then, test.cut)
        told.append(_limits(before, yhat, levels) if before.tested else _unknown(yhat, levels))
    unseen = {int(i): spread.unseen[i] for i in np.flatnonzero(spread.unseen.any(axis=1))}
    return PanelForecast(points, limits, weights, tests, tested, told, plain, beaten, unseen)


def _forecasts(models: Sequence[Candidate], weights: Blend, panel: Panel) -> dict[str, np.ndarray]:
    """What the candidates say that weigh anything, and the floor; the others are not asked."""
    heavy = [bool(weights.weights[:, column].any()) for column in range(len(models))]
    nothing = np.full((len(panel), panel.horizon), np.nan)
    return {
        model.name: model.predict(panel) if weighs or model is candidates.FLOOR else nothing
        for model, weighs in zip(models, heavy, strict=True)
    }


def _possible(yhat: np.ndarray, spread: Spread) -> np.ndarray:
    """Nothing below zero where history never was, nothing at all where it is closed."""
    return np.where(spread.closed, 0.0, np.where(spread.bounded[:, None], np.maximum(yhat, 0), yhat))


def _limits(intervals: Intervals, yhat: np.ndarray, levels: Sequence[int]) -> Limits:
    """Wider levels hold narrower ones; what was never seen may be nothing, or as much as anything beside it."""
    columns: Limits = {}
    unseen, bounded = intervals.spread.unseen, intervals.spread.bounded
    low, high = yhat, yhat
    for level in sorted(levels):
        lower, upper = intervals.bounds(yhat, level)
        most = np.broadcast_to(upper.max(axis=1, keepdims=True), upper.shape)
        least = np.where(bounded, 0.0, lower.min(axis=1))[:, None]
        low = np.minimum(low, np.where(unseen, least, lower))
        high = np.maximum(high, np.where(unseen, most, upper))
        columns |= {f"lo{level}": low, f"hi{level}": high}
    return columns


def _unknown(yhat: np.ndarray, levels: Sequence[int]) -> Limits:
    return {f"{side}{level}": np.full_like(yhat, np.nan) for level in sorted(levels) for side in ("lo", "hi")}
